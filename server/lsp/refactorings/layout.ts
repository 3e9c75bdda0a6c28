import type { AstNode } from 'langium';
import { AstUtils, CstUtils } from 'langium';
import { applied, type Span } from './changes.ts';

/** What separates the lines of a text. */
export function lineEndOf(text: string): string {
    return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The blanks at the start of the line that an offset is in. */
export function indentAt(text: string, offset: number): string {
    return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))![0];
}

export function lineStart(text: string, offset: number): number {
    return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where a declaration begins together with the comments right above it: an offset at the start of a line, if it has one of its own. */
export function startWithComments(text: string, offset: number): number {
    let start = lineStart(text, offset);
    if (text.slice(start, offset).trim() !== '') {
        return offset;
    }
    for (let above = commentAbove(text, start); above !== undefined; above = commentAbove(text, start)) {
        start = above;
    }
    return start;
}

/** The end of the line, if only a comment follows; undefined where something else does. */
export function endWithComment(text: string, end: number): number | undefined {
    const next = text.indexOf('\n', end);
    const stop = next < 0 ? text.length : next + 1;
    return /^[ \t]*(?:\/\/[^\n]*|\/\*(?:(?!\*\/)[^\n])*\*\/[ \t]*)?\r?\n?$/.test(text.slice(end, stop)) ? stop : undefined;
}

/** The lines of a declaration with its comments; undefined where it shares them with something else. */
export function linesOf(node: AstNode): Span | undefined {
    const text = AstUtils.getDocument(node).textDocument.getText();
    const { offset: begin, end: finish } = node.$cstNode!;
    const offset = startWithComments(text, begin);
    const end = endWithComment(text, finish);
    return end === undefined || offset === begin && begin > 0 && text[begin - 1] !== '\n' ? undefined : { offset, end };
}

/** The lines with one of the blank lines around them, for them to be taken out. */
export function withBlankLine(text: string, { offset, end }: Span): Span {
    const blankBelow = /^[ \t]*\r?\n/.exec(text.slice(end));
    const isBlankAbove = offset === 0 || /(?:\n|\{[ \t]*(?:\/\/[^\n]*)?)[ \t]*\r?\n$/.test(text.slice(0, offset));
    if (blankBelow && isBlankAbove) {
        return { offset, end: end + blankBelow[0].length };
    }
    // Behind the last there is nothing left that a blank line would divide it from.
    const isLast = text.slice(end).trim() === '' || /^\s*\}/.test(text.slice(end));
    const blankAbove = isLast && !blankBelow ? /(?<=\n)[ \t]*\r?\n$/.exec(text.slice(0, offset)) : null;
    return { offset: offset - (blankAbove?.[0].length ?? 0), end };
}

/** What is between the braces of a declaration. */
export function insideOf(node: AstNode): Span | undefined {
    const own = CstUtils.flattenCst(node.$cstNode!).filter(leaf => leaf.astNode === node && !leaf.hidden).toArray();
    const open = own.find(leaf => leaf.text === '{');
    const close = own.findLast(leaf => leaf.text === '}');
    return open && close ? { offset: open.end, end: close.offset } : undefined;
}

/** The members of a block with all comments and blank lines between them, each with those before and right behind it. */
export function membersIn(node: AstNode, members: readonly AstNode[]): { readonly chunks: ReadonlyMap<AstNode, Span>; readonly rest: Span } | undefined {
    const inside = insideOf(node);
    if (!inside) {
        return undefined;
    }
    const text = AstUtils.getDocument(node).textDocument.getText();
    const chunks = new Map<AstNode, Span>();
    // Behind the brace there may be a comment on the block.
    let offset = Math.min(endWithComment(text, inside.offset) ?? inside.offset, inside.end);
    for (const [index, member] of members.entries()) {
        const stop = members[index + 1]?.$cstNode?.offset ?? inside.end;
        const end = Math.min(endWithComment(text, member.$cstNode!.end) ?? member.$cstNode!.end, stop);
        chunks.set(member, { offset, end });
        offset = end;
    }
    return { chunks, rest: { offset, end: inside.end } };
}

/** A text of whole lines at another indentation. What goes on inside of texts over several lines goes along. */
export function indented(text: string, from: string, to: string): string {
    return from === to ? text : text.split('\n').map(line => line.trim() === '' ? line : line.startsWith(from) ? to + line.slice(from.length) : to + line.trimStart()).join('\n');
}

/** The lines without blank ones at their beginning and end; the last ends without a line break. */
export function trimmedLines(text: string): string {
    return text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
}

/** Comments as those that no database sees. */
export function asPlainComments(comments: string): string {
    return applied(comments, { offset: 0, end: comments.length }, [...comments.matchAll(/^[ \t]*\/\/\//gm)].map(({ index, 0: mark }) => (
        { offset: index + mark.length - 1, end: index + mark.length, text: '' })));
}

function commentAbove(text: string, start: number): number | undefined {
    if (start === 0) {
        return undefined;
    }
    const above = lineStart(text, start - 1);
    const line = text.slice(above, start).trim();
    if (line.startsWith('//')) {
        return above;
    }
    if (!line.endsWith('*/')) {
        return undefined;
    }
    const open = text.lastIndexOf('/*', start);
    const first = lineStart(text, open);
    return open >= 0 && text.slice(first, open).trim() === '' ? first : undefined;
}
