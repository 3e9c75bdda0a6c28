import fc from 'fast-check';

/** A part of a model: its tokens in order. A string may hold a few that must stand on one line, as `entity Customer`. */
export type Tokens = readonly string[];

/** What a sequence is made of: a token, or something to choose. */
export type Part = string | fc.Arbitrary<Tokens>;

/** Parts one after the other. */
export function seq(...parts: readonly Part[]): fc.Arbitrary<Tokens> {
    return fc.tuple(...parts.map(toArbitrary)).map(tokens => tokens.flat());
}

export function oneOf(...parts: readonly Part[]): fc.Arbitrary<Tokens> {
    return fc.oneof(...parts.map(toArbitrary));
}

/** A part or nothing. */
export function maybe(...parts: readonly Part[]): fc.Arbitrary<Tokens> {
    return fc.oneof({ weight: 2, arbitrary: fc.constant<Tokens>([]) }, { weight: 1, arbitrary: seq(...parts) });
}

/** A part several times, or not at all. */
export function many(part: Part, maxLength = 3): fc.Arbitrary<Tokens> {
    return fc.array(toArbitrary(part), { maxLength }).map(parts => parts.flat());
}

/** A part once or several times, with commas between. */
export function list(part: Part, maxLength = 3): fc.Arbitrary<Tokens> {
    return fc.array(toArbitrary(part), { minLength: 1, maxLength }).map(parts => parts.flatMap((tokens, index) => index === 0 ? tokens : [',', ...tokens]));
}

export function parenthesized(...parts: readonly Part[]): fc.Arbitrary<Tokens> {
    return seq('(', ...parts, ')');
}

export function block(...parts: readonly Part[]): fc.Arbitrary<Tokens> {
    return seq('{', ...parts, '}');
}

/** A word and the name that it introduces, which stands on its line. */
export function head(word: string, name: fc.Arbitrary<Tokens>): fc.Arbitrary<Tokens> {
    return name.map(([first, ...rest]) => [`${word} ${first!}`, ...rest]);
}

function toArbitrary(part: Part): fc.Arbitrary<Tokens> {
    return typeof part === 'string' ? fc.constant([part]) : part;
}

const plainNames = ['id', 'customer', 'Order', 'placedAt', 'a', 'LINE_1', 'Straße', '客户', 'naïve', '`two words`', '`select`', 'aVeryLongNameThatPushesEveryColumnToTheRight'];
/** Keywords that may be names wherever a name may stand. */
const keywordNames = ['date', 'order', 'index', 'type', 'owner', 'key', 'status', 'message', 'limit', 'purpose', 'version'];

export const name: fc.Arbitrary<Tokens> = fc.constantFrom(...plainNames).map(text => [text]);
/** A name with its colon, where every keyword may be one. */
export const declared: fc.Arbitrary<Tokens> = fc.tuple(fc.constantFrom(...plainNames, ...keywordNames, 'and', 'null', 'entity'), fc.constantFrom(':', ' :')).map(([text, colon]) => [text + colon]);
export const path: fc.Arbitrary<Tokens> = fc.array(fc.constantFrom(...plainNames), { minLength: 1, maxLength: 3 }).map(parts => [parts.join('.')]);
export const qualified: fc.Arbitrary<Tokens> = fc.array(fc.constantFrom('sales', 'Order', 'Customer'), { minLength: 1, maxLength: 2 }).map(parts => [parts.join('.')]);
export const number: fc.Arbitrary<Tokens> = fc.constantFrom('0', '1', '42', '3.14', '1e10', '12345678901234567890').map(text => [text]);
export const text: fc.Arbitrary<Tokens> = fc.constantFrom('"text"', '"two words, (and) { more }"', '"with \\"quotes\\""', '"// no comment"', '""', '"日本語"').map(image => [image]);
export const value: fc.Arbitrary<Tokens> = fc.constantFrom("'A'", "'it''s'", "''", "'a -- b'", "'/* no comment */'").map(image => [image]);

const blockLines = fc.array(fc.constantFrom('select 1', '  from x', '', '    ', '\twhere a = \\"b\\"', "-- 'comment", '"quoted" {'), { maxLength: 4 });

/** A text over several lines, indented somehow. */
export const textBlock: fc.Arbitrary<Tokens> = fc.tuple(blockLines, fc.constantFrom('', '  ', '      '), fc.boolean(), fc.boolean()).map(([lines, indent, opensAlone, closesAlone]) => {
    const content = lines.map(line => indent + line).join('\n');
    return [`"""${opensAlone ? '\n' : ''}${content}${closesAlone ? `\n${indent}` : ''}"""`];
});
