import type { AstNode, GenericAstNode, LangiumDocument, LeafCstNode, Reference } from 'langium';
import { CstUtils, GrammarUtils, isReference } from 'langium';
import type { Position, Range } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';
import { nameNodeOf } from './elements.ts';

/** A name in a text, and what it means. */
export type NameAtCursor =
    /** The name of a declaration, where it is declared. */
    | { readonly kind: 'declaration'; readonly range: Range; readonly target: AstNode }
    /** Elsewhere. Without a target it did not resolve. */
    | { readonly kind: 'reference'; readonly range: Range; readonly target: AstNode | undefined; readonly reference: Reference; readonly container: AstNode }
    /** The path of an import. */
    | { readonly kind: 'import'; readonly range: Range; readonly import: ast.Import };

export function nameAt(document: LangiumDocument, position: Position): NameAtCursor | undefined {
    for (const leaf of leavesAt(document, position)) {
        const found = nameOfLeaf(leaf);
        if (found) {
            return found;
        }
    }
    return undefined;
}

/** The tokens that a cursor touches: the one that it stands in or before, then the one that ends there. */
export function leavesAt(document: LangiumDocument, position: Position): LeafCstNode[] {
    const root = document.parseResult.value.$cstNode;
    if (!root) {
        return [];
    }
    const offset = document.textDocument.offsetAt(position);
    return [CstUtils.findLeafNodeAtOffset(root, offset), offset > 0 ? CstUtils.findLeafNodeAtOffset(root, offset - 1) : undefined]
        .filter(leaf => leaf !== undefined);
}

function nameOfLeaf(leaf: LeafCstNode): NameAtCursor | undefined {
    const node = leaf.astNode as GenericAstNode;
    const assignment = GrammarUtils.findAssignment(leaf);
    if (!assignment) {
        return undefined;
    }
    if (ast.isImport(node)) {
        return { kind: 'import', range: leaf.range, import: node };
    }
    const value = node[assignment.feature];
    for (const candidate of Array.isArray(value) ? value : [value]) {
        if (isReference(candidate) && candidate.$refNode && candidate.$refNode.offset <= leaf.offset && leaf.end <= candidate.$refNode.end) {
            return { kind: 'reference', range: candidate.$refNode.range, target: candidate.ref, reference: candidate, container: node };
        }
    }
    const name = nameNodeOf(node);
    return name && name.offset <= leaf.offset && leaf.end <= name.end ? { kind: 'declaration', range: name.range, target: node } : undefined;
}
