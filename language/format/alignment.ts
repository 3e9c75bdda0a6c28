import { type Cell, cellsOf, family, isDeclared } from './columns.ts';
import type { Layout } from './layout.ts';
import { widestLine } from './lines.ts';
import type { Item, Source } from './pieces.ts';

/** A cell wider than this, or a line that long before its comment, does not push a column. */
const widestCell = 40;
const widestCommented = 80;

/** Nor does one that is so much wider than all others but a few. */
const widestJump = 16;
const widestCommentJump = 40;

/** The line of an item, or its first. */
interface Row {
    readonly item: Item;
    readonly cells: readonly Cell[];
    /** The last piece of the line. */
    readonly last: number;
    /** Where the column begins that it has nothing in, and goes on. */
    reached: number;
}

/**
 * Aligns the items of a block in columns, and the comments at the ends of their lines. A blank line ends a group, and so
 * does what takes several lines; a comment of its own does not.
 *
 * @param indent the columns before each item
 * @param isTall whether an item takes several lines
 * @returns the groups, each from its first to its last piece
 */
export function alignItems(source: Source, layout: Layout, items: readonly Item[], indent: number, isTall: (item: Item) => boolean): (readonly [number, number])[] {
    const aligner = new Aligner(source, layout, indent);
    const groups: (readonly [number, number])[] = [];
    for (const rows of aligner.groups(items, isTall)) {
        aligner.align(rows);
        groups.push([rows[0]!.item.first, rows.at(-1)!.last]);
    }
    for (const lines of aligner.commented(items, isTall)) {
        aligner.alignComments(lines);
        groups.push([lines[0]!.first, lines.at(-1)!.last + 1]);
    }
    return groups;
}

class Aligner {
    private readonly source: Source;
    private readonly layout: Layout;
    private readonly indent: number;

    constructor(source: Source, layout: Layout, indent: number) {
        this.source = source;
        this.layout = layout;
        this.indent = indent;
    }

    /** The rows that are aligned with each other. */
    groups(items: readonly Item[], isTall: (item: Item) => boolean): Row[][] {
        const groups: Row[][] = [];
        let rows: Row[] = [];
        for (const [index, item] of items.entries()) {
            if (this.isFrozen(item)) {
                continue;
            }
            const row = this.rowOf(item, isTall(item));
            if (index > 0 && (this.isApart(items[index - 1]!, item) || row === undefined || rows.length > 0 && family(rows[0]!.item) !== family(item))) {
                groups.push(rows);
                rows = [];
            }
            if (row !== undefined) {
                rows.push(row);
            }
        }
        return [...groups, rows].filter(group => group.length > 0);
    }

    /** An item with columns has a row, one on several lines if it begins with one: not with a block or a text. */
    private rowOf(item: Item, isTall: boolean): Row | undefined {
        const { lines, textLevels } = this.layout;
        let last = item.first;
        while (last < item.last && lines[last + 1]! < 0 && !textLevels.has(last + 1)) {
            last++;
        }
        if (isTall && (item.block !== undefined || last < item.last && textLevels.has(last + 1) || textLevels.has(item.first))) {
            return undefined;
        }
        const cells = cellsOf(this.source.pieces, item, Math.min(last, item.block?.open ?? last));
        return cells.length > 0 ? { item, last, reached: 0, cells } : undefined;
    }

