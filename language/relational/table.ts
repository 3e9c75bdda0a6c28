import type { Place } from '../findings.ts';
import type {
    ConstraintTiming, EngineOptions, Expression, Identity, IndexElement, Partitioning, PhysicalName, ReferentialAction, Type,
} from '../model/index.ts';

/**
 * A table as any relational engine would have it: what the model's entities, many-to-many relationships, lookup
 * enumerations and histories come to. Columns and constraints are in physical names; types and expressions are still
 * portable, for how they are spelled is the target's business.
 */
export interface Table {
    readonly name: PhysicalName;
    readonly kind: 'entity' | 'join' | 'lookup' | 'history';
    /** Id of the entity, relationship or enum that it comes from. */
    readonly source: string;
    readonly place: Place;
    readonly comment?: string;
    readonly columns: readonly TableColumn[];
    readonly primaryKey?: PrimaryKey;
    readonly uniques: readonly UniqueConstraint[];
    readonly checks: readonly CheckConstraint[];
    readonly foreignKeys: readonly ForeignKey[];
    readonly exclusions: readonly ExclusionConstraint[];
    readonly indexes: readonly TableIndex[];
    readonly partitioning?: Partitioning;
    /** Tables that it INHERITS from (PostgreSQL). */
    readonly inherits: readonly PhysicalName[];
    readonly unlogged: boolean;
    readonly tablespace?: string;
    readonly options: readonly EngineOptions[];
    readonly rowSecurity?: { readonly enabled: boolean; readonly forced: boolean };
}

export interface TableColumn {
    readonly name: string;
    /** Never a reference, a row or a flattened structure. Domains and enums are by id in the model. */
    readonly type: Type;
    readonly nullable: boolean;
    readonly requiredConstraint?: string;
    readonly default?: Expression;
    readonly computed?: { readonly expression: Expression; readonly storage: 'stored' | 'virtual' };
    readonly identity?: Identity;
    /** Set at every update, by a trigger where the engine has no clause for it. */
    readonly onUpdate?: Expression;
    readonly collation?: string;
    readonly comment?: string;
    readonly options: readonly EngineOptions[];
    /** Id of the attribute; absent for what has none (a lookup table's columns). */
    readonly attribute?: string;
    readonly was: readonly string[];
    readonly place: Place;
}

export interface TableConstraint {
    readonly name: string;
    /** True where the name was written, not generated: a writer may leave a generated one to the engine where both agree. */
    readonly named: boolean;
    readonly place: Place;
    readonly comment?: string;
}

export interface PrimaryKey extends TableConstraint {
    readonly columns: readonly string[];
    /** The last column is a range and `without overlaps`. */
    readonly withoutOverlaps: boolean;
    readonly include: readonly string[];
    readonly timing: ConstraintTiming;
    readonly options: readonly EngineOptions[];
}

export interface UniqueConstraint extends PrimaryKey {
    readonly nullsNotDistinct: boolean;
}

export interface CheckConstraint extends TableConstraint {
    readonly condition: Expression;
    readonly message?: string;
    /** The column whose line it may stand on: its only one, when it was written on the attribute. */
    readonly column?: string;
    readonly noInherit: boolean;
    readonly notValid: boolean;
    readonly notEnforced: boolean;
}

export interface ForeignKey extends TableConstraint {
    readonly columns: readonly string[];
    readonly target: PhysicalName;
    readonly targetColumns: readonly string[];
    readonly onDelete?: ReferentialAction;
    readonly onDeleteColumns: readonly string[];
    readonly onUpdate?: ReferentialAction;
    readonly match?: 'full' | 'simple' | 'partial';
    readonly timing: ConstraintTiming;
    readonly notEnforced: boolean;
    readonly notValid: boolean;
    /** Last columns are periods (SQL:2011 temporal reference). */
    readonly period: boolean;
    /** Id of the reference attribute. */
    readonly attribute?: string;
}

export interface ExclusionConstraint extends TableConstraint {
    readonly elements: readonly { readonly expression: Expression; readonly operatorClass?: string; readonly operator: string }[];
    readonly method: string;
    readonly include: readonly string[];
    readonly predicate?: Expression;
    readonly timing: ConstraintTiming;
}

export interface TableIndex extends TableConstraint {
    /** `fulltext` keeps its columns; how they become one document is the target's business. */
    readonly elements: readonly IndexElement[];
    readonly unique: boolean;
    readonly nullsNotDistinct: boolean;
    readonly method: string;
    readonly language?: string;
    readonly include: readonly string[];
    readonly predicate?: Expression;
    readonly concurrently: boolean;
    readonly tablespace?: string;
    readonly options: readonly EngineOptions[];
}
