import { walk } from '../../language/index.ts';
import type { Model, Place, Table } from '../../language/index.ts';
import { expressionsOf } from './model-expressions.ts';
import type { Feature } from './target.ts';

/** A place where a model uses something that not every version of every engine has. */
export interface FeatureUse {
    readonly feature: Feature;
    /** What uses it, for a message: `the unique constraint customers_email_key`. */
    readonly subject: string;
    readonly place: Place;
}

/** Every use of what engines differ in. */
export function* featureUses(model: Model, tables: readonly Table[]): Iterable<FeatureUse> {
    for (const table of tables) {
        yield* usesOfTable(table);
    }
    const calls: FeatureUse[] = [];
    for (const expression of expressionsOf(model, tables)) {
        walk(expression, part => {
            const feature = part.kind === 'call' && part.builtin ? featureOfFunction.get(part.physicalName.name) : undefined;
            if (feature) {
                calls.push({ feature, subject: 'the expression', place: part.place });
            }
        });
    }
    yield* calls;
}

const featureOfFunction: ReadonlyMap<string, Feature> = new Map([['uuid7', 'uuid7']]);

function* usesOfTable(table: Table): Iterable<FeatureUse> {
    const { name } = table.name;
    for (const column of table.columns) {
        if (column.computed?.storage === 'virtual') {
            yield { feature: 'computed virtual', subject: `the column ${name}.${column.name}`, place: column.place };
        }
        if (column.requiredConstraint !== undefined) {
            yield { feature: 'named not null', subject: `the column ${name}.${column.name}`, place: column.place };
        }
    }
    for (const key of [...table.primaryKey ? [table.primaryKey] : [], ...table.uniques]) {
        if (key.withoutOverlaps) {
            yield { feature: 'without overlaps', subject: `the key ${key.name}`, place: key.place };
        }
    }
    for (const unique of [...table.uniques, ...table.indexes]) {
        if (unique.nullsNotDistinct) {
            yield { feature: 'nulls not distinct', subject: unique.name, place: unique.place };
        }
    }
    for (const check of table.checks) {
        if (check.notEnforced) {
            yield { feature: 'not enforced', subject: `the check ${check.name}`, place: check.place };
        }
    }
    for (const foreignKey of table.foreignKeys) {
        const at = { subject: `the foreign key ${foreignKey.name}`, place: foreignKey.place };
        if (foreignKey.notEnforced) {
            yield { feature: 'not enforced', ...at };
        }
        if (foreignKey.match === 'partial') {
            yield { feature: 'match partial', ...at };
        }
        if (foreignKey.onDeleteColumns.length > 0) {
            yield { feature: 'column list of set null', ...at };
        }
        if (foreignKey.period) {
            yield { feature: 'temporal foreign key', ...at };
        }
    }
}
