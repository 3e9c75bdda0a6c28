import type { PhysicalName } from '../../../language/index.ts';
import type { Notice, SourceObject, SourceSchema, SourceStatement, SourceType } from '../source/index.ts';
import { IndexDraft } from './constraints.ts';
import { ConstraintNames } from './constraint-names.ts';
import { NamedDraft, RelationDraft } from './drafts.ts';
import type { Draft } from './drafts.ts';
import type { KeptStatement } from './kept-statement.ts';
import { NameTable } from './name-table.ts';
import { nearNotices } from './near-notices.ts';
import { OtherNames } from './other-names.ts';
import type { Ownership } from './owners.ts';
import { isDefaultPath } from './qualified-text.ts';
import { RoleDraft } from './roles.ts';
import { RowCounts } from './rows.ts';
import { RoutineDraft } from './routines.ts';
import { neededSearchPath } from './search-path.ts';
import type { PathSetting } from './search-path.ts';
import { ownersOf, withOwners } from './settled-owners.ts';
import { DomainDraft } from './type-definitions.ts';

/** The schema that a new cluster's search path ends in, where unqualified objects are made. */
const PUBLIC = 'public';

/** A statement that makes what its text does not say: DO, CREATE TABLE AS, a function that creates things. */
export interface ByEffect {
    readonly construct: string;
    /** What stands for it while it is not known what it does. */
    readonly kept: KeptStatement;
    readonly line: number;
    /** Its offset in the script. */
    readonly start: number;
}

/** All that the script has said so far. */
export class SchemaState {
    /** In the order of the script. */
    readonly drafts = new Set<Draft>();
    readonly relations = new NameTable<RelationDraft>();
    /** Enumerations, domains, composites, ranges and whatever else `CREATE TYPE` makes. */
    readonly types = new NameTable<NamedDraft>();
    readonly roles = new Map<string, RoleDraft>();
    readonly notices: Notice[] = [];
    readonly rowCounts = new RowCounts();
    readonly constraintNames = new ConstraintNames();
    /** What is kept as text and has a name in a schema. */
    readonly others = new OtherNames();
    /** The first thing that the statement has made that is being read. */
    made: Draft | undefined;
    /** What only running the script tells. */
    readonly byEffect: ByEffect[] = [];
    /** Those whose text is out of date, such as views of what has got another name. */
    readonly stale = new Set<Draft>();
    /** What the texts of stale tables may name. */
    readonly staleNames: RegExp[] = [];
    /** Whether something may have gone with what it depended on. */
    cascades = false;
    engineVersion: number | undefined;
    /** The script was generated from a model: it says what that says, and nothing that was taken back. */
    isGenerated = false;
    /** Under which search path something was made, where that is not a new session's. */
    readonly paths = new Map<Draft, PathSetting>();
    /** The line of the last setting of the search path. */
    #pathLine = 1;
    /** What OWNER TO and AUTHORIZATION have said, the last for each object. */
    readonly ownerships: Ownership[] = [];
    /** Overloaded ones share a name. */
    readonly #routines = new Map<string, RoutineDraft[]>();
    readonly #owned = new Map<Draft, Set<Draft>>();
    #searchPath: readonly string[] = [PUBLIC];
    #defaultSchema: string | undefined;

    get searchPath(): readonly string[] {
        return this.#searchPath;
    }

