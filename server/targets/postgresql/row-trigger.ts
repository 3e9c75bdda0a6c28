import { fillPattern, makeObjectName } from '../../../language/index.ts';
import type { Model, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { identifier, qualified, qualifiedCallable } from './identifiers.ts';
import { triggerFunction } from './triggers.ts';

/** A trigger for each row that the model does not name, with its function. */
export function rowTrigger(
    table: Table, purpose: string, timing: string, body: string, context: PostgresContext, attributes: readonly string[] = [],
): readonly Statement[] {
    const origin = { id: table.source, place: table.place };
    const name = generatedName(table, purpose, context.model);
    const call = { ...table.name, name };
    return [
        triggerFunction(origin, call, body, attributes),
        statement(origin, [
            `CREATE ${context.options.ifNotExists ? 'OR REPLACE ' : ''}TRIGGER ${identifier(name)}`,
            `${timing} ON ${qualified(table.name)}`,
            'FOR EACH ROW',
            `EXECUTE FUNCTION ${qualifiedCallable(call)}()`,
        ].join('\n    ')),
    ];
}

function generatedName(table: Table, purpose: string, { naming }: Model): string {
    const { trigger: pattern } = naming.patterns;
    return pattern === undefined
        ? makeObjectName(table.name.name, undefined, purpose)
        : fillPattern(pattern, { table: table.name.name, columns: purpose, name: purpose }, 0);
}
