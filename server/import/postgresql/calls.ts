import type { FuncCall } from 'libpg-query';
import { valueOf } from './definitions.ts';
import type { Handlers } from './handlers.ts';
import { nameIn } from './identifiers.ts';
import { readJob } from './jobs.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { NodeOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import { nodesIn } from './tree-walk.ts';
import { readMaterializedView } from './views.ts';

/** Functions of PostgreSQL that are called for what they do, and do nothing to the schema. */
const HARMLESS = new Set(['setval', 'nextval', 'pg_notify', 'pg_sleep', 'pg_reload_conf', 'version', 'now', 'set_limit', 'setseed']);

export const callHandlers: Handlers = {
    SelectStmt(statement, context) {
        if (statement.intoClause !== undefined) {
            context.effect('SELECT INTO');
            return;
        }
        const call = onlyCallOf(statement);
        if (call !== undefined && (setsSearchPath(call, context) || readJob(call, context))) {
            return;
        }
        const construct = call === undefined ? 'SELECT' : `SELECT ${textsOf(call.funcname).join('.')}`;
        if (mayChangeSchema(statement, call, context)) {
            context.effect(construct);
        } else {
            context.notice('skipped', construct, 'A query says nothing of the schema.');
        }
    },
    CallStmt({ funccall }, context) {
        context.effect(`CALL ${textsOf(funccall?.funcname).join('.')}`);
    },
    CreateTableAsStmt({ query, into, objtype }, context) {
        if (objtype === 'OBJECT_MATVIEW') {
            readMaterializedView(query, into, context);
        } else if (into?.rel?.relpersistence === 't') {
            context.notice('skipped', 'CREATE TEMPORARY TABLE', 'What is temporary is gone with its session.');
        } else {
            context.effect('CREATE TABLE AS');
        }
    },
};

/** The call of `SELECT f(...)` and `SELECT * FROM f(...)`. */
function onlyCallOf({ targetList = [], fromClause = [] }: NodeOf<'SelectStmt'>): FuncCall | undefined {
    if (fromClause.length === 0) {
        return targetList.length === 1 ? fieldsOf(fieldsOf(targetList[0], 'ResTarget')?.val, 'FuncCall') : undefined;
    }
    const [rows] = fieldsOf(fromClause[0], 'RangeFunction')?.functions ?? [];
    return fromClause.length === 1 ? fieldsOf(fieldsOf(rows, 'List')?.items?.[0], 'FuncCall') : undefined;
}

/** Whether a function of the script is called, or one of which nothing is known for its own sake. */
function mayChangeSchema(statement: NodeOf<'SelectStmt'>, only: FuncCall | undefined, { state }: StatementContext): boolean {
    let callsOwn = false;
    nodesIn(statement, (kind, fields) => {
        callsOwn ||= kind === 'FuncCall' && state.routinesNamed(nameIn((fields as FuncCall).funcname)).length > 0;
    });
    const { schema, name } = nameIn(only?.funcname);
    return callsOwn || only !== undefined && schema !== 'pg_catalog' && !HARMLESS.has(name);
}

/** `SELECT set_config('search_path', '', false)`, as pg_dump begins. */
function setsSearchPath({ funcname, args = [] }: FuncCall, context: StatementContext): boolean {
    if (textsOf(funcname).at(-1) !== 'set_config') {
        return false;
    }
    const [name, value] = args.map(argument => valueOf(argument));
    if (name?.toLowerCase() === 'search_path') {
        const path = Array.from((value ?? '').matchAll(/"((?:[^"]|"")*)"|([^\s,]+)/g), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain?.toLowerCase() ?? '');
        context.state.setSearchPath(path.filter(schema => schema !== ''), context.line());
    }
    return true;
}
