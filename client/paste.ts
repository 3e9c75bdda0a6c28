import { DocumentDropOrPasteEditKind, DocumentPasteEdit, languages, type CancellationToken, type Disposable, type DocumentPasteEditProvider } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { isConvertible } from './pasted-text.ts';
import { request } from './requests.ts';

const importPasteKind = DocumentDropOrPasteEditKind.Empty.append('text', 'erd', 'import');

const text = 'text/plain';

/** Pasting a PostgreSQL script or a Mermaid diagram between the declarations of a model converts it; as it is, it stays a choice. */
export function registerPasteEdits(client: LanguageClient): Disposable {
    const provider: DocumentPasteEditProvider = {
        async provideDocumentPasteEdits(document, [range], dataTransfer, _context, token: CancellationToken) {
            const pasted = await dataTransfer.get(text)?.asString();
            if (!range || pasted === undefined || !isConvertible(pasted)) {
                return undefined;
            }
            const { line, character } = range.start;
            const converted = await request(client, 'erd/convert', { uri: document.uri.toString(), text: pasted, position: { line, character } }, token)
                // What cannot be converted is pasted as it is.
                .catch(() => undefined);
            return converted && [new DocumentPasteEdit(converted.text, `Convert to ERD (${converted.lost} lost, ${converted.assumed} assumed)`, importPasteKind)];
        },
    };
    return languages.registerDocumentPasteEditProvider({ language: 'erd' }, provider, { providedPasteEditKinds: [importPasteKind], pasteMimeTypes: [text] });
}
