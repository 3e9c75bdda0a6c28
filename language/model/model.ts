import type { Place } from '../findings.ts';
import type {
    Annotation, AnnotationArgument, Attribute, Column, ConstraintTiming, Element, EngineOptions, Entity, Index,
    PhysicalName, SequenceOptions, SqlTexts,
} from './elements.ts';
import type { Expression, Join, OrderBy, QuerySource } from './expressions.ts';
import type { DomainCheck, Type } from './types.ts';

/**
 * A linked model as plain immutable data: no Langium type in it, built once per change and shared by all readers.
 * Elements hold each other by id; `lookup` in `lookup.ts` finds them.
 */
export interface Model {
    /** Of the `model` declaration; of the first file where there is none. */
    readonly name: string;
    readonly place?: Place;
    readonly documentation?: string;
    readonly version?: string;
    readonly annotations: readonly Annotation[];
    readonly targets: readonly TargetUse[];
    /** Physical name of the schema of what stands in no `schema` block. */
    readonly defaultSchema?: { readonly name: string; readonly physicalName: string; readonly place: Place };
    readonly naming: Naming;
    /** Frameworks whose rules apply: GDPR, CCPA, HIPAA, PCI, ... */
    readonly compliance: readonly string[];
    readonly schemas: readonly Schema[];
    readonly areas: readonly Area[];
    readonly teams: readonly Team[];
    readonly purposes: readonly Purpose[];
    readonly extensions: readonly Extension[];
    readonly domains: readonly Domain[];
    readonly structures: readonly StructuredType[];
    readonly enums: readonly Enum[];
    readonly sessionVariables: readonly SessionVariable[];
    readonly sequences: readonly Sequence[];
    readonly entities: readonly Entity[];
    readonly relationships: readonly Relationship[];
    readonly rows: readonly ReferenceRows[];
    readonly views: readonly View[];
    readonly routines: readonly Routine[];
    readonly triggers: readonly Trigger[];
    readonly jobs: readonly Job[];
    readonly roles: readonly Role[];
    readonly grants: readonly Grant[];
    readonly policies: readonly Policy[];
    readonly statements: readonly SqlStatement[];
    readonly flows: readonly Flow[];
    /** The documents that make the model, the one with the `model` declaration first. */
    readonly sources: readonly string[];
}

export interface TargetUse {
    readonly engine: string;
    /** As written: `18`, `8.4`, `2022`. */
    readonly version?: string;
    /** The newest of several versions, of which `version` is the oldest. */
    readonly newest?: string;
    readonly place: Place;
}

/** Kinds of objects whose generated names follow a pattern. */
export type PatternKind = 'key' | 'unique' | 'check' | 'index' | 'exclude' | 'foreign key' | 'sequence' | 'trigger';

export interface Naming {
    readonly rule: 'snake_case' | 'as_written';
    /** Table names are the plural of the entity's. */
    readonly plural: boolean;
    /**
     * With `{table}`, `{columns}` and `{name}`: the name in the model, which stands for the columns too where there is
     * one. What has no pattern is called as PostgreSQL would call it; a check that has a name, by that name.
     */
    readonly patterns: Readonly<Partial<Record<PatternKind, string>>>;
}

export interface Schema extends Element { readonly label?: string; readonly physicalName: string }
export interface Area extends Element { readonly label?: string; readonly parent?: string }
export interface Team extends Element { readonly label?: string; readonly contact?: string }
export interface Purpose extends Element { readonly label?: string; readonly basis?: string }

export interface Extension extends Element {
    readonly schema?: string;
    readonly version?: string;
}

export interface Domain extends Element {
    readonly physicalName: PhysicalName;
    readonly type: Type;
    readonly optional: boolean;
    /** No column of it may be null, whatever the attribute says. */
    readonly required: boolean;
    readonly default?: Expression;
    readonly collation?: string;
    readonly checks: readonly DomainCheck[];
    /** No type of its own in the database: its columns get the base type and the checks. */
    readonly inlined: boolean;
}

export interface StructuredType extends Element {
    readonly physicalName: PhysicalName;
    /** One column of a composite type, not flattened into several. */
    readonly composite: boolean;
    readonly attributes: readonly Attribute[];
}

export interface Enum extends Element {
    readonly physicalName: PhysicalName;
    /** `native`: the engine's enumeration, where it has one; `check`: a column of `type` with a check; `lookup`: a table and a foreign key. */
    readonly storage: 'native' | 'check' | 'lookup';
    readonly type?: Type;
    readonly values: readonly EnumValue[];
}

export interface EnumValue extends Element {
    /** In the database: a string's content or a number as written. */
    readonly value: string;
    /** Stored as a number: it is one, and so is what the enumeration is stored as. */
    readonly numeric: boolean;
    readonly label?: string;
}

export interface SessionVariable extends Element {
    readonly type: Type;
    /** The engine's setting: `app.user_role`. */
    readonly setting: string;
    /** Asking for it is an error where it is not set. */
    readonly required: boolean;
}

export interface Sequence extends Element {
    readonly physicalName: PhysicalName;
    readonly type?: Type;
    readonly options: SequenceOptions;
    /** `Entity.attribute` */
    readonly owner?: string;
}

/** How many rows of one end belong to one row of the other. */
export interface Cardinality {
    readonly optional: boolean;
    readonly many: boolean;
}

export interface RelationshipEnd {
    readonly entity: string;
    /** The reference attribute that the end is bound to, by name. */
    readonly attribute?: string;
    /** Of this end, as seen from the other: `Customer ||--o{ Order` has one customer, many orders. */
    readonly cardinality: Cardinality;
    readonly place: Place;
}

