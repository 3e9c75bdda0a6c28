import type { Node } from 'libpg-query';
import { SqlLexer } from '../../postgres/index.ts';
import type { TextRange, TokenKind } from '../../postgres/index.ts';
import { isFailure, parseExpression } from './parser.ts';
import { locationsIn, sameTree } from './tree-walk.ts';

/** A token, with its offsets in UTF-16 code units of the statement. */
export interface Token {
    readonly kind: TokenKind;
    readonly start: number;
    readonly end: number;
    /** Lower case for a word, the name itself for a quoted one. */
    readonly value: string;
}

/** How many ends of an expression are tried, from the last place on that the parser tells: after `)`, `with time zone`. */
const TRIES = 30;
/** How many tokens may stand before the first that the parser tells the place of. */
const LEAD = 3;

/** The text of a statement and where things are in it. */
export class StatementText {
    readonly text: string;
    readonly #ascii: boolean;
    #offsets: Uint32Array | undefined;
    #tokens: readonly Token[] | undefined;

    constructor(text: string) {
        this.text = text;
        this.#ascii = !/[\u0080-\uffff]/.test(text);
    }

    /** Of a `location` in the parse tree, which counts bytes of UTF-8. */
    offset(location: number): number {
        if (this.#ascii) {
            return location;
        }
        this.#offsets ??= offsetsOf(this.text);
        return this.#offsets[location] ?? this.text.length;
    }

    get tokens(): readonly Token[] {
        return this.#tokens ??= tokensOf(this.text);
    }

    /** The index of the first token that does not end before an offset. */
    tokenAt(offset: number): number {
        const { tokens } = this;
        let low = 0;
        let high = tokens.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((tokens[middle]?.end ?? 0) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The text of an expression as written, without parentheses around it. The parser only tells where some nodes begin,
     * so what is found is held against the tree: the shortest text around these places that is parsed to it.
     */
    expression(node: Node): TextRange | undefined {
        const locations = locationsIn(node).map(location => this.offset(location));
        if (locations.length === 0) {
            return undefined;
        }
        const first = this.tokenAt(locations.reduce((least, each) => Math.min(least, each)));
        const last = this.tokenAt(locations.reduce((most, each) => Math.max(most, each)));
        for (let lead = 0; lead <= LEAD && first - lead >= 0; lead++) {
            const found = this.#expressionFrom(first - lead, last, node);
            if (found !== undefined) {
                return found;
            }
        }
        return undefined;
    }

    #expressionFrom(first: number, last: number, node: Node): TextRange | undefined {
        const { tokens, text } = this;
        let depth = 0;
        let lowest = 0;
        let tries = 0;
        for (let index = first; index < tokens.length && tries < TRIES; index++) {
            const token = tokens[index]!;
            depth += depthOf(token);
            lowest = Math.min(lowest, depth);
            if (index < last || depth > lowest) {
                continue;
            }
            tries++;
            const start = this.#opening(first, -lowest);
            if (start === undefined) {
                return undefined;
            }
            const candidate = text.slice(start, token.end);
            const parsed = parseExpression(candidate);
            if (!isFailure(parsed) && sameTree(parsed, node)) {
                return { start, end: token.end };
            }
        }
        return undefined;
    }

    /** Where the text begins if so many parentheses that it closes are opened before it. */
    #opening(first: number, count: number): number | undefined {
        for (let step = 1; step <= count; step++) {
            if (this.tokens[first - step]?.value !== '(') {
                return undefined;
            }
        }
        return this.tokens[first - count]?.start;
    }
}

/** How much deeper what follows a token stands. */
function depthOf({ kind, value }: Token): number {
    if (kind === 'word') {
        return value === 'case' ? 1 : value === 'end' ? -1 : 0;
    }
    if (kind !== 'symbol') {
        return 0;
    }
    return value === '(' || value === '[' ? 1 : value === ')' || value === ']' ? -1 : 0;
}

function tokensOf(text: string): readonly Token[] {
    const lexer = new SqlLexer(text);
    const tokens: Token[] = [];
    for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
        tokens.push({ kind, start: lexer.start, end: lexer.end, value: lexer.value });
    }
    return tokens;
}

function offsetsOf(text: string): Uint32Array {
    const offsets = new Uint32Array(Buffer.byteLength(text) + 1);
    let byte = 0;
    let offset = 0;
    for (const character of text) {
        const length = Buffer.byteLength(character);
        offsets.fill(offset, byte, byte + length);
        byte += length;
        offset += character.length;
    }
    offsets[byte] = offset;
    return offsets;
}
