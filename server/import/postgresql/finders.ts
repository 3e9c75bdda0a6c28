import type { Node, ObjectType } from 'libpg-query';
import type { Draft } from './drafts.ts';
import type { Finders } from './handlers.ts';
import { nameIn } from './identifiers.ts';
import { namespaceFinders } from './namespaces.ts';
import { fieldsOf } from './parser.ts';
import { policyFinders } from './policies.ts';
import { roleFinders } from './roles.ts';
import { routineFinders } from './routines.ts';
import type { StatementContext } from './statement-context.ts';
import { triggerFinders } from './triggers.ts';

/** The kinds of objects that each file knows. */
const finders: Finders = { ...namespaceFinders, ...policyFinders, ...roleFinders, ...routineFinders, ...triggerFinders };

const RELATIONS: ReadonlySet<ObjectType> = new Set(['OBJECT_TABLE', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_SEQUENCE', 'OBJECT_INDEX', 'OBJECT_FOREIGN_TABLE']);

/** The object that a COMMENT ON, DROP or ALTER means. */
export function findObject(kind: ObjectType | undefined, object: Node | undefined, context: StatementContext): Draft | undefined {
    if (kind === undefined || object === undefined) {
        return undefined;
    }
    const names = fieldsOf(object, 'List')?.items ?? fieldsOf(object, 'TypeName')?.names;
    if (RELATIONS.has(kind)) {
        return context.state.relation(nameIn(names));
    }
    return kind === 'OBJECT_TYPE' || kind === 'OBJECT_DOMAIN' ? context.state.type(nameIn(names)) : finders[kind]?.(object, context);
}
