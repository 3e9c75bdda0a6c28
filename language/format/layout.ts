import { alignItems } from './alignment.ts';
import { linesOf, type Metrics } from './lines.ts';
import type { Block, Item, Piece, Source } from './pieces.ts';
import { spacesBetween } from './spacing.ts';
import { widthOf } from './width.ts';

/** A block that is written on one line may stay so up to this width. */
const widestBlock = 100;

/** Whose blocks hold declarations. Those over several lines keep a distance. */
const declaring: ReadonlySet<string> = new Set(['Schema', 'Extension']);

/** Where every piece goes. */
export interface Layout {
    /** Per piece: the blank lines before the line that it begins, or -1 where it stands on the line of the piece before. */
    readonly lines: Int8Array;
    /** Per piece that begins a line: its level of indentation. */
    readonly levels: Int16Array;
    /** Per piece that begins no line: the spaces before it. */
    readonly spaces: Int32Array;
    /** Per piece: its columns, for one over several lines those of its first. */
    readonly widths: Int32Array;
    /** The level of the lines within texts that take several, by piece. */
    readonly textLevels: ReadonlyMap<number, number>;
    /** The items whose columns belong together, first piece to last. */
    readonly groups: readonly (readonly [number, number])[];
}

export interface LayoutOptions {
    /** The columns of one level of indentation. */
    readonly tabSize: number;
    /** Whether neighbours are aligned in columns. */
    readonly align: boolean;
}

/** Decides where every piece of a text goes, by what the pieces are and by what was written on one line and what was not. */
export function layOut(source: Source, options: LayoutOptions): Layout {
    const layout = new Writer(source, options);
    layout.document();
    return layout;
}

class Writer implements Layout {
    readonly lines: Int8Array;
    readonly levels: Int16Array;
    readonly spaces: Int32Array;
    readonly widths: Int32Array;
    readonly textLevels = new Map<number, number>();
    readonly groups: (readonly [number, number])[] = [];
    private readonly source: Source;
    private readonly pieces: readonly Piece[];
    private readonly options: LayoutOptions;
    private readonly metrics: Metrics;
    /** The items that take several lines. */
    private readonly tall = new Set<Item>();

    constructor(source: Source, options: LayoutOptions) {
        const count = source.pieces.length;
        this.source = source;
        this.pieces = source.pieces;
        this.options = options;
        this.lines = new Int8Array(count).fill(-1);
        this.levels = new Int16Array(count);
        this.spaces = new Int32Array(count);
        this.widths = new Int32Array(count);
        this.metrics = { widths: this.widths, flat: new Int32Array(count), tabSize: options.tabSize };
    }

    document(): void {
        const { root } = this.source;
        this.spread();
        this.spreadItems(root);
        let width = 0;
        for (let index = 0; index < this.pieces.length; index++) {
            width += this.spaces[index]! + this.widths[index]!;
            this.metrics.flat[index] = width;
        }
        this.block(root, 0, 0, this.pieces.length, true);
    }

    /** Everything as if it stood on one line. */
    private spread(): void {
        const { text } = this.source;
        // eslint-disable-next-line no-control-regex -- all of ASCII
        const isAscii = !/[^\0-\x7f]/.test(text);
        for (const [index, piece] of this.pieces.entries()) {
            this.widths[index] = isAscii && piece.line === piece.endLine ? piece.end - piece.start : widthOf(text, piece.start, piece.end);
            this.spaces[index] = index === 0 ? 0 : spacesBetween(this.pieces[index - 1]!, piece);
        }
    }

    /** Members of a block on one line keep two spaces apart, and need only one if each is a word. */
    private spreadItems(block: Block): void {
        const distance = block.items.every(item => item.first === item.last) ? 1 : 2;
        for (const [index, item] of block.items.entries()) {
            if (index > 0 && this.pieces[item.first - 1]!.comment === undefined) {
                this.spaces[item.first] = distance;
            }
            if (item.block !== undefined) {
                this.spreadItems(item.block);
            }
        }
        if (block.open >= 0 && block.close === block.open + 1) {
            this.spaces[block.close] = 0;
        }
    }

