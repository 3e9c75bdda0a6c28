import type { LangiumCoreServices, Module, PartialLangiumCoreServices } from 'langium';
import { ErdLexer } from './lexer.ts';
import { ErdLexerErrorMessageProvider, ErdParserErrorMessageProvider } from './messages.ts';
import { createErdParser } from './parser.ts';
import { ErdTokenBuilder } from './tokens.ts';
import { ErdValueConverter } from './values.ts';

export { reparse } from './incremental.ts';
export { otherSignAt } from './messages.ts';
export { deepestNesting, isTooDeep } from './nesting.ts';
export { isUnclosed } from './quoted.ts';
export { mostSimilar, similarNames } from './similar.ts';
export { SyntaxToken } from './syntax-token.ts';
export { reservedWords } from './tokens.ts';
export { blockQuotes, nameOf, textOfBlock } from './values.ts';

/** The services that read a text: lexer, parser, the meaning of terminals, and what is said of mistakes. */
export const ErdParserModule: Module<LangiumCoreServices, Required<Pick<PartialLangiumCoreServices, 'parser'>>> = {
    parser: {
        TokenBuilder: () => new ErdTokenBuilder(),
        ValueConverter: () => new ErdValueConverter(),
        Lexer: services => new ErdLexer(services),
        LangiumParser: services => createErdParser(services),
        ParserErrorMessageProvider: () => new ErdParserErrorMessageProvider(),
        LexerErrorMessageProvider: () => new ErdLexerErrorMessageProvider(),
    },
};
