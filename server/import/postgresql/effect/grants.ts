import type { SourceGrant, SourceObject } from '../../source/index.ts';
import { printed } from './identity.ts';

/** What the script grants and revokes, to tell what of the database's privileges it does not say. */
export class SaidGrants {
    readonly #said = new Set<string>();
    readonly #all = new Set<string>();

    constructor(objects: readonly SourceObject[]) {
        for (const object of objects) {
            if (object.kind === 'grant') {
                this.#add(object);
            }
        }
    }

    /** What is left of a grant of the database's when what the script says is taken away. */
    unsaid(grant: SourceGrant): SourceGrant | undefined {
        const isSaid = (role: string, privilege: SourceGrant['privileges'][number]) => this.#isSaid({ ...grant, roles: [role], privileges: [privilege] }, role);
        const roles = grant.roles.filter(role => !grant.privileges.every(privilege => isSaid(role, privilege)));
        const privileges = grant.privileges.filter(privilege => !roles.every(role => isSaid(role, privilege)));
        return roles.length === 0 ? undefined : { ...grant, roles, privileges };
    }

    #add(grant: SourceGrant): void {
        keysOf(grant).forEach(key => this.#said.add(key));
        if (grant.privileges.some(({ name, columns }) => name === 'all' && columns.length === 0)) {
            grant.roles.forEach(role => this.#all.add(`${grant.revoke} ${objectOf(grant)} ${role}`));
        }
    }

    /** Also by what is granted on all that its schema holds. */
    #isSaid(grant: SourceGrant, role: string): boolean {
        return [objectOf(grant), wholeOf(grant)].some(object => object !== undefined
            && (this.#all.has(`${grant.revoke} ${object} ${role}`) || keysOf(grant, object).every(key => this.#said.has(key))));
    }
}

function keysOf(grant: SourceGrant, object = objectOf(grant)): readonly string[] {
    return grant.roles.flatMap(role => grant.privileges.flatMap(({ name, columns }) => (columns.length === 0 ? [''] : columns)
        .map(column => `${grant.revoke} ${object} ${role} ${name} ${column} ${grant.grantOption}`)));
}

function objectOf({ on }: SourceGrant): string {
    switch (on.kind) {
        case 'schema':
            return `schema ${on.name}`;
        case 'relation':
        case 'sequence':
        case 'type':
            return `${on.kind} ${printed(on.name)}`;
        case 'routine':
            return `routine ${printed(on.name)}(${on.arguments?.map(({ sql }) => sql).join(', ') ?? ''})`;
        case 'all':
            return `all ${on.objects} ${on.schema}`;
        case 'future':
            return `future ${on.objects} ${on.schema ?? ''} ${on.owner ?? ''}`;
    }
}

function wholeOf({ on }: SourceGrant): string | undefined {
    switch (on.kind) {
        case 'relation':
            return `all tables ${on.name.schema ?? 'public'}`;
        case 'sequence':
            return `all sequences ${on.name.schema ?? 'public'}`;
        case 'routine':
            return `all functions ${on.name.schema ?? 'public'}`;
        default:
            return undefined;
    }
}
