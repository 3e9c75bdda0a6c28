import { partitionName } from '../../../language/index.ts';
import type { Expression, IndexElement, Partition, PartitionBound, Partitioning, PartitionLimit, PhysicalName, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import { writeCollation } from './columns.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, withClause } from './engine-options.ts';
import { writeExpression, writeIndexExpression } from './expressions.ts';
import { qualified, stringLiteral } from './identifiers.ts';

const longestLine = 120;

/** `RANGE (placed_at)` */
export function partitionKey({ method, elements }: Partitioning, context: PostgresContext): string {
    return `${method.toUpperCase()} (${elements.map(element => keyElement(element, context)).join(', ')})`;
}

/** The partitions of a table, each followed by its own. */
export function createPartitions(table: Table, context: PostgresContext): readonly Statement[] {
    return table.partitioning ? partitionsOf(table, table.name, table.partitioning, context) : [];
}

function partitionsOf(table: Table, parent: PhysicalName, { partitions }: Partitioning, context: PostgresContext): readonly Statement[] {
    return partitions.flatMap(partition => [
        createPartition(table, parent, partition, context),
        ...partition.subpartitioning ? partitionsOf(table, partitionName(parent, partition), partition.subpartitioning, context) : [],
    ]);
}

function createPartition(table: Table, parent: PhysicalName, partition: Partition, context: PostgresContext): Statement {
    const { subpartitioning } = partition;
    // Only the leaves have storage, so the settings of the whole table are theirs.
    const unlogged = table.unlogged && !subpartitioning ? 'UNLOGGED ' : '';
    const settings = subpartitioning ? '' : withClause(settingsOf(table, partition));
    const ifNotExists = context.options.ifNotExists ? 'IF NOT EXISTS ' : '';
    const key = subpartitioning ? ` PARTITION BY ${partitionKey(subpartitioning, context)}` : '';
    const head = `CREATE ${unlogged}TABLE ${ifNotExists}${qualified(partitionName(parent, partition))}`
        + ` PARTITION OF ${qualified(parent)}`;
    const bound = `${boundClause(partition.bound, context)}${key}${settings}`;
    const separator = head.length + bound.length < longestLine ? ' ' : '\n    ';
    return statement({ id: table.source, place: partition.place }, head + separator + bound, 'partition');
}

function settingsOf(table: Table, partition: Partition): ReturnType<typeof entriesOf> {
    const own = entriesOf(partition.options);
    return [...entriesOf(table.options).filter(entry => !own.some(({ name }) => name === entry.name)), ...own];
}

function boundClause(bound: PartitionBound, context: PostgresContext): string {
    switch (bound.kind) {
        case 'range':
            return `FOR VALUES FROM (${limits(bound.from, context)}) TO (${limits(bound.to, context)})`;
        case 'list':
            return `FOR VALUES IN (${bound.values.map(value => boundValue(value, context)).join(', ')})`;
        case 'hash':
            return `FOR VALUES WITH (MODULUS ${bound.modulus}, REMAINDER ${bound.remainder})`;
        case 'default':
            return 'DEFAULT';
    }
}

function limits(values: readonly PartitionLimit[], context: PostgresContext): string {
    return values.map(value => typeof value === 'string' ? value.toUpperCase() : boundValue(value, context)).join(', ');
}

/** A constant takes the type of the key, so it need not name its own. */
function boundValue(value: Expression, context: PostgresContext): string {
    return value.kind === 'typed-literal' ? stringLiteral(value.value) : writeExpression(value, context);
}

function keyElement({ expression, collation, operatorClass }: IndexElement, context: PostgresContext): string {
    return writeIndexExpression(expression, context)
        + (collation === undefined ? '' : ` COLLATE ${writeCollation(collation, context)}`)
        + (operatorClass === undefined ? '' : ` ${context.names.extensions.operatorClass(operatorClass)}`);
}
