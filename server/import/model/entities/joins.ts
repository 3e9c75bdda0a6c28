import { singularize, snakeCase } from '../../../../language/index.ts';
import type { SourceColumn, SourceSchema, SourceTable } from '../../source/index.ts';
import type { SourceTables } from './source-tables.ts';
import type { ReferenceStructure } from './structure.ts';

/**
 * The two ends of a join table that is a many-to-many relationship: the table begins with two references to different
 * tables, which together are there once and are called after their tables. Undefined where the table is more than that, or
 * anything else in the model has to name it: a relationship cannot be referred to.
 */
export function joinOf(
    schema: SourceSchema, table: SourceTable, references: readonly ReferenceStructure[], tables: SourceTables,
): readonly [ReferenceStructure, ReferenceStructure] | undefined {
    const [first, second] = table.columns;
    if (!first || !second || !hasEachPairOnce(table, first, second) || table.foreignKeys.length !== references.length) {
        return undefined;
    }
    const isPrismas = table.name.name.startsWith('_') && first.name === 'A' && second.name === 'B';
    const source = endAt(first, references, isPrismas);
    const target = endAt(second, references, isPrismas);
    const isDrawn = source?.foreignKey.cardinality?.target.max === 'many';
    if (!source || !target || !isDrawn && !isPrismas && source.target === target.target || source.target === table || target.target === table || references.length !== 2) {
        return undefined;
    }
    const isBare = !table.unlogged && table.tablespace === undefined && table.options.length === 0 && !table.partitioning
        && table.inherits.length === 0 && !table.rowSecurity && table.undefined !== true;
    return isBare && !isNamed(schema, table, tables) ? [source, target] : undefined;
}

/** By its key, or where it has none by another constraint or index, as Prisma and Rails make it. */
function hasEachPairOnce({ primaryKey: key, uniques, indexes }: SourceTable, first: SourceColumn, second: SourceColumn): boolean {
    const isPair = (columns: readonly (string | undefined)[]): boolean => columns.length === 2 && columns.includes(first.name) && columns.includes(second.name);
    if (key) {
        return isPair(key.columns) && !key.withoutOverlaps && !key.timing.deferrable && key.comment === undefined;
    }
    return first.notNull && second.notNull && (uniques.some(unique => isPair(unique.columns) && !unique.withoutOverlaps)
        || indexes.some(({ unique, predicate, elements }) => unique && !predicate && isPair(elements.map(({ expression: { tree } }) => tree?.kind === 'column' ? tree.name : undefined))));
}

/** @param isPrismas it is called `A` or `B`, which says nothing. */
function endAt(column: SourceColumn, references: readonly ReferenceStructure[], isPrismas: boolean): ReferenceStructure | undefined {
    const reference = references.find(({ ownColumns }) => ownColumns.length === 1 && ownColumns[0] === column.name);
    const key = reference?.target.primaryKey?.columns ?? [];
    const isKey = key.length === 1 && key[0] === reference!.targetColumns[0];
    const cardinality = reference?.foreignKey.cardinality;
    const isEnd = cardinality ? cardinality.target.max === 'many' : reference !== undefined && (isPrismas || isCalledAfter(reference));
    return reference && isKey && isEnd && !column.default && column.options.length === 0 ? reference : undefined;
}

/** An author's key of users is `author_id`: that word would be lost between users and posts. */
function isCalledAfter({ base, target }: ReferenceStructure): boolean {
    const table = snakeCase(target.name.name);
    return [table, snakeCase(singularize(target.name.name))].includes(snakeCase(base));
}

function isNamed(schema: SourceSchema, table: SourceTable, tables: SourceTables): boolean {
    const isTable = (name: SourceTable['name']): boolean => tables.isSame(name, table.name);
    return schema.objects.some(object => {
        switch (object.kind) {
            case 'table':
                return object.foreignKeys.some(({ target }) => isTable(target)) || object.inherits.some(isTable);
            case 'trigger':
                return isTable(object.relation);
            case 'policy':
            case 'rows':
                return isTable(object.table);
            case 'grant':
                return object.on.kind === 'relation' && isTable(object.on.name);
            case 'sequence':
                return object.ownedBy !== undefined && isTable(object.ownedBy.table);
            case 'statement':
                return object.after?.kind === 'relation' && isTable(object.after.name);
            default:
                return false;
        }
    });
}
