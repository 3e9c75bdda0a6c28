import type { FuncCall } from 'libpg-query';
import { textsOf } from '../parser.ts';
import type { RoutineDraft } from '../routines.ts';
import { CHAR, DOUBLE, isWhole, keyOf, NUMERIC, TEXT, VARCHAR } from './reading.ts';
import type { Reading } from './reading.ts';

/** Operators that take texts, whatever stands left of them. */
export const TEXT_OPERATORS = new Set(['~', '~*', '!~', '!~*', '->', '->>', '?']);

/** Functions whose text arguments can be nothing else, so that PostgreSQL makes texts of what it is given. */
const OF_TEXTS = new Set(`
    lower upper initcap btrim ltrim rtrim left right replace md5 split_part strpos lpad rpad repeat reverse translate regexp_replace regexp_matches
    starts_with ascii date_trunc date_part to_char to_date to_number to_timestamp encode decode timezone similarity substr substring position
    current_setting set_config like_escape quote_ident
`.trim().split(/\s+/));

/** Functions that have a form for `char(n)` of their own. */
const OF_TEXTS_OR_CHARS = new Set(['length', 'octet_length', 'char_length', 'character_length']);

/** The type of a constant that functions of these names take first. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
    to_tsvector: 'regconfig', to_tsquery: 'regconfig', plainto_tsquery: 'regconfig', phraseto_tsquery: 'regconfig', websearch_to_tsquery: 'regconfig',
    nextval: 'regclass', currval: 'regclass',
};

const RESULTS: Readonly<Record<string, string>> = {
    lower: TEXT, upper: TEXT, initcap: TEXT, btrim: TEXT, ltrim: TEXT, rtrim: TEXT, left: TEXT, right: TEXT, replace: TEXT, md5: TEXT, split_part: TEXT,
    lpad: TEXT, rpad: TEXT, repeat: TEXT, reverse: TEXT, translate: TEXT, regexp_replace: TEXT, to_char: TEXT, concat: TEXT, concat_ws: TEXT, encode: TEXT,
    substr: TEXT, substring: TEXT, jsonb_typeof: TEXT, json_typeof: TEXT, current_setting: TEXT, format: TEXT, quote_ident: TEXT,
    length: 'integer', char_length: 'integer', character_length: 'integer', octet_length: 'integer', strpos: 'integer', position: 'integer', cardinality: 'integer',
    array_length: 'integer', jsonb_array_length: 'integer', json_array_length: 'integer', num_nonnulls: 'integer', num_nulls: 'integer',
    now: 'timestamp with time zone', clock_timestamp: 'timestamp with time zone', gen_random_uuid: 'uuid', uuid_generate_v4: 'uuid', random: 'double precision',
    extract: 'numeric', age: 'interval', date_part: 'double precision',
};

/**
 * A call of a function as the model can say it: without named arguments. What only aggregates and windows have is not in it.
 * @param routine which of the script's own it is.
 */
export function readCall(call: FuncCall, values: readonly Reading[], routine: RoutineDraft | undefined): Reading | undefined {
    const [name = '', written] = textsOf(call.funcname).reverse();
    const schema = routine?.name.schema ?? written;
    if (call.func_variadic === true) {
        return undefined;
    }
    const isEngines = schema === undefined || schema === 'pg_catalog';
    const signature = routine?.signature.map(keyOf);
    const args = signature === undefined
        ? isEngines ? values.map((value, index) => argument(name, value, index)) : values
        : values.map((value, index) => ofParameter(value, signature[index]));
    return {
        tree: {
            kind: 'call', ...isEngines ? {} : { schema }, name, arguments: args.map(({ tree }) => tree), star: call.agg_star === true, distinct: call.agg_distinct === true,
            ...call.funcformat === 'COERCE_SQL_SYNTAX' ? { standardSyntax: true } : {},
        },
        type: isEngines ? RESULTS[name] ?? ofAggregate(name, values[0]?.type) : undefined,
    };
}

/** What an aggregate gives of a type (manual, 9.21 "Aggregate Functions"). */
function ofAggregate(name: string, of: string | undefined): string | undefined {
    switch (name) {
        case 'count':
            return 'bigint';
        case 'min':
        case 'max':
            return of === VARCHAR ? TEXT : of;
        case 'sum':
            return of === 'smallint' || of === 'integer' ? 'bigint' : of === 'bigint' ? NUMERIC : of;
        case 'avg':
            return isWhole(of) ? NUMERIC : of === 'real' ? DOUBLE : of;
        default:
            return undefined;
    }
}

/** An argument of one of the script's own functions without the cast to the type of its parameter. */
function ofParameter(value: Reading, type: string | undefined): Reading {
    const { uncast } = value;
    const isImplied = uncast !== undefined && value.type === type && (uncast.constant === 'text' || type === TEXT && uncast.type === VARCHAR);
    return isImplied ? uncast : value;
}

/** An argument without the cast that the function's own parameter makes of it. */
function argument(name: string, value: Reading, index: number): Reading {
    const { type, uncast } = value;
    if (uncast === undefined) {
        return value;
    }
    if (index === 0 && type !== undefined && CONFIGURATIONS[name] === type && uncast.constant === 'text') {
        return uncast;
    }
    const takesText = OF_TEXTS.has(name) || OF_TEXTS_OR_CHARS.has(name) || Object.hasOwn(CONFIGURATIONS, name);
    const isText = uncast.constant === 'text' || uncast.type === VARCHAR || uncast.type === TEXT || uncast.type === CHAR && OF_TEXTS.has(name);
    return takesText && isText && type === TEXT ? uncast : value;
}
