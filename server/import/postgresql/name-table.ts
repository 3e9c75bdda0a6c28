import type { PhysicalName } from '../../../language/index.ts';
import type { NamedDraft } from './drafts.ts';

/** Objects by their qualified names, found as PostgreSQL finds them: along the search path where no schema is written. */
export class NameTable<Each extends NamedDraft> {
    readonly #byName = new Map<string, Each>();

    get(name: PhysicalName): Each | undefined {
        return this.#byName.get(keyOf(name));
    }

    /** @param path the schemas in which an unqualified name is looked for. */
    find(name: PhysicalName, path: readonly string[]): Each | undefined {
        if (name.schema !== undefined) {
            return this.get(name);
        }
        for (const schema of path) {
            const found = this.get({ schema, name: name.name });
            if (found !== undefined) {
                return found;
            }
        }
        return undefined;
    }

    set(draft: Each): void {
        this.#byName.set(keyOf(draft.name), draft);
    }

    delete(draft: NamedDraft): void {
        const key = keyOf(draft.name);
        if (this.#byName.get(key) === draft) {
            this.#byName.delete(key);
        }
    }

    has(draft: NamedDraft): boolean {
        return this.#byName.get(keyOf(draft.name)) === draft;
    }

    values(): Each[] {
        return [...this.#byName.values()];
    }
}

function keyOf({ schema, name }: PhysicalName): string {
    return `${schema ?? ''}\0${name}`;
}
