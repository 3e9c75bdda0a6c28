import type { ServerMessage } from './messages.ts';
import type { StatementSubject } from './statement-subject.ts';

/** Extensions that do not come with the engine, each with the names that only it brings. */
const LACKING_EXTENSIONS: readonly (readonly [extension: string, names: RegExp])[] = [
    ['pg_cron', /^cron$/],
    ['pg_partman', /^(partman|part_config(_sub)?|create_parent|run_maintenance(_proc)?)$/],
    ['postgis', /^(geometry|geography|raster|box[23]d|_?st_\w+|spatial_ref_sys|geometry_columns|geography_columns|addgeometrycolumn|(gist|spgist|brin)_geom\w+)$/],
    ['postgis_topology', /^(topology|topogeometry)$/],
    ['timescaledb', /^(_?timescaledb_\w+|create_hypertable|time_bucket\w*|add_(retention|compression|columnstore|continuous_aggregate|reorder)_policy|add_dimension)$/],
    ['citus', /^(create_distributed_table|create_reference_table|citus_\w+)$/],
    ['dblink', /^dblink\w*$/],
    ['hypopg', /^hypopg\w*$/],
    ['pg_net', /^net$/],
    ['pgmq', /^pgmq$/],
    ['http', /^http_\w+$/],
    ['supabase_vault', /^vault$/],
    ['pgsodium', /^pgsodium$/],
    ['pg_graphql', /^graphql(_public)?$/],
    ['pg_jsonschema', /^jsonb?_matches_schema$/],
    ['pg_uuidv7', /^uuid_generate_v7$/],
    ['age', /^(ag_catalog|agtype)$/],
    ['rum', /^rum(_\w+)?$/],
    ['pgroonga', /^pgroonga\w*$/],
    ['pg_search', /^(paradedb|bm25)$/],
    ['pg_bigm', /^gin_bigm_ops$/],
    ['ip4r', /^(ip[46]r?|iprange|ipaddress)$/],
    ['hll', /^hll(_\w+)?$/],
    ['roaringbitmap', /^(roaringbitmap(64)?|rb_\w+)$/],
    ['h3', /^h3(index|_\w+)$/],
    ['semver', /^semver$/],
    ['temporal_tables', /^versioning$/],
    ['pg_ivm', /^(create_immv|pgivm)$/],
    ['pgstattuple', /^(pgstattuple\w*|pgstatindex)$/],
    ['pgaudit', /^pgaudit$/],
    ['orafce', /^(oracle|dbms_\w+|utl_\w+|plvstr|plvdate)$/],
    ['xml2', /^(xpath_(table|nodeset|list|string|number|bool)|xslt_process)$/],
];

/** Procedural languages and foreign-data wrappers are extensions named after themselves. */
const NAMED_AFTER_ITSELF = /^(pl(python3?u|perlu?|tclu?|v8|r|lua|rust|sh|java)|(?!file_fdw$)\w+_fdw)$/;

/** SQLSTATEs for what does not exist: relation, column, function, other object, schema, database. */
const UNDEFINED = new Set(['42P01', '42703', '42883', '42704', '3F000', '3D000']);

export function isAboutSomethingMissing(error: ServerMessage): boolean {
    return UNDEFINED.has(error.code);
}

/** The names that a message complains about, with their schemas: of `relation "cron.job" does not exist`, `cron.job`. */
export function namesIn({ message }: ServerMessage): string[] {
    return Array.from(message.matchAll(/"([^"]+)"|\b(?:function|procedure|aggregate|column) ([\w.$]+)/g), (match) => match[1] ?? match[2] ?? '');
}

/** Why a statement is not even tried: it would stop the engine or reach for what an embedded engine has not. */
export function reasonNotToTry(subject: StatementSubject): string | undefined {
    switch (subject.command) {
        case 'copy stdin':
            return 'The embedded PostgreSQL proves definitions; rows from COPY are not loaded.';
        case 'copy program':
            return 'The embedded PostgreSQL runs no programs.';
        case 'create database':
        case 'drop database':
            return 'The embedded PostgreSQL has one database, in which the whole script runs.';
        case 'create subscription':
            return 'The embedded PostgreSQL connects to no other server.';
        default:
            return undefined;
    }
}

/** Remembers which extensions a script asked for in vain, and tells which errors come from that. */
export class LackingFeatures {
    readonly #asked = new Set<string>();
    /** Types that others stood in for, by their reasons. */
    readonly #replaced = new Set<string>();

    /** Why the engine, not the script, is to blame for an error; undefined if the script is. */
    reasonFor(error: ServerMessage): string | undefined {
        const names = namesIn(error);
        if (error.code === '0A000' && error.message.endsWith(' is not available')) {
            const extension = names[0] ?? '';
            this.#asked.add(extension);
            return lacks(extension);
        }
        if (error.code === '22023' && /has no installation script nor update path/.test(error.message)) {
            return `The embedded PostgreSQL has another version of the extension: ${error.message}.`;
        }
        // undefined_file
        if (error.code === '58P01') {
            return `The embedded PostgreSQL does not have this file: ${error.message}.`;
        }
        if (error.code === '3D000') {
            return 'The embedded PostgreSQL has one database, in which the whole script runs.';
        }
        if (/^tablespace ".*" does not exist$/.test(error.message)) {
            return `The script makes no tablespace "${names[0]}", so the embedded PostgreSQL has none.`;
        }
        // What an index or a key needs of the type that is not there.
        const [reason] = this.#replaced;
        if (reason !== undefined && /^(?:data type text has no default operator class|operator class "\w+" does not accept data type text)/.test(error.message)) {
            return reason;
        }
        return isAboutSomethingMissing(error) ? (this.#knownExtension(names) ?? this.#unknownExtension(error, names)) : undefined;
    }

    /** The type that an error is about, where an extension brings it that the engine lacks. */
    typeIn(error: ServerMessage): { readonly name: string; readonly reason: string } | undefined {
        const message = error.message.replace('[]', '');
        const name = /^type "(?:\w+\.)?(\w+)" does not exist$/.exec(message)?.[1];
        const reason = name === undefined ? undefined : this.reasonFor({ ...error, message });
        if (name === undefined || reason === undefined) {
            return undefined;
        }
        this.#replaced.add(reason);
        return { name, reason };
    }

    #knownExtension(names: readonly string[]): string | undefined {
        for (const name of names.flatMap((qualified) => qualified.split('.'))) {
            if (NAMED_AFTER_ITSELF.test(name)) {
                return lacks(name);
            }
            const known = LACKING_EXTENSIONS.find(([, pattern]) => pattern.test(name));
            if (known !== undefined) {
                return lacks(known[0], name);
            }
        }
        return undefined;
    }

    /** What an extension of which nothing is known brings: it gets the benefit of the doubt. */
    #unknownExtension(error: ServerMessage, names: readonly string[]): string | undefined {
        if (!/^(type|function|procedure|aggregate|operator|access method|schema|language|text search)\b/.test(error.message)) {
            return undefined;
        }
        const unknown = [...this.#asked].find((asked) => !LACKING_EXTENSIONS.some(([extension]) => extension === asked));
        return unknown === undefined ? undefined : `${lacks(unknown)} "${names[0] ?? error.message}" may be part of it.`;
    }
}

function lacks(extension: string, name?: string): string {
    const what = `The embedded PostgreSQL does not have the extension "${extension}"`;
    return name === undefined || name === extension ? `${what}.` : `${what}, which brings "${name}".`;
}