export interface Relationship extends Element {
    readonly source: RelationshipEnd;
    readonly target: RelationshipEnd;
    readonly label?: string;
    readonly inverseLabel?: string;
    readonly kind: 'association' | 'composition' | 'aggregation';
    readonly identifying: boolean;
    /** Many-to-many: the table between. It is an entity of the model too, made from the relationship; this is its id. */
    readonly joinEntity?: string;
}

export interface ReferenceRows {
    readonly entity: string;
    readonly attributes: readonly string[];
    readonly rows: readonly (readonly Expression[])[];
    readonly place: Place;
}

export interface View extends Element {
    readonly physicalName: PhysicalName;
    readonly materialized: boolean;
    readonly withData: boolean;
    readonly checkOption?: 'local' | 'cascaded';
    readonly options: readonly EngineOptions[];
    /** One of the two. */
    readonly query?: Query;
    readonly sql?: SqlTexts;
    readonly columns: readonly ViewColumn[];
    readonly indexes: readonly Index[];
}

export interface ViewColumn extends Element {
    readonly physicalName: string;
    readonly type: Type;
    /** Absent in a view over marked SQL. */
    readonly expression?: Expression;
}

export interface Query {
    readonly from: QuerySource;
    readonly joins: readonly Join[];
    readonly where?: Expression;
    readonly grouping: readonly Expression[];
    readonly having?: Expression;
    /** No two rows of its result are the same. */
    readonly distinct: boolean;
    readonly order: readonly OrderBy[];
    readonly limit?: number;
}

export interface Parameter {
    readonly name?: string;
    /** In the database: the name by the naming rule, as bodies have to use it. */
    readonly physicalName?: string;
    readonly mode: 'in' | 'out' | 'inout' | 'variadic';
    readonly type: Type;
    readonly default?: Expression;
}

export interface Routine extends Element {
    readonly kind: 'function' | 'procedure' | 'aggregate';
    /** Exists already: never created. */
    readonly external: boolean;
    readonly physicalName: PhysicalName;
    readonly parameters: readonly Parameter[];
    readonly result?: RoutineResult;
    readonly language?: string;
    readonly volatility?: 'immutable' | 'stable' | 'volatile';
    readonly strict: boolean;
    readonly leakproof: boolean;
    readonly securityDefiner: boolean;
    readonly parallel?: 'safe' | 'restricted' | 'unsafe';
    readonly cost?: number;
    readonly rows?: number;
    readonly settings: readonly { readonly name: string; readonly value: string }[];
    readonly bodies: SqlTexts;
}

export type RoutineResult =
    | { readonly kind: 'type'; readonly type: Type; readonly setof: boolean }
    | { readonly kind: 'table'; readonly columns: readonly Parameter[] }
    | { readonly kind: 'trigger' | 'void' };

export interface Trigger extends Element {
    readonly physicalName: string;
    /** Entity or view. */
    readonly relation: string;
    readonly timing: 'before' | 'after' | 'instead of';
    readonly events: readonly { readonly kind: 'insert' | 'update' | 'delete' | 'truncate'; readonly attributes: readonly string[] }[];
    readonly oldRows?: string;
    readonly newRows?: string;
    readonly level: 'row' | 'statement';
    readonly constraint?: ConstraintTiming;
    readonly condition?: Expression;
    /** One of the two. */
    readonly action?: { readonly routine: string; readonly arguments: readonly Expression[] };
    readonly bodies?: SqlTexts;
    readonly state: 'enabled' | 'disabled' | 'replica' | 'always';
}

export interface Job extends Element {
    readonly physicalName: string;
    /** Five cron fields. */
    readonly schedule: string;
    readonly action?: { readonly routine: string; readonly arguments: readonly Expression[] };
    readonly bodies?: SqlTexts;
}

export interface Role extends Element {
    readonly physicalName: string;
    readonly external: boolean;
    readonly login: boolean;
    readonly parents: readonly string[];
    readonly options: readonly EngineOptions[];
}

/** `public`, or the id of a role. */
export type Grantee = { readonly kind: 'public' } | { readonly kind: 'role'; readonly role: string };

export interface Grant {
    readonly kind: 'grant' | 'revoke';
    readonly privileges: readonly { readonly name: string; readonly attributes: readonly string[] }[];
    readonly object: GrantObject;
    readonly grantees: readonly Grantee[];
    readonly grantOption: boolean;
    readonly place: Place;
}

export type GrantObject =
    | { readonly kind: 'entity' | 'view' | 'routine' | 'sequence' | 'domain' | 'enum' | 'structure'; readonly id: string }
    | { readonly kind: 'schema'; readonly physicalName: string }
    | { readonly kind: 'all'; readonly objects: GrantedObjects; readonly schema: string }
    /** What is made later: by the owner, or by whoever grants it. Without a schema, in any. */
    | { readonly kind: 'future'; readonly objects: GrantedObjects; readonly schema?: string; readonly owner?: string };

export type GrantedObjects = 'tables' | 'sequences' | 'functions' | 'types';

export interface Policy extends Element {
    readonly physicalName: string;
    readonly entity: string;
    readonly permissive: boolean;
    /** One at least; `all` stands alone. */
    readonly commands: readonly ('all' | 'select' | 'insert' | 'update' | 'delete')[];
    readonly grantees: readonly Grantee[];
    readonly using?: Expression;
    readonly check?: Expression;
}

export interface SqlStatement {
    readonly engine: string;
    readonly text: string;
    /** Without one: after everything else, in the order of the source. */
    readonly position?: { readonly kind: 'before' | 'after'; readonly anchor: string };
    readonly documentation?: string;
    readonly place: Place;
}

export interface Flow {
    readonly target: string;
    readonly sources: readonly string[];
    readonly transformation?: string;
    readonly arguments: readonly AnnotationArgument[];
    readonly place: Place;
}

export type { Attribute, Column, Entity, Index };
