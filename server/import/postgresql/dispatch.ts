import type { Node } from 'libpg-query';
import type { Finders, Handlers } from './handlers.ts';
import { fieldsOf, kindOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';

/** A file per concern, each with the statements and the kinds of objects that it knows. */
const handlers: Handlers = {};

export const finders: Finders = {};

/** Takes a parsed statement in, or keeps it as text. */
export function dispatch(statement: Node, context: StatementContext): void {
    const kind = kindOf(statement);
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