    setSearchPath(path: readonly string[], line: number): void {
        this.#searchPath = path;
        this.#pathLine = line;
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

    /** What a domain is of, in the end; another type is itself. */
    baseType(type: SourceType): SourceType {
        const draft = type.schema === undefined || type.dimensions.length > 0 ? undefined : this.types.get({ schema: type.schema, name: type.name });
        return draft instanceof DomainDraft ? this.baseType(draft.type.freeze()) : type;
    }

    /** All of a name, in the first schema of the search path that has any. */
    routinesNamed({ schema, name }: PhysicalName): readonly RoutineDraft[] {
        const named = this.#routines.get(name) ?? [];
        const schemas = schema === undefined ? this.#searchPath : [schema];
        return schemas.map(each => named.filter(draft => draft.name.schema === each)).find(found => found.length > 0) ?? [];
    }

    routine(name: PhysicalName, signature: readonly SourceType[]): RoutineDraft | undefined {
        return this.routinesNamed(name).find(draft => {
            const types = draft.signature;
            return types.length === signature.length && types.every(({ sql }, index) => sql === signature[index]?.sql);
        });
    }

    /** A role, as one that exists already where nothing has made it. */
    role(name: string, line: number): RoleDraft {
        return this.roles.get(name) ?? this.add(new RoleDraft({ line }, name, true));
    }

    /** Takes a draft in, under its name if it is a relation, and as `owner`'s if it has one. */
    add<Each extends Draft>(draft: Each, owner?: Draft): Each {
        this.drafts.add(draft);
        this.made ??= draft;
        if (!isDefaultPath(this.#searchPath)) {
            this.paths.set(draft, { schemas: this.#searchPath, line: this.#pathLine });
        }
        if (draft instanceof RelationDraft) {
            this.relations.set(draft);
        } else if (draft instanceof RoutineDraft) {
            this.#addRoutine(draft);
        } else if (draft instanceof RoleDraft) {
            this.roles.set(draft.name, draft);
        }
        if (owner !== undefined) {
            this.belongsTo(draft, owner);
        }
        return draft;
    }

    /** Puts a draft in the place of another one, as CREATE OR REPLACE does. */
    replace(former: Draft, draft: Draft): void {
        const drafts = [...this.drafts].map(each => each === former ? draft : each);
        const owned = this.ownedBy(former);
        owned.forEach(each => this.belongsTo(each, undefined));
        this.remove(former);
        this.add(draft, former.owner);
        owned.forEach(each => this.belongsTo(each, draft));
        this.drafts.clear();
        drafts.forEach(each => this.drafts.add(each));
    }

    #addRoutine(draft: RoutineDraft): void {
        const named = this.#routines.get(draft.name.name);
        if (named === undefined) {
            this.#routines.set(draft.name.name, [draft]);
        } else {
            named.push(draft);
        }
    }

    #deleteRoutine(draft: RoutineDraft): void {
        this.#routines.set(draft.name.name, (this.#routines.get(draft.name.name) ?? []).filter(each => each !== draft));
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
        if (draft instanceof RoutineDraft) {
            this.#deleteRoutine(draft);
        } else if (draft instanceof RoleDraft) {
            this.roles.delete(draft.name);
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
        if (draft instanceof RoutineDraft) {
            this.#deleteRoutine(draft);
            change(draft);
            this.#addRoutine(draft);
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

    #partialIndexNotices(): readonly Notice[] {
        return [...this.drafts].flatMap((draft): readonly Notice[] => draft instanceof IndexDraft && draft.isPartial
            ? [{ kind: 'text', construct: 'CREATE INDEX ON ONLY', subject: draft.name.name, message: 'An index that not all partitions have a part of is kept as PostgreSQL text.', line: draft.line }] : []);
    }

    freeze(): SourceSchema {
        const path = neededSearchPath(this);
        const frozen = [...this.drafts].flatMap((draft): readonly SourceObject[] | SourceObject => draft.freeze() ?? []);
        const owners = ownersOf(this);
        const objects = withOwners(path === undefined ? frozen : withSearchPath(frozen, path), owners);
        return {
            engine: 'postgresql',
            ...this.engineVersion === undefined ? {} : { engineVersion: this.engineVersion },
            defaultSchema: this.#defaultSchema ?? PUBLIC,
            objects,
            notices: [...this.notices, ...path === undefined ? [] : [pathNotice(path)], ...owners.notices, ...this.#partialIndexNotices(), ...nearNotices(objects)],
        };
    }
}

/** With the setting behind the schema that it names last. */
function withSearchPath(objects: readonly SourceObject[], path: SourceStatement): readonly SourceObject[] {
    const at = objects.findIndex(object => object.kind === 'schema' && object.name === path.after?.name.name);
    return [...objects.slice(0, at + 1), path, ...objects.slice(at + 1)];
}

function pathNotice({ sql, line }: SourceStatement): Notice {
    return { kind: 'text', construct: 'SET search_path', line, message: `${sql} is kept as PostgreSQL text, for texts that name things without their schema.` };
}
