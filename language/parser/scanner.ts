import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';
import { SyntaxToken } from './syntax-token.ts';

/** What a text consists of: what the parser reads, and the comments between. */
export interface Scanned {
    readonly tokens: SyntaxToken[];
    readonly hidden: SyntaxToken[];
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const parenthesis = 0x28;
const slash = 0x2f;
const colon = 0x3a;
const backtick = 0x60;
const bar = 0x7c;
const closingBrace = 0x7d;
const lastOfAscii = 0x7f;

/** For each ASCII character: 1 where it may begin a word, 2 where it may only go on in one, 4 for white space, 8 for a digit. */
const kinds = new Uint8Array(lastOfAscii + 1);
const beginsWord = 1;
const inWord = 1 | 2;
const blank = 4;
const digit = 8;
for (let code = 0; code <= lastOfAscii; code++) {
    const character = String.fromCharCode(code);
    kinds[code] = /[a-z_]/i.test(character) ? beginsWord : /\d/.test(character) ? 2 | digit : /\s/.test(character) ? blank : 0;
}

const anyBlank = /\s/;

/**
 * Splits a faultless text into tokens, looking at each character once, where a lexer made of patterns tries one pattern
 * after the other. It knows the token types' shapes by heart, so a test holds it against Chevrotain's lexer.
 */
export class Scanner {
    /** Keywords that look like words. */
    private readonly words = new Map<string, TokenType>();
    /** Keywords that do not, by their first character, longest first. */
    private readonly marks: TokenType[][] = [];
    private readonly word: TokenType;
    private readonly declared: TokenType;
    private readonly lineComment: TokenType;
    private readonly blockComment: TokenType;
    private readonly text: TokenType;
    private readonly value: TokenType;
    private readonly number: TokenType;
    private readonly crowsFoot: TokenType;
    /** Words that are tokens of their own before a parenthesis. */
    private readonly heads: ReadonlyMap<string, TokenType>;
    private readonly wordPattern: RegExp;
    private readonly numberPattern: RegExp;
    private readonly crowsFootPattern: RegExp;

    constructor(types: Readonly<Record<string, TokenType>>) {
        for (const type of Object.values(types)) {
            if (typeof type.PATTERN !== 'string') {
                continue;
            }
            if (/^\w/.test(type.PATTERN)) {
                this.words.set(type.PATTERN, type);
            } else {
                (this.marks[type.PATTERN.charCodeAt(0)] ??= []).push(type);
            }
        }
        for (const group of this.marks) {
            group?.sort((left, right) => right.name.length - left.name.length);
        }
        this.word = types['WORD']!;
        this.declared = types['DECLARED']!;
        this.lineComment = types['SL_COMMENT']!;
        this.blockComment = types['ML_COMMENT']!;
        this.text = types['TEXT']!;
        this.value = types['SQL_STRING']!;
        this.number = types['NUMBER']!;
        this.crowsFoot = types['CROWS_FOOT']!;
        this.heads = new Map([['key', types['KEY_HEAD']!], ['unique', types['UNIQUE_HEAD']!]]);
        this.wordPattern = sticky(this.word);
        this.numberPattern = sticky(this.number);
        this.crowsFootPattern = sticky(this.crowsFoot);
    }

