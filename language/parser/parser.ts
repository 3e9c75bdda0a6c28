import type { DSLMethodOpts, ILookaheadStrategy, IParserErrorMessageProvider, IRecognitionException, IToken, TokenType } from 'chevrotain';
import { EOF, isRecognitionException, MismatchedTokenException, NoViableAltException, tokenMatcher } from 'chevrotain';
import type { AstNode, GrammarAST, LangiumCoreServices, ParseResult, ParserOptions } from 'langium';
import { createParser } from 'langium';
import { type Blocks, findBlocks, type ItemLoop, type Occurrence } from './blocks.ts';
import { decideByTwo } from './lookahead.ts';
import { ErdParserErrorMessageProvider, unclosedBlockMessage, unexpectedMessage } from './messages.ts';
import { RuleRecorder } from './rule-recorder.ts';
import { mostSimilar } from './similar.ts';
import { TreeParser } from './tree-parser.ts';

/** What Langium and Chevrotain keep to themselves of the engine that does the parsing. */
interface Engine {
    LA(distance: number): IToken;
    SKIP_TOKEN(): IToken;
    SAVE_ERROR(error: IRecognitionException): IRecognitionException;
    raiseNoAltException(occurrence: number, message: string | undefined): never;
    getCurrRuleFullName(): string;
    readonly currRuleShortName: number;
    readonly fullRuleNameToShort: Readonly<Record<string, number>>;
    getGAstProductions(): Parameters<typeof findBlocks>[0];
    readonly tokensMap: Readonly<Record<string, TokenType>>;
    readonly currIdx: number;
    readonly errorMessageProvider: IParserErrorMessageProvider;
    recoveryEnabled: boolean;
    lookaheadStrategy: ILookaheadStrategy;
    attemptInRepetitionRecovery: () => void;
}

const noToken = { image: '', startOffset: Number.NaN, tokenTypeIdx: 0, tokenType: EOF };
/** Ends an item of whose line a mistake is known already. Made once, as the way to where it is made would be noted each time. */
const repeatedMistake = new NoViableAltException('', noToken, noToken);

/** An item that is being read: its first two tokens, and what else may stand in the block that it stands in. */
interface Item {
    readonly head: IToken;
    readonly name: IToken;
    readonly loop: ItemLoop;
}

/** Words before a name with a colon that is no attribute. */
const nameIntroductions: ReadonlySet<string> = new Set(['check', 'column', 'override']);

const wordShaped = /^[a-z]\w*$/i;

/** So far ahead on a line a bracket is looked for that would end what is not understood. */
const farthestLook = 500;

/**
 * Reads models that are being written. Chevrotain's own recovery looks for the next token that could follow in the
 * grammar, which in a language whose keywords may be names is nearly every token. This one uses what people see:
 * items begin lines, and braces hold blocks. What is not understood ends with its line, so that the lines around it
 * keep their meaning, and each line has one error at most.
 */
export class ErdParser extends TreeParser {
    private readonly engine: Engine;
    private blocks: Blocks | undefined;
    private keywords: readonly string[] = [];
    /** The items around the place that is read, outermost first. */
    private readonly items: Item[] = [];
    /** Where reading went on after the last error: an error right there is the same mistake. */
    private resumedAt = Number.NaN;
    private lastErrorLine = Number.NaN;
    /** An error whose place is known; any other is about what is missing before the token that it was found at. */
    private placed: IRecognitionException | undefined;

    constructor(services: LangiumCoreServices) {
        super(services);
        this.engine = this.wrapper as unknown as Engine;
        this.engine.lookaheadStrategy = decideByTwo(this.engine.lookaheadStrategy);
        this.engine.recoveryEnabled = false;
        this.engine.attemptInRepetitionRecovery = () => undefined;
        const save = this.engine.SAVE_ERROR;
        this.engine.SAVE_ERROR = error => this.isNewMistake(error) ? save.call(this.engine, error) : error;
        const raise = this.engine.raiseNoAltException;
        this.engine.raiseNoAltException = (choice, message) => {
            // The message takes a walk through the grammar, which thousands of mistakes in one line cannot have each.
            if (this.placeOf(this.engine.LA(1)).endLine === this.lastErrorLine) {
                throw repeatedMistake;
            }
            return raise.call(this.engine, choice, message);
        };
        if (services.parser.ParserErrorMessageProvider instanceof ErdParserErrorMessageProvider) {
            services.parser.ParserErrorMessageProvider.look = distance => this.engine.LA(distance);
        }
    }

