import type { IToken, TokenType } from 'chevrotain';
import { tokenMatcher } from 'chevrotain';
import { AbstractParserErrorMessageProvider, DefaultLexerErrorMessageProvider } from 'langium';
import type { ItemLoop } from './blocks.ts';
import { habitOfDeclaration, habitOfPhrase, habitOfWord, type Look } from './habits.ts';
import { mostSimilar } from './similar.ts';
import { reservedWords } from './tokens.ts';

const word = /^[a-z]\w*$/i;
const opening = /^[:=(,.[@<>+*/|-]+$/;
const conditionWords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'where', 'when', 'having']);

/** What is read where a rule of the grammar begins or wants a name, in the words of modelling. */
const wanted: Readonly<Record<string, string>> = {
    AccessPattern: 'a name', Annotation: 'an annotation', AnnotationArgument: 'an argument', AreaLine: 'an area', AuditOperation: '`read`, `write` or `delete`',
    Arithmetic: 'a value', 'Quantity NUMBER': 'a number such as `900` or `2M`', ComplianceLine: 'a framework such as GDPR', DefaultSchemaLine: 'the name of a schema', Determines: 'an attribute',
    Disjunction: 'a value', Duration: 'a duration such as `7 years`', EngineOptions: 'an engine', EntityUse: 'an entity', Expression: 'a value',
    ExtensionName: 'the name of an extension', GrantObject: 'what the grant is on', Grantee: 'a role', IndexInclude: 'an attribute',
    IndexMethod: 'an index method such as btree', KeyElement: 'an attribute', Literal: "a value such as 'A' or 1", MixinUse: 'a mixin',
    NamingLine: 'a naming rule', NativeSpelling: 'an engine', Negation: 'a value', Operand: 'a value', OwnerLine: 'a team', Path: 'a name', PathSegment: 'a name',
    Privilege: 'a privilege such as `select`', PurposeLine: 'a purpose', Quantity: 'a number', QuerySource: 'an entity or view and its short name',
    RateUnit: 'a time such as `min` or `day`', ReferenceRows: 'an attribute', RetentionLine: 'a duration such as `7 years`, or `unlimited`',
    RoutineUse: 'a function or procedure', SqlStatement: 'an engine', SqlText: 'an engine', StewardLine: 'a team', TargetUse: 'an engine', TypeArgument: 'a length or a name', TypeUse: 'a type',
    ViaModifier: 'an attribute',
};

/** What a token is called where a text about it is read. */
const tokenNames: Readonly<Record<string, string>> = {
    CROWS_FOOT: 'a cardinality such as `||--o{`', DECLARED: 'a name and a colon', EOF: 'the end of the file', ID: 'a name', NUMBER: 'a number',
    SQL_STRING: 'a value in single quotes', TEXT: 'a text in double quotes', TYPE_NAME: 'a type', WORD: 'a name',
};

/** Says what a syntax error means in the words of a modeller. */
export class ErdParserErrorMessageProvider extends AbstractParserErrorMessageProvider {
    /** The tokens around the one that is read next, which is 1. Set by the parser. */
    look: Look = () => undefined;

    override buildMismatchTokenMessage({ expected, actual, previous, ruleName }: { expected: TokenType; actual: IToken; previous: IToken; ruleName: string }): string {
        const rule = plain(ruleName);
        const colon = this.aboutColon(expected, actual, previous, rule);
        if (colon !== undefined) {
            return colon;
        }
        const what = wanted[`${rule} ${expected.name}`] ?? (expected.name === 'ID' ? wanted[rule] : undefined) ?? expectedToken(expected);
        return this.expected(what, actual, previous, expected.name === 'ID' || expected.name === 'TYPE_NAME');
    }

    override buildNotAllInputParsedMessage({ firstRedundant }: { firstRedundant: IToken }): string {
        return `${quoted(firstRedundant.image)} is not expected here.`;
    }

    override buildNoViableAltMessage({ expectedPathsPerAlt, actual, previous, ruleName }: {
        expectedPathsPerAlt: TokenType[][][]; actual: IToken[]; previous: IToken; ruleName: string;
    }): string {
        const begun = expectedPathsPerAlt.flat().filter(path => path.length > 1 && tokenMatcher(actual[0]!, path[0]!));
        if (begun.length > 0 && begun.every(path => !tokenMatcher(actual[1]!, path[1]!))) {
            return this.expected(oneOf(begun.map(path => path.slice(1))), actual[1]!, actual[0]!, false);
        }
        return this.expected(wanted[plain(ruleName)] ?? oneOf(expectedPathsPerAlt.flat()), actual[0]!, previous, true);
    }

    override buildEarlyExitMessage({ expectedIterationPaths, actual, previous }: { expectedIterationPaths: TokenType[][]; actual: IToken[]; previous: IToken }): string {
        return this.expected(oneOf(expectedIterationPaths), actual[0]!, previous, false);
    }

