import { fillPattern, makeObjectName } from '../../../language/index.ts';
import type { Model, PhysicalName, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { identifier, qualified, qualifiedCallable } from './identifiers.ts';
import { triggerFunction } from './triggers.ts';

/** A trigger for each row that the model does not name, with a function of its name. */
export function rowTrigger(
    table: Table, purpose: string, timing: string, body: string, context: PostgresContext, attributes: readonly string[] = [],
): readonly Statement[] {
    const call = { ...table.name, name: generatedName(table, purpose, context.model) };
    return [
        triggerFunction({ id: table.source, place: table.place }, call, body, attributes),
        rowTriggerExecuting(call, table, purpose, timing, context),
    ];
}

/** A trigger for each row that the model does not name, and that executes a function that is there. */
export function rowTriggerExecuting(call: PhysicalName, table: Table, purpose: string, timing: string, context: PostgresContext): Statement {
    return statement({ id: table.source, place: table.place }, [
        `CREATE ${context.options.ifNotExists ? 'OR REPLACE ' : ''}TRIGGER ${identifier(generatedName(table, purpose, context.model))}`,
        `${timing} ON ${qualified(table.name)}`,
        'FOR EACH ROW',
        `EXECUTE FUNCTION ${qualifiedCallable(call)}()`,
    ].join('\n    '));
}

function generatedName(table: Table, purpose: string, { naming }: Model): string {
    const { trigger: pattern } = naming.patterns;
    return pattern === undefined
        ? makeObjectName(table.name.name, undefined, purpose)
        : fillPattern(pattern, { table: table.name.name, columns: purpose, name: purpose }, 0);
}
