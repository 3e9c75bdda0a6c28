import type { AstNode, CstNode, Reference } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import type { Place } from '../findings.ts';

/** Of the whole element, from its first word to its last. */
export function placeOf(node: AstNode): Place {
    return placeIn(node, node.$cstNode);
}

/** Of the element's name, or of all of it where it has none. */
export function placeOfName(node: AstNode): Place {
    return placeOfProperty(node, 'name');
}

/** Of what was written for a property; for a list, of one of its values. */
export function placeOfProperty(node: AstNode, property: string, index?: number): Place {
    return placeIn(node, GrammarUtils.findNodeForProperty(node.$cstNode, property, index) ?? node.$cstNode);
}

export function placeOfKeyword(node: AstNode, keyword: string): Place {
    return placeIn(node, GrammarUtils.findNodeForKeyword(node.$cstNode, keyword) ?? node.$cstNode);
}

export function placeOfReference(node: AstNode, reference: Reference): Place {
    return placeIn(node, reference.$refNode ?? node.$cstNode);
}

function placeIn(node: AstNode, cst: CstNode | undefined): Place {
    const start = { line: 0, character: 0 };
    return { uri: AstUtils.getDocument(node).uri.toString(), range: cst ? { start: cst.range.start, end: cst.range.end } : { start, end: start } };
}
