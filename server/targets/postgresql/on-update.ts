import { fillPattern, makeObjectName } from '../../../language/index.ts';
import type { Model, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { identifier, qualified, qualifiedCallable } from './identifiers.ts';
import { triggerFunction } from './triggers.ts';

/**
 * PostgreSQL has no ON UPDATE clause, so one trigger sets all such columns of a table. In their expressions a column is
 * the new row's, but the column that is being set is the old row's: `version + 1` counts from what was there.
 */
export function onUpdateTrigger(table: Table, context: PostgresContext): readonly Statement[] {
    const assignments = table.columns.flatMap(({ name, onUpdate }) => {
        if (!onUpdate) {
            return [];
        }
        const scope = { ...context, qualifier: ({ column }: { readonly column: string }) => column === name ? 'OLD' : 'NEW' };
        return [`    NEW.${identifier(name)} := ${writeExpression(onUpdate, scope)};`];
    });
    return assignments.length === 0
        ? []
        : rowTrigger(table, 'on_update', 'BEFORE UPDATE', ['BEGIN', ...assignments, '    RETURN NEW;', 'END'].join('\n'), context);
}

/** A trigger for each row that the model does not name, with its function. */
export function rowTrigger(table: Table, purpose: string, timing: string, body: string, context: PostgresContext): readonly Statement[] {
    const origin = { id: table.source, place: table.place };
    const name = generatedTriggerName(table, purpose, context.model);
    const call = { ...table.name, name };
    return [
        triggerFunction(origin, call, body),
        statement(origin, [
            `CREATE ${context.options.ifNotExists ? 'OR REPLACE ' : ''}TRIGGER ${identifier(name)}`,
            `${timing} ON ${qualified(table.name)}`,
            'FOR EACH ROW',
            `EXECUTE FUNCTION ${qualifiedCallable(call)}()`,
        ].join('\n    ')),
    ];
}

function generatedTriggerName(table: Table, purpose: string, { naming }: Model): string {
    const { trigger: pattern } = naming.patterns;
    return pattern === undefined
        ? makeObjectName(table.name.name, undefined, purpose)
        : fillPattern(pattern, { table: table.name.name, columns: purpose, name: purpose }, 0);
}
