import type { AstNode, CompositeCstNode, CstNode, GrammarAST } from 'langium';
import { AstUtils, GrammarAST as Grammar, isCompositeCstNode } from 'langium';
import type { IToken } from 'chevrotain';

/** Langium's builder of the concrete syntax tree, as far as it is changed here. */
export interface TreeBuilder {
    readonly current: CompositeCstNode;
    construct(item: Item): void;
    addHiddenNodes(tokens: IToken[]): void;
}

interface Writable {
    content: readonly CstNode[];
    container: CompositeCstNode;
}

type Item = Pick<AstNode, '$cstNode'>;

/** What Langium's node keeps of its own, where `astNode` also asks the nodes around it. */
type OwnNode = CompositeCstNode & { readonly _astNode: AstNode | undefined };

/**
 * Leaves out of the tree what only passes on: a name in an expression is five rules deep, and each call of a rule costs
 * a node. Half of the nodes of a large model, and what the garbage collector has to do for them, is saved.
 */
export function leaveOutPassages(builder: TreeBuilder): void {
    const construct = builder.construct.bind(builder);
    builder.construct = item => {
        const { current } = builder;
        for (let only = onlyChild(current); only && passesOn(only, item); only = onlyChild(current)) {
            (current as unknown as Writable).content = only.content;
            for (const child of only.content) {
                (child as unknown as Writable).container = current;
            }
        }
        construct(item);
    };
    const addHiddenNodes = builder.addHiddenNodes.bind(builder);
    builder.addHiddenNodes = tokens => {
        // Looks for the place even when there is nothing to place.
        if (tokens.length > 0) {
            addHiddenNodes(tokens);
        }
    };
}

function onlyChild({ content }: CompositeCstNode): OwnNode | undefined {
    const child: CstNode | undefined = content.length === 1 ? content[0] : undefined;
    return child && isCompositeCstNode(child) ? child as OwnNode : undefined;
}

/**
 * Whether the node stands for nothing, or for the same as the one around it. Where an infix rule found operators, what
 * is on their left shares its node.
 */
function passesOn(node: OwnNode, item: Item): boolean {
    return node._astNode ? node._astNode === item : node.content.length === 1 && !isAssigned(node.grammarSource);
}

const assigned = new WeakMap<GrammarAST.AbstractElement, boolean>();

function isAssigned(element: GrammarAST.AbstractElement | undefined): boolean {
    if (!element) {
        return false;
    }
    let known = assigned.get(element);
    if (known === undefined) {
        assigned.set(element, known = AstUtils.getContainerOfType(element, Grammar.isAssignment) !== undefined);
    }
    return known;
}