    override finalize(): void {
        super.finalize();
        const { ruleName } = this.mainRule as unknown as { readonly ruleName: string };
        this.blocks = findBlocks(this.engine.getGAstProductions(), ruleName, (rule, index) => occurrence(this.engine.fullRuleNameToShort[rule]!, index));
        this.keywords = Object.keys(this.engine.tokensMap).filter(name => wordShaped.test(name) && name === name.toLowerCase());
    }

    override parse<T extends AstNode = AstNode>(input: string, options?: ParserOptions): ParseResult<T> {
        this.items.length = 0;
        this.resumedAt = Number.NaN;
        this.lastErrorLine = Number.NaN;
        const result = super.parse<T>(input, options);
        const lexed = new Set([...result.lexerErrors, ...result.lexerReport?.diagnostics ?? []].map(error => error.line));
        return { ...result, parserErrors: result.parserErrors.filter(error => !lexed.has(error.token.startLine)) };
    }

    override many(index: number, callback: DSLMethodOpts<unknown>): void {
        const loop = this.isRecording() ? undefined : this.blocks!.loops.get(this.here(index));
        if (loop === undefined) {
            super.many(index, callback);
            return;
        }
        let column = Number.POSITIVE_INFINITY;
        const item = (): void => {
            column = this.engine.LA(1).startColumn!;
            this.item(loop, callback.DEF);
        };
        do {
            super.many(index, { ...callback, DEF: item });
        } while (this.skipUnexpected(loop, column));
    }

    override optional(index: number, callback: DSLMethodOpts<unknown>): void {
        const isBlock = !this.isRecording() && this.blocks!.options.has(this.here(index));
        if (isBlock && this.lacksBrace()) {
            callback.DEF();
            return;
        }
        if (isBlock && this.isStray(this.engine.LA(1))) {
            const distance = this.distanceOnLine('{');
            if (distance > 0) {
                this.reportUnexpected(this.blocks!.declarations);
                this.skip(distance);
            }
        }
        super.optional(index, callback);
    }

    override consume(index: number, type: TokenType, feature: GrammarAST.AbstractElement): void {
        if (!this.isRecording() && this.isOnOtherLine(type)) {
            const error = this.reportMissing(type);
            if (this.lacksBrace()) {
                return;
            }
            throw error;
        }
        if (this.isRecording() || tokenMatcher(this.engine.LA(1), type) || !this.isReplaced(type)) {
            super.consume(index, type, feature);
        }
    }

    private here(index: number): Occurrence {
        return occurrence(this.engine.currRuleShortName, index);
    }

    /** Reads one item. Where it is not understood, the next line is read as the next item. */
    private item(loop: ItemLoop, read: () => unknown): void {
        const head = this.engine.LA(1);
        this.items.push({ head, name: this.engine.LA(2), loop });
        try {
            read();
        } catch (error) {
            if (!isRecognitionException(error as Error)) {
                throw error;
            }
            this.skipStatement(head.startColumn!, loop);
        } finally {
            this.items.pop();
        }
    }

    /**
     * Whether something stood where an item of the block might, has been reported, and is passed over.
     *
     * @param column where the last item of the block begins
     */
    private skipUnexpected(loop: ItemLoop, column: number): boolean {
        const next = this.engine.LA(1);
        const inDocument = this.items.length === 0;
        if (isEnd(next) || (inDocument ? loop !== this.blocks!.declarations : next.image === '}' || this.leavesBlock(next))) {
            return false;
        }
        this.reportUnexpected(loop);
        this.skip(1);
        if (next.image !== '}' && next.image !== ',') {
            this.skipStatement(Math.min(next.startColumn!, column), loop);
        }
        this.resumedAt = this.engine.currIdx;
        return true;
    }

