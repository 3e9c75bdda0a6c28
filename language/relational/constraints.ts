import type { Attribute, Check, Constraint, Entity, Exclusion, Index, Key, Reference, Unique } from '../model/index.ts';
import { columnsRead, type ModelIndex } from '../model/index.ts';
import { periodColumnName } from './periods.ts';
import type { CheckConstraint, ExclusionConstraint, ForeignKey, PrimaryKey, TableConstraint, TableIndex, UniqueConstraint } from './table.ts';

function constraintOf({ physicalName, named, place, documentation }: Constraint): TableConstraint {
    return documentation === undefined ? { name: physicalName, named, place } : { name: physicalName, named, place, comment: documentation };
}

/** Physical columns of attributes by their names; a reference `via` others gives theirs. */
export class AttributeColumns {
    private readonly attributes: ReadonlyMap<string, Attribute>;

    constructor(entity: Entity) {
        this.attributes = new Map(entity.attributes.map(attribute => [attribute.name, attribute]));
    }

    of(names: readonly string[]): readonly string[] {
        return names.flatMap(name => {
            const attribute = this.attributes.get(name);
            return attribute?.reference?.columns ?? attribute?.columns.map(column => column.name) ?? [];
        });
    }
}

export function primaryKeyOf(key: Key, columns: AttributeColumns, index: ModelIndex): PrimaryKey {
    return {
        ...constraintOf(key),
        columns: key.elements.flatMap(({ attribute, period }) =>
            period === undefined ? columns.of(attribute === undefined ? [] : [attribute]) : [periodColumnName(period, index)]),
        withoutOverlaps: key.elements.some(element => element.withoutOverlaps),
        include: columns.of(key.include),
        timing: key.timing,
        options: key.options,
    };
}

export function uniqueConstraintOf(unique: Unique, columns: AttributeColumns, index: ModelIndex): UniqueConstraint {
    return { ...primaryKeyOf(unique, columns, index), nullsNotDistinct: unique.nullsNotDistinct };
}

export function checkConstraintOf(check: Check): CheckConstraint {
    const read = check.attribute === undefined ? [] : columnsRead(check.condition);
    return {
        ...constraintOf(check), condition: check.condition,
        ...check.message === undefined ? {} : { message: check.message },
        ...read.length === 1 ? { column: read[0]! } : {},
        noInherit: check.noInherit, notValid: check.notValid, notEnforced: check.notEnforced,
    };
}

export function exclusionConstraintOf(exclusion: Exclusion, columns: AttributeColumns): ExclusionConstraint {
    const { elements, method, include, predicate, timing } = exclusion;
    return { ...constraintOf(exclusion), elements, method, include: columns.of(include), ...predicate ? { predicate } : {}, timing };
}

export function tableIndexOf(index: Index, columns: AttributeColumns): TableIndex {
    const { elements, unique, nullsNotDistinct, method, language, include, predicate, concurrently, tablespace, options } = index;
    return {
        ...constraintOf(index), elements, unique, nullsNotDistinct, method,
        ...language === undefined ? {} : { language },
        include: columns.of(include),
        ...predicate ? { predicate } : {},
        concurrently,
        ...tablespace === undefined ? {} : { tablespace },
        options,
    };
}

/** Undefined where the database keeps no watch: a logical reference, or one to what has no table or no key. */
export function foreignKeyOf(attribute: Attribute, reference: Reference, index: ModelIndex): ForeignKey | undefined {
    const target = index.entities.get(reference.entity);
    const table = target && index.tableOf(target);
    if (!reference.enforcedByDatabase || !table || reference.columns.length === 0 || reference.columns.length !== reference.targetColumns.length) {
        return undefined;
    }
    const period = reference.during === undefined ? undefined : periodOfKey(target, index);
    return {
        name: reference.constraintName, named: reference.named ?? false, place: reference.place,
        columns: period === undefined ? reference.columns : [...reference.columns, periodColumnName(reference.during!, index)],
        target: table,
        targetColumns: period === undefined ? reference.targetColumns : [...reference.targetColumns, period],
        ...reference.onDelete ? { onDelete: reference.onDelete } : {},
        onDeleteColumns: reference.onDeleteColumns,
        ...reference.onUpdate ? { onUpdate: reference.onUpdate } : {},
        ...reference.match ? { match: reference.match } : {},
        timing: reference.timing, notEnforced: reference.notEnforced, notValid: reference.notValid,
        period: period !== undefined,
        attribute: attribute.id,
    };
}

/** The column in which rows of one key do not overlap. */
function periodOfKey(target: Entity, index: ModelIndex): string | undefined {
    const element = target.key?.elements.find(({ withoutOverlaps }) => withoutOverlaps);
    if (element?.period !== undefined) {
        return periodColumnName(element.period, index);
    }
    return target.attributes.find(({ name }) => name === element?.attribute)?.columns[0]?.name;
}
