import type { IntoClause, Node } from 'libpg-query';
import type { SourceOption, SourceType, SourceView } from '../source/index.ts';
import { withColumnNames } from './column-list.ts';
import type { IndexDraft } from './constraints.ts';
import { definitionsIn, valueOf } from './definitions.ts';
import { depthsOf } from './depths.ts';
import { present, RelationDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import { readOptions } from './options.ts';
import { fieldsOf, textsOf } from './parser.ts';
import { columnsOfQuery } from './query-columns.ts';
import type { StatementContext } from './statement-context.ts';
import type { Token } from './statement-text.ts';
import type { PhysicalName } from '../../../language/index.ts';

/** A view or materialized view. */
export class ViewDraft extends RelationDraft {
    override readonly relation = 'view';
    readonly materialized: boolean;
    readonly sql: string;
    options: readonly SourceOption[];
    checkOption: SourceView['checkOption'];
    withoutData = false;
    tablespace: string | undefined;
    indexes: IndexDraft[] = [];
    /** Undefined where `*` stands for what is not known. */
    readonly #columns: ReadonlyMap<string, SourceType | undefined> | undefined;
    readonly #comments = new Map<string, string>();

    constructor(origin: Origin, name: PhysicalName, materialized: boolean, query: Query) {
        super(origin, name);
        this.materialized = materialized;
        this.sql = query.sql;
        this.options = query.options;
        this.#columns = query.columns;
    }

    override get columnTypes(): ReadonlyMap<string, SourceType | undefined> | undefined {
        return this.#columns;
    }

    override commentColumn(column: string, comment: string | undefined): boolean {
        if (this.#columns !== undefined && !this.#columns.has(column)) {
            return false;
        }
        if (comment === undefined) {
            this.#comments.delete(column);
        } else {
            this.#comments.set(column, comment);
        }
        return true;
    }

    /** Its text names its columns itself. */
    override renameColumn(): boolean {
        return false;
    }

    override freeze(): SourceView {
        const names = this.#columns ?? new Map([...this.#comments.keys()].map(name => [name, undefined]));
        return {
            kind: 'view', ...this.element, name: this.name, materialized: this.materialized, sql: this.sql, columnNames: [],
            columns: Array.from(names, ([name, type]) => ({ name, ...present('type', type), ...present('comment', this.#comments.get(name)) })),
            options: this.options, ...present('checkOption', this.checkOption), withoutData: this.withoutData, ...present('tablespace', this.tablespace),
            indexes: this.indexes.map(index => index.freezeIndex(this.scope)),
        };
    }
}

/** What a view is made from. */
interface Query {
    readonly sql: string;
    readonly columns: ReadonlyMap<string, SourceType | undefined> | undefined;
    readonly options: readonly SourceOption[];
}

export const viewHandlers: Handlers = {
    ViewStmt({ view, aliases, query, options, withCheckOption }, context) {
        const { state } = context;
        if (view?.relpersistence === 't') {
            context.notice('skipped', 'CREATE TEMPORARY VIEW', 'What is temporary is gone with its session.');
            return;
        }
        const name = state.creationName(view?.schemaname, view?.relname ?? '');
        const definitions = definitionsIn(options);
        const checked = valueOf(definitions.find(option => option.name === 'check_option')?.argument)?.toLowerCase();
        const isRecursive = /^create\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?recursive\b/i.test(context.text);
        const made = queryOf(query, isRecursive ? [] : textsOf(aliases), context);
        if (made === undefined) {
            context.keep('CREATE VIEW');
            return;
        }
        const sql = isRecursive ? recursiveQuery(made.sql, name.name, textsOf(aliases)) : made.sql;
        const draft = new ViewDraft(context.origin, name, false, { ...made, sql, options: readOptions(options).filter(option => option.name !== 'check_option') });
        draft.statement = context.qualified();
        draft.checkOption = withCheckOption === 'LOCAL_CHECK_OPTION' || checked === 'local' ? 'local'
            : withCheckOption === 'CASCADED_CHECK_OPTION' || checked === 'cascaded' ? 'cascaded' : undefined;
        const former = state.relations.get(name);
        if (former instanceof ViewDraft) {
            draft.comment = former.comment;
            state.replace(former, draft);
        } else {
            state.add(draft);
        }
    },
};

/** `CREATE MATERIALIZED VIEW`. */
export function readMaterializedView(query: Node | undefined, into: IntoClause | undefined, context: StatementContext): void {
    const { state } = context;
    const name = state.creationName(into?.rel?.schemaname, into?.rel?.relname ?? '');
    const made = queryOf(query, textsOf(into?.colNames), context);
    if (made === undefined || into?.accessMethod !== undefined) {
        context.keep('CREATE MATERIALIZED VIEW');
        return;
    }
    const draft = new ViewDraft(context.origin, name, true, { ...made, options: readOptions(into?.options) });
    draft.statement = context.qualified();
    draft.withoutData = into?.skipData === true;
    draft.tablespace = into?.tableSpaceName;
    if (state.relations.get(name) === undefined) {
        state.add(draft);
    }
}

/** With the names of a column list written into the query; undefined where that is not possible. */
function queryOf(query: Node | undefined, names: readonly string[], context: StatementContext): Omit<Query, 'options'> | undefined {
    const select = fieldsOf(query, 'SelectStmt');
    const sql = withColumnNames(queryText(context), names);
    const found = select && columnsOfQuery(select, context.state);
    const columns = found && new Map(Array.from(found, ([name, type], index) => [names[index] ?? name, type]));
    return sql === undefined ? undefined : { sql, columns };
}

/** From the word behind AS to the options at the end. */
function queryText(context: StatementContext): string {
    const { tokens } = context.source;
    const depths = depthsOf(tokens);
    const as = tokens.findIndex(({ kind, value }, index) => kind === 'word' && value === 'as' && depths[index] === 0);
    return context.qualified(tokens[as + 1]?.start, tokens[endOfQuery(tokens) - 1]?.end).trim();
}

/** The index of the token at which `WITH [LOCAL | CASCADED] CHECK OPTION` or `WITH [NO] DATA` begins. */
function endOfQuery(tokens: readonly Token[]): number {
    const last = tokens.slice(-4).map(({ kind, value }) => kind === 'word' ? value : '').join(' ');
    const tail = / ?(with (?:local |cascaded )?check option|with (?:no )?data)$/.exec(` ${last}`)?.[1];
    return tokens.length - (tail === undefined ? 0 : tail.split(' ').length);
}

/** What PostgreSQL itself makes of a recursive view (manual, "CREATE VIEW"). */
function recursiveQuery(sql: string, name: string, columns: readonly string[]): string {
    const list = columns.map(column => `"${column.replaceAll('"', '""')}"`).join(', ');
    const quotedName = `"${name.replaceAll('"', '""')}"`;
    return `WITH RECURSIVE ${quotedName}(${list}) AS (\n${sql}\n)\nSELECT ${list} FROM ${quotedName}`;
}

