/** What the lexer stands on. Comments and white space are never tokens. */
export type TokenKind = 'word' | 'quoted name' | 'string' | 'number' | 'parameter' | 'symbol' | 'backslash' | 'end';

const WHITE_SPACE = /[ \t\n\r\f\v]+/y;
/** Every character above ASCII is a letter to PostgreSQL (`ident_start` in scan.l). */
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /\d\w*/y;
const PARAMETER = /\$\d+/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const BLOCK_COMMENT_EDGE = /\/\*|\*\//g;
/** A line break between two string constants joins them into one (manual, 4.1.2.1). */
const STRING_CONTINUATION = /[ \t\f\v]*(?:--[^\n\r]*)?[\n\r](?:[ \t\f\v\n\r]|--[^\n\r]*[\n\r])*'/y;
const SINGLE_QUOTE = /'/g;
const DOUBLE_QUOTE = /"/g;
const QUOTE_OR_BACKSLASH = /['\\]/g;
const LINE_BREAK = /[\n\r]/g;

const BACKSLASH = 0x5c;
const QUOTE = 0x27;

/**
 * PostgreSQL's lexical structure (manual, section 4.1), as far as it is needed to tell where things begin and end.
 * Broken text never throws: what is not closed reaches to the end, and the server says so at its place.
 */
export class SqlLexer {
    kind: TokenKind = 'end';
    start = 0;
    /** The offset after the token, where the next one is looked for. Settable, to jump over text that is not SQL. */
    end: number;
    /** Off: a backslash escapes in plain string constants too, as scripts of PostgreSQL before 9.1 want it. */
    standardConformingStrings = true;
    /** Where a block comment begins that reaches to the end because nothing closes it. */
    unclosedComment: number | undefined;
    readonly text: string;

    constructor(text: string, position = 0) {
        this.text = text;
        this.end = position;
    }

    next(): TokenKind {
        const { text } = this;
        this.#skipSpaceAndComments();
        this.start = this.end;
        if (this.start >= text.length) {
            return (this.kind = 'end');
        }
        const first = text.charCodeAt(this.start);
        switch (first) {
            case QUOTE:
                this.#scanQuoted("'", !this.standardConformingStrings);
                return (this.kind = 'string');
            case 0x22:
                this.#scanQuoted('"', false);
                return (this.kind = 'quoted name');
            case 0x24:
                return (this.kind = this.#scanDollar());
            case BACKSLASH:
                this.end = this.start + 1;
                return (this.kind = 'backslash');
        }
        if (this.#match(NUMBER)) {
            return (this.kind = 'number');
        }
        if (this.#match(WORD)) {
            const escapes = this.end === this.start + 1 && (first | 0x20) === 0x65 && text.charCodeAt(this.end) === QUOTE;
            if (escapes) {
                this.#scanQuoted("'", true);
                return (this.kind = 'string');
            }
            return (this.kind = 'word');
        }
        this.end = this.start + 1;
        return (this.kind = 'symbol');
    }

    /** The text of the token; the name itself for a quoted name, lower case for a word. */
    get value(): string {
        const raw = this.text.slice(this.start, this.end);
        if (this.kind === 'word') {
            return raw.toLowerCase();
        }
        return this.kind === 'quoted name' ? raw.slice(1, raw.endsWith('"') ? -1 : undefined).replaceAll('""', '"') : raw;
    }

    isSymbol(symbol: string): boolean {
        return this.kind === 'symbol' && this.text[this.start] === symbol;
    }

    #match(pattern: RegExp): boolean {
        pattern.lastIndex = this.end;
        if (!pattern.test(this.text)) {
            return false;
        }
        this.end = pattern.lastIndex;
        return true;
    }

    #skipSpaceAndComments(): void {
        const { text } = this;
        if (this.end === 0 && text.charCodeAt(0) === 0xfeff) {
            this.end = 1;
        }
        for (;;) {
            if (this.#match(WHITE_SPACE)) {
                continue;
            }
            if (text.startsWith('--', this.end)) {
                this.end = endOfLine(text, this.end);
            } else if (text.startsWith('/*', this.end)) {
                this.#skipBlockComment();
            } else {
                return;
            }
        }
    }

    #skipBlockComment(): void {
        let depth = 0;
        const start = this.end;
        BLOCK_COMMENT_EDGE.lastIndex = start;
        for (;;) {
            const edge = BLOCK_COMMENT_EDGE.exec(this.text);
            if (edge === null) {
                this.unclosedComment = start;
                this.end = this.text.length;
                return;
            }
            depth += edge[0] === '/*' ? 1 : -1;
            if (depth === 0) {
                this.end = BLOCK_COMMENT_EDGE.lastIndex;
                return;
            }
        }
    }

    /** Stands on, or right before, the opening quote. */
    #scanQuoted(quote: string, escapes: boolean): void {
        const { text } = this;
        const stop = escapes ? QUOTE_OR_BACKSLASH : quote === '"' ? DOUBLE_QUOTE : SINGLE_QUOTE;
        let position = text.indexOf(quote, this.end) + 1;
        for (;;) {
            const at = searchFrom(text, stop, position);
            if (at < 0) {
                this.end = text.length;
                return;
            }
            if (text.charCodeAt(at) === BACKSLASH || text[at + 1] === quote) {
                position = at + 2;
                continue;
            }
            this.end = at + 1;
            if (!escapes || !this.#match(STRING_CONTINUATION)) {
                return;
            }
            position = this.end;
        }
    }

    #scanDollar(): TokenKind {
        if (this.#match(PARAMETER)) {
            return 'parameter';
        }
        if (!this.#match(DOLLAR_TAG)) {
            this.end = this.start + 1;
            return 'symbol';
        }
        const tag = this.text.slice(this.start, this.end);
        const close = this.text.indexOf(tag, this.end);
        this.end = close < 0 ? this.text.length : close + tag.length;
        return 'string';
    }
}

/** The offset of the line break that ends the line of `position`, or of the end of the text. */
export function endOfLine(text: string, position: number): number {
    const at = searchFrom(text, LINE_BREAK, position);
    return at < 0 ? text.length : at;
}

/** One search for several characters: a search for each would run to the end of the text for one that is not there. */
function searchFrom(text: string, pattern: RegExp, position: number): number {
    pattern.lastIndex = position;
    return pattern.exec(text)?.index ?? -1;
}