    /** What could stand in the block further out, and begins no deeper than the head of this one: the block's end is missing. */
    private leavesBlock(next: IToken): boolean {
        const { head, loop } = this.items.at(-1)!;
        return this.beginsLine(next) && next.startColumn! <= head.startColumn! && loop.heads.has(next.tokenType.name);
    }

    /** Passes over the rest of an item that begins at `column`: up to a line that begins like one, or to the end of the block. */
    private skipStatement(column: number, loop: ItemLoop): void {
        const { startLine } = this.engine.LA(1);
        let depth = 0;
        for (let next = this.engine.LA(1); !isEnd(next); next = this.engine.LA(1)) {
            if (depth === 0 && (next.image === '}' || this.mayBegin(next, column, startLine, loop)) || this.isOutside(next, column)) {
                break;
            }
            depth += next.image === '{' ? 1 : next.image === '}' ? -1 : 0;
            this.skip(1);
        }
        this.resumedAt = this.engine.currIdx;
    }

    private mayBegin(token: IToken, column: number, line: number | undefined, loop: ItemLoop): boolean {
        const isAttribute = token.tokenType.name === 'DECLARED' && loop.heads.has('DECLARED');
        return this.beginsLine(token)
            ? token.startColumn! <= column || isAttribute
            : isAttribute && token.startLine === line && !nameIntroductions.has(this.engine.LA(0).image);
    }

    /** A declaration further out ends everything, also a block that is not closed. */
    private isOutside(token: IToken, column: number): boolean {
        return this.isDeclarationHead(token) && this.beginsLine(token) && token.startColumn! <= Math.min(column, this.items[0]?.head.startColumn ?? Number.POSITIVE_INFINITY);
    }

    private isDeclarationHead(token: IToken): boolean {
        return this.blocks!.declarations.heads.has(token.tokenType.name);
    }

    /** Neither the block that may follow nor anything that may stand after what has none. */
    private isStray(token: IToken): boolean {
        return token.image !== '{' && token.image !== '}' && !isEnd(token) && !this.beginsLine(token)
            && !this.isDeclarationHead(token) && !this.items.at(-1)!.loop.heads.has(token.tokenType.name);
    }

    /**
     * Whether the next line's first word would be read as a name that this line lacks: one that its head introduces, a
     * type that might as well begin an item, or a word that begins one as far left as the item that is read.
     */
    private isOnOtherLine(type: TokenType): boolean {
        const next = this.engine.LA(1);
        if (type.name !== 'ID' && type.name !== 'DECLARED' && type.name !== 'TYPE_NAME' || !this.beginsLine(next)) {
            return false;
        }
        const previous = this.engine.LA(0);
        if (type.name === 'TYPE_NAME') {
            return this.items.some(({ loop }) => loop.heads.has(next.tokenType.name));
        }
        return previous === this.items.at(-1)?.head && previous.tokenType.name !== 'DECLARED' && wordShaped.test(previous.image)
            || type.name === 'ID' && (previous.image === '@' || previous.image === '.' || this.beginsItem(next));
    }

    private beginsItem(token: IToken): boolean {
        return this.items.some(({ head, loop }) => head !== token && token.startColumn! <= head.startColumn! && loop.heads.has(token.tokenType.name));
    }

    /** An attribute on the next line, deeper than the head of what has a block, where no attribute may follow. */
    private lacksBrace(): boolean {
        const next = this.engine.LA(1);
        const item = this.items.at(-1);
        return next.tokenType.name === 'DECLARED' && item !== undefined && !item.loop.heads.has('DECLARED')
            && this.beginsLine(next) && next.startColumn! > item.head.startColumn!;
    }

