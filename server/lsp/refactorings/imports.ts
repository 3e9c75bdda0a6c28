import type { LangiumDocument, URI } from 'langium';
import { AstUtils, GrammarUtils, UriUtils } from 'langium';
import { ast, importedUri } from '../../../language/index.ts';
import { removeSpan } from '../code-actions/text-edits.ts';
import type { ErdServices } from '../services.ts';
import { isOfPrelude, rootOf } from '../syntax/elements.ts';
import { importEdit, importPath, importStatement } from '../syntax/import-edit.ts';
import type { Changes } from './changes.ts';
import { lineEndOf } from './layout.ts';
import { isDeclaration, type Use } from './uses.ts';

/** The documents that must be imported for the uses to find what they mean. */
export function documentsSeenBy(uses: readonly Use[]): ReadonlySet<LangiumDocument> {
    const seen = new Set<LangiumDocument>();
    for (const { reference: { ref }, container } of uses) {
        const isQualifier = ast.isSchema(ref) && !ast.isGrantObject(container);
        if (ref && isDeclaration(ref) && !isQualifier && !isOfPrelude(ref)) {
            seen.add(AstUtils.getDocument(ref));
        }
    }
    return seen;
}

/** The documents that have something of what the uses name. */
function documentsUsedBy(uses: readonly Use[]): ReadonlySet<LangiumDocument> {
    return new Set(uses.flatMap(({ reference: { ref } }) => ref && !isOfPrelude(ref) ? [AstUtils.getDocument(ref)] : []));
}

export function imports(document: LangiumDocument, uri: URI): ast.Import | undefined {
    return rootOf(document).imports.find(({ path }) => isSame(importedUri(document, path), uri));
}

/** True where the document begins with imports that it needs, used or not. */
export function declaresModel(document: LangiumDocument): boolean {
    return rootOf(document).declarations.some(ast.isModelDeclaration);
}

/** Adds imports to a document and takes others out of it. What is imported already is not imported again. */
export function changeImports(document: LangiumDocument, added: readonly URI[], removed: readonly ast.Import[], changes: Changes): void {
    const { textDocument, uri } = document;
    const paths = added.filter(target => !isSame(target, uri) && !imports(document, target)).map(target => importPath(uri, target));
    const left = [...removed];
    while (paths.length > 0 && left.length > 0) {
        const token = GrammarUtils.findNodeForProperty(left.shift()!.$cstNode, 'path')!;
        changes.replace(document, token, JSON.stringify(paths.shift()));
    }
    for (const node of left) {
        const { range, newText } = removeSpan(node, node.$cstNode!);
        changes.replace(document, { offset: textDocument.offsetAt(range.start), end: textDocument.offsetAt(range.end) }, newText);
    }
    if (paths.length > 0) {
        const text = textDocument.getText();
        const { range, newText } = importEdit(text, paths[0]!);
        const statements = paths.map(importStatement).join(lineEndOf(text));
        changes.replace(document, { offset: textDocument.offsetAt(range.start), end: textDocument.offsetAt(range.end) }, newText.replace(importStatement(paths[0]!), () => statements));
    }
}

/** The imports of a document that nothing is used of any more when some of its uses are gone. */
export function importsOnlyFor(document: LangiumDocument, gone: readonly Use[], staying: readonly Use[]): readonly ast.Import[] {
    if (gone.length === 0 || declaresModel(document)) {
        return [];
    }
    const before = documentsUsedBy(gone);
    const after = documentsUsedBy(staying);
    return rootOf(document).imports.filter(({ path }) => {
        const target = importedUri(document, path);
        const isOf = (other: LangiumDocument): boolean => isSame(target, other.uri);
        return [...before].some(isOf) && ![...after].some(isOf);
    });
}

/** The files of the models that a document is part of. */
export function documentsAround(document: LangiumDocument, services: ErdServices): readonly LangiumDocument[] {
    return [...new Set(services.model.ModelProvider.projectsOf(document).flatMap(({ documents }) => documents))];
}

export function isSame(left: URI | undefined, right: URI): boolean {
    return left !== undefined && UriUtils.equals(left, right);
}
