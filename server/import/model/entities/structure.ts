import type { SourceForeignKey, SourceSchema, SourceTable } from '../../source/index.ts';

/** What the tables of a source are in the model, before anything has a name. */
export interface Structure {
    of(table: SourceTable): TableStructure;
}

export interface TableStructure {
    /** A join table is a many-to-many relationship. */
    readonly kind: 'entity' | 'relationship';
    readonly references: readonly ReferenceStructure[];
}

export interface ReferenceStructure {
    readonly foreignKey: SourceForeignKey;
    /** Columns that the reference attribute has for itself; of the others, which it uses `via`, each has an attribute of its own. */
    readonly ownColumns: readonly string[];
    /** What to name the attribute after, in the source's spelling: `customer` for a column `customer_id` to `customers(id)`. */
    readonly base: string;
}

export function structureOf(_schema: SourceSchema): Structure {
    return { of: () => ({ kind: 'entity', references: [] }) };
}
