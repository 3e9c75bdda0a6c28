import type { PhysicalName } from '../../../language/index.ts';
import type { Notice, SourceObject, SourceSchema } from '../source/index.ts';
import { NamedDraft, RelationDraft } from './drafts.ts';
import type { Draft } from './drafts.ts';
import { NameTable } from './name-table.ts';

/** The schema that a new cluster's search path ends in, where unqualified objects are made. */
const PUBLIC = 'public';

/** All that the script has said so far. */
export class SchemaState {
    /** In the order of the script. */
    readonly drafts = new Set<Draft>();
    readonly relations = new NameTable<RelationDraft>();
    /** Enumerations, domains, composites, ranges and whatever else `CREATE TYPE` makes. */
    readonly types = new NameTable<NamedDraft>();
    readonly notices: Notice[] = [];
    engineVersion: number | undefined;
    readonly #owned = new Map<Draft, Set<Draft>>();
    #searchPath: readonly string[] = [PUBLIC];
    #defaultSchema: string | undefined;

    get searchPath(): readonly string[] {
        return this.#searchPath;
    }

    set searchPath(path: readonly string[]) {
        this.#searchPath = path;
        this.#defaultSchema ??= path.find(schema => schema !== '$user' && schema !== 'pg_catalog');
    }

    /** The schema in which an object of that name is made. pg_dump's empty search path makes none unqualified. */
    creationName(schema: string | undefined, name: string): PhysicalName {
        return { schema: schema ?? this.#searchPath.find(each => each !== '$user' && each !== 'pg_catalog') ?? PUBLIC, name };
    }

    relation(name: PhysicalName): RelationDraft | undefined {
        return this.relations.find(name, this.#searchPath);
    }

    type(name: PhysicalName): NamedDraft | undefined {
        return this.types.find(name, this.#searchPath);
    }

    /** Takes a draft in, under its name if it is a relation, and as `owner`'s if it has one. */
    add<Each extends Draft>(draft: Each, owner?: Draft): Each {
        this.drafts.add(draft);
        if (draft instanceof RelationDraft) {
            this.relations.set(draft);
        }
        if (owner !== undefined) {
            this.belongsTo(draft, owner);
        }
        return draft;
    }

    /** From now on `draft` goes when `owner` goes. */
    belongsTo(draft: Draft, owner: Draft | undefined): void {
        if (draft.owner !== undefined) {
            this.#owned.get(draft.owner)?.delete(draft);
        }
        draft.owner = owner;
        if (owner !== undefined) {
            const owned = this.#owned.get(owner) ?? new Set();
            this.#owned.set(owner, owned.add(draft));
        }
    }

    /** What belongs to a draft: a table's triggers, policies and partitions. */
    ownedBy(owner: Draft): readonly Draft[] {
        return [...this.#owned.get(owner) ?? []];
    }

    /** Drops a draft and all that belongs to it. */
    remove(draft: Draft): void {
        this.drafts.delete(draft);
        if (draft instanceof NamedDraft) {
            this.relations.delete(draft);
            this.types.delete(draft);
        }
        if (draft.owner !== undefined) {
            this.#owned.get(draft.owner)?.delete(draft);
        }
        for (const owned of this.ownedBy(draft)) {
            this.remove(owned);
        }
        this.#owned.delete(draft);
    }

    /** Gives a draft another name or schema, and keeps it findable. */
    rename(draft: Draft, change: (draft: Draft) => void): void {
        if (!(draft instanceof NamedDraft)) {
            change(draft);
            return;
        }
        const tables = [this.relations, this.types].filter(table => table.has(draft));
        tables.forEach(table => table.delete(draft));
        change(draft);
        if (tables.includes(this.types)) {
            this.types.set(draft);
        }
        if (draft instanceof RelationDraft) {
            this.relations.set(draft);
        }
    }

    freeze(): SourceSchema {
        const objects = [...this.drafts].map(draft => draft.freeze()).filter((object): object is SourceObject => object !== undefined);
        return {
            engine: 'postgresql',
            ...this.engineVersion === undefined ? {} : { engineVersion: this.engineVersion },
            defaultSchema: this.#defaultSchema ?? PUBLIC,
            objects,
            notices: this.notices,
        };
    }
}
