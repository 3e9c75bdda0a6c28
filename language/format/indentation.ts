import { bracketOf } from './breaks.ts';
import type { Piece } from './pieces.ts';

/**
 * The level of each line of an item: parts of the item one deeper than it, what is within a part or a bracket one deeper
 * than that. Found from left to right, so that a line can be measured once the breaks before it are settled.
 */
export class Indentation {
    /** The pieces that begin a line after the first, each with its level. */
    readonly levels = new Map<number, number>();
    /** The level of the lines within texts that take several, by piece. */
    readonly textLevels = new Map<number, number>();

    private readonly pieces: readonly Piece[];
    private readonly breaks: ReadonlySet<number>;
    private readonly first: number;
    private readonly end: number;
    private readonly level: number;
    private readonly open: number[] = [];
    private line: number;
    private part: number;
    private next: number;

    /** `breaks` may grow, where this has not come to yet. */
    constructor(pieces: readonly Piece[], breaks: ReadonlySet<number>, first: number, end: number, level: number) {
        this.pieces = pieces;
        this.breaks = breaks;
        this.first = first;
        this.end = end;
        this.level = level;
        this.line = level;
        this.part = level;
        this.next = first;
    }

    /** The level of the last line so far. */
    get lastLevel(): number {
        return this.line;
    }

    /** Goes on to the piece, and past it. */
    upTo(last: number): this {
        for (; this.next <= last; this.next++) {
            this.pass(this.next, this.pieces[this.next]!);
        }
        return this;
    }

    private pass(index: number, piece: Piece): void {
        const change = bracketOf(piece);
        const opened = change < 0 ? this.open.pop() : undefined;
        const meant = this.meant(index);
        const beginsPart = index > this.first && this.open.length === 0 && opened === undefined && isPart(meant);
        if (this.breaks.has(index)) {
            this.line = opened ?? (this.open.length > 0 ? this.open.at(-1)! + 1 : beginsPart ? this.level + depthOf(meant) : this.part + 1);
            this.levels.set(index, this.line);
        }
        if (beginsPart) {
            this.part = this.line;
        }
        if (piece.comment === undefined && piece.line !== piece.endLine) {
            this.line++;
            this.textLevels.set(index, this.line);
        }
        if (change > 0) {
            this.open.push(this.line);
        }
    }

    /** A comment goes with what it stands before. */
    private meant(index: number): Piece {
        let meant = index;
        while (meant < this.end && this.pieces[meant]!.comment !== undefined) {
            meant++;
        }
        return this.pieces[meant]!;
    }
}

function isPart({ role, begins }: Piece): boolean {
    return role.clause || begins.some(node => node.clause);
}

/** Joins belong to the `from` above them. */
function depthOf({ begins }: Piece): number {
    return begins.some(node => node.feature === 'joins') ? 2 : 1;
}
