import type { Node } from 'libpg-query';
import { callHandlers } from './calls.ts';
import { grantHandlers } from './grants.ts';
import type { Finders, Handlers } from './handlers.ts';
import { fieldsOf, kindOf } from './parser.ts';
import { namespaceFinders, namespaceHandlers } from './namespaces.ts';
import { policyFinders, policyHandlers } from './policies.ts';
import { roleFinders, roleHandlers } from './roles.ts';
import { routineFinders, routineHandlers } from './routines.ts';
import type { StatementContext } from './statement-context.ts';
import { triggerFinders, triggerHandlers } from './triggers.ts';
import { typeHandlers } from './type-definitions.ts';
import { viewHandlers } from './views.ts';

/** A file per concern, each with the statements and the kinds of objects that it knows. */
const handlers: Handlers = {
    ...callHandlers, ...grantHandlers, ...namespaceHandlers, ...policyHandlers, ...roleHandlers, ...routineHandlers, ...triggerHandlers, ...typeHandlers,
    ...viewHandlers,
};

export const finders: Finders = { ...namespaceFinders, ...policyFinders, ...roleFinders, ...routineFinders, ...triggerFinders };

/** Takes a parsed statement in, or keeps it as text. */
export function dispatch(statement: Node, context: StatementContext): void {
    const kind = kindOf(statement);
    context.tree = statement;
    const handler = handlers[kind] as ((fields: unknown, context: StatementContext) => void) | undefined;
    if (handler === undefined) {
        context.keep(constructOf(context.text));
        return;
    }
    handler(fieldsOf(statement, kind), context);
}

/** `CREATE EVENT TRIGGER` of a statement: its first words, up to the name. */
export function constructOf(text: string): string {
    return /^[A-Za-z]+(?:\s+[A-Za-z]+)?/.exec(text)?.[0].toUpperCase().replace(/\s+/g, ' ') ?? 'SQL';
}
