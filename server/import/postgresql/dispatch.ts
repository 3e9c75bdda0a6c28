import type { Node } from 'libpg-query';
import { alterEnumHandlers } from './alter-enum.ts';
import { alterTableHandlers } from './alter-table.ts';
import { plainStatementsOf } from './blocks.ts';
import { callHandlers } from './calls.ts';
import { commentHandlers } from './comments.ts';
import { dropHandlers } from './drops.ts';
import { grantHandlers } from './grants.ts';
import type { Handlers } from './handlers.ts';
import { indexHandlers } from './indexes.ts';
import { fieldsOf, isFailure, kindOf, parseStatement } from './parser.ts';
import { namespaceHandlers } from './namespaces.ts';
import { otherHandlers } from './others.ts';
import { policyHandlers } from './policies.ts';
import { noteOther } from './qualified-text.ts';
import { renameHandlers } from './renames.ts';
import { roleHandlers } from './roles.ts';
import { routineHandlers } from './routines.ts';
import { sequenceHandlers } from './sequences.ts';
import { sessionHandlers } from './session.ts';
import { rowsHandlers } from './rows.ts';
import { UnreadableError } from './statement-context.ts';
import type { StatementContext } from './statement-context.ts';
import { tableHandlers } from './tables.ts';
import { triggerHandlers } from './triggers.ts';
import { typeHandlers } from './type-definitions.ts';
import { viewHandlers } from './views.ts';

/** A file per concern, each with the statements and the kinds of objects that it knows. */
const handlers: Handlers = {
    ...alterEnumHandlers, ...alterTableHandlers, ...callHandlers, ...commentHandlers, ...dropHandlers, ...indexHandlers, ...renameHandlers, ...sequenceHandlers,
    ...sessionHandlers, ...tableHandlers, ...grantHandlers, ...namespaceHandlers, ...otherHandlers, ...policyHandlers, ...roleHandlers, ...routineHandlers, ...rowsHandlers, ...triggerHandlers, ...typeHandlers,
    ...viewHandlers,
    DoStmt(_statement, context) {
        const parts = plainStatementsOf(context);
        if (parts === undefined) {
            context.effect('DO');
        } else {
            parts.forEach(part => {
                const parsed = parseStatement(part.text);
                if (!isFailure(parsed)) {
                    take(parsed, part);
                }
            });
        }
    },
};

/** Takes a parsed statement in, or keeps it as text. */
export function take(statement: Node, context: StatementContext): void {
    try {
        dispatch(statement, context);
    } catch (error) {
        if (!(error instanceof UnreadableError)) {
            throw error;
        }
        context.keep(constructOf(context.text));
    }
}

function dispatch(statement: Node, context: StatementContext): void {
    const kind = kindOf(statement);
    context.tree = statement;
    noteOther(statement, context.state);
    const handler = handlers[kind] as ((fields: unknown, context: StatementContext) => void) | undefined;
    if (handler === undefined) {
        context.keep(constructOf(context.text));
        return;
    }
    handler(fieldsOf(statement, kind), context);
}

/** Those of which two words are not all. */
const LONG = [
    'CREATE FOREIGN TABLE', 'CREATE FOREIGN DATA WRAPPER', 'CREATE USER MAPPING', 'CREATE ACCESS METHOD', 'CREATE OPERATOR CLASS', 'CREATE OPERATOR FAMILY',
    'CREATE MATERIALIZED VIEW', 'CREATE EVENT TRIGGER', 'ALTER EVENT TRIGGER', 'ALTER TEXT SEARCH CONFIGURATION', 'ALTER TEXT SEARCH DICTIONARY',
    'ALTER MATERIALIZED VIEW', 'ALTER FOREIGN TABLE', 'ALTER FOREIGN DATA WRAPPER', 'ALTER OPERATOR FAMILY', 'ALTER OPERATOR CLASS', 'ALTER DEFAULT PRIVILEGES',
    'COMMENT ON', 'SECURITY LABEL',
].map(construct => construct.split(' '));

/** `CREATE EVENT TRIGGER` of a statement: its first words, up to the name. */
export function constructOf(text: string): string {
    const words = /^[A-Za-z]+(?:\s+[A-Za-z]+)*/.exec(text)?.[0].toUpperCase().split(/\s+/) ?? [];
    const known = LONG.find(construct => construct.every((word, index) => words[index] === word));
    return (known ?? words.slice(0, 2)).join(' ') || 'SQL';
}
