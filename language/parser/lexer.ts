import type { ILexingError, IToken } from 'chevrotain';
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import { withoutTooDeep } from './nesting.ts';
import { unclosedMessage } from './quoted.ts';

/** Names what is not closed, and leaves out what is nested so deep that the parser would overflow its stack. */
export class ErdLexer extends DefaultLexer {
    override tokenize(text: string, options?: TokenizeOptions): LexerResult {
        const result = super.tokenize(text, options);
        const { tokens, errors } = withoutTooDeep(result.tokens);
        return { ...result, tokens, errors: onePerLine([...result.errors, ...unclosedErrors(result.tokens), ...unclosedErrors(result.hidden), ...errors]) };
    }
}

function onePerLine(errors: readonly ILexingError[]): ILexingError[] {
    const byLine = new Map<number | undefined, ILexingError>();
    for (const error of [...errors].sort((left, right) => left.offset - right.offset)) {
        if (!byLine.has(error.line)) {
            byLine.set(error.line, error);
        }
    }
    return [...byLine.values()];
}

function unclosedErrors(tokens: readonly IToken[]): ILexingError[] {
    return tokens.flatMap(token => {
        const message = unclosedMessage(token);
        return message === undefined ? [] : [{
            offset: token.startOffset,
            line: token.startLine,
            column: token.startColumn,
            length: /^[^\r\n]*/.exec(token.image)![0].length,
            message,
        }];
    });
}
