import type { CompositeCstNode, LangiumDocument, LeafCstNode } from 'langium';
import { isCompositeCstNode } from 'langium';
import { type Role, roleOf } from './roles.ts';

/** A token or a comment. What stands between two pieces is white space, or what the parser did not understand. */
export interface Piece {
    readonly start: number;
    readonly end: number;
    /** Zero-based, in the text as it is. */
    readonly line: number;
    readonly endLine: number;
    readonly comment: 'line' | 'block' | undefined;
    readonly role: Role;
    /** The nodes within its item that it begins, outermost first. */
    readonly begins: readonly Role[];
    /** Line breaks since the piece before, or since what is not understood. */
    readonly breaks: number;
    /** Whether there is something between it and the piece before that the parser did not understand. */
    readonly afterUnknown: boolean;
}

/** A declaration, a member, a value: what stands on a line of its own unless its block is written on one. */
export interface Item {
    /** The rule that it was parsed by. */
    readonly kind: string;
    first: number;
    last: number;
    block: Block | undefined;
}

/** Items between braces, or those of the document. */
export interface Block {
    /** The index of `{`, -1 for the document. */
    open: number;
    /** The index of `}`, -1 where there is none. */
    close: number;
    readonly items: Item[];
}

/** A text with its pieces in order, and which belong together. */
export interface Source {
    readonly text: string;
    readonly pieces: readonly Piece[];
    readonly root: Block;
    /** The lines that are not understood and stay as they are. */
    readonly frozen: ReadonlySet<number>;
}

interface Leaf {
    readonly node: LeafCstNode;
    readonly begins: readonly Role[];
}

const nothing: readonly Role[] = [];
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Takes a parsed document apart. */
export function sourceOf(document: LangiumDocument): Source {
    const { parseResult } = document;
    const text = document.textDocument.getText();
    const frozen = new Set<number>();
    for (const { line, offset } of parseResult.lexerErrors) {
        // How far a text reaches that is not closed depends on the indentation after it.
        freeze(frozen, line! - 1, text.startsWith('"""', offset) ? text.split(/\r\n|\r|\n/).length - 1 : line! - 1);
    }
    for (const { token } of parseResult.parserErrors) {
        freeze(frozen, token.startLine! - 1, token.endLine! - 1);
    }
    const { leaves, comments, root } = collect(parseResult.value.$cstNode as CompositeCstNode | undefined);
    return { text, pieces: arrange(text, leaves, comments, root, frozen), root, frozen };
}

function freeze(frozen: Set<number>, from: number, to: number): void {
    for (let line = from; line <= to; line++) {
        frozen.add(line);
    }
}

interface Collected {
    readonly leaves: Leaf[];
    readonly comments: LeafCstNode[];
    readonly root: Block;
}

/** The leaves of the syntax tree in order, and the items, for now with the indexes of their leaves. */
function collect(tree: CompositeCstNode | undefined): Collected {
    const collected: Collected = { leaves: [], comments: [], root: { open: -1, close: -1, items: [] } };
    if (tree !== undefined) {
        visit(tree, undefined, collected.root, [], collected);
    }
    return collected;
}

/**
 * @param item the item that the node belongs to
 * @param outerBlock the block that the node's children are items of, if they are
 * @param pending what begins with the next leaf
 */
function visit(node: CompositeCstNode, item: Item | undefined, outerBlock: Block | undefined, pending: Role[], { leaves, comments, root }: Collected): void {
    let block = outerBlock;
    for (const child of node.content) {
        if (isCompositeCstNode(child)) {
            const role = roleOf(child);
            if (block === undefined) {
                pending.push(role);
                visit(child, item, undefined, pending, { leaves, comments, root });
            } else {
                const inner: Item = { kind: role.called ?? '', first: leaves.length, last: leaves.length, block: undefined };
                visit(child, inner, undefined, [], { leaves, comments, root });
                inner.last = leaves.length - 1;
                if (inner.last >= inner.first) {
                    block.items.push(inner);
                }
            }
        } else if (child.hidden) {
            comments.push(child as LeafCstNode);
        } else {
            const { keyword } = roleOf(child);
            if (keyword === '}' && block !== undefined && item !== undefined) {
                block.close = leaves.length;
                block = undefined;
            } else if (keyword === '{' && item !== undefined) {
                block = { open: leaves.length, close: -1, items: [] };
                item.block = block;
            }
            leaves.push({ node: child as LeafCstNode, begins: pending.length > 0 ? pending.splice(0) : nothing });
        }
    }
}

