import type { AstNode, CompositeCstNode, CstNode, GrammarAST, Mutable, RootCstNode } from 'langium';
import { AstUtils, CompositeCstNodeImpl, GrammarAST as Grammar, isCompositeCstNode, RootCstNodeImpl } from 'langium';
import type { SyntaxToken } from './syntax-token.ts';

/** What a node of the concrete tree is made for. */
type Item = { $cstNode?: CstNode | undefined };

/** What Langium's node keeps of its own, where `astNode` also asks the nodes around it. */
type OwnNode = Omit<CompositeCstNode, 'content'> & { content: CstNode[]; readonly _astNode: AstNode | undefined };

interface OpenNode {
    readonly node: OwnNode;
    /** Where its children begin on the stack of children. */
    start: number;
}

/**
 * Builds the concrete syntax tree while the parser reads. What Langium's own builder does, with two differences.
 *
 * The children of all open nodes are on one stack, and a node gets its own when it is closed: none has an array that grows.
 *
 * It leaves out what only passes on: a name in an expression is five rules deep, and each call of a rule costs a node.
 * Half of the nodes of a large model, and what the garbage collector has to do for them, is saved.
 */
export class SyntaxTreeBuilder {
    private root = new RootCstNodeImpl();
    private open: OpenNode[] = [];
    private readonly children: CstNode[] = [];

    start(text: string): void {
        this.root = new RootCstNodeImpl(text);
        this.open = [{ node: this.root as unknown as OwnNode, start: 0 }];
        this.children.length = 0;
    }

    /** Takes the comments behind everything else. */
    end(comments: readonly SyntaxToken[]): void {
        for (const comment of comments) {
            comment.container = this.root as RootCstNode;
        }
        this.root.content = [...this.root.content, ...comments];
    }

    /** Opens a node for what a rule reads. */
    openNode(source: GrammarAST.AbstractElement): CompositeCstNode {
        const node = new CompositeCstNodeImpl() as unknown as OwnNode;
        (node as Mutable<OwnNode>).grammarSource = source;
        this.add(node);
        this.open.push({ node, start: this.children.length });
        return node;
    }

    addLeaf(token: SyntaxToken, source: GrammarAST.AbstractElement): void {
        token.grammarSource = source;
        this.add(token);
    }

    /** Opens a node around the one that was closed last. */
    openAround(inner: CstNode | undefined, source: GrammarAST.AbstractElement): CompositeCstNode {
        if (inner && this.children.at(-1) === inner) {
            this.children.pop();
        }
        const node = this.openNode(source);
        if (inner) {
            this.add(inner);
        }
        return node;
    }

    /** Comments stand before the token that is read next: in the node that is open, or further out if that has nothing in it yet. */
    addComments(tokens: readonly SyntaxToken[]): void {
        let depth = this.open.length - 1;
        let at = this.children.length;
        while (depth > 0 && at === this.open[depth]!.start) {
            // Before this node, which is the last child so far of the one around it.
            at--;
            depth--;
        }
        const { node } = this.open[depth]!;
        for (const token of tokens) {
            token.container = node;
        }
        this.children.splice(at, 0, ...tokens);
        for (let inner = depth + 1; inner < this.open.length; inner++) {
            this.open[inner]!.start += tokens.length;
        }
    }

    /** Closes the node that was opened last: it is the item's. One with nothing in it is left out. */
    close(item: Item): void {
        const { children } = this;
        const { node, start } = this.open.pop()!;
        item.$cstNode = node;
        if (children.length === start) {
            if (this.open.length > 0) {
                children.pop();
            }
            return;
        }
        let content = children.slice(start);
        children.length = start;
        for (let only = onlyChild(content); only && passesOn(only, item); only = onlyChild(content)) {
            ({ content } = only);
            for (const child of content) {
                (child as Mutable<CstNode>).container = node;
            }
        }
        node.content = content;
    }

    private add(child: CstNode): void {
        (child as Mutable<CstNode>).container = this.open.at(-1)!.node;
        this.children.push(child);
    }
}

function onlyChild(content: readonly CstNode[]): OwnNode | undefined {
    const child = content.length === 1 ? content[0] : undefined;
    return child && isCompositeCstNode(child) ? child as unknown as OwnNode : undefined;
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
