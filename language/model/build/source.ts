import type { AstNode, CstNode, GrammarAST, LangiumDocument, Reference } from 'langium';
import { AstUtils, isCompositeCstNode } from 'langium';
import type { Place, Range } from '../../findings.ts';

const uris = new WeakMap<LangiumDocument, string>();

/** The document's URI as text; making it is dear, and every element asks for it. */
export function uriOf(document: LangiumDocument): string {
    let uri = uris.get(document);
    if (uri === undefined) {
        uris.set(document, uri = document.uri.toString());
    }
    return uri;
}

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function placeOfNode(node: AstNode): Place {
    return { uri: uriOf(AstUtils.getDocument(node)), range: node.$cstNode?.range ?? nowhere };
}

export function placeOfReference(node: AstNode, reference: Reference | undefined): Place {
    return reference?.$refNode ? { uri: uriOf(AstUtils.getDocument(node)), range: reference.$refNode.range } : placeOfNode(node);
}

/** Where an element's name stands; the element itself where it has none. */
export function placeOfName(node: AstNode): Place {
    const name = nameNode(node.$cstNode);
    return name ? { uri: uriOf(AstUtils.getDocument(node)), range: name.range } : placeOfNode(node);
}

export function placeBetween(first: Place, last: Place): Place {
    return { uri: first.uri, range: { start: first.range.start, end: last.range.end } };
}

/** The syntax tree's node of the property `name`. One level: what a declaration is called stands in itself. */
function nameNode(node: CstNode | undefined): CstNode | undefined {
    if (isCompositeCstNode(node)) {
        for (const child of node.content) {
            if (!child.hidden && assignsName(child.grammarSource)) {
                return child;
            }
        }
    }
    return undefined;
}

const assigned = new WeakMap<GrammarAST.AbstractElement, boolean>();

function assignsName(source: GrammarAST.AbstractElement | undefined): boolean {
    if (!source) {
        return false;
    }
    let known = assigned.get(source);
    if (known === undefined) {
        let container: AstNode | undefined = source;
        while (container && container.$type !== 'Assignment' && container.$type !== 'ParserRule') {
            container = container.$container;
        }
        known = container?.$type === 'Assignment' && (container as GrammarAST.Assignment).feature === 'name';
        assigned.set(source, known);
    }
    return known;
}
