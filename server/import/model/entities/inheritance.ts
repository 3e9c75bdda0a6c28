import type { SourceTable } from '../../source/index.ts';
import type { SourceTables } from './source-tables.ts';
import { defaultName } from './constraint-names.ts';

export interface Inheritance {
    /** What an entity extends. */
    readonly parents: ReadonlyMap<SourceTable, SourceTable>;
    /** Tables whose inheritance the language has no words for. */
    readonly statements: ReadonlySet<SourceTable>;
}

/**
 * An entity that `extends` another has one parent, and the keys and indexes of its parent as its own. PostgreSQL's
 * INHERITS hands down neither, so that it is the same only where the parent has none or the child repeats the key.
 */
export function inheritanceOf(tables: SourceTables): Inheritance {
    const parents = new Map<SourceTable, SourceTable>();
    const statements = new Set<SourceTable>();
    const decide = (table: SourceTable): void => {
        if (parents.has(table) || statements.has(table) || table.inherits.length === 0) {
            return;
        }
        const parent = tables.named(table.inherits[0]!);
        tables.ancestors(table).forEach(ancestor => ancestor !== table && decide(ancestor));
        if (parent && table.inherits.length === 1 && !statements.has(parent) && fits(table, parent, tables)) {
            parents.set(table, parent);
        } else {
            statements.add(table);
        }
    };
    tables.all.forEach(decide);
    return { parents, statements };
}

function fits(child: SourceTable, parent: SourceTable, tables: SourceTables): boolean {
    const handedDown = [parent, ...tables.ancestors(parent)];
    const columns = new Set(handedDown.flatMap(table => table.columns.map(({ name }) => name)));
    return !parent.partitioning && !child.partitioning
        && handedDown.every(table => table.uniques.length === 0 && table.indexes.length === 0 && table.exclusions.length === 0 && table.foreignKeys.length === 0
            && table.columns.every(({ identity }) => !identity))
        && child.columns.every(({ name }) => !columns.has(name))
        && hasSameKey(child, handedDown.find(table => table.primaryKey));
}

function hasSameKey(child: SourceTable, keyed: SourceTable | undefined): boolean {
    if (!keyed?.primaryKey) {
        return true;
    }
    const key = child.primaryKey;
    return key !== undefined && key.columns.join() === keyed.primaryKey.columns.join() && isDefault(child) && isDefault(keyed);
}

function isDefault({ name, primaryKey: key }: SourceTable): boolean {
    return key !== undefined && (key.name === undefined || key.name === defaultName('key', { table: name, columns: [] }, {}))
        && !key.withoutOverlaps && key.include.length === 0 && key.options.length === 0 && !key.timing.deferrable;
}
