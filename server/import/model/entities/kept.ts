import { remarkLines } from '../declarations/lowering.ts';
import { documentation } from '../text.ts';
import { statementText, type TableWriter } from './table-writer.ts';

/** What was remarked above a table as a remark, what the database says of it as documentation. */
export function leadOf({ table }: TableWriter): string {
    return remarkLines(table.remark) + (table.undefined ? '// Only named by relationships in the source.\n' : '') + documentation(table.comment);
}

/** The statements behind a declaration, for what of it the language has no words for. */
export function keptStatements({ statements }: TableWriter, anchor: string | undefined): readonly string[] {
    return statements.map(sql => statementText(sql, anchor));
}
