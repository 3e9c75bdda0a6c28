import type { LangiumDocument } from 'langium';
import { CompletionItemKind, type CompletionItem, type Range } from 'vscode-languageserver';
import { preludeScheme } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { rootOf } from '../syntax/elements.ts';
import { importPath } from '../syntax/import-edit.ts';

/** The files that the import on the cursor's line could name: all of the workspace that are not imported yet. */
export function importPathsAt(services: ErdServices, document: LangiumDocument, range: Range): CompletionItem[] {
    const present = new Set(rootOf(document).imports.map(({ path }) => path));
    return services.shared.workspace.LangiumDocuments.all
        .filter(other => other !== document && other.uri.scheme === document.uri.scheme && other.uri.scheme !== preludeScheme)
        .map(other => importPath(document.uri, other.uri))
        .filter(path => !present.has(path))
        .map((path): CompletionItem => ({
            label: path, kind: CompletionItemKind.File, filterText: path, textEdit: { range, newText: path },
            // Files beside this one before those further away.
            sortText: `${path.split('/').length}${path}`,
        }))
        .toArray();
}