    /** Reports that `type` is missing. Whether reading goes on as if it were there; if not, it may now be the next token. */
    private isReplaced(type: TokenType): boolean {
        const next = this.engine.LA(1);
        if (next.image === '{' && !this.beginsLine(next) || this.lacksBrace()) {
            this.reportMissing(type);
            return true;
        }
        switch (type.name) {
            case '}':
                this.save(unclosedBlockMessage(this.items.at(-1)!.head, this.items.at(-1)!.name), this.engine.LA(0));
                return true;
            case '{':
            case ')':
            case ']': {
                const distance = this.distanceOnLine(type.name);
                if (distance > 0) {
                    this.reportMissing(type);
                    this.skip(distance);
                    return false;
                }
                if (type.name !== '{') {
                    this.reportMissing(type);
                }
                return type.name !== '{';
            }
            default:
                if (!wordShaped.test(type.name) || type.name !== type.name.toLowerCase() || this.beginsLine(next) || isEnd(next)) {
                    return false;
                }
                this.reportMissing(type);
                if (tokenMatcher(this.engine.LA(2), type)) {
                    this.skip(1);
                    return false;
                }
                if (mostSimilar(next.image, [type.name]) !== undefined) {
                    this.skip(1);
                }
                return true;
        }
    }

    /** How many tokens stand on this line before the bracket that would close what is open, 0 if there is none. */
    private distanceOnLine(bracket: string): number {
        let depth = 0;
        for (let distance = 1; distance <= farthestLook; distance++) {
            const token = this.engine.LA(distance);
            if (isEnd(token) || token.startLine! > this.engine.LA(distance - 1).endLine!) {
                return 0;
            }
            if (depth === 0 && token.image === bracket) {
                return distance - 1;
            }
            depth += '([{'.includes(token.image) ? 1 : ')]}'.includes(token.image) ? -1 : 0;
            if (depth < 0) {
                return 0;
            }
        }
        return 0;
    }

    private skip(count: number): void {
        for (let skipped = 0; skipped < count; skipped++) {
            this.engine.SKIP_TOKEN();
        }
    }

    private beginsLine(token: IToken): boolean {
        const previous = this.engine.LA(0);
        return isEnd(previous) || token.startLine! > previous.endLine!;
    }

    private reportUnexpected(loop: ItemLoop): void {
        const token = this.engine.LA(1);
        const previous = this.engine.LA(0);
        this.save(unexpectedMessage({
            token,
            previous: isEnd(previous) ? undefined : previous,
            next: isEnd(this.engine.LA(2)) ? undefined : this.engine.LA(2),
            look: distance => this.engine.LA(distance),
            block: this.items.at(-1)?.head,
            loop,
            declarations: this.blocks!.declarations,
            keywords: this.keywords,
        }), token);
    }

    private reportMissing(type: TokenType): IRecognitionException {
        const actual = this.engine.LA(1);
        const previous = this.engine.LA(0);
        const message = this.engine.errorMessageProvider.buildMismatchTokenMessage({ expected: type, actual, previous, ruleName: this.engine.getCurrRuleFullName() });
        return this.engine.SAVE_ERROR(new MismatchedTokenException(message, actual, previous));
    }

    private save(message: string, token: IToken): void {
        // What is said stands at the token, not behind the one before it.
        this.placed = new MismatchedTokenException(message, token, token);
        this.engine.SAVE_ERROR(this.placed);
    }

    /** Moves the error to the line that it is about. */
    private isNewMistake(error: IRecognitionException): boolean {
        if (error !== this.placed) {
            error.token = this.placeOf(error.token);
        }
        const isNew = this.engine.currIdx !== this.resumedAt && error.token.endLine !== this.lastErrorLine;
        this.lastErrorLine = error.token.endLine ?? Number.NaN;
        return isNew;
    }

    /** The token of the line that an error is about: what a line lacks is not the fault of the next. */
    private placeOf(token: IToken): IToken {
        const previous = this.engine.LA(0);
        return !isEnd(previous) && (isEnd(token) || token.startLine! > previous.endLine!) ? previous : token;
    }
}

function occurrence(rule: number, index: number): Occurrence {
    return rule * 1000 + index;
}

function isEnd(token: IToken): boolean {
    return token.tokenType === EOF;
}

/** The parser for a language's services, ready to read. */
export function createErdParser(services: LangiumCoreServices): ErdParser {
    const parser = new ErdParser(services);
    createParser(services.Grammar, new RuleRecorder(parser), services.parser.Lexer.definition);
    parser.finalize();
    return parser;
}
