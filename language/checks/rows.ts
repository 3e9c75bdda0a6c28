import type { Attribute, Entity, Expression, ModelIndex, ReferenceRows } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD160 to ERD163: rows that belong to the model. */
export function checkRows(index: ModelIndex, report: Report): void {
    for (const rows of index.model.rows) {
        const entity = index.entities.get(rows.entity);
        if (entity) {
            checkCounts(rows, report);
            checkSingleColumns(rows, entity, report);
            checkRequired(rows, entity, index.discriminatorOf(entity), report);
            checkKeys(rows, entity, report);
        }
    }
}

function checkCounts({ attributes, rows }: ReferenceRows, report: Report): void {
    for (const row of rows) {
        const [first] = row;
        if (row.length !== attributes.length && first) {
            const place = { uri: first.place.uri, range: { start: first.place.range.start, end: row.at(-1)!.place.range.end } };
            report(finding('ERD160', place, `The row has ${numberOf(row.length, 'value')} for ${numberOf(attributes.length, 'attribute')}.`, {
                data: { superfluous: Math.max(0, row.length - attributes.length) },
            }));
        }
    }
}

function numberOf(count: number, noun: string): string {
    return `${count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A row has one value for each attribute, which leaves nothing for the second column of a composite one. */
function checkSingleColumns({ attributes, place }: ReferenceRows, entity: Entity, report: Report): void {
    for (const attribute of entity.attributes) {
        if (attributes.includes(attribute.name) && attribute.columns.length > 1) {
            report(finding('ERD163', place, `${attribute.name} has ${attribute.columns.length} columns, for which a row has one value only.`));
        }
    }
}

/** The discriminator follows from the subtype. */
function checkRequired({ attributes, place }: ReferenceRows, entity: Entity, discriminator: Attribute | undefined, report: Report): void {
    const given = new Set(attributes);
    for (const attribute of entity.attributes) {
        const comesBySelf = attribute.name === discriminator?.name || attribute.optional || attribute.default || attribute.computed || attribute.identity || attribute.columns.length === 0
            || attribute.columns.every(({ nullable }) => nullable);
        if (!given.has(attribute.name) && !comesBySelf) {
            report(finding('ERD161', place, `The rows of ${entity.name} have no ${attribute.name}, which is required.`));
            return;
        }
    }
}

function checkKeys({ attributes, rows }: ReferenceRows, entity: Entity, report: Report): void {
    const positions = entity.key?.elements.map(({ attribute }) => attributes.indexOf(attribute ?? '')) ?? [];
    if (positions.length === 0 || positions.includes(-1)) {
        return;
    }
    const first = new Map<string, Expression>();
    for (const row of rows) {
        const key = keyOf(row, positions);
        const [start] = row;
        if (key === undefined || !start) {
            continue;
        }
        const other = first.get(key);
        if (other) {
            report(finding('ERD162', start.place, `A row of ${entity.name} with the key ${key} is there already.`, {
                related: [{ place: other.place, message: 'The first row with this key' }],
            }));
        } else {
            first.set(key, start);
        }
    }
}

/** Undefined where a part of the key is calculated. */
function keyOf(row: readonly Expression[], positions: readonly number[]): string | undefined {
    const parts: string[] = [];
    for (const position of positions) {
        const value = row[position];
        if (value?.kind !== 'literal' && value?.kind !== 'typed-literal' && value?.kind !== 'enum-value') {
            return undefined;
        }
        parts.push(value.kind === 'literal' && value.literal === 'string' ? `'${value.value}'` : value.value);
    }
    return parts.join(', ');
}
