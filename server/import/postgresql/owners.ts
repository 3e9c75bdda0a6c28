import type { RoleSpec } from 'libpg-query';
import type { StatementContext } from './statement-context.ts';

/** A model does not say who owns what. One notice per owner: pg_dump names it with each object. */
export function noteOwner(role: RoleSpec | undefined, context: StatementContext): void {
    const name = role?.rolename ?? 'the current user';
    const known = context.state.owners.get(name);
    if (known === undefined) {
        context.state.owners.set(name, { line: context.line(), count: 1 });
    } else {
        known.count++;
    }
}
