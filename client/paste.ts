import { DocumentDropOrPasteEditKind, DocumentPasteEdit, languages, type CancellationToken, type Disposable, type DocumentPasteEditProvider } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { request } from './requests.ts';

export const importPasteKind = DocumentDropOrPasteEditKind.Empty.append('text', 'erd', 'import');

const text = 'text/plain';
/** Worth a question to the server: it begins as only a diagram or a script does, not as a model that has SQL in it. */
const isDiagram = /^\s*(?:(?:`{3,}|~{3,})\s*mermaid\b|(?:---\n[\s\S]*?\n---\s+)?(?:%%[^\n]*\s+)*erDiagram\b)/i;
const isScript = /^(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)*(?:create|alter|set|begin|start|drop|comment\s+on|select\s+pg_catalog)\b/i;
const makesSomething = /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|temp(?:orary)?\s+)?(?:table|type|domain|(?:materialized\s+)?view)\b/i;

/** Pasting a PostgreSQL script or a Mermaid diagram between the declarations of a model converts it; as it is, it stays a choice. */
export function registerPasteEdits(client: LanguageClient): Disposable {
    const provider: DocumentPasteEditProvider = {
        async provideDocumentPasteEdits(document, [range], dataTransfer, _context, token: CancellationToken) {
            const pasted = await dataTransfer.get(text)?.asString();
            if (!range || pasted === undefined || !(isDiagram.test(pasted) || isScript.test(pasted) && makesSomething.test(pasted))) {
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
