import type { LangiumDocument, LangiumDocuments } from 'langium';
import { UriUtils, type URI } from 'langium';
import type * as ast from '../generated/ast.ts';

/** Where an import leads, whether or not something is there. Undefined for a path that cannot be one. */
export function importedUri(document: LangiumDocument, path: string | undefined): URI | undefined {
    // Half of a surrogate pair is no character, and can be in no URI.
    if (!path || !/^\.{1,2}\//.test(path) || !path.isWellFormed()) {
        return undefined;
    }
    return UriUtils.resolvePath(UriUtils.dirname(document.uri), path);
}

/** The documents that `document` imports by name, those that exist, each once. Imports are not transitive. */
export function importedDocuments(document: LangiumDocument, documents: LangiumDocuments): LangiumDocument[] {
    const imported = new Set<LangiumDocument>();
    for (const { path } of (document.parseResult.value as ast.Document).imports ?? []) {
        const uri = importedUri(document, path);
        const target = uri && documents.getDocument(uri);
        if (target && target !== document) {
            imported.add(target);
        }
    }
    return [...imported];
}

/** True where a chain of imports leads from the document to one of the URIs. */
export function importsAnyOf(document: LangiumDocument, uris: ReadonlySet<string>, documents: LangiumDocuments): boolean {
    const seen = new Set<string>([document.uri.toString()]);
    const waiting = [document];
    while (waiting.length > 0) {
        const current = waiting.pop()!;
        for (const { path } of (current.parseResult.value as ast.Document).imports ?? []) {
            const uri = importedUri(current, path);
            const key = uri?.toString();
            if (!uri || !key || seen.has(key)) {
                continue;
            }
            if (uris.has(key)) {
                return true;
            }
            seen.add(key);
            const target = documents.getDocument(uri);
            if (target) {
                waiting.push(target);
            }
        }
    }
    return false;
}
