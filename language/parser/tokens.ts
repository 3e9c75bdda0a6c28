import type { TokenType, TokenVocabulary } from 'chevrotain';
import { Lexer } from 'chevrotain';
import type { Grammar, GrammarAST, TokenBuilderOptions } from 'langium';
import { DefaultTokenBuilder, type Stream } from 'langium';

/**
 * Words that an expression could not do without: `a is not null and b` would be unreadable to the
 * parser if they could be names. In backticks they are names too.
 */
export const reservedWords: ReadonlySet<string> = new Set([
    'and', 'or', 'not', 'in', 'is', 'like', 'ilike', 'between', 'case', 'when', 'then', 'else', 'end', 'null', 'true', 'false', 'cast',
]);

/** Before the keywords, in this order: each is longer or more special than a keyword that it starts with. */
const beforeKeywords = ['ML_COMMENT', 'SL_COMMENT', 'CROWS_FOOT', 'DECLARED', 'KEY_HEAD', 'UNIQUE_HEAD'];

const wordShaped = /^[a-z]\w*$/i;

/**
 * Keeps keywords usable as names: every keyword that is not reserved belongs to the category ID, which the grammar
 * asks for wherever a name is read, and a word before a colon is always a DECLARED name.
 */
export class ErdTokenBuilder extends DefaultTokenBuilder {
    override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
        const tokens = super.buildTokens(grammar, options) as TokenType[];
        const first = beforeKeywords.map(name => tokens.find(token => token.name === name)!);
        return [...first, ...tokens.filter(token => !first.includes(token))];
    }

    protected override buildTerminalTokens(rules: Stream<GrammarAST.AbstractRule>): TokenType[] {
        const tokens = super.buildTerminalTokens(rules);
        const category = tokens.find(token => token.name === 'ID')!;
        category.PATTERN = Lexer.NA;
        tokens.find(token => token.name === 'WORD')!.CATEGORIES = [category];
        return tokens;
    }

    protected override buildKeywordToken(keyword: GrammarAST.Keyword, terminals: TokenType[], caseInsensitive: boolean): TokenType {
        const token = super.buildKeywordToken(keyword, terminals, caseInsensitive);
        if (wordShaped.test(keyword.value)) {
            token.LONGER_ALT = terminals.find(terminal => terminal.name === 'WORD')!;
            if (!reservedWords.has(keyword.value)) {
                token.CATEGORIES = [terminals.find(terminal => terminal.name === 'ID')!];
            }
        } else {
            delete token.LONGER_ALT;
        }
        return token;
    }
}