    /** Undefined where something is not closed or nothing begins with a character: that is for the lexer that explains mistakes. */
    scan(text: string): Scanned | undefined {
        const tokens: SyntaxToken[] = [];
        const hidden: SyntaxToken[] = [];
        /** A name is one string, however often it occurs: that saves memory, and strings that are the same compare at once. */
        const names = new Map<string, string>();
        const { length } = text;
        let line = 1;
        let lineStart = 0;
        let offset = 0;
        while (offset < length) {
            const code = text.charCodeAt(offset);
            const kind = code <= lastOfAscii ? kinds[code]! : 0;
            if (kind === blank) {
                offset++;
                if (code === lineFeed || code === carriageReturn) {
                    if (code === carriageReturn && text.charCodeAt(offset) === lineFeed) {
                        offset++;
                    }
                    line++;
                    lineStart = offset;
                }
                continue;
            }
            let end: number;
            let type: TokenType;
            let image: string;
            if (kind === beginsWord || code === backtick || code > lastOfAscii) {
                end = this.endOfWord(text, offset, kind);
                if (end < 0) {
                    return undefined;
                }
                image = text.slice(offset, end);
                const next = afterBlanks(text, end);
                const keyword = next === colon ? this.declared : next === parenthesis ? this.heads.get(image) ?? this.words.get(image) : this.words.get(image);
                type = keyword ?? this.word;
                const known = names.get(image);
                if (known === undefined) {
                    names.set(image, image);
                } else {
                    image = known;
                }
            } else if ((kind & digit) !== 0) {
                type = this.number;
                image = text.slice(offset, end = endOf(this.numberPattern, text, offset));
            } else if (code === doubleQuote || code === singleQuote || code === slash) {
                const found = this.commentOrText(text, offset, code);
                if (!found) {
                    return undefined;
                }
                ({ type, image } = found);
                end = offset + image.length;
            } else {
                const found = this.mark(text, offset, code);
                if (!found) {
                    return undefined;
                }
                type = found;
                end = type === this.crowsFoot ? this.crowsFootPattern.lastIndex : offset + type.name.length;
                image = type === this.crowsFoot ? text.slice(offset, end) : type.name;
            }
            const token = new SyntaxToken(image, type, offset, line, offset - lineStart + 1, line);
            (type.GROUP === 'hidden' ? hidden : tokens).push(token);
            if (type.LINE_BREAKS === true) {
                for (let at = offset; at < end; at++) {
                    const inside = text.charCodeAt(at);
                    if (inside === lineFeed || inside === carriageReturn && text.charCodeAt(at + 1) !== lineFeed) {
                        line++;
                        lineStart = at + 1;
                    }
                }
                token.endLine = line;
            }
            offset = end;
        }
        return { tokens, hidden };
    }

    /** Negative where no word begins. */
    private endOfWord(text: string, offset: number, kind: number): number {
        let end = offset;
        if (kind === beginsWord) {
            let code = text.charCodeAt(++end);
            while (code <= lastOfAscii && (kinds[code]! & inWord) !== 0) {
                code = text.charCodeAt(++end);
            }
            // Not a number behind the end of the text.
            if (!(code > lastOfAscii)) {
                return end;
            }
        } else if (anyBlank.test(text.charAt(offset))) {
            return -1;
        }
        return endOf(this.wordPattern, text, offset);
    }

    private commentOrText(text: string, offset: number, code: number): { readonly type: TokenType; readonly image: string } | undefined {
        if (code === slash) {
            const next = text.charAt(offset + 1);
            if (next === '/') {
                return { type: this.lineComment, image: text.slice(offset, endOfLine(text, offset)) };
            }
            if (next !== '*') {
                const type = this.mark(text, offset, code);
                return type && { type, image: type.name };
            }
        }
        const type = code === slash ? this.blockComment : code === doubleQuote ? this.text : this.value;
        const match = (type.PATTERN as CustomPatternMatcherFunc)(text, offset, noTokens, noGroups);
        return match ? { type, image: match[0] } : undefined;
    }

    private mark(text: string, offset: number, code: number): TokenType | undefined {
        if ((code === bar || code === closingBrace) && endOf(this.crowsFootPattern, text, offset) > 0) {
            return this.crowsFoot;
        }
        const candidates = this.marks[code];
        if (!candidates) {
            return undefined;
        }
        for (const type of candidates) {
            if (type.name.length === 1 || text.startsWith(type.name, offset)) {
                return type;
            }
        }
        return undefined;
    }
}

const noTokens: IToken[] = [];
const noGroups = {};

function sticky({ PATTERN }: TokenType): RegExp {
    return new RegExp((PATTERN as RegExp).source, 'y');
}

function endOf(pattern: RegExp, text: string, offset: number): number {
    pattern.lastIndex = offset;
    return pattern.test(text) ? pattern.lastIndex : -1;
}

function endOfLine(text: string, offset: number): number {
    let end = offset;
    while (end < text.length) {
        const code = text.charCodeAt(end);
        if (code === lineFeed || code === carriageReturn) {
            break;
        }
        end++;
    }
    return end;
}

/** The first character behind white space; not a number at the end of the text. */
function afterBlanks(text: string, offset: number): number {
    let code = text.charCodeAt(offset);
    for (let at = offset; code === space || (code <= lastOfAscii ? kinds[code] === blank : anyBlank.test(text.charAt(at))); code = text.charCodeAt(at)) {
        at++;
    }
    return code;
}
