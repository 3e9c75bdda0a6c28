import type { Position, Range, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A text with places marked in it: `<|>` is a cursor, `<|name|>` a range around `name`. */
export interface MarkedText {
    /** Without the marks. */
    readonly text: string;
    readonly cursors: readonly Position[];
    readonly ranges: readonly Range[];
}

export function readMarks(marked: string): MarkedText {
    let text = '';
    const cursors: number[] = [];
    const ranges: { start: number; end: number }[] = [];
    let rangeStart: number | undefined;
    for (const part of marked.split(/(<\|>|<\||\|>)/)) {
        switch (part) {
            case '<|>':
                cursors.push(text.length);
                break;
            case '<|':
                rangeStart = text.length;
                break;
            case '|>':
                ranges.push({ start: rangeStart!, end: text.length });
                break;
            default:
                text += part;
        }
    }
    const document = TextDocument.create('', '', 0, text);
    return {
        text,
        cursors: cursors.map(offset => document.positionAt(offset)),
        ranges: ranges.map(({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) })),
    };
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
    return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits]);
}

export function textIn(text: string, range: Range): string {
    return TextDocument.create('', '', 0, text).getText(range);
}
