import { singularize, snakeCase, type PhysicalName } from '../../../language/index.ts';
import type { DiagramEntity } from './diagram.ts';

/**
 * The table of an entity. Diagrams write names as their authors like, and no database has them yet: they become small
 * letters with `_`. `sales.ORDER` names a schema.
 */
export function tableName({ name, alias }: Pick<DiagramEntity, 'name' | 'alias'>): PhysicalName {
    const shown = alias ?? name;
    const [schema, table] = /^([\w]+)\.([\w-]+)$/.exec(shown)?.slice(1) ?? [undefined, shown];
    return { ...schema !== undefined && { schema: columnName(schema) }, name: columnName(table!) };
}

export function columnName(name: string): string {
    return snakeCase(name).replace(/^_+|_+$/g, '') || name;
}

/** Names of a column that refers to a column of a table, the best first, without regard to `_`. */
export function namesOfReference(table: string, column: string, isWholeKey: boolean): readonly string[] {
    const one = singularize(table);
    const names = [
        referenceColumn(table, column), `${table}_${column}`,
        ...isGeneric(column) ? [] : [column],
        ...isWholeKey ? [one, table] : [],
    ];
    return [...new Set(names.map(bare))];
}

/** The column that the language gives a reference to this column. */
export function referenceColumn(table: string, column: string): string {
    const one = singularize(table);
    return column.startsWith(`${one}_`) || column.startsWith(`${table}_`) ? column : `${one}_${column}`;
}

/** Every table has such a column, so that its name alone says nothing. */
function isGeneric(column: string): boolean {
    return /^(?:id|uuid|guid|key|code|name|number|no|pk)$/.test(column);
}

export function bare(name: string): string {
    return name.replaceAll('_', '');
}