    /** Lays out the items from piece `from` to before piece `to`, each on a line of its own. */
    private block(block: Block, level: number, from: number, to: number, isDeclaring: boolean): void {
        let next = from;
        let previous: Item | undefined;
        for (const item of block.items) {
            this.item(item, level);
            this.between(next, item.first, level, from, true);
            if (isDeclaring && previous !== undefined && this.keepDistance(previous, item)) {
                this.separate(next, item.first);
            }
            next = item.last + 1;
            previous = item;
        }
        this.between(next, to, level, from, false);
        if (this.options.align) {
            const groups = alignItems(this.source, this, block.items, level * this.options.tabSize, item => this.tall.has(item));
            this.groups.push(...groups);
        }
    }

    private keepDistance(upper: Item, lower: Item): boolean {
        return this.tall.has(upper) || this.tall.has(lower) || upper.kind === 'Import' && lower.kind !== 'Import';
    }

    /** A blank line before the first line from piece `from` to piece `to`, unless there is one anywhere between. */
    private separate(from: number, to: number): void {
        const begun = Array.from({ length: to - from + 1 }, (_, index) => from + index).filter(index => this.lines[index]! >= 0);
        if (begun.length > 0 && begun.every(index => this.lines[index] === 0)) {
            this.lines[begun[0]!] = 1;
        }
    }

    /** Lays out the comments from piece `from` to before the item or the brace at `to`, and begins the item's line. */
    private between(from: number, to: number, level: number, blockStart: number, isItem: boolean): void {
        let sharesLine = false;
        for (let index = from; index < to; index++) {
            const piece = this.pieces[index]!;
            const leads = isItem && piece.comment === 'block' && this.pieces[index + 1]!.breaks === 0;
            const trails = index > 0 && piece.breaks === 0 && !leads;
            if (!trails && !sharesLine) {
                this.begin(index, level, index === blockStart);
            }
            sharesLine = leads;
        }
        if (isItem && !sharesLine) {
            this.begin(to, level, to === blockStart);
        }
    }

    private begin(index: number, level: number, isFirst: boolean): void {
        this.lines[index] = !isFirst && this.pieces[index]!.breaks > 1 ? 1 : 0;
        this.levels[index] = level;
    }

    private item(item: Item, level: number): void {
        const { block } = item;
        const end = block === undefined ? item.last : block.open - 1;
        const { levels, textLevels, byHand, lastLevel } = linesOf(this.source, this.metrics, item, end, level);
        for (const [index, lineLevel] of levels) {
            this.lines[index] = 0;
            this.levels[index] = lineLevel;
        }
        for (const [index, textLevel] of textLevels) {
            this.textLevels.set(index, textLevel);
        }
        if (levels.size > 0 || this.pieces[item.first]!.line !== this.pieces[end]!.endLine && textLevels.size > 0) {
            this.tall.add(item);
        }
        if (block !== undefined) {
            this.itemBlock(item, block, level, byHand, lastLevel);
        }
    }

    private itemBlock(item: Item, block: Block, level: number, byHand: boolean, lastLevel: number): void {
        if (lastLevel > level || this.pieces[block.open - 1]!.comment === 'line') {
            this.lines[block.open] = 0;
            this.levels[block.open] = level;
        }
        if (block.close === block.open + 1 || this.staysOnLine(item, block, level, byHand)) {
            return;
        }
        this.tall.add(item);
        this.block(block, level + 1, block.open + 1, block.close < 0 ? item.last + 1 : block.close, declaring.has(item.kind));
        if (block.close >= 0) {
            this.lines[block.close] = 0;
            this.levels[block.close] = level;
        }
    }

    private staysOnLine(item: Item, block: Block, level: number, byHand: boolean): boolean {
        if (block.close < 0 || this.pieces[block.open]!.line !== this.pieces[block.close]!.line) {
            return false;
        }
        const { flat, widths, tabSize } = this.metrics;
        const from = byHand ? block.open : item.first;
        return flat[block.close]! - flat[from]! + widths[from]! + level * tabSize <= widestBlock;
    }
}
