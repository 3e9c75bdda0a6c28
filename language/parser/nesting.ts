import type { ILexingError, IToken } from 'chevrotain';

/**
 * How deep brackets, blocks and `case` may nest. The parser descends some fifty calls per level, and its stack ends
 * between the levels 100 and 150; people stop near 10.
 */
export const deepestNesting = 64;

// Operators go deep as well: `a + b + c ...` makes a tree as deep as it is long, `not not not ...` a descent.
const levelCost = 16;
const infixCost = 1;
const prefixCost = 4;

const openers: ReadonlySet<string> = new Set(['(', '[', '{', 'case']);
const closers: ReadonlyMap<string, string> = new Map([[')', '('], [']', '['], ['}', '{'], ['end', 'case']]);
const operators: ReadonlySet<string> = new Set([
    '+', '-', '*', '/', '||', '=', '<>', '<=', '>=', '<', '>', '.', 'and', 'or', 'not', 'is', 'in', 'like', 'ilike', 'between',
]);
/** What belongs to the operand before it, or needs one after it, even on another line. */
const insideOperands: ReadonlySet<string> = new Set(['SQL_STRING', 'TEXT', 'sql', 'escape', 'distinct', 'from']);

interface Level {
    readonly opener: string;
    /** What the operators cost since the last comma or since the statement began. */
    cost: number;
    /** In a block: where its current statement begins. */
    statement: number;
}

/** What may be parsed without overflowing the stack, and an error for each statement that is left out for its depth. */
export function withoutTooDeep(tokens: IToken[]): { readonly tokens: IToken[]; readonly errors: ILexingError[] } {
    const errors: ILexingError[] = [];
    const kept: IToken[] = [];
    let keptUntil = 0;
    const nesting = new Nesting(tokens);
    for (let index = 0; index < tokens.length; index++) {
        if (nesting.read(index) > deepestNesting * levelCost) {
            errors.push(tooDeep(tokens[index]!));
            const from = nesting.leaveStatement(tokens[index]!.image === '{');
            kept.push(...tokens.slice(keptUntil, from));
            keptUntil = endOfStatement(tokens, from);
            index = keptUntil - 1;
        }
    }
    return errors.length === 0 ? { tokens, errors } : { tokens: [...kept, ...tokens.slice(keptUntil)], errors };
}

/**
 * False where nothing can be too deep: a bound that takes a fraction of the time of counting exactly. Operators count as
 * if they all went on until the outermost bracket is closed.
 */
export function mayBeTooDeep(tokens: readonly IToken[]): boolean {
    const open: string[] = [];
    let operands = 0;
    for (const { tokenType: { name } } of tokens) {
        if (operators.has(name)) {
            operands++;
        } else if (openers.has(name)) {
            open.push(name);
        } else if (closers.has(name)) {
            if (open.pop() !== closers.get(name)) {
                return true;
            }
            if (open.length === 0) {
                operands = 0;
            }
        }
        if (open.length * (levelCost + infixCost) + operands * prefixCost > deepestNesting * levelCost) {
            return true;
        }
    }
    return false;
}

class Nesting {
    private readonly levels: Level[] = [{ opener: '{', cost: 0, statement: 0 }];
    private readonly tokens: readonly IToken[];
    private cost = 0;

    constructor(tokens: readonly IToken[]) {
        this.tokens = tokens;
    }

    /** Follows one token. What everything costs that is open after it. */
    read(index: number): number {
        const name = this.tokens[index]!.tokenType.name;
        const top = this.levels.at(-1)!;
        if (top.opener === '{' && beginsStatement(this.tokens, index)) {
            top.statement = index;
            this.reset(top);
        }
        if (openers.has(name)) {
            this.spend(top, infixCost);
            this.levels.push({ opener: name, cost: 0, statement: index + 1 });
            this.cost += levelCost;
        } else if (closers.has(name)) {
            this.close(closers.get(name)!);
        } else if (name === ',') {
            this.reset(top);
        } else if (operators.has(name)) {
            const previous = this.tokens[index - 1]?.tokenType.name ?? '';
            this.spend(top, operators.has(previous) || openers.has(previous) ? prefixCost : infixCost);
        }
        return this.cost;
    }

    /** Steps back to the block around the statement that is too deep, by its own block or within. Where that statement begins. */
    leaveStatement(byBlock: boolean): number {
        const innermost = this.levels.findLastIndex(level => level.opener === '{');
        const depth = byBlock ? this.levels.findLastIndex((level, index) => index < innermost && level.opener === '{') : innermost;
        this.shrinkTo(depth + 1);
        const level = this.levels[depth]!;
        this.reset(level);
        return level.statement;
    }

    /** A closing brace also closes the parentheses that were forgotten in its block; nothing closes the document. */
    private close(opener: string): void {
        const depth = this.levels.findLastIndex((level, index) => index > 0 && (level.opener === opener || level.opener === '{'));
        if (depth > 0 && this.levels[depth]!.opener === opener) {
            this.shrinkTo(depth);
        }
    }

    private shrinkTo(length: number): void {
        while (this.levels.length > length) {
            this.cost -= levelCost + this.levels.pop()!.cost;
        }
    }

    private spend(level: Level, cost: number): void {
        level.cost += cost;
        this.cost += cost;
    }

    private reset(level: Level): void {
        this.cost -= level.cost;
        level.cost = 0;
    }
}

/** In a block, what begins a line and continues no expression begins a statement, and so does a name with a colon or its keyword. */
function beginsStatement(tokens: readonly IToken[], index: number): boolean {
    const token = tokens[index]!;
    const previous = tokens[index - 1];
    if (previous === undefined || previous.image === '{' || previous.image === '}') {
        return true;
    }
    if (token.tokenType.name === 'DECLARED') {
        return !isKeyword(previous) || previous.endLine !== token.startLine;
    }
    return tokens[index + 1]?.tokenType.name === 'DECLARED' && isKeyword(token)
        || token.startLine! > previous.endLine! && !continues(token) && !continues(previous);
}

function isKeyword({ image, tokenType }: IToken): boolean {
    return tokenType.name === image && /^\w/.test(image);
}

function continues(token: IToken): boolean {
    return operators.has(token.tokenType.name) || insideOperands.has(token.tokenType.name);
}

/** The index of the first token after the statement that begins at `from`. */
function endOfStatement(tokens: readonly IToken[], from: number): number {
    const open: string[] = [];
    for (let index = from; index < tokens.length; index++) {
        const name = tokens[index]!.tokenType.name;
        if (open.length === 0 && index > from && (name === '}' || beginsStatement(tokens, index))) {
            return index;
        }
        if (openers.has(name)) {
            open.push(name);
        } else if (closers.has(name)) {
            const match = open.lastIndexOf(closers.get(name)!);
            if (match < 0 && name === '}') {
                return index;
            }
            open.length = match < 0 ? open.length : match;
        }
    }
    return tokens.length;
}

const tooDeepMessage = `Nested deeper than ${deepestNesting} levels. Name a part of it, for instance as a computed attribute.`;

/** True for the errors that come from here, and not from the lexer itself. */
export function isTooDeep({ message }: Pick<ILexingError, 'message'>): boolean {
    return message === tooDeepMessage;
}

function tooDeep(token: IToken): ILexingError {
    return {
        offset: token.startOffset,
        line: token.startLine,
        column: token.startColumn,
        length: token.image.length,
        message: tooDeepMessage,
    };
}
