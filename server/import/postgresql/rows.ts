import type { InsertStmt, Node } from 'libpg-query';
import type { Notice, SourceRows } from '../source/index.ts';
import { Draft } from './drafts.ts';
import type { Origin, RelationDraft } from './drafts.ts';
import { freezeExpression, NO_COLUMNS } from './expressions/draft.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import type { Handlers } from './handlers.ts';
import { nameOf } from './identifiers.ts';
import { fieldsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementContext } from './statement-context.ts';

/** More rows of a table, or a longer statement, are data and no part of the schema. */
const MOST_ROWS = 100;
const LONGEST = 20_000;

const TARGET = /^insert\s+into\s+((?:"[^"]+"|[\w$]+)(?:\s*\.\s*(?:"[^"]+"|[\w$]+))?)/i;

/** How many rows the script inserts into a table, as far as they are counted. */
interface Count {
    rows: number;
    readonly lines: number[];
    isTold: boolean;
}

/** Counts what is inserted, so that data is not even parsed. */
export class RowCounts {
    readonly #byTarget = new Map<string, Count>();

    /** Whether a statement may be about rows that belong to the schema. */
    mayBeOfSchema(insert: string, line: number): boolean {
        const count = this.of(insert);
        if (insert.length > LONGEST || count.rows >= MOST_ROWS) {
            count.rows = Infinity;
            return false;
        }
        count.lines.push(line);
        return true;
    }

    of(insert: string): Count {
        const target = TARGET.exec(insert)?.[1]?.replace(/\s/g, '') ?? '';
        const count = this.#byTarget.get(target) ?? { rows: 0, lines: [], isTold: false };
        this.#byTarget.set(target, count);
        return count;
    }
}

/** Rows of a table, as long as they are few. */
export class RowsDraft extends Draft {
    readonly table: RelationDraft;
    /** Where none are written, all columns that the table has when the script is read. */
    readonly columns: readonly string[];
    readonly rows: (readonly ExpressionDraft[])[] = [];
    readonly #count: Count;
    readonly #notices: Notice[];

    constructor(origin: Origin, table: RelationDraft, columns: readonly string[], count: Count, { notices }: SchemaState) {
        super(origin);
        this.table = table;
        this.columns = columns;
        this.#count = count;
        this.#notices = notices;
    }

    override rename(): void {
        throw new TypeError('Rows have no name to change.');
    }

    override freeze(): SourceRows | undefined {
        const { columnTypes } = this.table;
        const columns = this.columns.length > 0 ? this.columns : [...columnTypes?.keys() ?? []].slice(0, this.rows[0]?.length);
        if (this.#count.rows > MOST_ROWS || columns.length !== this.rows[0]?.length || columns.some(column => columnTypes?.has(column) === false)) {
            this.#tell();
            return undefined;
        }
        const targets = columns.map(column => columnTypes?.get(column));
        return {
            kind: 'rows', ...this.element, table: this.table.name, columns,
            rows: this.rows.map(row => row.map((value, index) => freezeExpression(value, { ...NO_COLUMNS, ...targets[index] && { target: targets[index] } }))),
        };
    }

    #tell(): void {
        if (!this.#count.isTold) {
            this.#count.isTold = true;
            this.#notices.push(...this.#count.lines.map((line): Notice => ({ kind: 'skipped', construct: 'INSERT', message: 'Rows are data and no part of the schema.', line })));
        }
    }
}

export const rowsHandlers: Handlers = {
    InsertStmt(statement, context) {
        const table = context.state.relation(nameOf(statement.relation));
        const rows = valuesOf(statement);
        const count = context.state.rowCounts.of(context.text);
        if (rows === undefined || table?.relation !== 'table' || table.owner !== undefined) {
            context.notice('skipped', 'INSERT', 'Rows are data and no part of the schema.');
            return;
        }
        count.rows += rows.length;
        const columns = (statement.cols ?? []).map(node => fieldsOf(node, 'ResTarget')?.name ?? '');
        if (count.rows <= MOST_ROWS) {
            draftFor(table, columns, count, context).rows.push(...rows.map(row => row.map(value => context.expression(value))));
        }
    },
};

/** Rows that follow others of the same columns are joined to them. */
function draftFor(table: RelationDraft, columns: readonly string[], count: Count, { state, origin }: StatementContext): RowsDraft {
    const former = state.ownedBy(table).findLast(draft => draft instanceof RowsDraft);
    return former instanceof RowsDraft && former.columns.join('\0') === columns.join('\0') && origin.remark === undefined && origin.headings === undefined
        ? former
        : state.add(new RowsDraft(origin, table, columns, count, state), table);
}

/** The rows of `VALUES` where all of them are constants. */
function valuesOf({ selectStmt, override, withClause, returningClause }: InsertStmt): readonly (readonly Node[])[] | undefined {
    const lists = fieldsOf(selectStmt, 'SelectStmt')?.valuesLists;
    const rows = lists?.map(list => fieldsOf(list, 'List')?.items ?? []);
    const isPlain = (override ?? 'OVERRIDING_NOT_SET') === 'OVERRIDING_NOT_SET' && withClause === undefined && returningClause === undefined;
    return isPlain && rows?.every(row => row.every(isConstant)) ? rows : undefined;
}

function isConstant(node: Node): boolean {
    const negated = fieldsOf(node, 'A_Expr');
    const inner = fieldsOf(node, 'TypeCast')?.arg ?? (negated?.lexpr === undefined ? negated?.rexpr : undefined);
    return fieldsOf(node, 'A_Const') !== undefined || inner !== undefined && isConstant(inner) || fieldsOf(node, 'A_ArrayExpr')?.elements?.every(isConstant) === true;
}
