import type { CompositeCstNode, CstNode, LangiumParser, Mutable, ParseResult } from 'langium';
import { RootCstNodeImpl } from 'langium';
import type { IToken } from 'chevrotain';
import * as ast from '../generated/ast.ts';
import { withMovedLine } from './messages.ts';
import { plainToken, SyntaxToken } from './syntax-token.ts';

/**
 * Parses a changed text by parsing only the declarations around the change; the syntax trees of the others are moved to
 * where they now stand. Declarations are independent of each other in the grammar, so that the result is the one that
 * parsing the whole text would give; a test holds the two against each other over random edits.
 *
 * Consumes `previous`: its nodes live on in the result. Gives undefined where the change reaches further than that (the
 * imports, an error that swallows what follows), before anything was consumed.
 */
export function reparse(parser: LangiumParser, previous: ParseResult<ast.Document>, text: string): ParseResult<ast.Document> | undefined {
    const root = previous.value;
    const oldText = root.$cstNode?.root.fullText;
    // Chevrotain takes a carriage return alone for a line break too.
    if (oldText === undefined || root.declarations.length < 3 || /\r(?!\n)/.test(text)) {
        return undefined;
    }
    const change = changeBetween(oldText, text);
    const spans = root.declarations.map(spanOf);
    if (!spans.every(span => span !== undefined)) {
        return undefined;
    }
    const errors = [...previous.lexerErrors.map(error => error.offset), ...previous.parserErrors.map(offsetOf)];
    // An error of the old text may be told far from its cause, so none may lie where the kept and the new parts meet.
    const isSeam = (before: Span, behind: Span): boolean => !errors.some(offset => offset >= before.start && offset <= behind.end);
    if (errors.includes(Number.POSITIVE_INFINITY) || errors.length > 0 && leavesOpen(oldText.slice(0, change.start))) {
        return undefined;
    }
    // Lookahead: the declaration before the change may go on in it, so one more is parsed again.
    let first = lastBefore(spans, change.start) - 1;
    while (first >= 1 && !isSeam(spans[first - 1]!, spans[first]!)) {
        first--;
    }
    if (first < 1) {
        return undefined;
    }
    const start = startOfLine(oldText, spans[first]!.start);
    if (start < spans[first - 1]!.end) {
        return undefined;
    }
    for (let after = firstAfter(spans, change.oldEnd, oldText), step = 1; ; after += step, step *= 4) {
        // The last declaration of the section must come out as it was: then nothing before it reached into it.
        const next = nextAtLineStart(spans, after + 1, oldText);
        const oldEnd = next < spans.length ? startOfLine(oldText, spans[next]!.start) : oldText.length;
        const sectionText = text.slice(start, oldEnd + change.delta);
        if (next < spans.length && (leavesOpen(sectionText) || !isSeam(spans[next - 1]!, spans[next]!))) {
            continue;
        }
        const section = parser.parse<ast.Document>(sectionText);
        if (next >= spans.length || isUndisturbed(section, spans[after]!, start, change.delta)) {
            return merge(previous, section, text, { first, next, start, oldEnd, change });
        }
    }
}

interface Span {
    readonly start: number;
    readonly end: number;
}

interface Change {
    /** Where the texts begin to differ. */
    readonly start: number;
    /** Where in the old text they are the same again. */
    readonly oldEnd: number;
    readonly delta: number;
}

function changeBetween(before: string, after: string): Change {
    const shorter = Math.min(before.length, after.length);
    let start = 0;
    while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) {
        start++;
    }
    let same = 0;
    while (same < shorter - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) {
        same++;
    }
    return { start, oldEnd: before.length - same, delta: after.length - before.length };
}

function spanOf(declaration: ast.Declaration): Span | undefined {
    const node = declaration.$cstNode;
    return node && { start: node.offset, end: node.end };
}

