import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';

// Texts, values and comments are found by hand and not by regular expression: V8 keeps a step of its stack for each
// character of a pattern like `("|\\.)*`, so that a text of five megabytes would end the server.

type Scan = (text: string, offset: number) => number;

const notFound = -1;

/** The end of `"""..."""`, in which a backslash takes the meaning from what follows it. */
const blockEnd: Scan = (text, offset) => {
    if (!text.startsWith('"""', offset)) {
        return notFound;
    }
    for (let index = offset + 3; index < text.length; index++) {
        const character = text.charCodeAt(index);
        if (character === backslash) {
            index++;
        } else if (character === doubleQuote && text.startsWith('"""', index)) {
            return index + 3;
        }
    }
    return notFound;
};

const backslash = 0x5c;
const doubleQuote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function isLineBreak(character: number): boolean {
    return character === lineFeed || character === carriageReturn;
}

/** The end of what ends with the same quote on the same line. Where an escape would cross the line it is none. */
function quotedEnd(quote: number, escaped: (text: string, index: number) => boolean): Scan {
    return (text, offset) => {
        for (let index = offset + 1; index < text.length; index++) {
            const character = text.charCodeAt(index);
            if (isLineBreak(character)) {
                return notFound;
            }
            if (escaped(text, index)) {
                index++;
            } else if (character === quote) {
                return index + 1;
            }
        }
        return notFound;
    };
}

const textEnd = quotedEnd(doubleQuote, (text, index) =>
    text.charCodeAt(index) === backslash && index + 1 < text.length && !isLineBreak(text.charCodeAt(index + 1)));
const valueEnd = quotedEnd(0x27, (text, index) => text.startsWith("''", index));
const commentEnd: Scan = (text, offset) => {
    const end = text.startsWith('/*', offset) ? text.indexOf('*/', offset + 2) : notFound;
    return end < 0 ? notFound : end + 2;
};

/**
 * Remembers from where on nothing is closed any more. Otherwise a file of a million openings would be searched to
 * its end a million times.
 */
function remembering(opening: string, scan: Scan): Scan {
    let searched = '';
    let openFrom = Number.POSITIVE_INFINITY;
    return (text, offset) => {
        if (!text.startsWith(opening, offset)) {
            return notFound;
        }
        if (text !== searched) {
            openFrom = Number.POSITIVE_INFINITY;
        }
        // Also when equal: comparing one string with itself costs nothing, with its equal it costs its length.
        searched = text;
        if (offset >= openFrom) {
            return notFound;
        }
        const end = scan(text, offset);
        if (end === notFound) {
            openFrom = offset;
        }
        return end;
    };
}

function lineEnd(text: string, offset: number): number {
    let end = offset;
    while (end < text.length && !isLineBreak(text.charCodeAt(end))) {
        end++;
    }
    return end;
}

/** Of a block that is not closed: the lines indented deeper than its own belong to it, the rest of the model does not. */
function unclosedBlockEnd(text: string, offset: number): number {
    const start = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
    const indent = indentation(text, start);
    let end = lineEnd(text, offset);
    for (let line = afterBreak(text, end); line > end && line < text.length; line = afterBreak(text, line)) {
        const next = lineEnd(text, line);
        if (text.slice(line, next).trim() !== '') {
            if (indentation(text, line) <= indent) {
                break;
            }
            end = next;
        }
        line = next;
    }
    return end;
}

function indentation(text: string, line: number): number {
    let index = line;
    while (text[index] === ' ' || text[index] === '\t') {
        index++;
    }
    return index - line;
}

function afterBreak(text: string, offset: number): number {
    return offset >= text.length ? offset : offset + (text.startsWith('\r\n', offset) ? 2 : 1);
}

function matcher(scan: Scan): CustomPatternMatcherFunc {
    return (text, offset) => {
        const end = scan(text, offset);
        return end <= offset ? null : [text.slice(offset, end)] as unknown as RegExpExecArray;
    };
}

