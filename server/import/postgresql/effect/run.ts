import type { EmbeddedPostgres, Row, ScriptStatement, Session, Statement } from '../../../postgres/index.ts';
import { readTouched, touchedQuery } from './touched.ts';
import type { Touched } from './touched.ts';

/** What running a script has come to. */
export interface EffectRun {
    /** The database as a script. */
    readonly dump: string;
    /** What was written by the statements that were asked about, by their offsets in the script. */
    readonly touched: ReadonlyMap<number, readonly Touched[]>;
    /** Why statements did not do their work, by their offsets. */
    readonly refused: ReadonlyMap<number, Refusal>;
    /** `schema`, `view`, `name`, `type`, and whether the view is `populated`, in the order of the columns. */
    readonly viewColumns: readonly Row[];
    /** The tables that queries have made, as they were right then, by the offsets of their statements: later ones change them. */
    readonly queried: ReadonlyMap<number, readonly string[]>;
    /** `name` and `statement` of each role and each membership. */
    readonly roles: readonly Row[];
}

export interface Refusal {
    readonly message: string;
    /** The script is at fault, and no statement before this one. */
    readonly isFault: boolean;
}

export interface RunRequest {
    readonly statements: readonly ScriptStatement[];
    /** Offsets of the statements of which it is asked what they have written; all of them where there is none. */
    readonly asked: ReadonlySet<number> | undefined;
    readonly roles: readonly string[];
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

/** Inserted rows may be what functions look at; a whole data set is not worth its time. */
const MOST_ROWS_TEXT = 1_000_000;

/** What says nothing of the schema, or rules transactions, which here are one per statement. */
const LEFT_OUT = /^(?:begin|start|commit|end|rollback|abort|savepoint|release|prepare|copy|vacuum|analyze|reindex|refresh|cluster|checkpoint|lock|explain|show|listen|notify|unlisten|set\s+(?:session\s+|local\s+)?(?:role|session)\b|reset\s+(?:role|session)\b)/i;

/** Everything belongs to whoever runs the script, as with the script of a model. */
const CHANGES_OWNER = /^alter\s[\s\S]*\sowner\s+to\s+\S+$/i;

/** Throws an `EmbeddedPostgresError` where the engine does not get to the end. */
export async function runScript(postgres: EmbeddedPostgres, request: RunRequest): Promise<EffectRun> {
    const { roles, signal } = request;
    return postgres.session(session => runIn(session, request), { roles, ...signal && { signal } });
}

async function runIn(session: Session, { statements, asked, onProgress }: RunRequest): Promise<EffectRun> {
    const refused = new Map<number, Refusal>();
    const spans: { readonly offset: number; readonly from: number; readonly to: number }[] = [];
    await session.query('SET check_function_bodies = off');
    const queried = new Map<number, readonly string[]>();
    const run = statementsToRun(statements);
    const first = await transactionOf(session);
    let done = 0;
    const execute = async (batch: readonly ScriptStatement[]): Promise<void> => {
        if (batch.length > 0) {
            const before = done;
            const { failed, notExecuted } = await session.execute(batch.map(asStatement), { onProgress: count => onProgress?.(before + count, run.length) });
            failed.forEach(({ id, error, causedBy }) => refused.set(Number(id), { message: `${error.message}.`, isFault: causedBy === undefined }));
            notExecuted.forEach(({ id, reason }) => refused.set(Number(id), { message: reason, isFault: false }));
            done += batch.length;
        }
    };
    let batch: ScriptStatement[] = [];
    for (const statement of run) {
        if (asked?.has(statement.start) !== true) {
            batch.push(statement);
            continue;
        }
        await execute(batch);
        batch = [];
        const from = await transactionOf(session);
        await execute([statement]);
        spans.push({ offset: statement.start, from, to: await transactionOf(session) });
        if (MAKES_TABLE_BY_QUERY.test(statement.text)) {
            const tables = await session.query(TABLES_SINCE.replace('$FROM', String(from)));
            queried.set(statement.start, tables.map(({ statement: text }) => text ?? ''));
        }
    }
    await execute(batch);
    await session.query(`SET search_path = ''`);
    const rows = readTouched(await session.query(touchedQuery(first)));
    const spanOf = (transaction: number) => asked === undefined ? -1 : spans.find(({ from, to }) => transaction > from && transaction < to)?.offset;
    const touched = new Map<number, Touched[]>();
    for (const row of rows) {
        const offset = spanOf(row.transaction);
        if (offset !== undefined) {
            touched.set(offset, [...touched.get(offset) ?? [], row]);
        }
    }
    const viewColumns = await session.query(VIEW_COLUMNS);
    const made = await session.query(ROLES);
    return { dump: await session.dump(), touched, refused, viewColumns, queried, roles: made };
}

async function transactionOf(session: Session): Promise<number> {
    const [row] = await session.query('SELECT pg_catalog.txid_current() AS id');
    return Number(row?.['id']);
}

function statementsToRun(statements: readonly ScriptStatement[]): readonly ScriptStatement[] {
    const inserted = statements.reduce((sum, { text }) => sum + (/^insert\b/i.test(text) ? text.length : 0), 0);
    return statements.filter(({ text, copyData }) => copyData === undefined && !LEFT_OUT.test(text) && !CHANGES_OWNER.test(text)
        && (inserted <= MOST_ROWS_TEXT || !/^insert\b/i.test(text)));
}

/** What SET LOCAL says is to hold to the end of a transaction, and here each statement is one. */
function asStatement({ start, text }: ScriptStatement): Statement {
    return { id: String(start), text: text.replace(/^set\s+local\b/i, 'SET') };
}

const VIEW_COLUMNS = `
SELECT n.nspname AS schema, c.relname AS view, a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, c.relispopulated AS populated
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
ORDER BY c.oid, a.attnum`;

const MAKES_TABLE_BY_QUERY = /^(?:create\s+(?:unlogged\s+)?table\b|select\b[\s\S]*\binto\b|with\b)/i;

/** Each table that was made after a transaction, as the statement that would make it. */
const TABLES_SINCE = `
SELECT pg_catalog.format('CREATE %sTABLE %I.%I (%s)', CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END, n.nspname, c.relname, pg_catalog.string_agg(
    pg_catalog.format('%I %s', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod)) || CASE WHEN a.attcollation <> t.typcollation
        THEN (SELECT pg_catalog.format(' COLLATE %I.%I', s.nspname, l.collname) FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace s ON s.oid = l.collnamespace WHERE l.oid = a.attcollation)
        ELSE '' END, ', ' ORDER BY a.attnum)) AS statement
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND c.xmin::text::bigint > $FROM AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
GROUP BY c.oid, c.relpersistence, n.nspname, c.relname`;

/** Each role as the statement that would make it. */
const ROLES = `
SELECT r.rolname AS name, pg_catalog.format('CREATE ROLE %I', r.rolname) || CASE WHEN r.rolcanlogin THEN ' LOGIN' ELSE '' END
    || CASE WHEN r.rolsuper THEN ' SUPERUSER' ELSE '' END || CASE WHEN r.rolcreatedb THEN ' CREATEDB' ELSE '' END
    || CASE WHEN r.rolcreaterole THEN ' CREATEROLE' ELSE '' END || CASE WHEN r.rolreplication THEN ' REPLICATION' ELSE '' END
    || CASE WHEN r.rolbypassrls THEN ' BYPASSRLS' ELSE '' END || CASE WHEN r.rolinherit THEN '' ELSE ' NOINHERIT' END
    || CASE WHEN r.rolconnlimit >= 0 THEN ' CONNECTION LIMIT ' || r.rolconnlimit ELSE '' END
    || CASE WHEN r.rolvaliduntil IS NULL THEN '' ELSE pg_catalog.format(' VALID UNTIL %L', r.rolvaliduntil) END AS statement
FROM pg_catalog.pg_roles r WHERE r.rolname !~ '^pg_' AND r.rolname <> 'postgres'
UNION ALL
SELECT m.member::regrole::text, pg_catalog.format('GRANT %s TO %s', m.roleid::regrole, m.member::regrole) || CASE WHEN m.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END
FROM pg_catalog.pg_auth_members m WHERE m.roleid::regrole::text !~ '^pg_'`;
