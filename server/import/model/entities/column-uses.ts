import type { SourceColumn, SourceExpression, SourceSchema, SourceTable } from '../../source/index.ts';
import type { SourceTables } from './source-tables.ts';

export function columnNamed(table: SourceTable, name: string): SourceColumn | undefined {
    return table.columns.find(column => column.name === name);
}

/** Whether anything names some of these columns and not all of them, in their order. */
export function isUsedApart(schema: SourceSchema, table: SourceTable, columns: readonly string[], tables: SourceTables): boolean {
    const lists: (readonly string[])[] = [];
    for (const key of [...table.primaryKey ? [table.primaryKey] : [], ...table.uniques]) {
        lists.push(key.columns, key.include);
    }
    for (const foreignKey of table.foreignKeys) {
        lists.push(foreignKey.onDeleteColumns);
    }
    table.indexes.forEach(({ include }) => lists.push(include));
    const isAbout = (name: SourceTable['name']): boolean => tables.isSame(name, table.name);
    for (const object of schema.objects) {
        switch (object.kind) {
            case 'table':
                for (const foreignKey of object.foreignKeys) {
                    if (isAbout(foreignKey.target)) {
                        lists.push(foreignKey.targetColumns);
                    }
                }
                break;
            case 'grant':
                if (object.on.kind === 'relation' && isAbout(object.on.name)) {
                    object.privileges.forEach(privilege => lists.push(privilege.columns));
                }
                break;
            case 'trigger':
                if (isAbout(object.relation)) {
                    object.events.forEach(event => lists.push(event.columns));
                }
                break;
            case 'rows':
                if (isAbout(object.table)) {
                    lists.push(object.columns);
                }
                break;
            default:
                break;
        }
    }
    return lists.some(list => list.some(name => columns.includes(name)) && !hasAll(list, columns))
        || expressionsAbout(schema, table, isAbout).some(({ sql }) => columns.some(name => sql.includes(name)));
}

/** The columns stand in the list one behind the other. */
function hasAll(list: readonly string[], columns: readonly string[]): boolean {
    const start = list.indexOf(columns[0]!);
    return start >= 0 && columns.every((name, position) => list[start + position] === name);
}

/** Expressions that read a row of the table: names within them are looked for in their text, which finds too many rather than too few. */
function expressionsAbout(schema: SourceSchema, table: SourceTable, isAbout: (name: SourceTable['name']) => boolean): readonly SourceExpression[] {
    const found: (SourceExpression | undefined)[] = [
        ...table.checks.map(({ condition }) => condition),
        ...table.columns.map(({ generated }) => generated?.expression),
        ...table.indexes.flatMap(({ elements, predicate }) => [...elements.map(({ expression }) => expression), predicate]),
        ...table.exclusions.flatMap(({ elements, predicate }) => [...elements.map(({ expression }) => expression), predicate]),
        ...table.partitioning?.elements.map(({ expression }) => expression) ?? [],
    ];
    for (const object of schema.objects) {
        if (object.kind === 'policy' && isAbout(object.table)) {
            found.push(object.using, object.check);
        } else if (object.kind === 'trigger' && isAbout(object.relation)) {
            found.push(object.condition);
        }
    }
    return found.filter(expression => expression !== undefined);
}
