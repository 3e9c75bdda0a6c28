import type { RoleSpec } from 'libpg-query';
import type { Draft } from './drafts.ts';
import type { StatementContext } from './statement-context.ts';

/** That an object was given to a role. */
export interface Ownership {
    readonly role: string;
    /** 1-based. */
    readonly line: number;
    /** Undefined for what has no draft: the statement says what it is about. */
    readonly object: Draft | undefined;
    readonly sql: string;
}

/** Notes OWNER TO. What becomes of it is only known once all owners are. */
export function noteOwner(role: RoleSpec | undefined, object: Draft | undefined, context: StatementContext): void {
    // Whoever runs the script.
    if (role?.roletype !== 'ROLESPEC_CSTRING') {
        return;
    }
    const { ownerships } = context.state;
    const former = object === undefined ? -1 : ownerships.findIndex(each => each.object === object);
    if (former >= 0) {
        ownerships.splice(former, 1);
    }
    ownerships.push({ role: role.rolename ?? '', line: context.line(), object, sql: context.qualified() });
}
