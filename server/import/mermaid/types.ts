import type { SourceType } from '../source/index.ts';

/** A word for a type, as PostgreSQL has it. */
export interface DiagramType {
    readonly type: SourceType;
    /** What was chosen where the word has several meanings; undefined where it is clear. */
    readonly assumed?: string;
    /** `Optional~int~` */
    readonly optional?: boolean;
    /** `enum(open,paid)` */
    readonly values?: readonly string[];
    /** The word means nothing that is known. */
    readonly isUnknown?: boolean;
}

interface Meaning {
    readonly name: string;
    readonly assumed?: string;
    readonly arguments?: readonly string[];
}

const clear = (name: string): Meaning => ({ name });
const assumed = (name: string, sentence: string, ...defaults: readonly string[]): Meaning => ({
    name, assumed: sentence, ...defaults.length > 0 && { arguments: defaults },
});

const string = assumed('character varying', 'a text of any length');
const instant = assumed('timestamp with time zone', 'a moment, the same everywhere (with time zone)');
const wallClock = assumed('timestamp without time zone', 'a date and time without a time zone');
const json = assumed('jsonb', 'a document in JSON (jsonb)');
const double = assumed('double precision', 'a number of 64 bits, approximate');
const decimal = assumed('numeric', 'an exact number of any precision');
const small = assumed('smallint', 'a number of 16 bits, the smallest that PostgreSQL has');
const binary = assumed('bytea', 'bytes of any number');
const text = assumed('text', 'a text of any length');
const uuid = clear('uuid');

/** In small letters, without blanks, `_` and `-`. */
const meanings: Readonly<Record<string, Meaning>> = {
    string, str: string, varchar: clear('character varying'), charactervarying: clear('character varying'), char: clear('character'), character: clear('character'),
    text: clear('text'), nvarchar: string, nchar: clear('character'), varchar2: string, nvarchar2: string, clob: text, nclob: text, tinytext: text,
    mediumtext: text, longtext: text, ntext: text, richtext: text, markdown: text, html: text, url: string, uri: string, email: string, phone: string, slug: string,
    int: clear('integer'), integer: clear('integer'), int4: clear('integer'), int32: clear('integer'), mediumint: clear('integer'),
    smallint: clear('smallint'), int2: clear('smallint'), int16: clear('smallint'), short: clear('smallint'), tinyint: small, int8: clear('bigint'), byte: small,
    bigint: clear('bigint'), int64: clear('bigint'), long: clear('bigint'), biginteger: clear('bigint'),
    unsigned: assumed('bigint', 'a number of 64 bits'), uint: assumed('bigint', 'a number of 64 bits, for all that are not negative'),
    uint32: assumed('bigint', 'a number of 64 bits, for all that are not negative'), uint64: decimal,
    serial: clear('serial'), bigserial: clear('bigserial'), smallserial: clear('smallserial'), autonumber: clear('serial'),
    id: assumed('integer', 'a whole number of 32 bits'), pk: assumed('integer', 'a whole number of 32 bits'), fk: assumed('integer', 'a whole number of 32 bits'),
    decimal: clear('numeric'), numeric: clear('numeric'), number: decimal, bigdecimal: decimal, dec: clear('numeric'),
    money: assumed('numeric', 'an exact number of 19 digits, 4 of them behind the point', '19', '4'),
    currency: assumed('numeric', 'an exact number of 19 digits, 4 of them behind the point', '19', '4'),
    float: double, double, real: clear('real'), float4: clear('real'), float8: clear('double precision'), float32: clear('real'), float64: clear('double precision'),
    doubleprecision: clear('double precision'), percentage: decimal, percent: decimal,
    boolean: clear('boolean'), bool: clear('boolean'), bit: assumed('boolean', 'true or false'), flag: assumed('boolean', 'true or false'),
    date: clear('date'), time: clear('time without time zone'), timetz: clear('time with time zone'), datetime: wallClock, datetime2: wallClock, smalldatetime: wallClock,
    localdatetime: wallClock, localdate: clear('date'), localtime: clear('time without time zone'), timestamp: instant, timestamptz: clear('timestamp with time zone'),
    timestampwithtimezone: clear('timestamp with time zone'), timestampwithouttimezone: clear('timestamp without time zone'),
    datetimeoffset: clear('timestamp with time zone'), instant: clear('timestamp with time zone'), zoneddatetime: clear('timestamp with time zone'),
    interval: clear('interval'), duration: clear('interval'), timespan: clear('interval'), year: small,
    uuid, guid: uuid, uniqueidentifier: uuid, ulid: assumed('character', 'a text of 26 characters', '26'), objectid: assumed('character', 'a text of 24 characters', '24'),
    json, jsonb: clear('jsonb'), object: json, map: json, dict: json, hash: json, record: json, struct: json, any: json, document: json, array: json, list: json,
    blob: binary, longblob: binary, mediumblob: binary, tinyblob: binary, binary, varbinary: binary, bytea: clear('bytea'), bytes: binary, image: binary, file: binary,
    xml: clear('xml'), inet: clear('inet'), cidr: clear('cidr'), macaddr: clear('macaddr'), citext: clear('citext'), hstore: clear('hstore'), tsvector: clear('tsvector'),
    point: clear('point'), polygon: clear('polygon'), geometry: clear('geometry'), geography: clear('geography'), vector: clear('vector'), ltree: clear('ltree'),
    daterange: clear('daterange'), tstzrange: clear('tstzrange'), tsrange: clear('tsrange'), int4range: clear('int4range'), int8range: clear('int8range'), numrange: clear('numrange'),
    enum: assumed('character varying', 'a text of any length, for its values are not said'),
};

