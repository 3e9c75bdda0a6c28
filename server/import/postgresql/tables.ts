import type { CreateStmt, Node, PartitionSpec, TableLikeClause } from 'libpg-query';
import { collationOf } from './collations.ts';
import { ColumnDraft } from './columns.ts';
import { CheckDraft, IndexDraft } from './constraints.ts';
import type { IndexElementDraft } from './constraints.ts';
import { isThere } from './existing.ts';
import { ExpressionDraft } from './expressions/draft.ts';
import type { Handlers } from './handlers.ts';
import { nameOf, printName, quotedColumn } from './identifiers.ts';
import { KeptRelation } from './kept-relation.ts';
import { automaticName, joinedColumns } from './object-names.ts';
import { readOptions } from './options.ts';
import { fieldsOf } from './parser.ts';
import { readBound } from './partitions.ts';
import { UnreadableError } from './statement-context.ts';
import type { StatementContext } from './statement-context.ts';
import { elementRemarks } from './statement-parts.ts';
import { TableDraft } from './table-draft.ts';
import { addColumn, addConstraint, choose, createSequence, operatorClassIn } from './table-elements.ts';
import { readType } from './types.ts';

export const tableHandlers: Handlers = {
    CreateStmt(statement, context) {
        const { relation, if_not_exists } = statement;
        const written = nameOf(relation);
        if (relation?.relpersistence === 't') {
            context.notice('skipped', 'CREATE TEMPORARY TABLE', 'A temporary table is gone with its session.', { subject: written.name });
            return;
        }
        const name = context.state.creationName(written.schema, written.name);
        if (isThere(context.state.relations.get(name), if_not_exists, 'CREATE TABLE', printName(name), context)) {
            return;
        }
        if (statement.ofTypename !== undefined || statement.accessMethod !== undefined && statement.accessMethod !== 'heap') {
            const type = statement.ofTypename && readType(statement.ofTypename, context.state).draft;
            context.notice('text', 'CREATE TABLE', 'A table of a type or of another access method is kept as PostgreSQL text.', { subject: printName(name) });
            context.state.add(new KeptRelation(context.origin, name, 'table', context.qualified(), type), type);
            return;
        }
        const table = new TableDraft(context.origin, name, context.state);
        context.state.add(table);
        try {
            defineTable(table, statement, context);
        } catch (error) {
            context.state.remove(table);
            if (!(error instanceof UnreadableError)) {
                throw error;
            }
            context.notice('text', 'CREATE TABLE', `The table is kept as PostgreSQL text. ${error.message}`, { subject: printName(name) });
            context.state.add(new KeptRelation(context.origin, name, 'table', context.qualified()));
        }
    },
};

function defineTable(table: TableDraft, statement: CreateStmt, context: StatementContext): void {
    table.unlogged = statement.relation?.relpersistence === 'u';
    table.tablespace = statement.tablespacename;
    table.options = readOptions(statement.options);
    table.texts.push(context.qualified());
    const parents = (statement.inhRelations ?? []).map(parent => findTable(parent, context));
    const [parent] = parents;
    if (statement.partbound !== undefined && parent !== undefined) {
        table.partitionOf = { parent, bound: readBound(statement.partbound, context) };
        parent.partitions.push(table);
        context.state.belongsTo(table, parent);
    } else {
        parents.forEach(each => inherit(table, each));
    }
    const elements = statement.tableElts ?? [];
    const remarks = elementRemarks(context.source, elements);
    table.remark ??= remarks.get(-1);
    elements.forEach((element, index) => {
        const column = fieldsOf(element, 'ColumnDef');
        const like = fieldsOf(element, 'TableLikeClause');
        if (column !== undefined) {
            addColumn(column, table, context, remarks.get(index));
        } else if (like !== undefined) {
            copyTable(like, table, context);
        }
    });
    // A constraint of the table may name columns that stand below it.
    elements.forEach((element, index) => {
        const constraint = fieldsOf(element, 'Constraint');
        if (constraint !== undefined) {
            // Of a table that is made there is nothing to validate: PostgreSQL takes NOT VALID for nothing here.
            addConstraint({ ...constraint, skip_validation: false }, table, context, { remark: remarks.get(index) });
        }
    });
    if (statement.partspec !== undefined) {
        table.partitioning = readPartitioning(statement.partspec, context);
    }
}

function findTable(parent: Node, context: StatementContext): TableDraft {
    const found = context.state.relation(nameOf(fieldsOf(parent, 'RangeVar')));
    if (!(found instanceof TableDraft)) {
        throw new UnreadableError('What it is a part of is not in the model.');
    }
    return found;
}

export function inherit(table: TableDraft, parent: TableDraft): void {
    table.inherits.push(parent);
    parent.heirs.add(table);
}

