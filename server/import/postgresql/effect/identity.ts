import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceObject, SourceType } from '../../source/index.ts';

/** What tells an object from all others of a schema; undefined for what has no name of its own. */
export function identityOf(object: SourceObject): string | undefined {
    switch (object.kind) {
        case 'schema':
        case 'extension':
        case 'role':
        case 'job':
            return `${object.kind} ${object.name}`;
        case 'enum':
        case 'domain':
        case 'composite':
            return typeIdentity(object.name);
        case 'sequence':
        case 'table':
        case 'view':
            return relationIdentity(object.name);
        case 'routine': {
            return routineIdentity(object.name, object.parameters.filter(({ mode }) => mode !== 'out').map(({ type }) => type));
        }
        case 'trigger':
            return partIdentity('trigger', object.relation, object.name);
        case 'policy':
            return partIdentity('policy', object.table, object.name);
        case 'grant':
        case 'rows':
        case 'session':
        case 'statement':
            return undefined;
    }
}

export function routineIdentity(name: PhysicalName, types: readonly SourceType[]): string {
    return `routine ${printed(name)}(${types.map(({ sql }) => sql).join(', ')})`;
}

export function relationIdentity(name: PhysicalName): string {
    return `relation ${printed(name)}`;
}

export function typeIdentity(name: PhysicalName): string {
    return `type ${printed(name)}`;
}

export function partIdentity(kind: 'trigger' | 'policy', relation: PhysicalName, name: string): string {
    return `${kind} ${printed(relation)} ${name}`;
}

export function printed({ schema, name }: PhysicalName): string {
    return `${schema ?? 'public'}.${name}`;
}