    private expected(what: string, actual: IToken, previous: IToken, name: boolean): string {
        const habit = habitOfPhrase(this.look);
        if (habit !== undefined) {
            return habit;
        }
        const sentence = `Expected ${what === 'a value' && conditionWords.has(previous.image) ? 'a condition' : what}${this.afterWhat(previous)}`;
        if (actual.startLine !== previous.endLine) {
            return `${sentence}.`;
        }
        if (actual.image === '=' && previous.image === '=') {
            return '`==` is written `=`.';
        }
        if (name && reservedWords.has(actual.image)) {
            return `${sentence}. ${quoted(actual.image)} is reserved: as a name it is written in backticks.`;
        }
        return `${sentence}, but found ${quoted(actual.image)}.`;
    }

    /** A name that lacks its colon, or has one that it should not have. */
    private aboutColon(expected: TokenType, actual: IToken, previous: IToken, rule: string): string | undefined {
        if (actual.startLine !== previous.endLine || !/^[\w`]/.test(actual.image)) {
            return undefined;
        }
        const next = this.look(2);
        const isFollowed = next?.startLine === actual.endLine && next?.image !== '';
        if (expected.name === 'ID' && actual.tokenType.name === 'DECLARED' && rule === 'Entity' && previous.image === 'entity') {
            return `What an entity is a kind of stands behind \`extends\`, and no colon behind ${quoted(actual.image)}.`;
        }
        if (expected.name !== 'DECLARED') {
            return undefined;
        }
        if (rule === 'Relationship' && (next?.tokenType.name === 'CROWS_FOOT' || next?.image === '.')) {
            return 'A relationship has a name: `relationship name: A ||--o{ B`.';
        }
        return isFollowed ? `A colon is missing after ${quoted(actual.image)}.` : undefined;
    }

    private afterWhat(previous: IToken): string {
        if (previous.image === '') {
            return '';
        }
        const before = this.look(-1);
        const both = before !== undefined && before.endLine === previous.startLine && opening.test(previous.image) && /[\w`]$/.test(before.image);
        const gap = both && before.endOffset! + 1 === previous.startOffset ? '' : ' ';
        return ` after ${quoted(both ? `${before.image}${gap}${previous.image}` : previous.image)}`;
    }
}

function plain(ruleName: string): string {
    return ruleName.replace('\u200B', '');
}

/** In backticks, shortened, on one line. */
function quoted(image: string): string {
    const line = image.replaceAll('`', '').replace(/\s+/g, ' ');
    return `\`${line.length > 40 ? `${line.slice(0, 37)}...` : line}\``;
}

function expectedToken(type: TokenType): string {
    const head = /^(KEY|UNIQUE)_HEAD$/.exec(type.name);
    return tokenNames[type.name] ?? quoted(head ? head[1]!.toLowerCase() : type.name);
}

function oneOf(paths: readonly TokenType[][]): string {
    const names = [...new Set(paths.flatMap(path => path.length > 0 ? [expectedToken(path[0]!)] : []))];
    return names.length === 1 ? names[0]! : names.length > 12 ? 'something else' : `${names.slice(0, -1).join(', ')} or ${names.at(-1)!}`;
}

/** What stands around something that may not stand there. */
export interface Unexpected {
    readonly token: IToken;
    readonly previous: IToken | undefined;
    readonly next: IToken | undefined;
    readonly look: Look;
    /** The block that it stands in; undefined in the document itself. */
    readonly block: IToken | undefined;
    readonly loop: ItemLoop;
    readonly declarations: ItemLoop;
    readonly keywords: readonly string[];
}

/** What to say of something that begins no item of its block and continues none. */
export function unexpectedMessage(unexpected: Unexpected): string {
    const { token, previous, block, loop, declarations } = unexpected;
    if (token.image === '}') {
        return 'This `}` closes nothing: no block is open.';
    }
    if (token.image === ',') {
        return 'No comma is needed here.';
    }
    const habit = habitOfWord(unexpected.look);
    if (habit !== undefined) {
        return habit;
    }
    if (previous !== undefined && previous.endLine === token.startLine && previous.image !== '{' && previous.image !== '}') {
        return `${quoted(token.image)} is not expected after ${quoted(previous.image)}${didYouMean(token.image, unexpected.keywords)}`;
    }
    if (token.image === 'import') {
        return 'Imports stand before everything else.';
    }
    if (loop === declarations) {
        return token.tokenType.name === 'DECLARED'
            ? `${quoted(`${token.image}:`)} stands outside of every block: an attribute belongs to an entity, a mixin or a type.`
            : `${quoted(token.image)} is no declaration${habitOfDeclaration(token.image)?.replace(/^/, ': ').concat('.') ?? didYouMean(token.image, wordsOf(declarations), unexpected.keywords)}`;
    }
    return unexpectedMember(unexpected, block!);
}

function unexpectedMember({ token, next, loop, declarations }: Unexpected, block: IToken): string {
    const similar = word.test(token.image) ? mostSimilar(token.image, wordsOf(loop)) : undefined;
    if (similar !== undefined && similar !== token.image) {
        return `${quoted(token.image)} is not expected here; did you mean ${quoted(similar)}?`;
    }
    if (declarations.heads.has(token.tokenType.name)) {
        return `${quoted(token.image)} cannot stand within ${quoted(block.image)}. Is a \`}\` missing before it?`;
    }
    const attributes = loop.heads.has('DECLARED');
    if (attributes && next !== undefined && next.startLine === token.endLine && /^[\w`]/.test(token.image) && /^[\w`]/.test(next.image)) {
        return `A colon is missing after ${quoted(token.image)}: an attribute is written ${quoted(`${token.image}: ${next.image}`)}.`;
    }
    const written = block.image === 'view' || block.image === 'materialized' ? '; a column is written `name: expression`'
        : attributes ? '; an attribute is written `name: type`' : '';
    return `${quoted(token.image)} is not expected here${written}.`;
}

function wordsOf(loop: ItemLoop): string[] {
    return [...loop.heads].map(head => head.replace('_HEAD', '').toLowerCase()).filter(head => word.test(head) && head !== 'declared' && head !== 'id');
}

function didYouMean(image: string, ...candidates: readonly (readonly string[])[]): string {
    const similar = word.test(image) && !candidates.flat().includes(image)
        ? candidates.map(words => mostSimilar(image, words)).find(found => found !== undefined)
        : undefined;
    return similar === undefined ? '.' : `; did you mean ${quoted(similar)}?`;
}

/** What to say at the end of a block that is not closed. */
export function unclosedBlockMessage(head: IToken, name: IToken | undefined): string {
    return `${quoted(name === undefined ? head.image : `${head.image} ${name.image}`)} of line ${head.startLine} is not closed: a \`}\` is missing.`;
}

/** The message, where the line that it names is now so many lines further down. */
export function withMovedLine(message: string, lines: number): string {
    return message.replace(/(?<=^`.*` of line )\d+(?= is not closed: )/, line => String(Number(line) + lines));
}

interface OtherSign {
    readonly sign: RegExp;
    readonly message: string;
    /** What to write instead, where that is the whole of the change. */
    readonly replacement?: string;
}

/** What is written instead of signs that other languages have. */
const otherSigns: readonly OtherSign[] = [
    { sign: /^!=/, message: '`!=` is written `<>`.', replacement: '<>' },
    { sign: /^;/, message: 'No semicolon is needed: a line ends by itself.', replacement: '' },
    { sign: /^#/, message: 'A comment begins with `//`.', replacement: '//' },
    { sign: /^&&?/, message: '`&` is written `and`.', replacement: 'and' },
    { sign: /^\|/, message: '`|` is written `or`.', replacement: 'or' },
    { sign: /^!~~?\*?/, message: 'Patterns have words: `not like`, or `not matches(text, pattern)` for regular expressions.' },
    { sign: /^!/, message: '`!` is written `not`.', replacement: 'not ' },
    { sign: /^~\*?/, message: '`a ~ b` is written `matches(a, b)`.' },
    { sign: /^[\u201C\u201D\u201E\u00AB\u00BB]/, message: 'Typographic quotes delimit nothing: a text stands in `"`, a value in `\'`.', replacement: '"' },
    { sign: /^[\u2018\u2019\u201A]/, message: 'Typographic quotes delimit nothing: a text stands in `"`, a value in `\'`.', replacement: '\'' },
    { sign: /^\0/, message: 'A NUL character: this is no UTF-8 text. Save the file as UTF-8.' },
    { sign: /^\uFFFD/, message: 'This is no valid UTF-8. Save the file as UTF-8.' },
];

/** What is written instead of the sign at an offset, and how much of the text that takes the place of; nothing for a sign that no language has. */
export function otherSignAt(text: string, offset: number): { readonly length: number; readonly replacement?: string } | undefined {
    const rest = text.slice(offset, offset + 4);
    const found = otherSigns.find(({ sign }) => sign.test(rest));
    return found && { length: found.sign.exec(rest)![0].length, ...found.replacement === undefined ? {} : { replacement: found.replacement } };
}

// eslint-disable-next-line no-control-regex -- invisible characters are what this looks for
const invisible = /^[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069]/;

/** Says what characters mean that begin no token. */
export class ErdLexerErrorMessageProvider extends DefaultLexerErrorMessageProvider {
    override buildUnexpectedCharactersMessage(fullText: string, startOffset: number, length: number): string {
        const rest = fullText.slice(startOffset, startOffset + Math.max(length, 2));
        const other = otherSigns.find(({ sign }) => sign.test(rest));
        if (other !== undefined) {
            return other.message;
        }
        if (invisible.test(rest)) {
            return `An invisible character, U+${rest.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}, has no meaning here.`;
        }
        return `${quoted(fullText.slice(startOffset, startOffset + length))} has no meaning here.`;
    }
}
