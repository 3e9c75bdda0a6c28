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
        const roles = grant.roles.filter(role => {
            const keys = keysOf({ ...grant, roles: [role] });
            return !keys.every(key => this.#said.has(key)) && !this.#isAllSaid(grant, role);
        });
        return roles.length === 0 ? undefined : { ...grant, roles };
    }

    #add(grant: SourceGrant): void {
        keysOf(grant).forEach(key => this.#said.add(key));
        if (grant.privileges.some(({ name, columns }) => name === 'all' && columns.length === 0)) {
            grant.roles.forEach(role => this.#all.add(`${grant.revoke} ${objectOf(grant)} ${role}`));
        }
    }

    /** Also by what is granted on all that its schema holds. */
    #isAllSaid(grant: SourceGrant, role: string): boolean {
        if (this.#all.has(`${grant.revoke} ${objectOf(grant)} ${role}`)) {
            return true;
        }
        const whole = wholeOf(grant);
        return whole !== undefined
            && (this.#all.has(`${grant.revoke} ${whole} ${role}`) || keysOf({ ...grant, roles: [role] }, whole).every(key => this.#said.has(key)));
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
