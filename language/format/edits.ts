import type { Layout } from './layout.ts';
import type { Piece, Source } from './pieces.ts';
import { indentText, moveComment, tabbed } from './texts.ts';
import { widthOf } from './width.ts';

/** A part of a text and what to write instead. */
export interface Replacement {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}

export interface Indentation {
    readonly tabSize: number;
    readonly insertSpaces: boolean;
}

/** What must be written instead of the white space between the pieces to give them their places. */
export function replacements(source: Source, layout: Layout, indentation: Indentation): Replacement[] {
    const { text, pieces } = source;
    const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    const result: Replacement[] = [];
    const replace = (start: number, end: number, replacement: string): void => {
        if (text.slice(start, end) !== replacement) {
            result.push({ start, end, text: replacement });
        }
    };
    // Where the piece will stand on its line; unknown behind what stays where it is and behind texts over several lines.
    let column = 0;
    for (const [index, piece] of pieces.entries()) {
        const begins = layout.lines[index]! >= 0;
        const indent = begins ? indentOf(layout.levels[index]!, indentation) : ' '.repeat(layout.spaces[index]!);
        column = begins ? layout.levels[index]! * indentation.tabSize : column + layout.spaces[index]!;
        if (isFrozen(source, piece)) {
            column = Number.NaN;
        } else {
            const isMoved = isAfterUnknown(source, index)
                ? begins && replaceIndent(source, index, indent, replace)
                : replaceGap(source, index, begins && index > 0 ? lineEnd.repeat(1 + layout.lines[index]!) + indent : indent, replace);
            column = isMoved ? column : Number.NaN;
            replacePiece(source, piece, column, layout.textLevels.get(index), indentation, replace);
            column = piece.line === piece.endLine ? column + layout.widths[index]! : Number.NaN;
        }
    }
    const end = pieces.at(-1)?.end ?? startOf(text);
    if (text.slice(end).trim() === '') {
        replace(end, text.length, pieces.length > 0 ? lineEnd : '');
    } else if (!/[\r\n]$/.test(text)) {
        replace(text.length, text.length, lineEnd);
    }
    return result;
}

type Replace = (start: number, end: number, text: string) => void;

function isAfterUnknown(source: Source, index: number): boolean {
    return source.pieces[index]!.afterUnknown || index > 0 && isFrozen(source, source.pieces[index - 1]!);
}

function replaceGap({ text, pieces }: Source, index: number, gap: string, replace: Replace): true {
    replace(index === 0 ? startOf(text) : pieces[index - 1]!.end, pieces[index]!.start, gap);
    return true;
}

/** After what is not understood only the indentation is touched. Whether there is one. */
function replaceIndent({ text, pieces }: Source, index: number, indent: string, replace: Replace): boolean {
    const { start } = pieces[index]!;
    const lineStart = lineStartOf(text, start);
    const isAlone = lineStart > (index === 0 ? startOf(text) : pieces[index - 1]!.end) && text.slice(lineStart, start).trim() === '';
    if (isAlone) {
        replace(lineStart, start, indent);
    }
    return isAlone;
}

function replacePiece({ text }: Source, piece: Piece, column: number, textLevel: number | undefined, indentation: Indentation, replace: Replace): void {
    if (piece.line === piece.endLine) {
        return;
    }
    const image = text.slice(piece.start, piece.end);
    if (piece.comment !== undefined) {
        const lineStart = lineStartOf(text, piece.start);
        const moved = column - columnOf(text.slice(lineStart, piece.start), indentation.tabSize);
        replace(piece.start, piece.end, Number.isNaN(moved) ? image : moveComment(image, moved, indentation.tabSize));
    } else if (textLevel !== undefined) {
        replace(piece.start, piece.end, indentText(image, indentOf(textLevel, indentation)));
    }
}

function lineStartOf(text: string, offset: number): number {
    return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** The column after the beginning of a line. */
function columnOf(line: string, tabSize: number): number {
    const indent = /^[ \t]*/.exec(line)![0];
    return tabbed(indent, tabSize) + widthOf(line, indent.length, line.length);
}

function isFrozen({ frozen }: Source, piece: Piece): boolean {
    if (frozen.size > 0) {
        for (let line = piece.line; line <= piece.endLine; line++) {
            if (frozen.has(line)) {
                return true;
            }
        }
    }
    return false;
}

function indentOf(level: number, { tabSize, insertSpaces }: Indentation): string {
    return insertSpaces ? ' '.repeat(level * tabSize) : '\t'.repeat(level);
}

/** After a byte order mark. */
function startOf(text: string): number {
    return text.startsWith('\uFEFF') ? 1 : 0;
}
