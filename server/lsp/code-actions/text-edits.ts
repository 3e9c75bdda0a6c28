import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { AstUtils, CstUtils } from 'langium';
import type { FileEdit } from './quick-fix.ts';

interface Span {
    readonly offset: number;
    readonly end: number;
}

export function replace(node: AstNode, span: Span, newText: string): FileEdit {
    const { textDocument, uri } = AstUtils.getDocument(node);
    return { uri: uri.toString(), range: { start: textDocument.positionAt(span.offset), end: textDocument.positionAt(span.end) }, newText };
}

export function insert(node: AstNode, offset: number, newText: string): FileEdit {
    return replace(node, { offset, end: offset }, newText);
}

/** Takes out an element, with its line where it has one of its own, else with the blanks before it. */
export function remove(node: AstNode): FileEdit {
    return removeSpan(node, node.$cstNode!);
}

export function removeSpan(node: AstNode, span: Span): FileEdit {
    return replace(node, wholeLines(AstUtils.getDocument(node), span) ?? withBlanksBefore(textOf(node), span), '');
}

/** Takes out part of a line, with the blanks before it. */
export function removeInLine(node: AstNode, span: Span): FileEdit {
    return replace(node, withBlanksBefore(textOf(node), span), '');
}

/** Takes out an element of a list, with the comma before it, or after it where it is the first. */
export function removeFromList(node: AstNode, span: Span): FileEdit {
    const text = textOf(node);
    const before = /,\s*$/.exec(text.slice(0, span.offset));
    if (before) {
        return replace(node, { offset: span.offset - before[0].length, end: span.end }, '');
    }
    const after = /^\s*,\s*/.exec(text.slice(span.end));
    return after ? replace(node, { offset: span.offset, end: span.end + after[0].length }, '') : removeInLine(node, span);
}

export function textOf(node: AstNode): string {
    return AstUtils.getDocument(node).textDocument.getText();
}

/** The lines of an element that shares them with nothing else, with its documentation, and with one of the blank lines around it. */
function wholeLines({ textDocument }: LangiumDocument, { offset, end }: Span): Span | undefined {
    const text = textDocument.getText();
    let start = text.lastIndexOf('\n', offset - 1) + 1;
    const nextLine = text.indexOf('\n', end);
    const stop = nextLine < 0 ? text.length : nextLine + 1;
    if (text.slice(start, offset).trim() !== '' || text.slice(end, stop).trim() !== '') {
        return undefined;
    }
    for (let above = lineBefore(text, start); above !== undefined && text.slice(above, start).trim().startsWith('///'); above = lineBefore(text, start)) {
        start = above;
    }
    const blankAbove = lineBefore(text, start);
    const blankBelow = /^[ \t]*\r?\n/.exec(text.slice(stop));
    const isBlankAbove = start === 0 || blankAbove !== undefined && text.slice(blankAbove, start).trim() === '';
    return { offset: start, end: isBlankAbove && blankBelow ? stop + blankBelow[0].length : stop };
}

function lineBefore(text: string, start: number): number | undefined {
    return start === 0 ? undefined : text.lastIndexOf('\n', start - 2) + 1;
}

function withBlanksBefore(text: string, { offset, end }: Span): Span {
    const blanks = /[ \t]*$/.exec(text.slice(0, offset))![0].length;
    // At the start of a line its indentation stays, and the blanks behind go.
    const isFirst = offset - blanks === 0 || text[offset - blanks - 1] === '\n';
    const behind = isFirst ? /^[ \t]*/.exec(text.slice(end))![0].length : 0;
    return { offset: isFirst ? offset : offset - blanks, end: end + behind };
}

/** Adds a line to the block of an element, behind its last member of a kind, or else at the beginning of the block. */
export function addMember(node: AstNode & { readonly members: readonly AstNode[] }, line: string, behind: (member: AstNode) => boolean = () => true): FileEdit {
    const text = textOf(node);
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const outer = indentOf(text, node.$cstNode!);
    const brace = braceOf(node);
    if (!brace) {
        return insert(node, node.$cstNode!.end, ` {${lineEnd}${outer}  ${line}${lineEnd}${outer}}`);
    }
    const last = node.members.findLast(behind)?.$cstNode;
    // A block of one line stays one.
    if (!text.slice(brace.end, node.$cstNode!.end).includes('\n')) {
        return last ? insert(node, last.end, `  ${line}`) : insert(node, brace.end, node.members.length > 0 ? ` ${line} ` : ` ${line}`);
    }
    return last
        ? insert(node, last.end, `${lineEnd}${indentOf(text, last)}${line}`)
        : insert(node, brace.end, `${lineEnd}${outer}  ${line}`);
}

/** Adds a line at the beginning of an element's block. */
export function addFirstMember(node: AstNode & { readonly members: readonly AstNode[] }, line: string): FileEdit {
    return addMember(node, line, () => false);
}

function braceOf(node: AstNode): CstNode | undefined {
    return CstUtils.flattenCst(node.$cstNode!).find(leaf => leaf.text === '{' && leaf.astNode === node);
}

function indentOf(text: string, { offset }: Span): string {
    return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];
}
