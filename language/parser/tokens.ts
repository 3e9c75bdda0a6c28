import type { TokenType, TokenVocabulary } from 'chevrotain';
import { Lexer } from 'chevrotain';
import type { Grammar, GrammarAST, TokenBuilderOptions } from 'langium';
import { DefaultTokenBuilder, type Stream } from 'langium';
import { quotedTokens } from './quoted.ts';

/**
 * Words that an expression could not do without: `a is not null and b` would be unreadable to the
 * parser if they could be names. In backticks they are names too.
 */
export const reservedWords: ReadonlySet<string> = new Set([
    'and', 'or', 'not', 'in', 'is', 'like', 'ilike', 'between', 'case', 'when', 'then', 'else', 'end', 'null', 'true', 'false', 'cast', 'exists',
]);

/** Before the keywords, in this order: each is longer or more special than a keyword that it starts with. */
const beforeKeywords = ['ML_COMMENT', 'SL_COMMENT', 'CROWS_FOOT', 'DECLARED', 'KEY_HEAD', 'UNIQUE_HEAD'];

const wordShaped = /^[a-z]\w*$/i;

/**
 * Keeps keywords usable as names: every keyword that is not reserved belongs to the categories ID and TYPE_NAME, which
 * the grammar asks for wherever a name is read, and a word before a colon is always a DECLARED name.
 */
export class ErdTokenBuilder extends DefaultTokenBuilder {
    override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
        const tokens = super.buildTokens(grammar, options) as TokenType[];
        const first = beforeKeywords.map(name => named(tokens, name));
        const { early, late } = quotedTokens(tokens);
        return [...first, ...early, ...tokens.filter(token => !first.includes(token)), ...late];
    }

    protected override buildTerminalTokens(rules: Stream<GrammarAST.AbstractRule>): TokenType[] {
        const tokens = super.buildTerminalTokens(rules);
        named(tokens, 'ID').PATTERN = Lexer.NA;
        named(tokens, 'TYPE_NAME').PATTERN = Lexer.NA;
        named(tokens, 'WORD').CATEGORIES = [named(tokens, 'ID'), named(tokens, 'TYPE_NAME')];
        return tokens;
    }

    protected override buildKeywordToken(keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean): TokenType {
        const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
        delete token.LONGER_ALT;
        if (wordShaped.test(keyword.value)) {
            token.LONGER_ALT = named(terminals, 'WORD');
            token.CATEGORIES = reservedWords.has(keyword.value) ? [] : [named(terminals, 'ID'), named(terminals, 'TYPE_NAME')];
        }
        return token;
    }
}

function named(tokens: readonly TokenType[], name: string): TokenType {
    return tokens.find(token => token.name === name)!;
}
