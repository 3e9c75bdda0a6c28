import type { Place } from '../findings.ts';
import type {
    CheckRule, ConstraintTiming, EngineOptions, ExclusionRule, Expression, Identity, IndexDefinition, Partitioning, PhysicalName, ReferentialRule, Type,
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

export interface CheckConstraint extends TableConstraint, CheckRule {
    /** The column whose line it may stand on: its only one, when it was written on the attribute. */
    readonly column?: string;
}

export interface ForeignKey extends TableConstraint, ReferentialRule {
    readonly columns: readonly string[];
    readonly target: PhysicalName;
    readonly targetColumns: readonly string[];
    /** Last columns are periods (SQL:2011 temporal reference). */
    readonly period: boolean;
    /** Id of the reference attribute. */
    readonly attribute?: string;
}

export type ExclusionConstraint = TableConstraint & ExclusionRule;

export type TableIndex = TableConstraint & IndexDefinition;