interface Quoted {
    readonly token: string;
    readonly start: string;
    readonly scan: Scan;
    readonly lineBreaks: boolean;
}

function quoted(): readonly Quoted[] {
    const closedBlock = remembering('"""', blockEnd);
    return [
        { token: 'TEXT', start: '"', lineBreaks: true, scan: (text, offset) => text.startsWith('"""', offset) ? closedBlock(text, offset) : text[offset] === '"' ? textEnd(text, offset) : notFound },
        { token: 'SQL_STRING', start: "'", lineBreaks: false, scan: (text, offset) => text[offset] === "'" ? valueEnd(text, offset) : notFound },
        { token: 'ML_COMMENT', start: '/', lineBreaks: true, scan: remembering('/*', commentEnd) },
    ];
}

interface Unclosed {
    readonly name: string;
    readonly opening: string;
    readonly end: (text: string, offset: number) => number;
    /** The token that it would be, were it closed: the parser takes it for that and has nothing to add. */
    readonly closed: string | undefined;
    readonly message: string;
}

const unclosed: readonly Unclosed[] = [
    { name: 'UNCLOSED_BLOCK', opening: '"""', end: unclosedBlockEnd, closed: 'TEXT', message: 'This text is not closed: `"""` is missing at its end.' },
    { name: 'UNCLOSED_TEXT', opening: '"', end: lineEnd, closed: 'TEXT', message: 'This text is not closed: `"` is missing on its line.' },
    { name: 'UNCLOSED_SQL_STRING', opening: "'", end: lineEnd, closed: 'SQL_STRING', message: "This value is not closed: `'` is missing on its line." },
    { name: 'UNCLOSED_NAME', opening: '`', end: (text, offset) => offset + /^`\w*/.exec(text.slice(offset, offset + 200))![0].length, closed: 'WORD', message: 'This name is not closed: a backtick is missing after it.' },
    { name: 'UNCLOSED_COMMENT', opening: '/*', end: lineEnd, closed: undefined, message: 'This comment is not closed: `*/` is missing.' },
];

/**
 * Makes the tokens of texts, values and comments find their ends without a regular expression, and adds tokens for
 * what was begun and not closed, so that a missing quote is one mistake and not one per word after it.
 *
 * @returns the added tokens: those to be tried before the keywords, and those to be tried after everything else
 */
export function quotedTokens(tokens: readonly TokenType[]): { readonly early: TokenType[]; readonly late: TokenType[] } {
    const byName = new Map(tokens.map(token => [token.name, token]));
    for (const { token, start, scan, lineBreaks } of quoted()) {
        Object.assign(byName.get(token)!, { PATTERN: matcher(scan), LINE_BREAKS: lineBreaks, START_CHARS_HINT: [start] });
    }
    const added = unclosed.map(({ name, opening, end, closed }): TokenType => ({
        name,
        PATTERN: matcher((text, offset) => text.startsWith(opening, offset) ? end(text, offset) : notFound),
        LINE_BREAKS: name === 'UNCLOSED_BLOCK',
        START_CHARS_HINT: [opening[0]!],
        ...closed === undefined ? { GROUP: 'hidden' } : { CATEGORIES: [byName.get(closed)!] },
    }));
    return { early: added.filter(token => token.GROUP === 'hidden'), late: added.filter(token => token.GROUP !== 'hidden') };
}

const messages: ReadonlyMap<string, string> = new Map(unclosed.map(({ name, message }) => [name, message]));

/** What to say of a token that was begun and not closed. */
export function unclosedMessage(token: IToken): string | undefined {
    return messages.get(token.tokenType.name);
}

/** True for the errors that tell of what is not closed, and not of a character that nothing begins with. */
export function isUnclosed({ message }: { readonly message: string }): boolean {
    return unclosed.some(kind => kind.message === message);
}
