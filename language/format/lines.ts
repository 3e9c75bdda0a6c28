import { bracketOf, type Break, breaksOf, isQueryPart } from './breaks.ts';
import type { Item, Piece, Source } from './pieces.ts';

/** Lines are broken, where the language has a place for it, when they are longer than this. */
export const widestLine = 120;

/** How wide things are. */
export interface Metrics {
    /** Per piece: its columns, for one over several lines those of its first. */
    readonly widths: Int32Array;
    /** Per piece: where it would end if everything stood on one line. */
    readonly flat: Int32Array;
    readonly tabSize: number;
}

/** The lines of an item, or of what stands before its block. */
export interface ItemLines {
    /** The pieces that begin a line after the first, each with its level of indentation. */
    readonly levels: ReadonlyMap<number, number>;
    /** The level of the lines within texts that take several, by piece. */
    readonly textLevels: ReadonlyMap<number, number>;
    /** Whether someone has broken the line and not its length. */
    readonly byHand: boolean;
    /** The level of the last line. */
    readonly lastLevel: number;
}

/** Breaks an item where it was broken by hand, and where it is too long. */
export function linesOf(source: Source, metrics: Metrics, item: Item, end: number, level: number): ItemLines {
    return new Breaker(source, metrics, item, end, level).lines();
}

class Breaker {
    private readonly pieces: readonly Piece[];
    private readonly metrics: Metrics;
    private readonly first: number;
    private readonly end: number;
    private readonly level: number;
    private readonly breaks: ReadonlyMap<number, Break>;
    private readonly chosen = new Set<number>();

    constructor(source: Source, metrics: Metrics, item: Item, end: number, level: number) {
        this.pieces = source.pieces;
        this.metrics = metrics;
        this.first = item.first;
        this.end = end;
        this.level = level;
        this.breaks = breaksOf(source, item, end);
    }

    lines(): ItemLines {
        this.keepBreaks();
        const byHand = this.chosen.size > 0;
        // Each break may make another line longer or another break necessary.
        for (let count = -1; count < this.chosen.size;) {
            this.keepTogether();
            this.closeOpened();
            count = this.chosen.size;
            this.breakLong();
        }
        return { byHand, ...this.indent() };
    }

    /** The parts of a query stand on lines of their own when one does. */
    private keepTogether(): void {
        const parts = [...this.breaks.keys()].filter(index => isQueryPart(this.pieces[index]!));
        if (parts.some(index => this.chosen.has(index))) {
            parts.forEach(index => this.chosen.add(index));
        }
    }

    /** Where someone broke the line, in the language's places for it, and where a comment ends it. */
    private keepBreaks(): void {
        for (let index = this.first + 1; index <= this.end; index++) {
            const piece = this.pieces[index]!;
            const previous = this.pieces[index - 1]!;
            if (previous.comment === 'line' || (previous.comment ?? piece.comment) !== undefined && piece.breaks > 0) {
                this.chosen.add(index);
            } else if (piece.breaks > 0) {
                this.keepBreak(index, piece, previous);
            }
        }
    }

    private keepBreak(index: number, piece: Piece, previous: Piece): void {
        if (this.breaks.has(index) || bracketOf(previous) > 0 && bracketOf(piece) >= 0 && previous.role.keyword !== 'case') {
            this.chosen.add(index);
        } else if (previous.role.operator && this.breaks.has(index - 1)) {
            this.chosen.add(index - 1);
        } else if (piece.role.keyword === ',' && this.breaks.has(index + 1)) {
            this.chosen.add(index + 1);
        }
    }

    /** A bracket whose content begins a line ends on a line of its own. */
    private closeOpened(): void {
        const open: number[] = [];
        for (let index = this.first; index <= this.end; index++) {
            const change = bracketOf(this.pieces[index]!);
            if (change > 0) {
                open.push(index);
            } else if (change < 0) {
                const opener = open.pop();
                if (opener !== undefined && opener + 1 < index && this.chosen.has(opener + 1)) {
                    this.chosen.add(index);
                }
            }
        }
    }

    private breakLong(): void {
        let start = this.first;
        for (let index = this.first + 1; index <= this.end + 1; index++) {
            if (index > this.end || this.chosen.has(index)) {
                this.breakLine(start, index - 1);
                start = index;
            }
        }
    }

    /** Breaks the line from piece `from` to piece `to` if it is too long: its outermost parts first. */
    private breakLine(from: number, to: number): void {
        if (this.width(from, to) + this.columnOf(from) <= widestLine) {
            return;
        }
        const inside = [...this.breaks].filter(([index]) => index > from && index <= to);
        const rank = Math.min(...inside.map(([, place]) => place.rank));
        const best = inside.filter(([, place]) => place.rank === rank);
        if (best.length === 0) {
            return;
        }
        const together = best.filter(([, place]) => place.together);
        const fitting = best.findLast(([index]) => this.width(from, index - 1) + this.columnOf(from) <= widestLine);
        const breaks = (together.length > 0 ? together : [fitting ?? best[0]!]).map(([index]) => index);
        breaks.forEach(index => this.chosen.add(index));
        [from, ...breaks].forEach((start, index) => this.breakLine(start, (breaks[index] ?? to + 1) - 1));
    }

    /** The width of what stands on one line, as far as it does: not of what follows the first line of a text. */
    private width(from: number, to: number): number {
        let last = from;
        while (last < to && this.pieces[last]!.line === this.pieces[last]!.endLine && this.pieces[last + 1]!.comment !== 'line') {
            last++;
        }
        return this.metrics.flat[last]! - this.metrics.flat[from]! + this.metrics.widths[from]!;
    }

    private columnOf(index: number): number {
        return (index === this.first ? this.level : this.indent().levels.get(index) ?? this.level) * this.metrics.tabSize;
    }

    /** The level of each line: parts of the item one deeper than it, what is within a part or a bracket one deeper than that. */
    private indent(): Omit<ItemLines, 'byHand'> {
        const levels = new Map<number, number>();
        const textLevels = new Map<number, number>();
        const open: number[] = [];
        let line = this.level;
        let part = this.level;
        for (let index = this.first; index <= this.end; index++) {
            const piece = this.pieces[index]!;
            const change = bracketOf(piece);
            const opened = change < 0 ? open.pop() : undefined;
            const meant = this.meant(index);
            const beginsPart = index > this.first && open.length === 0 && opened === undefined && this.isPart(meant);
            if (this.chosen.has(index)) {
                line = opened ?? (open.length > 0 ? open.at(-1)! + 1 : beginsPart ? this.level + this.depthOf(meant) : part + 1);
                levels.set(index, line);
            }
            if (beginsPart) {
                part = line;
            }
            if (piece.comment === undefined && piece.line !== piece.endLine) {
                line++;
                textLevels.set(index, line);
            }
            if (change > 0) {
                open.push(line);
            }
        }
        return { levels, textLevels, lastLevel: line };
    }

    /** A comment goes with what it stands before. */
    private meant(index: number): Piece {
        let meant = index;
        while (meant < this.end && this.pieces[meant]!.comment !== undefined) {
            meant++;
        }
        return this.pieces[meant]!;
    }

    private isPart({ role, begins }: Piece): boolean {
        return role.clause || begins.some(node => node.clause);
    }

    /** Joins belong to the `from` above them. */
    private depthOf({ begins }: Piece): number {
        return begins.some(node => node.feature === 'joins') ? 2 : 1;
    }
}