/** The index of the last span that ends before `offset`, -1 without one. */
function lastBefore(spans: readonly Span[], offset: number): number {
    let low = 0;
    let high = spans.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (spans[middle]!.end < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low - 1;
}

function firstAfter(spans: readonly Span[], offset: number, text: string): number {
    let low = 0;
    let high = spans.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (spans[middle]!.start <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return nextAtLineStart(spans, low, text);
}

/** A section ends where a line does, lest a comment before the declaration change what it is. */
function nextAtLineStart(spans: readonly Span[], from: number, text: string): number {
    let index = Math.min(from, spans.length);
    while (index < spans.length && text.slice(startOfLine(text, spans[index]!.start), spans[index]!.start).trim() !== '') {
        index++;
    }
    return index;
}

function startOfLine(text: string, offset: number): number {
    return text.lastIndexOf('\n', offset - 1) + 1;
}

const closedOrOpen = /\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|"""(?:[^\\]|\\[\s\S])*?"""|(?<open>"""|\/\*)|"(?:\\[^\r\n]|[^"\\\r\n])*"|'(?:[^'\r\n]|'')*'|`[^`\r\n]+`/g;

/** True where a text block or a comment begins in the section that does not end in it: it may end behind it. */
function leavesOpen(section: string): boolean {
    for (const match of section.matchAll(closedOrOpen)) {
        if (match.groups!['open']) {
            return true;
        }
    }
    return false;
}

/** The section's last declaration is the one that stood there, and all errors lie before it. */
function isUndisturbed(section: ParseResult<ast.Document>, last: Span, start: number, delta: number): boolean {
    const expected = { start: last.start + delta - start, end: last.end + delta - start };
    const found = section.value.declarations.at(-1)?.$cstNode;
    return found?.offset === expected.start && found.end === expected.end
        && section.lexerErrors.every(error => error.offset < expected.start)
        && section.parserErrors.every(error => isBefore(error.token, expected.start));
}

function isBefore(token: IToken, offset: number): boolean {
    return hasPosition(token) && token.startOffset < offset;
}

/** The end of the text and what recovery inserts have none: -1 or not a number. */
function hasPosition(token: IToken | undefined): token is IToken {
    return token !== undefined && token.startOffset >= 0;
}

interface Section {
    /** Index of the first declaration that was parsed again, and of the first behind them. */
    readonly first: number;
    readonly next: number;
    /** Offsets in the old text. */
    readonly start: number;
    readonly oldEnd: number;
    readonly change: Change;
}

/**
 * Declarations of the section that are as they were: read again only because the change might have reached into them.
 * They stay, and with them what is known of them. By the nodes that stand for them in the section.
 */
function unchanged(previous: ParseResult<ast.Document>, section: ParseResult<ast.Document>, { first, next, start, change }: Section): Map<ast.Declaration, ast.Declaration> {
    const kept = new Map<ast.Declaration, ast.Declaration>();
    const before = previous.value.declarations;
    const after = section.value.declarations;
    if (section.lexerErrors.length > 0 || section.parserErrors.length > 0) {
        return kept;
    }
    const keep = (old: ast.Declaration | undefined, read: ast.Declaration | undefined, delta: number): boolean => {
        const isSame = old?.$cstNode !== undefined && read?.$cstNode !== undefined
            && old.$cstNode.offset + delta === read.$cstNode.offset + start && old.$cstNode.end + delta === read.$cstNode.end + start;
        if (isSame) {
            kept.set(read, old);
        }
        return isSame;
    };
    for (let index = 0; first + index < next && before[first + index]!.$cstNode!.end < change.start; index++) {
        if (!keep(before[first + index], after[index], 0)) {
            break;
        }
    }
    // Documentation stands between declarations: what is behind the change begins behind the next end of one.
    for (let distance = 1; next - distance > first && before[next - distance - 1]!.$cstNode!.end >= change.oldEnd; distance++) {
        if (!keep(before[next - distance], after.at(-distance), change.delta)) {
            break;
        }
    }
    return kept;
}

function merge(previous: ParseResult<ast.Document>, section: ParseResult<ast.Document>, text: string, at: Section): ParseResult<ast.Document> {
    const root = previous.value;
    const oldText = root.$cstNode!.root.fullText;
    const { delta } = at.change;
    const linesBefore = countLines(oldText, 0, at.start);
    const lineDelta = countLines(text, at.start, at.oldEnd + delta) - countLines(oldText, at.start, at.oldEnd);
    const oldContent = root.$cstNode!.root.content;
    const before = oldContent.filter(node => node.offset < at.start);
    const behind = oldContent.filter(node => node.offset >= at.oldEnd);
    const kept = unchanged(previous, section, at);
    const keptNodes = new Map([...kept].map(([read, old]) => [read.$cstNode, old.$cstNode!]));
    const middle = section.value.$cstNode!.root.content.map(node => {
        const old = keptNodes.get(node);
        if (!old) {
            move(node, at.start, linesBefore);
        } else if (old.offset >= at.change.oldEnd) {
            move(old, delta, lineDelta);
        }
        return old ?? node;
    });
    if (delta !== 0 || lineDelta !== 0) {
        for (const node of behind) {
            move(node, delta, lineDelta);
        }
    }
    const value: Mutable<ast.Document> = {
        $type: ast.Document.$type,
        imports: root.imports,
        declarations: [...root.declarations.slice(0, at.first), ...section.value.declarations.map(declaration => kept.get(declaration) ?? declaration), ...root.declarations.slice(at.next)],
    };
    adopt(value.imports, value, 'imports');
    adopt(value.declarations, value, 'declarations');
    value.$cstNode = rootOf(text, [...before, ...middle, ...behind], value) as CstNode;
    return {
        value,
        lexerErrors: [
            ...previous.lexerErrors.filter(error => error.offset < at.start),
            ...section.lexerErrors.map(error => ({ ...error, offset: error.offset + at.start, ...error.line !== undefined && { line: error.line + linesBefore } })),
            ...previous.lexerErrors.filter(error => error.offset >= at.oldEnd)
                .map(error => ({ ...error, offset: error.offset + delta, ...error.line !== undefined && { line: error.line + lineDelta } })),
        ],
        parserErrors: [
            ...previous.parserErrors.filter(error => offsetOf(error) < at.start),
            ...section.parserErrors.map(error => moveError(error, at.start, linesBefore)),
            ...previous.parserErrors.filter(error => offsetOf(error) >= at.oldEnd).map(error => moveError(error, delta, lineDelta)),
        ],
    };
}

function adopt(nodes: readonly ast.Declaration[] | readonly ast.Import[], container: ast.Document, property: string): void {
    nodes.forEach((node, index) => {
        Object.assign(node, { $container: container, $containerProperty: property, $containerIndex: index });
    });
}

function rootOf(text: string, content: CstNode[], value: ast.Document): RootCstNodeImpl {
    const root = new RootCstNodeImpl(text);
    root.content = content;
    root.astNode = value;
    for (const node of content) {
        (node as Mutable<CstNode>).container = root as CompositeCstNode;
    }
    return root;
}

function move(node: CstNode, offsets: number, lines: number): void {
    const waiting: CstNode[] = [node];
    for (let current = waiting.pop(); current; current = waiting.pop()) {
        if (current instanceof SyntaxToken) {
            current.move(offsets, lines);
        } else {
            // What Langium's node remembers of its place. Pinned with Langium's version.
            (current as unknown as { _rangeCache?: unknown })._rangeCache = undefined;
            for (const child of (current as CompositeCstNode).content) {
                waiting.push(child);
            }
        }
    }
}

type ParserError = ParseResult['parserErrors'][number];

/** An error at the end of the text has a token without a position; the one before it has one. */
function offsetOf(error: ParserError): number {
    const previous = (error as { previousToken?: IToken }).previousToken;
    return hasPosition(error.token) ? error.token.startOffset
        : hasPosition(previous) ? previous.startOffset : Number.POSITIVE_INFINITY;
}

function moveError(error: ParserError, offsets: number, lines: number): ParserError {
    const previous = (error as { previousToken?: IToken }).previousToken;
    return Object.assign(Object.create(Object.getPrototypeOf(error) as object) as ParserError, error, {
        // A getter-free copy: Chevrotain's errors hold their message as an own property that a spread keeps.
        message: withMovedLine(error.message, lines),
        token: plainToken(error.token, offsets, lines),
        ...previous && { previousToken: plainToken(previous, offsets, lines) },
        resyncedTokens: error.resyncedTokens.map(token => plainToken(token, offsets, lines)),
    });
}

function countLines(text: string, from: number, to: number): number {
    let lines = 0;
    for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) {
        lines++;
    }
    return lines;
}
