import type { Node, RoleSpec } from 'libpg-query';
import type { SourceOption, SourceRole } from '../source/index.ts';
import { definitionsIn, isOn, valueOf } from './definitions.ts';
import type { Definition } from './definitions.ts';
import { Draft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import type { Finders, Handlers } from './handlers.ts';
import { fieldsOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';

/** A role, user or group. */
export class RoleDraft extends Draft {
    name: string;
    /** Only named: it exists already. */
    readonly external: boolean;
    login = false;
    readonly inherits: RoleDraft[] = [];
    options: readonly SourceOption[] = [];

    constructor(origin: Origin, name: string, external: boolean) {
        super(origin);
        this.name = name;
        this.external = external;
    }

    override rename(name: string): void {
        this.name = name;
    }

    override freeze(): SourceRole {
        return {
            kind: 'role', ...this.element, name: this.name, login: this.login, inherits: this.inherits.map(({ name }) => name),
            external: this.external, options: this.options,
        };
    }
}

/** The attributes of a role (manual, "CREATE ROLE") that are off unless written, and how they are written. */
const SWITCHES: Readonly<Record<string, string>> = {
    superuser: 'superuser', createdb: 'createdb', createrole: 'createrole', isreplication: 'replication', bypassrls: 'bypassrls',
};

export const roleHandlers: Handlers = {
    CreateRoleStmt({ role = '', stmt_type: type, options }, context) {
        const { state } = context;
        const former = state.roles.get(role);
        const draft = new RoleDraft(context.origin, role, false);
        draft.login = type === 'ROLESTMT_USER';
        if (former === undefined) {
            state.add(draft);
        } else {
            draft.comment = former.comment;
            state.replace(former, draft);
        }
        takeOptions(draft, definitionsIn(options), context);
    },
    AlterRoleStmt({ role, options, action }, context) {
        const draft = roleOf(role, context);
        const definitions = definitionsIn(options);
        const members = definitions.find(({ name }) => name === 'rolemembers');
        if (draft === undefined || draft.external) {
            context.keep('ALTER ROLE');
        } else if (members !== undefined) {
            // ALTER GROUP ... ADD USER, DROP USER.
            rolesIn(members.argument, context).forEach(member => {
                const index = member.inherits.indexOf(draft);
                if ((action ?? 1) < 0 && index >= 0) {
                    member.inherits.splice(index, 1);
                } else if ((action ?? 1) >= 0 && index < 0) {
                    member.inherits.push(draft);
                }
            });
        } else {
            takeOptions(draft, definitions, context);
        }
    },
    GrantRoleStmt({ granted_roles: granted, grantee_roles: grantees, is_grant: isGrant, opt }, context) {
        const members = rolesOf(grantees, context);
        const parents = (granted ?? []).map(node => context.state.role(fieldsOf(node, 'AccessPriv')?.priv_name ?? '', context.line()));
        if (isGrant !== true && (opt ?? []).length === 0 && members !== undefined && members.every(({ inherits }) => parents.every(parent => inherits.includes(parent)))) {
            members.forEach(({ inherits }) => parents.forEach(parent => inherits.splice(inherits.indexOf(parent), 1)));
            return;
        }
        const canHold = isGrant === true && (opt ?? []).length === 0 && members !== undefined && members.every(({ external }) => !external);
        if (!canHold) {
            context.keep(isGrant === true ? 'GRANT role' : 'REVOKE role');
            return;
        }
        for (const member of members) {
            member.inherits.push(...parents.filter(parent => !member.inherits.includes(parent)));
        }
    },
};

export const roleFinders: Finders = {
    OBJECT_ROLE: (object, { state }) => {
        const name = fieldsOf(object, 'String')?.sval ?? fieldsOf(object, 'RoleSpec')?.rolename;
        return name === undefined ? undefined : state.roles.get(name);
    },
};

/** The roles of a list, `public` among them not; undefined where one is only known to the session, as CURRENT_USER is. */
export function rolesOf(nodes: readonly Node[] | undefined, context: StatementContext): readonly RoleDraft[] | undefined {
    const roles = (nodes ?? []).flatMap(node => fieldsOf(node, 'RoleSpec') ?? []).filter(({ roletype }) => roletype !== 'ROLESPEC_PUBLIC');
    return roles.every(({ roletype }) => roletype === 'ROLESPEC_CSTRING') ? roles.map(({ rolename = '' }) => context.state.role(rolename, context.line())) : undefined;
}

export function namesPublic(nodes: readonly Node[] | undefined): boolean {
    return (nodes ?? []).some(node => fieldsOf(node, 'RoleSpec')?.roletype === 'ROLESPEC_PUBLIC');
}

function rolesIn(list: Node | undefined, context: StatementContext): readonly RoleDraft[] {
    return rolesOf(list && fieldsOf(list, 'List')?.items, context) ?? [];
}

function roleOf(role: RoleSpec | undefined, { state }: StatementContext): RoleDraft | undefined {
    return role?.roletype === 'ROLESPEC_CSTRING' ? state.roles.get(role.rolename ?? '') : undefined;
}

function takeOptions(draft: RoleDraft, definitions: readonly Definition[], context: StatementContext): void {
    const options = new Map(draft.options.map(({ name, value }) => [name, value]));
    for (const { name, argument } of definitions) {
        const written = SWITCHES[name];
        if (written !== undefined) {
            if (isOn(argument)) {
                options.set(written, undefined);
            } else {
                options.delete(written);
            }
            continue;
        }
        switch (name) {
            case 'canlogin':
                draft.login = isOn(argument);
                break;
            case 'inherit':
                if (isOn(argument)) {
                    options.delete('noinherit');
                } else {
                    options.set('noinherit', undefined);
                }
                break;
            case 'connectionlimit':
                options.set('connection_limit', valueOf(argument));
                break;
            case 'validUntil':
                options.set('valid_until', `'${valueOf(argument)}'`);
                break;
            case 'addroleto':
                draft.inherits.push(...rolesIn(argument, context).filter(parent => !draft.inherits.includes(parent)));
                break;
            case 'rolemembers':
            case 'adminmembers':
                rolesIn(argument, context).forEach(member => member.inherits.push(draft));
                break;
            case 'password':
                if (argument !== undefined) {
                    context.notice('lost', 'PASSWORD', 'A password is never carried over: set it where the role is used.', { subject: draft.name });
                }
                break;
            default:
                break;
        }
    }
    draft.options = Array.from(options, ([name, value]) => value === undefined ? { name } : { name, value });
}
