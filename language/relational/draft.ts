import type { PhysicalName } from '../model/index.ts';
import type {
    CheckConstraint, ExclusionConstraint, ForeignKey, Table, TableColumn, TableIndex, UniqueConstraint,
} from './table.ts';

/** A table while it is put together. */
export interface TableDraft {
    readonly name: PhysicalName;
    readonly columns: TableColumn[];
    readonly uniques: UniqueConstraint[];
    readonly checks: CheckConstraint[];
    readonly foreignKeys: ForeignKey[];
    readonly exclusions: ExclusionConstraint[];
    readonly indexes: TableIndex[];
}

export function draft(name: PhysicalName): TableDraft {
    return { name, columns: [], uniques: [], checks: [], foreignKeys: [], exclusions: [], indexes: [] };
}

/** What a table has that nothing was said about. */
export const plain: Pick<Table, 'inherits' | 'unlogged' | 'options'> = { inherits: [], unlogged: false, options: [] };
