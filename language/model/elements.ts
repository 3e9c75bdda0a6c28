import type { Place } from '../findings.ts';
import type { Expression } from './expressions.ts';
import type { Type } from './types.ts';

/** What every element of a model has. */
export interface Element {
    readonly name: string;
    /** Qualified and stable: `sales.Order`, `sales.Order.customer`. Unique in the model among elements of its kind. */
    readonly id: string;
    /** Of the name. */
    readonly place: Place;
    /** The text of the `///` lines above. */
    readonly documentation?: string;
    readonly annotations: readonly Annotation[];
}

/** An annotation with its arguments bound to the parameters of its declaration. */
export interface Annotation {
    /** Without the `@`. */
    readonly name: string;
    readonly arguments: readonly AnnotationArgument[];
    readonly place: Place;
}

export interface AnnotationArgument {
    /** The declared parameter, where the declaration has one at this position. */
    readonly parameter?: string;
    readonly value: AnnotationValue;
}

/** A text or literal as a string or number, an enum value by its name, anything else as its expression. */
export type AnnotationValue =
    | { readonly kind: 'text'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'name'; readonly value: string }
    | { readonly kind: 'expression'; readonly value: Expression };

/** Physical settings of one engine: `options postgresql (fillfactor = 70)`. Values as written. */
export interface EngineOptions {
    readonly engine: string;
    readonly entries: readonly { readonly name: string; readonly value?: string }[];
}

/** A name in the database. Without a schema: the engine's current one. */
export interface PhysicalName {
    readonly schema?: string;
    readonly name: string;
}

/** Marked SQL, one text per engine. */
export type SqlTexts = Readonly<Record<string, string>>;

export interface Entity extends Element {
    readonly kind: 'entity';
    readonly abstract: boolean;
    /** Absent where the entity has no table of its own: abstract, or stored with its parent (`single table`). */
    readonly table?: PhysicalName;
    /** Ids of the mixins, in the order of `with`. */
    readonly mixins: readonly string[];
    readonly parent?: string;
    /** The value of the parent's discriminator for this subtype. */
    readonly discriminator?: string;
    /** The value has a name that the discriminator's enumeration does not have, which the linker has said. */
    readonly unknownDiscriminator?: true;
    readonly subtypes?: Subtypes;
    /** All that a row of this entity has: own attributes and those of mixins and parents, in physical order. */
    readonly attributes: readonly Attribute[];
    readonly key?: Key;
    readonly uniques: readonly Unique[];
    readonly checks: readonly Check[];
    readonly indexes: readonly Index[];
    readonly exclusions: readonly Exclusion[];
    readonly partitioning?: Partitioning;
    readonly periods: readonly Period[];
    readonly history?: { readonly table: PhysicalName; readonly place: Place };
    readonly rowSecurity?: { readonly enabled: boolean; readonly forced: boolean };
    readonly dependencies: readonly FunctionalDependency[];
    readonly unlogged: boolean;
    readonly tablespace?: string;
    readonly options: readonly EngineOptions[];
    readonly governance: EntityGovernance;
    readonly load: EntityLoad;
    /** Old physical names, from `@was`. */
    readonly was: readonly string[];
}

export interface Subtypes {
    /** `joined`: a table per type, sharing the key; `single table`: one for all; `concrete`: one per concrete type; `inherited`: PostgreSQL's INHERITS. */
    readonly strategy: 'joined' | 'single table' | 'concrete' | 'inherited';
    readonly discriminator?: string;
    readonly exclusive: boolean;
    readonly complete: boolean;
    readonly place: Place;
}

export interface Attribute extends Element {
    readonly kind: 'attribute';
    /** Id of the entity, structured type or relationship that has it. */
    readonly owner: string;
    /** Where it was written, when not in the owner: id of the mixin or parent. */
    readonly from?: string;
    /** True for what comes from the parent: unless it is stored as a copy, its column is in the parent's table. */
    readonly inherited?: boolean;
    readonly type: Type;
    readonly typePlace: Place;
    readonly optional: boolean;
    /** Names PostgreSQL's not-null constraint. */
    readonly requiredConstraint?: string;
    readonly default?: Expression;
    readonly computed?: { readonly expression: Expression; readonly storage: 'stored' | 'virtual' };
    readonly identity?: Identity;
    readonly onUpdate?: Expression;
    readonly collation?: string;
    readonly reference?: Reference;
    /** In physical order. Several for a composite reference or a structured type; none where `via` shares existing ones. */
    readonly columns: readonly Column[];
    readonly options: readonly EngineOptions[];
    readonly was: readonly string[];
}

