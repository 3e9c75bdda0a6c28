import { bracketOf, type Break, breaksOf, isQueryPart } from './breaks.ts';
import { Indentation } from './indentation.ts';
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
    private readonly breaks: readonly Break[];
    private readonly chosen = new Set<number>();
    /** Per piece of the item: the last one that can stand on the line with it. */
    private readonly lineEnds: Int32Array;

    constructor(source: Source, metrics: Metrics, item: Item, end: number, level: number) {
        this.pieces = source.pieces;
        this.metrics = metrics;
        this.first = item.first;
        this.end = end;
        this.level = level;
        this.breaks = breaksOf(source, item, end);
        this.lineEnds = lineEndsOf(source.pieces, item.first, end);
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
        const { levels, textLevels, lastLevel } = this.indentation().upTo(this.end);
        return { byHand, levels, textLevels, lastLevel };
    }

    /** The parts of a query stand on lines of their own when one does. */
    private keepTogether(): void {
        const parts = this.breaks.map(({ index }) => index).filter(index => isQueryPart(this.pieces[index]!));
        if (parts.some(index => this.chosen.has(index))) {
            parts.forEach(index => this.chosen.add(index));
        }
    }

    /** Where someone broke the line, in the language's places for it, and where a comment ends it. */
    private keepBreaks(): void {
        const places = new Set(this.breaks.map(({ index }) => index));
        for (let index = this.first + 1; index <= this.end; index++) {
            const piece = this.pieces[index]!;
            const previous = this.pieces[index - 1]!;
            if (previous.comment === 'line' || (previous.comment ?? piece.comment) !== undefined && piece.breaks > 0) {
                this.chosen.add(index);
            } else if (piece.breaks > 0) {
                this.keepBreak(places, index, piece, previous);
            }
        }
    }

    private keepBreak(places: ReadonlySet<number>, index: number, piece: Piece, previous: Piece): void {
        if (places.has(index) || bracketOf(previous) > 0 && bracketOf(piece) >= 0 && previous.role.keyword !== 'case') {
            this.chosen.add(index);
        } else if (previous.role.operator && places.has(index - 1)) {
            this.chosen.add(index - 1);
        } else if (piece.role.keyword === ',' && places.has(index + 1)) {
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
        const indentation = this.indentation();
        let start = this.first;
        for (let index = this.first + 1; index <= this.end + 1; index++) {
            if (index > this.end || this.chosen.has(index)) {
                this.breakLine(start, index - 1, indentation);
                start = index;
            }
        }
    }

    /** Breaks the line from piece `from` to piece `to` if it is too long: its outermost parts first, from left to right. */
    private breakLine(from: number, to: number, indentation: Indentation): void {
        // A loop and no recursion for what follows the last break: a sum may have thousands of terms.
        for (let start = from; ;) {
            const available = widestLine - (indentation.upTo(start).levels.get(start) ?? this.level) * this.metrics.tabSize;
            if (this.width(start, to) <= available) {
                return;
            }
            const breaks = this.outermostBreaks(start, to, available);
            if (breaks.length === 0) {
                return;
            }
            breaks.forEach(index => this.chosen.add(index));
            const last = breaks.at(-1)!;
            [start, ...breaks.slice(0, -1)].forEach((part, index) => this.breakLine(part, breaks[index]! - 1, indentation));
            start = last;
        }
    }

    /** Where to break the line from piece `from` to piece `to`, so that the first part of it fits into the columns, if it can. */
    private outermostBreaks(from: number, to: number, available: number): number[] {
        let best: Break[] = [];
        for (let at = this.firstBreakAfter(from); at < this.breaks.length && this.breaks[at]!.index <= to; at++) {
            const place = this.breaks[at]!;
            if (best.length === 0 || place.rank < best[0]!.rank) {
                best = [place];
            } else if (place.rank === best[0]!.rank) {
                best.push(place);
            }
        }
        const together = best.filter(place => place.together);
        const fitting = best.findLast(({ index }) => this.width(from, index - 1) <= available) ?? best[0];
        return (together.length > 0 ? together : fitting ? [fitting] : []).map(({ index }) => index);
    }

    private firstBreakAfter(index: number): number {
        let [low, high] = [0, this.breaks.length];
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.breaks[middle]!.index > index) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private indentation(): Indentation {
        return new Indentation(this.pieces, this.chosen, this.first, this.end, this.level);
    }

    /** The width of what stands on one line, as far as it does: not of what follows the first line of a text. */
    private width(from: number, to: number): number {
        const last = Math.min(this.lineEnds[from - this.first]!, to);
        return this.metrics.flat[last]! - this.metrics.flat[from]! + this.metrics.widths[from]!;
    }
}

/** Per piece from `first` to `end`: the last one before a text goes on in another line, or a comment ends the line. */
function lineEndsOf(pieces: readonly Piece[], first: number, end: number): Int32Array {
    const lineEnds = new Int32Array(end - first + 1);
    for (let index = end, last = end; index >= first; index--) {
        if (pieces[index]!.line !== pieces[index]!.endLine || pieces[index + 1]?.comment === 'line') {
            last = index;
        }
        lineEnds[index - first] = last;
    }
    return lineEnds;
}
