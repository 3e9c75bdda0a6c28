import type { ILexingError, IToken } from 'chevrotain';
import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import type { LangiumCoreServices } from 'langium';
import { mayBeTooDeep, withoutTooDeep } from './nesting.ts';
import { unclosedMessage } from './quoted.ts';
import { Scanner } from './scanner.ts';
import { SyntaxToken } from './syntax-token.ts';

/**
 * Names what is not closed, and leaves out what is nested so deep that the parser would overflow its stack. What has no
 * such mistakes is read by the {@link Scanner}, in half the time.
 */
export class ErdLexer extends DefaultLexer {
    private readonly scanner: Scanner;

    constructor(services: LangiumCoreServices) {
        super(services);
        this.scanner = new Scanner(this.definition);
    }

    override tokenize(text: string, options?: TokenizeOptions): LexerResult {
        const scanned = this.scanner.scan(text);
        if (scanned && !mayBeTooDeep(scanned.tokens)) {
            return { ...scanned, errors: [] };
        }
        const result = super.tokenize(text, options);
        const { tokens, errors } = withoutTooDeep(result.tokens);
        return {
            ...result, tokens: tokens.map(syntaxToken), hidden: result.hidden.map(syntaxToken),
            errors: onePerLine([...result.errors, ...unclosedErrors(result.tokens), ...unclosedErrors(result.hidden), ...errors]),
        };
    }
}

function syntaxToken({ image, tokenType, startOffset, startLine, startColumn, endLine }: IToken): SyntaxToken {
    return new SyntaxToken(image, tokenType, startOffset, startLine!, startColumn!, endLine!);
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