/** Puts leaves and comments in one order, and the items on the indexes that they have in it. */
function arrange(text: string, leaves: readonly Leaf[], comments: LeafCstNode[], root: Block, frozen: Set<number>): readonly Piece[] {
    comments.sort((left, right) => left.offset - right.offset);
    const pieces: Piece[] = [];
    const lines = new Lines(text, frozen);
    const indexes = new Int32Array(leaves.length);
    let comment = 0;
    const addComment = (node: LeafCstNode): void => {
        const kind = text.startsWith('/*', node.offset) ? 'block' : 'line';
        pieces.push(lines.piece(node, kind, nothing));
    };
    for (const [index, { node, begins }] of leaves.entries()) {
        while (comment < comments.length && comments[comment]!.offset < node.offset) {
            addComment(comments[comment++]!);
        }
        indexes[index] = pieces.length;
        pieces.push(lines.piece(node, undefined, begins));
    }
    comments.slice(comment).forEach(addComment);
    const endsUnknown = lines.skipTo(text.length);
    for (const [index, piece] of pieces.entries()) {
        // What a comment belongs to is not understood either.
        if (piece.comment !== undefined && piece.breaks > 0 && (piece.afterUnknown || (pieces[index + 1]?.afterUnknown ?? endsUnknown))) {
            freeze(frozen, piece.line, piece.endLine);
        }
    }
    renumber(root, indexes);
    return pieces;
}

function renumber(block: Block, indexes: Int32Array): void {
    for (const item of block.items) {
        item.first = indexes[item.first]!;
        item.last = indexes[item.last]!;
        if (item.block !== undefined) {
            item.block.open = indexes[item.block.open]!;
            item.block.close = item.block.close < 0 ? -1 : indexes[item.block.close]!;
            renumber(item.block, indexes);
        }
    }
}

/** Follows the text from piece to piece, counting lines. */
class Lines {
    private readonly text: string;
    private readonly frozen: Set<number>;
    private offset = 0;
    private line = 0;
    /** The last line that had more than white space. */
    private lastLine = 0;

    constructor(text: string, frozen: Set<number>) {
        this.text = text;
        this.frozen = frozen;
    }

    piece(node: LeafCstNode, comment: Piece['comment'], begins: readonly Role[]): Piece {
        this.lastLine = this.line;
        const afterUnknown = this.skipTo(node.offset);
        const { line, lastLine } = this;
        for (; this.offset < node.end; this.offset++) {
            this.countLine();
        }
        return { start: node.offset, end: node.end, line, endLine: this.line, comment, role: roleOf(node), begins, breaks: line - lastLine, afterUnknown };
    }

    /** Goes on to `offset`. Whether there is more than white space on the way; its lines are frozen. */
    skipTo(offset: number): boolean {
        let unknown = false;
        for (; this.offset < offset; this.offset++) {
            if (!isWhite(this.text.charCodeAt(this.offset))) {
                unknown = true;
                this.lastLine = this.line;
                this.frozen.add(this.line);
            }
            this.countLine();
        }
        return unknown;
    }

    private countLine(): void {
        const character = this.text.charCodeAt(this.offset);
        if (character === lineFeed || character === carriageReturn && this.text.charCodeAt(this.offset + 1) !== lineFeed) {
            this.line++;
        }
    }
}

function isWhite(character: number): boolean {
    return character <= 0x20 ? character === 0x20 || character >= 0x09 && character <= 0x0d : character > 0x7f && /\s/.test(String.fromCharCode(character));
}