const withLength: ReadonlySet<string> = new Set(['character varying', 'character', 'numeric', 'vector', 'geometry', 'geography']);
const withPrecision: ReadonlySet<string> = new Set([
    'timestamp with time zone', 'timestamp without time zone', 'time without time zone', 'time with time zone', 'interval',
]);

/** `List~string~` is what programmers write for `string[]`. */
const container = /^(list|array|set|collection|seq|optional|nullable|maybe)[~<](.+)[~>]$/i;
const shape = /^(?<word>[^()[\]~<>]*)(?:\((?<arguments>[^()]*)\))?(?<brackets>(?:\[\d*\])*)$/;

/** What a word for a type means in PostgreSQL. */
export function typeOf(written: string): DiagramType {
    const [, kind, inner] = container.exec(written) ?? [];
    if (kind !== undefined) {
        const found = typeOf(inner!);
        return /^(?:optional|nullable|maybe)$/i.test(kind) ? { ...found, optional: true } : { ...found, type: typeWith(found.type, undefined) };
    }
    const parts = shape.exec(written)?.groups;
    const word = parts?.['word'] ?? written;
    const given = (parts?.['arguments'] ?? '').split(',').map(item => item.trim().replace(/^'(.*)'$/, '$1')).filter(item => item !== '');
    const found = readWord(word, given);
    const dimensions = Array.from((parts?.['brackets'] ?? '').matchAll(/\[(\d*)\]/g), ([, size]) => size === '' ? undefined : Number(size));
    return { ...found, type: dimensions.reduce(typeWith, found.type) };
}

function readWord(word: string, given: readonly string[]): DiagramType {
    const key = word.toLowerCase().replace(/[\s_-]/g, '');
    if (key === 'enum' && given.length > 0) {
        return { type: sourceType('character varying', []), values: [...new Set(given)] };
    }
    const meaning = Object.hasOwn(meanings, key) ? meanings[key]! : undefined;
    if (!meaning) {
        return { type: sourceType('character varying', []), assumed: 'a text of any length, for there is no such type', isUnknown: true };
    }
    const isCounted = given.length > 0 && given.every(item => /^-?\d+$/.test(item));
    const takes = isCounted && (withLength.has(meaning.name) || given.length === 1 && withPrecision.has(meaning.name))
        || given.length > 0 && meaning.name.startsWith('geo');
    if (key === 'tinyint' && given[0] === '1') {
        return { type: sourceType('boolean', []), assumed: 'true or false' };
    }
    // A length says what was left open.
    const isClear = meaning.assumed === undefined || takes && (meaning === string || meaning === decimal);
    return { type: sourceType(meaning.name, takes ? given : meaning.arguments ?? []), ...!isClear && { assumed: meaning.assumed } };
}

/** An array of the type. */
function typeWith(type: SourceType, size: number | undefined): SourceType {
    return { ...type, dimensions: [...type.dimensions, size], sql: `${type.sql}[${size ?? ''}]` };
}

export function sourceType(name: string, given: readonly string[]): SourceType {
    return { name, arguments: given, dimensions: [], sql: given.length === 0 ? name : spelled(name, given) };
}

/** `timestamp(3) with time zone` */
function spelled(name: string, given: readonly string[]): string {
    const [first, ...rest] = name.split(' ');
    return rest.length > 0 && name.startsWith('time') ? `${first}(${given.join(',')}) ${rest.join(' ')}` : `${name}(${given.join(',')})`;
}