/** A column as the attribute gives it. */
export interface Column {
    readonly name: string;
    /** Never a reference, row, or flattened structure. */
    readonly type: Type;
    readonly nullable: boolean;
    /** Within the attribute: the structured type's attribute names, or the referenced key's. Empty for a plain attribute. */
    readonly path: readonly string[];
}

export interface Identity {
    readonly kind: 'always' | 'by default' | 'serial';
    readonly sequenceName?: string;
    readonly options: SequenceOptions;
}

/** As written, for a bigint does not fit a double. */
export interface SequenceOptions {
    readonly start?: string;
    readonly increment?: string;
    readonly min?: string;
    readonly max?: string;
    readonly cache?: string;
    readonly cycle?: boolean;
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';

/** What a foreign key says of changes to the rows that it refers to, and of when it holds: the same for a reference and for its table. */
export interface ReferentialRule {
    readonly onDelete?: ReferentialAction;
    /** `set null (a)`: only these columns. */
    readonly onDeleteColumns: readonly string[];
    readonly onUpdate?: ReferentialAction;
    readonly match?: 'full' | 'simple' | 'partial';
    readonly timing: ConstraintTiming;
    readonly notEnforced: boolean;
    readonly notValid: boolean;
}

/** What makes an attribute a reference. */
export interface Reference extends ReferentialRule {
    readonly entity: string;
    /** The referenced attributes, by name; of the target's primary key unless written. */
    readonly targetAttributes: readonly string[];
    /** The foreign key's own columns and those they point to, pairwise. */
    readonly columns: readonly string[];
    readonly targetColumns: readonly string[];
    /** The attributes whose columns are shared (`via`). */
    readonly via: readonly string[];
    /** False for `logical`: no foreign key is created. */
    readonly enforcedByDatabase: boolean;
    readonly during?: string;
    readonly constraintName: string;
    /** True where the constraint's name was written, not generated. */
    readonly named?: boolean;
    readonly place: Place;
}

export interface ConstraintTiming {
    readonly deferrable: boolean;
    readonly initiallyDeferred: boolean;
}

/** What keys, uniques, checks, indexes and exclusions share. */
export interface Constraint {
    /** In the database. */
    readonly physicalName: string;
    /** True where the name was written, not generated. */
    readonly named: boolean;
    readonly place: Place;
    readonly documentation?: string;
    readonly annotations: readonly Annotation[];
}

/** An attribute of a key, by name, or a period with `without overlaps`. */
export interface KeyElement {
    readonly attribute?: string;
    readonly period?: string;
    readonly withoutOverlaps: boolean;
    readonly place: Place;
}

export interface Key extends Constraint {
    readonly elements: readonly KeyElement[];
    readonly include: readonly string[];
    readonly timing: ConstraintTiming;
    readonly options: readonly EngineOptions[];
}

export interface Unique extends Key {
    readonly nullsNotDistinct: boolean;
}

/** What a check asks of a row, in the model and in a table. */
export interface CheckRule {
    readonly condition: Expression;
    readonly message?: string;
    readonly noInherit: boolean;
    readonly notValid: boolean;
    readonly notEnforced: boolean;
}

export interface Check extends Constraint, CheckRule {
    /** The name in the model; absent for an attribute's own check. */
    readonly name?: string;
    /** The attribute that it was written on. */
    readonly attribute?: string;
}

/** How an index is made, in the model and in a table. */
export interface IndexDefinition {
    readonly elements: readonly IndexElement[];
    readonly unique: boolean;
    readonly nullsNotDistinct: boolean;
    /** `btree` where none is written; `fulltext` is portable: how its columns become one document is the target's business. */
    readonly method: string;
    readonly language?: string;
    readonly include: readonly string[];
    readonly predicate?: Expression;
    readonly concurrently: boolean;
    readonly tablespace?: string;
    readonly options: readonly EngineOptions[];
}

export interface Index extends Constraint, IndexDefinition {
    readonly name?: string;
}

export interface IndexElement {
    readonly expression: Expression;
    readonly collation?: string;
    readonly operatorClass?: string;
    readonly operatorClassParameters: readonly { readonly name: string; readonly value?: string }[];
    readonly descending: boolean;
    readonly nulls?: 'first' | 'last';
    readonly place: Place;
}

/** What rows exclude each other, in the model and in a table. */
export interface ExclusionRule {
    readonly elements: readonly { readonly expression: Expression; readonly operatorClass?: string; readonly operator: string }[];
    readonly method: string;
    readonly include: readonly string[];
    readonly predicate?: Expression;
    readonly timing: ConstraintTiming;
}

export interface Exclusion extends Constraint, ExclusionRule {
    readonly name?: string;
}

export interface Partitioning {
    readonly method: 'range' | 'list' | 'hash';
    readonly elements: readonly IndexElement[];
    /** Written one by one, and those that `every` or `into` give, in order. */
    readonly partitions: readonly Partition[];
    readonly place: Place;
}

export interface Partition {
    readonly name: string;
    readonly physicalName: string;
    /** Physical name of its schema, where that is not its table's. */
    readonly schema?: string;
    readonly bound: PartitionBound;
    readonly subpartitioning?: Partitioning;
    readonly options: readonly EngineOptions[];
    readonly place: Place;
}

export type PartitionBound =
    | { readonly kind: 'range'; readonly from: readonly PartitionLimit[]; readonly to: readonly PartitionLimit[] }
    | { readonly kind: 'list'; readonly values: readonly Expression[] }
    | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
    | { readonly kind: 'default' };

export type PartitionLimit = Expression | 'minvalue' | 'maxvalue';

/** Application time, SQL:2011 4.6.5.3: the row holds from `start` (inclusive) to `end` (exclusive). */
export interface Period {
    readonly name: string;
    readonly start: string;
    readonly end: string;
    readonly place: Place;
}

export interface FunctionalDependency {
    readonly determinants: readonly string[];
    readonly dependents: readonly string[];
    readonly place: Place;
}

export interface EntityGovernance {
    readonly areas: readonly string[];
    readonly owner?: string;
    readonly steward?: string;
    readonly purposes: readonly string[];
    /** Empty path: the entity is the data subject itself. */
    readonly subject?: { readonly path: readonly string[]; readonly place: Place };
    readonly retention?: Retention;
    readonly audit: readonly ('read' | 'write' | 'delete')[];
}

export interface Retention {
    readonly unlimited: boolean;
    readonly duration?: { readonly count: number; readonly unit: 'day' | 'week' | 'month' | 'year' };
    readonly anchor?: string;
    readonly action?: 'delete' | 'anonymize' | 'archive';
    readonly attributes: readonly string[];
    readonly reason?: string;
    readonly place: Place;
}

export type RateUnit = 'sec' | 'min' | 'hour' | 'day' | 'week' | 'month' | 'year';

export interface EntityLoad {
    readonly volume?: {
        readonly rows: number;
        /** A fraction: 0.1 for 10 % of the rows, per unit. */
        readonly growth?: { readonly fraction: number; readonly unit: RateUnit };
        readonly place: Place;
    };
    readonly accesses: readonly AccessPattern[];
}

export interface AccessPattern {
    readonly name: string;
    readonly operation: 'select' | 'insert' | 'update' | 'delete';
    /** An attribute compared for equality, or a typed parameter that `where` uses. */
    readonly parameters: readonly { readonly attribute?: string; readonly name: string; readonly type: Type }[];
    readonly rate: { readonly count: number; readonly unit: RateUnit };
    readonly where?: Expression;
    readonly order: readonly { readonly expression: Expression; readonly descending: boolean; readonly nulls?: 'first' | 'last' }[];
    readonly limit?: number;
    readonly place: Place;
}
