import type { Table, TableColumn } from '../../../language/index.ts';
import type { Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { identifier, qualified } from './identifiers.ts';
import { rowTrigger } from './row-trigger.ts';

const longestLine = 100;

/** Keeps the row that an update or a deletion replaces, and until when it held: the start of the transaction, as SQL:2011 has it. */
export function historyTrigger(history: Table, context: PostgresContext): readonly Statement[] {
    const current = context.names.tableOf(history.source);
    const until = history.columns.at(-1);
    if (!current || !until) {
        return [];
    }
    const kept = [...context.names.handedDownTo(current).map(({ column }) => column), ...current.columns];
    const columns = [...kept.map(column => column.name), until.name];
    const values = [...kept.map(column => oldValue(column, context)), 'now()'];
    const body = [
        'BEGIN',
        `    INSERT INTO ${qualified(history.name)} (`,
        ...wrapped(columns.map(identifier)),
        '    ) VALUES (',
        ...wrapped(values),
        '    );',
        '    RETURN NULL;',
        'END',
    ].join('\n');
    return rowTrigger(current, 'history', 'AFTER UPDATE OR DELETE', body, context, asOwner(history));
}

/** A list on as many lines as it takes. */
function wrapped(items: readonly string[]): readonly string[] {
    const lines: string[] = [];
    for (const [index, item] of items.entries()) {
        const text = index === items.length - 1 ? item : `${item},`;
        const last = lines.at(-1);
        if (last === undefined || last.length + text.length >= longestLine) {
            lines.push(`        ${text}`);
        } else {
            lines[lines.length - 1] = `${last} ${text}`;
        }
    }
    return lines;
}

/** The column that says since when the current version of a row holds: the last of a table with a history. */
export function systemStartOf(table: Table, { names }: PostgresContext): TableColumn | undefined {
    return table.kind !== 'history' && names.entity(table.source)?.history ? table.columns.at(-1) : undefined;
}

/** A trigger does not see the value of a virtual column (manual, "Generated Columns"). */
function oldValue({ name, computed }: TableColumn, context: PostgresContext): string {
    return computed?.storage === 'virtual'
        ? writeExpression(computed.expression, { ...context, qualifier: () => 'OLD' })
        : `OLD.${identifier(name)}`;
}

/**
 * Who changes a row need not be allowed to write history. The search path is fixed, so that nobody can slip in objects of
 * his own (manual, "Writing SECURITY DEFINER Functions Safely").
 */
function asOwner({ name: { schema } }: Table): readonly string[] {
    return ['SECURITY DEFINER', schema === undefined ? 'SET search_path FROM CURRENT' : 'SET search_path = pg_catalog, pg_temp'];
}
