import type { Node, PartitionBoundSpec } from 'libpg-query';
import type { SourceLimit, SourcePartition, SourceStatement } from '../source/index.ts';
import type { ColumnDraft } from './columns.ts';
import type { CheckDraft, ForeignKeyDraft, IndexDraft } from './constraints.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft, ExpressionScope } from './expressions/draft.ts';
import { printName, quoted, quotedColumn, stringLiteral } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import type { TableDraft } from './table-draft.ts';
import { sameTree } from './tree-walk.ts';

type Limit = ExpressionDraft | 'minvalue' | 'maxvalue';

export type BoundDraft =
    | { readonly kind: 'range'; readonly from: readonly Limit[]; readonly to: readonly Limit[] }
    | { readonly kind: 'list'; readonly values: readonly ExpressionDraft[] }
    | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
    | { readonly kind: 'default' };

export function readBound(bound: PartitionBoundSpec, context: StatementContext): BoundDraft {
    if (bound.is_default === true) {
        return { kind: 'default' };
    }
    switch (bound.strategy) {
        case 'h':
            return { kind: 'hash', modulus: bound.modulus ?? 0, remainder: bound.remainder ?? 0 };
        case 'l':
            return { kind: 'list', values: (bound.listdatums ?? []).map(value => context.expression(value)) };
        default:
            return { kind: 'range', from: readLimits(bound.lowerdatums, context), to: readLimits(bound.upperdatums, context) };
    }
}

function readLimits(nodes: readonly Node[] | undefined, context: StatementContext): Limit[] {
    return (nodes ?? []).map(node => {
        const [word] = textsOf(fieldsOf(node, 'ColumnRef')?.fields);
        return word === 'minvalue' || word === 'maxvalue' ? word : context.expression(node);
    });
}

export function freezeBound(bound: BoundDraft, scope: ExpressionScope): SourcePartition['bound'] {
    const limits = (each: readonly Limit[]): SourceLimit[] => each.map(limit => typeof limit === 'string' ? limit : freezeExpression(limit, scope));
    switch (bound.kind) {
        case 'range':
            return { kind: 'range', from: limits(bound.from), to: limits(bound.to) };
        case 'list':
            return { kind: 'list', values: bound.values.map(value => freezeExpression(value, scope)) };
        case 'hash':
        case 'default':
            return bound;
    }
}

/** What a partition has that it does not have from its table: statements that stand after that. */
export function ownOfPartition(partition: TableDraft, parent: TableDraft): readonly SourceStatement[] {
    const name = printName(partition.name);
    const after = { kind: 'relation', name: rootOf(parent).name } as const;
    const statements: string[] = [];
    const alter = (change: string): number => statements.push(`ALTER TABLE ${name} ${change}`);
    partition.columns.forEach(column => ownOfColumn(column, parent.columnDraft(column.name), name, statements));
    partition.checks.filter(check => !parent.checks.some(each => each.name === check.name && sameTree(each.condition.node, check.condition.node)))
        .forEach(check => alter(`ADD ${definitionOf(check)}`));
    partition.foreignKeys.forEach(key => alter(`ADD ${definitionOf(key)}`));
    partition.allIndexes.forEach(index => statements.push(...ownOfIndex(index, parent, name)));
    if (partition.tablespace !== undefined && partition.tablespace !== parent.tablespace) {
        alter(`SET TABLESPACE ${quotedColumn(partition.tablespace)}`);
    }
    if (partition.unlogged && !parent.unlogged) {
        alter('SET UNLOGGED');
    }
    if (partition.rowSecurity?.enabled === true) {
        alter('ENABLE ROW LEVEL SECURITY');
    }
    if (partition.rowSecurity?.forced === true) {
        alter('FORCE ROW LEVEL SECURITY');
    }
    if (partition.comment !== undefined) {
        statements.push(`COMMENT ON TABLE ${name} IS ${stringLiteral(partition.comment)}`);
    }
    return statements.map(sql => ({ kind: 'statement', line: partition.line, sql, after }));
}

/** What is valid by now, though it was written otherwise, is made so. */
function definitionOf({ sql, notValid }: CheckDraft | ForeignKeyDraft): string {
    return notValid ? sql : sql.replace(/\s+NOT\s+VALID$/i, '');
}

function ownOfColumn(column: ColumnDraft, inherited: ColumnDraft | undefined, table: string, statements: string[]): void {
    const alter = `ALTER TABLE ${table} ALTER COLUMN ${quotedColumn(column.name)}`;
    if (!sameTree(column.default?.node, inherited?.default?.node)) {
        statements.push(column.default === undefined ? `${alter} DROP DEFAULT` : `${alter} SET DEFAULT ${column.default.sql}`);
    }
    if (column.notNull && inherited?.notNull !== true) {
        statements.push(`${alter} SET NOT NULL`);
    }
    if (column.storage !== inherited?.storage && column.storage !== undefined) {
        statements.push(`${alter} SET STORAGE ${column.storage}`);
    }
    if (column.comment !== undefined) {
        statements.push(`COMMENT ON COLUMN ${table}.${quoted(column.name)} IS ${stringLiteral(column.comment)}`);
    }
}

/** An index that the partitioned table's brings along may have another name; any other is its own. */
function ownOfIndex(index: IndexDraft, parent: TableDraft, table: string): string[] {
    if (index.isPartial) {
        return [];
    }
    const template = index.attachedTo?.isPartial === true ? undefined : index.attachedTo ?? parent.allIndexes.find(each => !each.isPartial && each.role === index.role && each.unique === index.unique
        && each.columns.join('\0') === index.columns.join('\0') && sameTree(each.predicate?.node, index.predicate?.node));
    const comments = index.comment === undefined ? [] : [`COMMENT ON INDEX ${printName(index.name)} IS ${stringLiteral(index.comment)}`];
    if (template === undefined) {
        return [index.role === 'index' ? index.sql : `ALTER TABLE ${table} ADD ${index.sql}`, ...comments];
    }
    const given = index.automaticName;
    return given === index.name.name ? comments : [`ALTER INDEX ${printName({ ...index.name, name: given })} RENAME TO ${quotedColumn(index.name.name)}`, ...comments];
}

/** The table that a partition of partitions is in the end one of. */
export function rootOf(table: TableDraft): TableDraft {
    return table.partitionOf === undefined ? table : rootOf(table.partitionOf.parent);
}

/** Whether an attached table's columns are those of the partitioned one in the same order, as `PARTITION OF` would make them. */
export function hasColumnsOf(partition: TableDraft, parent: TableDraft): boolean {
    const columns = parent.allColumns;
    return columns.length === partition.columns.length && partition.columns.every((column, index) => {
        const other = columns[index];
        return other?.name === column.name && other.type.freeze().sql === column.type.freeze().sql;
    });
}
