import type * as ast from '../../generated/ast.ts';
import type { Place } from '../../findings.ts';
import type { Partition, PartitionBound, Partitioning, PartitionLimit, PhysicalName } from '../elements.ts';
import type { Expression } from '../expressions.ts';
import { fillPattern } from '../naming/registry.ts';
import { engineOptions } from './annotations.ts';
import { schemaName } from './access.ts';
import type { BuildContext } from './context.ts';
import { bind } from './expressions.ts';
import { indexElements } from './indexes.ts';
import { intervalPattern, intervals } from './intervals.ts';
import type { RelationShape, Scope } from './shapes.ts';

export const mostHashPartitions = 10_000;

export function partitioningOf(context: BuildContext, relation: RelationShape, node: ast.Partitioning): Partitioning {
    return partitioned(context, relation.table, relation.scope, node);
}

/** `table` is what is partitioned: the entity's table, or a partition that is partitioned in turn. */
function partitioned(context: BuildContext, table: PhysicalName, scope: Scope, node: ast.Partitioning): Partitioning {
    const partitions: Partition[] = node.partitions.map(partition => partitionOf(context, table, scope, partition));
    if (node.interval) {
        partitions.push(...byInterval(context, table, scope, node.interval));
    }
    if (node.count) {
        partitions.push(...byCount(context, table, node.count));
    }
    for (const partition of partitions) {
        context.names.reserveRelation(partitionName(table, partition));
    }
    return { method: node.method, elements: indexElements(context, node.elements, scope), partitions, place: context.sources.placeOf(node) };
}

/** What a partition of a table is called in the database. */
export function partitionName(table: PhysicalName, { schema, physicalName }: Pick<Partition, 'schema' | 'physicalName'>): PhysicalName {
    return schema === undefined ? { ...table, name: physicalName } : { schema, name: physicalName };
}

function schemaOf(context: BuildContext, schema: ast.SchemaName | undefined): { readonly schema?: string } {
    const name = schema && schemaName(context, schema);
    return name === undefined ? {} : { schema: name };
}

function partitionOf(context: BuildContext, table: PhysicalName, scope: Scope, node: ast.Partition): Partition {
    const physicalName = node.physicalName ?? context.rules.join(table.name, context.rules.physical(node.name ?? ''));
    const own = schemaOf(context, node.schema?.ref);
    return {
        name: node.name ?? '', physicalName, ...own, bound: boundOf(context, scope, node),
        ...node.subpartitioning ? { subpartitioning: partitioned(context, { ...table, ...own, name: physicalName }, scope, node.subpartitioning) } : {},
        options: engineOptions(node.options), place: context.sources.placeOfName(node),
    };
}

function boundOf(context: BuildContext, scope: Scope, node: ast.Partition): PartitionBound {
    const limit = (expression: ast.Expression): PartitionLimit =>
        expression.$type === 'UnboundedValue' ? expression.kind : bind(context, expression, scope, node);
    if (node.default) {
        return { kind: 'default' };
    }
    if (node.modulus !== undefined) {
        return { kind: 'hash', modulus: Number(node.modulus), remainder: Number(node.remainder ?? 0) };
    }
    return node.values.length > 0
        ? { kind: 'list', values: node.values.map(value => bind(context, value, scope, node)) }
        : { kind: 'range', from: node.from.map(limit), to: node.to.map(limit) };
}

function byInterval(context: BuildContext, table: PhysicalName, scope: Scope, node: ast.PartitionInterval): Partition[] {
    const place = context.sources.placeOf(node);
    const start = bind(context, node.start, scope, node);
    const end = node.end && bind(context, node.end, scope, node);
    const count = Number(node.count);
    const pattern = node.pattern ?? intervalPattern(node.unit ?? '');
    const own = schemaOf(context, node.schema?.ref);
    const partitions: Partition[] = [];
    if (isMoment(start) && (!end || isMoment(end))) {
        for (const { from, to, values } of intervals({ count, unit: node.unit ?? '', start: start.value, end: end?.value })) {
            partitions.push(generated(fillPattern(pattern, { ...values, table: table.name }, 0), {
                kind: 'range', from: [{ ...start, value: from }], to: [{ ...start, value: to }],
            }, own, place));
        }
    }
    if (node.default) {
        partitions.push(generated(`${table.name}_default`, { kind: 'default' }, own, place));
    }
    return partitions;
}

function isMoment(expression: Expression): expression is Expression & { readonly kind: 'typed-literal' | 'literal'; readonly value: string } {
    return expression.kind === 'typed-literal' || expression.kind === 'literal' && expression.literal === 'string';
}

function byCount(context: BuildContext, table: PhysicalName, node: ast.PartitionCount): Partition[] {
    const modulus = Math.min(Number(node.count), mostHashPartitions);
    const place = context.sources.placeOf(node);
    const own = schemaOf(context, node.schema?.ref);
    const partitions: Partition[] = [];
    for (let remainder = 0; remainder < modulus; remainder++) {
        const name = fillPattern(node.pattern ?? '{table}_p{remainder}', { table: table.name, remainder: String(remainder) }, 0);
        partitions.push(generated(name, { kind: 'hash', modulus, remainder }, own, place));
    }
    return partitions;
}

function generated(name: string, bound: PartitionBound, own: { readonly schema?: string }, place: Place): Partition {
    return { name, physicalName: name, ...own, bound, options: [], place };
}