    private isFrozen(item: Item): boolean {
        const { pieces, frozen } = this.source;
        for (let line = pieces[item.first]!.line; frozen.size > 0 && line <= pieces[item.last]!.endLine; line++) {
            if (frozen.has(line)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a blank line stands between two items. */
    private isApart(upper: Item, lower: Item): boolean {
        for (let index = upper.last + 1; index <= lower.first; index++) {
            if (this.layout.lines[index]! > 0) {
                return true;
            }
        }
        return false;
    }

    align(rows: readonly Row[]): void {
        const natural = rows.map(row => this.widthOf(row.item.first, row.last));
        const columns = Math.max(...rows.map(row => row.cells.length));
        for (let column = 0; column < columns; column++) {
            const gap = column === 0 && isDeclared(rows[0]!.item) && new Set(rows.map(row => row.item.kind)).size > 1 ? 2 : undefined;
            for (const run of column === 0 ? [rows] : runsOf(rows)) {
                this.alignColumn(run, column, gap);
            }
        }
        for (const [index, row] of rows.entries()) {
            if (this.indent + this.widthOf(row.item.first, row.last) > widestLine && this.indent + natural[index]! <= widestLine) {
                for (const { piece, column } of row.cells.slice(1).filter(cell => cell.piece >= 0)) {
                    this.layout.spaces[piece] = column.gap;
                }
            }
        }
    }

    private alignColumn(rows: readonly Row[], position: number, wantedGap: number | undefined): void {
        const cells = rows.flatMap(row => {
            const own = row.cells[position];
            // What has nothing in this column begins the next one that it has here, or further right.
            const next = own === undefined || own.column.floating ? own : row.cells.slice(position).find(cell => cell.piece >= 0);
            if (next === undefined || next.piece < 0) {
                return [];
            }
            const before = row.cells.slice(0, position).findLast(cell => cell.piece >= 0)?.piece ?? row.item.first;
            const width = this.widthOf(before, next.piece - 1);
            return [{ row, next, width, end: this.widthOf(row.item.first, next.piece - 1), gap: next === own ? wantedGap ?? own.column.gap : next.column.gap }];
        });
        const gap = wantedGap ?? rows.find(row => row.cells[position] !== undefined)?.cells[position]!.column.gap ?? 1;
        const ends = cells.filter(cell => cell.width <= widestCell).map(({ row, end }) => Math.max(end, row.reached - gap));
        const start = columnAfter(ends, widestJump) + gap;
        for (const cell of cells) {
            this.layout.spaces[cell.next.piece] = Math.max(start - cell.end, cell.gap);
            cell.row.reached = cell.end + this.layout.spaces[cell.next.piece]!;
        }
    }

    /** The columns from the beginning of one piece to the end of another on its line. */
    private widthOf(from: number, to: number): number {
        let width = this.layout.widths[from]!;
        for (let index = from + 1; index <= to; index++) {
            width += this.layout.spaces[index]! + this.layout.widths[index]!;
        }
        return width;
    }

    /** The items whose lines follow each other and end with comments; between them may be such that do not. */
    commented(items: readonly Item[], isTall: (item: Item) => boolean): Item[][] {
        const { pieces } = this.source;
        const groups: Item[][] = [];
        let lines: Item[] = [];
        for (const [index, item] of items.entries()) {
            const follows = index > 0 && !isTall(item) && !isTall(items[index - 1]!) && this.isNextLine(items[index - 1]!, item);
            if (!follows) {
                groups.push(lines);
                lines = [];
            }
            if (!isTall(item) && !this.isFrozen(item) && pieces[item.last + 1]?.comment === 'line' && this.layout.lines[item.last + 1]! < 0) {
                lines.push(item);
            }
        }
        return [...groups, lines].filter(group => group.length > 1);
    }

    private isNextLine(upper: Item, lower: Item): boolean {
        let begun = 0;
        for (let index = upper.last + 1; index <= lower.first; index++) {
            begun += this.layout.lines[index]! < 0 ? 0 : 1 + this.layout.lines[index]!;
        }
        return begun === 1;
    }

    alignComments(items: readonly Item[]): void {
        const ends = items.map(item => this.widthOf(item.first, item.last));
        const start = columnAfter(ends.filter(end => end <= widestCommented), widestCommentJump) + 2;
        for (const [index, item] of items.entries()) {
            this.layout.spaces[item.last + 1] = Math.max(start - ends[index]!, 2);
        }
    }
}

/** Neighbours of the same kind. */
function runsOf(rows: readonly Row[]): Row[][] {
    const runs: Row[][] = [];
    for (const row of rows) {
        const run = runs.at(-1);
        if (run !== undefined && run[0]!.item.kind === row.item.kind) {
            run.push(row);
        } else {
            runs.push([row]);
        }
    }
    return runs;
}

/** The rightmost end that a column makes room for. */
function columnAfter(ends: readonly number[], jump: number): number {
    const sorted = [...ends].sort((left, right) => left - right);
    const outlier = sorted.findIndex((end, index) => index > 0 && end - sorted[index - 1]! > jump && sorted.length - index <= index);
    return sorted.at(outlier < 0 ? -1 : outlier - 1) ?? 0;
}
