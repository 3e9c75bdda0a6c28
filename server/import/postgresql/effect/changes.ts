import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceObject } from '../../source/index.ts';
import { identityOf, partIdentity, relationIdentity, typeIdentity } from './identity.ts';
import type { EffectRun } from './run.ts';
import type { Touched } from './touched.ts';

/** What the statements that were asked about have made or changed, by what it is. */
export class Changes {
    readonly #offsets = new Map<string, number>();
    readonly #routines = new Map<string, number>();
    readonly #opaque: ReadonlyMap<number, string>;
    readonly #others = new Map<string, number>();

    /** @param opaque the texts of the statements, by their offsets. */
    constructor({ touched }: EffectRun, opaque: ReadonlyMap<number, string>) {
        this.#opaque = opaque;
        for (const [offset, rows] of touched) {
            rows.forEach(row => this.#add(row, offset));
        }
    }

    /** The offset in the script of the statement that made or changed an object itself; not of what changed only a part of it. */
    offsetOf(object: SourceObject): number | undefined {
        if (object.kind === 'routine') {
            return this.#routines.get(printedName(object.name));
        }
        const identity = identityOf(object);
        return identity === undefined ? undefined : this.#offsets.get(identity);
    }

    /** The offset of the statement that made what only the database has: the one that names it, if what it wrote was written again. */
    originOf(object: SourceObject): number | undefined {
        const name = 'name' in object ? typeof object.name === 'string' ? object.name : object.name.name : undefined;
        return this.offsetOf(object) ?? (name === undefined ? undefined : [...this.#opaque].find(([, text]) => text.includes(name))?.[0]);
    }

    /** The same for a part of a table. */
    offsetOfPart(kind: 'column' | 'constraint' | 'index' | 'partitions', table: PhysicalName, name = ''): number | undefined {
        return this.#offsets.get(`${kind} ${printedName(table)} ${name}`);
    }

    /** The same for a role, or for what it is a member of. */
    offsetOfRole(kind: 'role' | 'member', name: string): number | undefined {
        return this.#offsets.get(`${kind} ${name}`);
    }

    /** The same for what the language has no words for. */
    offsetOfOther(name: string): number | undefined {
        return this.#others.get(name);
    }

    #add({ kind, schema, name, part }: Touched, offset: number): void {
        const full: PhysicalName = schema === undefined ? { name } : { schema, name };
        switch (kind) {
            case 'routine':
                this.#routines.set(printedName(full), offset);
                this.#others.set(name, offset);
                break;
            case 'relation':
                this.#offsets.set(relationIdentity(full), offset);
                this.#others.set(name, offset);
                break;
            case 'type':
                this.#offsets.set(typeIdentity(full), offset);
                this.#others.set(name, offset);
                break;
            case 'trigger':
            case 'policy':
                this.#offsets.set(partIdentity(kind, full, part ?? ''), offset);
                break;
            case 'column':
            case 'constraint':
            case 'index':
            case 'partitions':
                this.#offsets.set(`${kind} ${printedName(full)} ${part ?? ''}`, offset);
                break;
            case 'schema':
            case 'extension':
            case 'role':
            case 'member':
                this.#offsets.set(`${kind} ${name}`, offset);
                break;
            case 'other':
                this.#others.set(part ?? name, offset);
                break;
            case 'default privileges':
            case 'setting':
                break;
        }
    }
}

function printedName({ schema, name }: PhysicalName): string {
    return `${schema ?? 'public'}.${name}`;
}