function readPartitioning({ strategy, partParams = [] }: PartitionSpec, context: StatementContext): TableDraft['partitioning'] {
    const elements = partParams.map((param): IndexElementDraft => {
        const { name, expr, collation, opclass } = fieldsOf(param, 'PartitionElem') ?? {};
        const node: Node = { ColumnRef: { fields: [{ String: { sval: name ?? '' } }] } };
        return {
            column: expr === undefined ? name : undefined,
            expression: expr === undefined ? new ExpressionDraft(node, quotedColumn(name ?? '')) : context.expression(expr),
            collation: collationOf(collation, context.state), operatorClass: operatorClassIn(opclass), operatorClassParameters: [], descending: false, nulls: undefined,
        };
    });
    return { method: strategy === 'PARTITION_STRATEGY_LIST' ? 'list' : strategy === 'PARTITION_STRATEGY_HASH' ? 'hash' : 'range', elements };
}

/** What LIKE takes over (parsenodes.h, `TableLikeOption`). */
const INCLUDING = { comments: 1, compression: 2, constraints: 4, defaults: 8, generated: 16, identity: 32, indexes: 64, storage: 256 } as const;

function copyTable({ relation, options = 0 }: TableLikeClause, table: TableDraft, context: StatementContext): void {
    const source = context.state.relation(nameOf(relation));
    if (!(source instanceof TableDraft)) {
        throw new UnreadableError('What it is made like is not in the model.');
    }
    const takes = (what: keyof typeof INCLUDING): boolean => (options & INCLUDING[what]) !== 0;
    for (const original of source.allColumns) {
        const column = new ColumnDraft(original.name, context.line(relation?.location), original.type);
        column.notNull = original.notNull;
        if (original.notNull) {
            column.nameNotNull(original.notNullName ?? automaticName(makerOf(original, source).name.name, original.name, 'not_null'), table);
        }
        column.collation = original.collation;
        column.default = takes('defaults') ? original.default?.copy() : undefined;
        column.sequence = takes('defaults') ? original.sequence : undefined;
        column.generated = takes('generated') ? original.generated && { ...original.generated, expression: original.generated.expression.copy() } : undefined;
        column.storage = takes('storage') ? original.storage : undefined;
        column.compression = takes('compression') ? original.compression : undefined;
        column.comment = takes('comments') ? original.comment : undefined;
        table.columns.push(column);
        if (takes('identity') && original.identity !== undefined) {
            const sequence = createSequence(table, column);
            sequence.isIdentity = true;
            sequence.options = original.identity.sequence.options;
            column.identity = { kind: original.identity.kind, sequence };
        }
    }
    if (takes('constraints')) {
        for (const original of source.checks) {
            const check = new CheckDraft(original.line, table, { name: original.name, isWritten: true }, original.sql, original.condition.copy());
            check.column = original.column;
            check.noInherit = original.noInherit;
            check.notEnforced = original.notEnforced;
            check.comment = takes('comments') ? original.comment : undefined;
            table.checks.push(check);
        }
    }
    if (takes('indexes')) {
        source.allIndexes.forEach(index => copyIndex(index, table, takes('comments')));
    }
}

/** The table that a column's NOT NULL is from: an inherited one has the name that it has there, but a primary key makes one of its own. */
function makerOf(column: ColumnDraft, table: TableDraft): TableDraft {
    const isOwn = table.columns.includes(column) || table.primaryKey?.columns.includes(column.name) === true;
    const parent = isOwn ? undefined : table.inherits.find(each => each.allColumns.includes(column));
    return parent === undefined ? table : makerOf(column, parent);
}

/** A copied index is named anew. */
function copyIndex(original: IndexDraft, table: TableDraft, withComment: boolean): void {
    const label = original.role === 'primary key' ? 'pkey' : original.role === 'unique' ? 'key' : original.role === 'exclusion' ? 'excl' : 'idx';
    const columns = label === 'pkey' ? undefined : joinedColumns(original.namedAs);
    const index = new IndexDraft({ line: original.line }, table, original.role, choose(undefined, table, columns, label), original.sql);
    index.elements = original.elements.map(element => ({ ...element, expression: element.expression.copy() }));
    index.namedAs = original.namedAs;
    index.unique = original.unique;
    index.nullsNotDistinct = original.nullsNotDistinct;
    index.withoutOverlaps = original.withoutOverlaps;
    index.method = original.method;
    index.include = original.include;
    index.predicate = original.predicate?.copy();
    index.tablespace = original.tablespace;
    index.options = original.options;
    index.timing = original.timing;
    index.comment = withComment ? original.comment : undefined;
    index.constraintComment = withComment ? original.constraintComment : undefined;
    table.state.add(index, table);
    switch (original.role) {
        case 'primary key': table.primaryKey = index; break;
        case 'unique': table.uniques.push(index); break;
        case 'exclusion': table.exclusions.push(index); break;
        case 'index': table.indexes.push(index); break;
    }
}
