/** What a storage parameter may be: a number within limits, true or false, or one of some words. */
export type StorageParameter = { readonly least: number; readonly most: number } | 'boolean' | readonly string[];

export type StorageParameters = Readonly<Record<string, StorageParameter>>;

const largest = 2 ** 31 - 1;
const fillfactor: StorageParameters = { fillfactor: { least: 10, most: 100 } };

/** Those that a table's TOAST table has too, as `toast.name`. */
const vacuuming: StorageParameters = {
    autovacuum_enabled: 'boolean',
    autovacuum_vacuum_threshold: { least: 0, most: largest },
    autovacuum_vacuum_max_threshold: { least: -1, most: largest },
    autovacuum_vacuum_insert_threshold: { least: -1, most: largest },
    autovacuum_vacuum_cost_limit: { least: 1, most: 10_000 },
    autovacuum_vacuum_cost_delay: { least: 0, most: 100 },
    autovacuum_vacuum_scale_factor: { least: 0, most: 100 },
    autovacuum_vacuum_insert_scale_factor: { least: 0, most: 100 },
    autovacuum_freeze_min_age: { least: 0, most: 1_000_000_000 },
    autovacuum_freeze_max_age: { least: 100_000, most: 2_000_000_000 },
    autovacuum_freeze_table_age: { least: 0, most: 2_000_000_000 },
    autovacuum_multixact_freeze_min_age: { least: 0, most: 1_000_000_000 },
    autovacuum_multixact_freeze_max_age: { least: 10_000, most: 2_000_000_000 },
    autovacuum_multixact_freeze_table_age: { least: 0, most: 2_000_000_000 },
    log_autovacuum_min_duration: { least: -1, most: largest },
    vacuum_index_cleanup: ['auto', 'on', 'off', 'true', 'false', 'yes', 'no', '1', '0'],
    vacuum_max_eager_freeze_failure_rate: { least: 0, most: 1 },
    vacuum_truncate: 'boolean',
};

/** Of tables (src/backend/access/common/reloptions.c; manual, CREATE TABLE, "Storage Parameters"). */
export const tableParameters: StorageParameters = {
    ...fillfactor,
    ...vacuuming,
    ...Object.fromEntries(Object.entries(vacuuming).map(([name, parameter]) => [`toast.${name}`, parameter])),
    autovacuum_analyze_threshold: { least: 0, most: largest },
    autovacuum_analyze_scale_factor: { least: 0, most: 100 },
    toast_tuple_target: { least: 128, most: 8160 },
    parallel_workers: { least: 0, most: 1024 },
    user_catalog_table: 'boolean',
    oids: ['false', 'off'],
};

/** Of indexes, by method (manual, CREATE INDEX, "Index Storage Parameters"; pgvector; bloom). */
export const indexParameters: Readonly<Record<string, StorageParameters>> = {
    btree: { ...fillfactor, deduplicate_items: 'boolean' },
    hash: fillfactor,
    gist: { ...fillfactor, buffering: ['on', 'off', 'auto'] },
    spgist: fillfactor,
    gin: { fastupdate: 'boolean', gin_pending_list_limit: { least: 64, most: largest } },
    fulltext: { fastupdate: 'boolean', gin_pending_list_limit: { least: 64, most: largest } },
    brin: { pages_per_range: { least: 1, most: 131_072 }, autosummarize: 'boolean' },
    hnsw: { m: { least: 2, most: 100 }, ef_construction: { least: 4, most: 1000 } },
    ivfflat: { lists: { least: 1, most: 32_768 } },
};

/** Why PostgreSQL would refuse a parameter; undefined where it takes it. */
export function faultOfParameter(name: string, value: string | undefined, parameters: StorageParameters): string | undefined {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name]! : undefined;
    const text = (value ?? 'true').replace(/^'(.*)'$/s, '$1').toLowerCase();
    if (parameter === undefined) {
        return `there is no parameter ${name}`;
    }
    if (parameter === 'boolean') {
        return /^(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|of|off|1|0)$/.test(text) ? undefined : `${name} is true or false`;
    }
    if ('least' in parameter) {
        const { least, most } = parameter;
        return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(text) && Number(text) >= least && Number(text) <= most ? undefined : `${name} is a number from ${least} to ${most}`;
    }
    return parameter.includes(text) ? undefined : `${name} is one of ${parameter.join(', ')}`;
}
