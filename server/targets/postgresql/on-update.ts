import type { Table } from '../../../language/index.ts';
import type { Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { systemStartOf } from './history.ts';
import { identifier } from './identifiers.ts';
import { rowTrigger } from './row-trigger.ts';

/**
 * PostgreSQL has no ON UPDATE clause, so one trigger sets all such columns of a table. In their expressions a column is
 * the new row's, but the column that is being set is the old row's: `version + 1` counts from what was there.
 */
export function onUpdateTrigger(table: Table, context: PostgresContext): readonly Statement[] {
    const systemStart = systemStartOf(table, context);
    const assignments = [
        ...table.columns.flatMap(({ name, onUpdate }) => {
            if (!onUpdate) {
                return [];
            }
            const scope = { ...context, qualifier: ({ column }: { readonly column: string }) => column === name ? 'OLD' : 'NEW' };
            return [`    NEW.${identifier(name)} := ${writeExpression(onUpdate, scope)};`];
        }),
        ...systemStart ? [`    NEW.${identifier(systemStart.name)} := now();`] : [],
    ];
    return assignments.length === 0
        ? []
        : rowTrigger(table, 'on_update', 'BEFORE UPDATE', ['BEGIN', ...assignments, '    RETURN NEW;', 'END'].join('\n'), context);
}
