import type { LangiumDocument } from 'langium';
import type { Position, Range } from '../findings.ts';
import { type Replacement, replacements } from './edits.ts';
import { type Layout, layOut } from './layout.ts';
import { type Block, type Source, sourceOf } from './pieces.ts';

export { organizeImports } from './imports.ts';

export interface FormatOptions {
    /** Columns per level of indentation; 2 if not given. */
    readonly tabSize?: number;
    /** Whether a level is written in spaces and not as a tab; true if not given. */
    readonly insertSpaces?: boolean;
    /** Whether the parts of neighbouring lines are aligned in columns; true if not given. */
    readonly align?: boolean;
}

export interface TextEdit {
    readonly range: Range;
    readonly newText: string;
}

/**
 * What to change so that a document has its normal look. Only white space is changed, and the common indentation of
 * comments and texts over several lines; lines with syntax errors stay as they are.
 */
export function formatDocument(document: LangiumDocument, options: FormatOptions = {}): TextEdit[] {
    const source = sourceOf(document);
    return toTextEdits(document, format(source, options).edits);
}

/** As `formatDocument`, for some lines and those that are aligned with them. */
export function formatRange(document: LangiumDocument, range: Range, options: FormatOptions = {}): TextEdit[] {
    // A selection that ends before the first character of a line does not mean that line.
    const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line - 1 : range.end.line;
    return formatLines(document, sourceOf(document), { first: range.start.line, last }, options);
}

/**
 * What to change after `character` was typed before `position`: after a closing brace the block that it closes, after a
 * line break the line that it ended, and nothing where the cursor is.
 */
export function formatOnType(document: LangiumDocument, position: Position, character: string, options: FormatOptions = {}): TextEdit[] {
    const source = sourceOf(document);
    if (character === '}') {
        const first = firstLineOfBlock(source, source.root, document.textDocument.offsetAt(position) - 1);
        return first === undefined ? [] : formatLines(document, source, { first, last: position.line }, options);
    }
    const ended = { first: position.line - 1, last: position.line - 1, except: position.line };
    return character === '\n' && position.line > 0 ? formatLines(document, withoutLine(source, position.line), ended, options) : [];
}

interface Lines {
    readonly first: number;
    readonly last: number;
    /** A line that is not to be touched. */
    readonly except?: number;
}

function format(source: Source, { tabSize = 2, insertSpaces = true, align = true }: FormatOptions): { layout: Layout; edits: Replacement[] } {
    const layout = layOut(source, { tabSize, align });
    return { layout, edits: replacements(source, layout, { tabSize, insertSpaces }) };
}

function formatLines(document: LangiumDocument, source: Source, lines: Lines, options: FormatOptions): TextEdit[] {
    const { layout, edits } = format(source, options);
    const { first, last } = withAligned(source, layout, lines);
    // White space belongs to what it stands before.
    return toTextEdits(document, edits).filter(({ range: { start, end } }) =>
        end.line >= first && end.line <= last && (lines.except === undefined || start.line > lines.except || end.line < lines.except));
}

/** The lines, and those whose columns are theirs. */
function withAligned({ pieces }: Source, { groups }: Layout, { first, last }: Lines): Lines {
    const touched = groups.map(([from, to]) => [pieces[from]!.line, pieces[to]!.endLine] as const).filter(([from, to]) => from <= last && to >= first);
    return { first: Math.min(first, ...touched.map(([from]) => from)), last: Math.max(last, ...touched.map(([, to]) => to)) };
}

/** The first line of what has the block that ends at `offset`. */
function firstLineOfBlock(source: Source, block: Block, offset: number): number | undefined {
    for (const item of block.items) {
        if (item.block !== undefined && source.pieces[item.first]!.start <= offset && offset < source.pieces[item.last]!.end) {
            return source.pieces[item.block.close]?.start === offset ? source.pieces[item.first]!.line : firstLineOfBlock(source, item.block, offset);
        }
    }
    return undefined;
}

/** As if an empty line were not there: a line that is going to be filled separates nothing. */
function withoutLine(source: Source, line: number): Source {
    const pieces = source.pieces.map((piece, index) => index > 0 && source.pieces[index - 1]!.endLine < line && line < piece.line ? { ...piece, breaks: piece.breaks - 1 } : piece);
    return { ...source, pieces };
}

function toTextEdits({ textDocument }: LangiumDocument, edits: readonly Replacement[]): TextEdit[] {
    return edits.map(({ start, end, text }) => ({ range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText: text }));
}
