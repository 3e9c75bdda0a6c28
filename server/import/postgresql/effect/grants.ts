import type { SourceGrant, SourceObject } from '../../source/index.ts';
import { identityOf, printed, relationIdentity, routineIdentity } from './identity.ts';

/** What the script grants and revokes, to tell what of the database's privileges it does not say. */
export class SaidGrants {
    readonly #said = new Set<string>();
    readonly #all = new Set<string>();

    readonly #named: ReadonlySet<string>;
    readonly #made: ReadonlySet<string>;

    /** @param made identities of what only running the script has made: later than privileges on all that there was. */
    constructor(objects: readonly SourceObject[], made: ReadonlySet<string>) {
        this.#named = new Set(objects.map(identityOf).filter(identity => identity !== undefined));
        this.#made = made;
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

    /** Also by what is granted on all that its schema holds, or will hold. */
    #isSaid(grant: SourceGrant, role: string): boolean {
        return [objectOf(grant), ...this.#wholesOf(grant)].some(object => this.#all.has(`${grant.revoke} ${object} ${role}`)
            || keysOf(grant, object).every(key => this.#said.has(key)));
    }

    #wholesOf({ on }: SourceGrant): readonly string[] {
        const identity = on.kind === 'relation' || on.kind === 'sequence' ? relationIdentity(on.name) : on.kind === 'routine' ? routineIdentity(on.name, on.arguments ?? []) : undefined;
        if (identity === undefined || !this.#named.has(identity) || !('name' in on) || typeof on.name === 'string') {
            return [];
        }
        const schema = on.name.schema ?? 'public';
        const objects = on.kind === 'routine' ? 'functions' : on.kind === 'sequence' ? 'sequences' : 'tables';
        return [...this.#made.has(identity) ? [] : [`all ${objects} ${schema}`], `future ${objects} ${schema} `, `future ${objects}  `];
    }
}

function keysOf(grant: SourceGrant, object = objectOf(grant)): readonly string[] {
    return grant.roles.flatMap(role => grant.privileges.flatMap(({ name, columns }) => (columns.length === 0 ? [''] : columns)
        .map(column => `${grant.revoke} ${object} ${role} ${isOnlyOne(grant) ? 'all' : name} ${column} ${grant.grantOption}`)));
}

/** Of a routine or type there is one privilege. */
function isOnlyOne({ on }: SourceGrant): boolean {
    return on.kind === 'routine' || on.kind === 'type' || 'objects' in on && (on.objects === 'functions' || on.objects === 'types');
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
            return routineIdentity(on.name, on.arguments ?? []);
        case 'all':
            return `all ${on.objects} ${on.schema}`;
        case 'future':
            // Who runs the script is the one that a dump names.
            return `future ${on.objects} ${on.schema ?? ''} ${on.owner === undefined || on.owner === 'postgres' ? '' : on.owner}`;
    }
}
