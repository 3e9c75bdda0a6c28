import type { Entity, Expression, IndexElement, Key, ModelIndex, Partition, Partitioning, PartitionLimit } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD304 to ERD306: how tables are divided. */
export function checkPartitions({ model }: ModelIndex, report: Report): void {
    for (const entity of model.entities) {
        const { partitioning } = entity;
        if (partitioning) {
            const elements = elementsOf(partitioning);
            if (entity.key) {
                checkKey(entity, entity.key, elements, 'ERD304', report);
            }
            for (const unique of entity.uniques) {
                checkKey(entity, unique, elements, 'ERD305', report);
            }
            checkUniqueIndexes(entity, elements, report);
            checkBounds(entity, partitioning, report);
        }
    }
}

/** Of the table and of partitions that are divided again: a key has to hold them all. */
function elementsOf({ elements, partitions }: Partitioning): readonly IndexElement[] {
    const inner = partitions.find(({ subpartitioning }) => subpartitioning)?.subpartitioning;
    return inner ? [...elements, ...elementsOf(inner)] : elements;
}

function checkKey(entity: Entity, key: Key, elements: readonly IndexElement[], code: 'ERD304' | 'ERD305', report: Report): void {
    const present = new Set(key.elements.map(({ attribute }) => `${entity.id}.${attribute}`));
    reportMissing(entity, key.place, elements, present, code, report);
}

function checkUniqueIndexes(entity: Entity, elements: readonly IndexElement[], report: Report): void {
    for (const index of entity.indexes) {
        if (index.unique) {
            const present = new Set(index.elements.map(({ expression }) => expression.kind === 'attribute' ? expression.attribute : ''));
            reportMissing(entity, index.place, elements, present, 'ERD305', report);
        }
    }
}

function reportMissing(
    entity: Entity, place: Key['place'], elements: readonly IndexElement[], present: ReadonlySet<string>, code: 'ERD304' | 'ERD305', report: Report,
): void {
    const what = code === 'ERD304' ? 'primary key' : 'unique constraint';
    const missing: string[] = [];
    for (const { expression } of elements) {
        if (expression.kind === 'unresolved') {
            return;
        }
        if (expression.kind !== 'attribute') {
            report(finding(code, place, `${entity.name} is partitioned by an expression, so that it can have no ${what}: partition by an attribute.`, { data: { missing: [] } }));
            return;
        }
        if (!present.has(expression.attribute)) {
            missing.push(expression.attribute.slice(entity.id.length + 1));
        }
    }
    if (missing.length > 0) {
        report(finding(code, place, `${entity.name} is partitioned by ${missing.join(' and ')}, which ${missing.length === 1 ? 'is' : 'are'} not in its ${what}.`, {
            data: { missing },
            related: elements.map(element => ({ place: element.place, message: 'Partitioned by this' })),
        }));
    }
}

/** ERD306. */
function checkBounds(entity: Entity, partitioning: Partitioning, report: Report): void {
    const { method, elements, partitions } = partitioning;
    const fitting: Partition[] = [];
    let byDefault: Partition | undefined;
    for (const partition of partitions) {
        const { bound, place, subpartitioning } = partition;
        const fault = bound.kind === 'default'
            ? byDefault ? `${byDefault.name} is the default already` : method === 'hash' ? 'a table divided by hash has no default' : undefined
            : bound.kind !== method ? `${entity.name} is divided by ${method}, and this is a bound by ${bound.kind}`
                : faultOfBound(partition, elements.length);
        if (fault) {
            report(finding('ERD306', place, `Partition ${partition.name}: ${fault}.`));
        } else if (bound.kind === 'default') {
            byDefault = partition;
        } else {
            fitting.push(partition);
        }
        if (subpartitioning) {
            checkBounds(entity, subpartitioning, report);
        }
    }
    checkOverlaps(fitting, report);
}

function faultOfBound({ bound }: Partition, count: number): string | undefined {
    switch (bound.kind) {
        case 'range': {
            if (bound.from.length !== count || bound.to.length !== count) {
                return `a bound has one value for each of the ${count} elements`;
            }
            const order = compareLimits(bound.from, bound.to);
            return order !== undefined && order >= 0 ? 'it ends before it begins' : undefined;
        }
        case 'list':
            return count === 1 ? undefined : 'a table is divided by a list of values of one element only';
        case 'hash':
            return bound.modulus < 1 ? 'a modulus is at least 1' : bound.remainder >= bound.modulus ? `a remainder is below its modulus ${bound.modulus}` : undefined;
        case 'default':
            return undefined;
    }
}

function checkOverlaps(partitions: readonly Partition[], report: Report): void {
    const values = new Map<string, Partition>();
    const ranges: Partition[] = [];
    for (const partition of partitions) {
        const { bound, place, name } = partition;
        if (bound.kind === 'range') {
            ranges.push(partition);
            continue;
        }
        const keys = bound.kind === 'list' ? bound.values.map(valueOf) : bound.kind === 'hash' ? [`${bound.remainder} of ${bound.modulus}`] : [];
        for (const key of keys) {
            const other = key === undefined ? undefined : values.get(key);
            if (other) {
                report(finding('ERD306', place, `Partition ${name}: ${key} is in ${other.name} already.`, { related: [{ place: other.place, message: other.name }] }));
            } else if (key !== undefined) {
                values.set(key, partition);
            }
        }
    }
    ranges.sort((a, b) => compareLimits(fromOf(a), fromOf(b)) ?? 0);
    for (let i = 1; i < ranges.length; i++) {
        const [before, after] = [ranges[i - 1]!, ranges[i]!];
        const order = compareLimits(toOf(before), fromOf(after));
        if (order !== undefined && order > 0) {
            report(finding('ERD306', after.place, `Partition ${after.name}: it overlaps ${before.name}.`, { related: [{ place: before.place, message: before.name }] }));
        }
    }
}

function fromOf({ bound }: Partition): readonly PartitionLimit[] {
    return bound.kind === 'range' ? bound.from : [];
}

function toOf({ bound }: Partition): readonly PartitionLimit[] {
    return bound.kind === 'range' ? bound.to : [];
}

/** Undefined where one of the two is calculated. */
function compareLimits(left: readonly PartitionLimit[], right: readonly PartitionLimit[]): number | undefined {
    for (let i = 0; i < Math.min(left.length, right.length); i++) {
        const order = compareLimit(left[i]!, right[i]!);
        if (order !== 0) {
            return order;
        }
    }
    return 0;
}

function compareLimit(left: PartitionLimit, right: PartitionLimit): number | undefined {
    if (typeof left === 'string' || typeof right === 'string') {
        const rank = (limit: PartitionLimit): number => limit === 'minvalue' ? -1 : limit === 'maxvalue' ? 1 : 0;
        return rank(left) - rank(right);
    }
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a === undefined || b === undefined) {
        return undefined;
    }
    const [x, y] = [Number(a), Number(b)];
    // Dates and times in ISO 8601 sort as texts.
    return Number.isNaN(x) || Number.isNaN(y) ? a < b ? -1 : a > b ? 1 : 0 : x - y;
}

function valueOf(expression: Expression): string | undefined {
    switch (expression.kind) {
        case 'literal':
        case 'typed-literal':
        case 'enum-value':
            return expression.value;
        case 'unary': {
            const operand = valueOf(expression.operand);
            return operand === undefined || expression.operator === 'not' ? undefined : expression.operator === '-' ? `-${operand}` : operand;
        }
        default:
            return undefined;
    }
}
