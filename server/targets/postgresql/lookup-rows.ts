import type { Table } from '../../../language/index.ts';
import type { Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { stringLiteral } from './identifiers.ts';
import { insertInto } from './rows.ts';

/** The values of an enumeration as the rows of its table: what is stored, and its label. */
export function lookupRows(table: Table, context: PostgresContext): readonly Statement[] {
    const { id, place, values } = context.names.enum(table.source);
    const [key, label] = table.columns;
    return key && label && values.length > 0
        ? insertInto(table, [
            { column: key.name, values: values.map(({ value, numeric }) => numeric ? value : stringLiteral(value)) },
            { column: label.name, values: values.map(value => value.label === undefined ? 'NULL' : stringLiteral(value.label)) },
        ], { id, place }, context)
        : [];
}
