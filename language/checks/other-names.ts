/** What other languages call the types of this one, in small letters. */
const typeNames: Readonly<Record<string, string>> = {
    varchar: 'string', nvarchar: 'string', varchar2: 'string', nvarchar2: 'string', str: 'string', nchar: 'char', character: 'char', bpchar: 'char',
    clob: 'text', nclob: 'text', ntext: 'text', longtext: 'text', mediumtext: 'text', tinytext: 'text',
    integer: 'int', int4: 'int', mediumint: 'int', serial: 'int', number: 'decimal', int2: 'smallint', tinyint: 'smallint', smallserial: 'smallint',
    int8: 'bigint', long: 'bigint', bigserial: 'bigint',
    numeric: 'decimal', dec: 'decimal', money: 'decimal', float4: 'float', real: 'float', float8: 'double',
    bool: 'boolean', bit: 'boolean', bytea: 'binary', blob: 'binary', varbinary: 'binary', bytes: 'binary', jsonb: 'json', guid: 'uuid', uniqueidentifier: 'uuid',
    timestamptz: 'timestamp', timestamp_tz: 'timestamp', datetimeoffset: 'timestamp', instant: 'timestamp', datetime2: 'datetime',
};

/** What other languages call the functions of this one, in small letters. */
const functionNames: Readonly<Record<string, string>> = {
    gen_random_uuid: 'uuid', newid: 'uuid', uuidv4: 'uuid', uuidv7: 'uuid7', getdate: 'now', sysdate: 'now', sysdatetime: 'now', transaction_timestamp: 'now',
    curdate: 'today', current_date: 'today', character_length: 'length', len: 'length', ceiling: 'ceil', pow: 'power', log: 'ln',
    ifnull: 'coalesce', isnull: 'coalesce', nvl: 'coalesce', substr: 'substring', strpos: 'position', regexp_like: 'matches', regexp_match: 'matches', rand: 'random',
    ucase: 'upper', lcase: 'lower', to_json: 'to_jsonb', json_extract: 'json_query',
};

/** Types that only PostgreSQL has: manual, chapter 8. */
const postgresqlTypes: ReadonlySet<string> = new Set([
    'inet', 'cidr', 'macaddr', 'macaddr8', 'tsvector', 'tsquery', 'xml', 'hstore', 'ltree', 'citext', 'geometry', 'geography', 'point', 'line', 'lseg', 'box',
    'path', 'polygon', 'circle', 'varbit', 'oid', 'name', 'pg_lsn', 'timetz', 'jsonpath', 'regclass',
]);

/** The primitive type that another language calls so. */
export function typeCalledElsewhere(name: string): string | undefined {
    return own(typeNames, name.toLowerCase());
}

/** The built-in function that another language calls so. */
export function functionCalledElsewhere(name: string): string | undefined {
    return own(functionNames, name.toLowerCase());
}

export function isTypeOfPostgresql(name: string): boolean {
    return postgresqlTypes.has(name.toLowerCase());
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
    return Object.hasOwn(table, name) ? table[name] : undefined;
}
