import type { Attribute, Entity, Expression, Period, Type } from '../model/index.ts';
import { NamingRules, type ModelIndex } from '../model/index.ts';
import type { TableColumn } from './table.ts';

/** The column that holds a period as one value. */
export function periodColumnName(period: string, index: ModelIndex): string {
    return new NamingRules(index.model.naming).physical(period);
}

/**
 * A period that a key or a reference is about becomes a column: the range from its start to its end, computed from the
 * two and stored, for a key without overlaps is over a range.
 */
export function periodColumns(entity: Entity, index: ModelIndex): readonly TableColumn[] {
    const asked = new Set<string>();
    for (const { elements } of [...entity.key ? [entity.key] : [], ...entity.uniques]) {
        for (const { period } of elements) {
            if (period !== undefined) {
                asked.add(period);
            }
        }
    }
    for (const { reference } of entity.attributes) {
        if (reference?.during !== undefined) {
            asked.add(reference.during);
        }
    }
    return entity.periods.filter(({ name }) => asked.has(name)).flatMap(period => periodColumn(entity, period, index) ?? []);
}

function periodColumn(entity: Entity, period: Period, index: ModelIndex): TableColumn | undefined {
    const start = entity.attributes.find(({ name }) => name === period.start);
    const end = entity.attributes.find(({ name }) => name === period.end);
    const of = start?.columns[0]?.type;
    if (!start || !end || !of) {
        return undefined;
    }
    const { place } = period;
    const type: Type = { kind: 'range', of, multi: false };
    const expression: Expression = {
        kind: 'call', routine: 'range', physicalName: { name: 'range' }, builtin: true, arguments: [columnOf(start), columnOf(end)],
        star: false, distinct: false, order: [], withinGroup: [], type, place,
    };
    return {
        name: periodColumnName(period.name, index), type, nullable: false, computed: { expression, storage: 'stored' }, options: [], was: [], place,
    };
}

function columnOf({ id, columns, place }: Attribute): Expression {
    const column = columns[0];
    return { kind: 'attribute', attribute: id, path: [], column: column?.name ?? '', type: column?.type ?? { kind: 'unknown' }, place };
}
