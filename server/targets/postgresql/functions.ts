import type { Expression } from '../../../language/index.ts';
import { stringLiteral } from './identifiers.ts';
import { Level, type Printed } from './precedence.ts';
import { hasFeature } from './versions.ts';

/** A call of one of the language's own functions, of which a spelling takes what it needs. */
export interface BuiltinCall {
    readonly arguments: readonly Expression[];
    /** PostgreSQL's major version. */
    readonly version: number;
    /** PostgreSQL's name for the type of the result. */
    readonly typeName: string;
    /** Prints an argument, in parentheses where it is looser than its place asks for. */
    print(argument: Expression | undefined, least?: number): string;
}

type Spelling = (call: BuiltinCall) => Printed;

/** Functions of the portable language that only have another name in PostgreSQL (manual, chapter "Functions and Operators"). */
const names: Readonly<Record<string, string>> = {
    next: 'nextval',
    lower_bound: 'lower',
    upper_bound: 'upper',
    json_typeof: 'jsonb_typeof',
    json_array_length: 'jsonb_array_length',
    json_agg: 'jsonb_agg',
};

/** Functions that PostgreSQL writes in another shape. What is neither here nor above has the same name and arguments there. */
const spellings: Readonly<Record<string, Spelling>> = {
    current_timestamp: word('CURRENT_TIMESTAMP'),
    local_timestamp: word('LOCALTIMESTAMP'),
    today: word('CURRENT_DATE'),
    current_user: word('CURRENT_USER'),
    session_user: word('SESSION_USER'),

    year: field('YEAR', 'integer'),
    month: field('MONTH', 'integer'),
    day: field('DAY', 'integer'),
    hour: field('HOUR', 'integer'),
    minute: field('MINUTE', 'integer'),
    second: ({ arguments: [value], print }) => ({
        // The field has a fraction, and a cast alone would round 59.7 to 60.
        text: `trunc(EXTRACT(SECOND FROM ${print(value)}))::integer`, level: Level.Cast,
    }),
    epoch: field('EPOCH', 'double precision'),
    make_interval: ({ arguments: [seconds], print }) => call(`make_interval(secs => ${print(seconds)})`),

    uuid: () => call('gen_random_uuid()'),
    // Version 4 where the server cannot make version 7: unique all the same, only not in the order of time.
    uuid7: ({ version }) => call(hasFeature('uuid7', version) ? 'uuidv7()' : 'gen_random_uuid()'),

    position: ({ arguments: [search, value], print }) => ({
        // b_expr: what is looser than an operator needs parentheses before IN.
        text: `position(${print(search, Level.Operator)} IN ${print(value, Level.Operator)})`, level: Level.Atom,
    }),
    matches: operator('~'),
    round: ({ arguments: [value, digits], print }) => {
        if (digits === undefined) {
            return call(`round(${print(value)})`);
        }
        // round(double precision, integer) does not exist.
        const isBinary = value?.type.kind === 'primitive' && (value.type.name === 'double' || value.type.name === 'float');
        return call(`round(${isBinary ? `${print(value, Level.Cast)}::numeric` : print(value)}, ${print(digits)})`);
    },

    range: ({ arguments: [start, end], typeName, print }) => call(`${typeName}(${print(start)}, ${print(end)})`),
    contains: operator('@>'),
    overlaps: operator('&&'),

    json_value: ({ arguments: [document, path], version, print }) => version >= 17
        ? { text: `JSON_VALUE(${print(document)}, ${jsonPath(path, print)})`, level: Level.Atom }
        : { text: `jsonb_path_query_first(${print(document)}, ${jsonPath(path, print)}) #>> '{}'`, level: Level.Operator },
    json_query: ({ arguments: [document, path], version, print }) => version >= 17
        ? { text: `JSON_QUERY(${print(document)}, ${jsonPath(path, print)})`, level: Level.Atom }
        : call(`jsonb_path_query_first(${print(document)}, ${jsonPath(path, print)})`),
    json_exists: ({ arguments: [document, path], version, print }) => version >= 17
        ? { text: `JSON_EXISTS(${print(document)}, ${jsonPath(path, print)})`, level: Level.Atom }
        : call(`jsonb_path_exists(${print(document)}, ${jsonPath(path, print)})`),

    to_tsvector: search('to_tsvector'),
    to_tsquery: search('to_tsquery'),
};

/** The spelling of one of the language's functions, or nothing where only its arguments have to be printed. */
export function spellingOf(name: string): Spelling | undefined {
    return Object.hasOwn(spellings, name) ? spellings[name] : undefined;
}

/** The name that one of the language's functions has here. */
export function builtinName(name: string): string {
    return Object.hasOwn(names, name) ? names[name]! : name;
}

/** The name of one of the language's functions here, where nothing but the name may differ; undefined where it is spelled in another shape. */
export function plainName(name: string): string | undefined {
    return Object.hasOwn(spellings, name) ? undefined : builtinName(name);
}

function word(text: string): Spelling {
    return () => ({ text, level: Level.Atom });
}

function field(name: string, type: string): Spelling {
    return ({ arguments: [value], print }) => ({ text: `EXTRACT(${name} FROM ${print(value)})::${type}`, level: Level.Cast });
}

function operator(symbol: string): Spelling {
    return ({ arguments: [left, right], print }) => ({
        text: `${print(left, Level.Operator)} ${symbol} ${print(right, Level.Operator + 1)}`, level: Level.Operator,
    });
}

/** The configuration of a text search is a constant or has to be made a regconfig. */
function search(name: string): Spelling {
    return ({ arguments: [language, value], print }) => {
        const configuration = language?.kind === 'literal'
            ? stringLiteral(language.value)
            : `${print(language, Level.Cast)}::regconfig`;
        return call(`${name}(${configuration}, ${print(value)})`);
    };
}

function jsonPath(path: Expression | undefined, print: BuiltinCall['print']): string {
    return path?.kind === 'literal' ? print(path) : `${print(path, Level.Cast)}::jsonpath`;
}

function call(text: string): Printed {
    return { text, level: Level.Atom, isCall: true };
}
