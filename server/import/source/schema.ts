import type { ConstraintTiming, PhysicalName, ReferentialAction, SequenceOptions } from '../../../language/index.ts';
import type { SourceElement } from './element.ts';
import type { SourceExpression } from './expressions.ts';
import type { SourceQuery } from './queries.ts';
import type { SourceType } from './types.ts';

/**
 * A schema as its source has it, after all of the source took effect: what every reader gives and the one lowering
 * takes. In physical names; nothing is a model yet.
 */
export interface SourceSchema {
    readonly engine: string;
    /** Major version of the engine, where the source tells. */
    readonly engineVersion?: number;
    /** The schema of objects that the source does not qualify (`search_path`), such as `public`. */
    readonly defaultSchema?: string;
    /** What the source says it is about, and a description of it. */
    readonly title?: string;
    readonly description?: string;
    /** In the order of the source. */
    readonly objects: readonly SourceObject[];
    readonly notices: readonly Notice[];
}

/**
 * Something a person should know about the import.
 * `lost`: it is not in the model. `text`: it is, as marked SQL. `assumed`: the source did not say, and this was chosen.
 * `skipped`: it is no part of a model (data, settings of a session), so that nothing is lost.
 */
export interface Notice {
    readonly kind: 'lost' | 'text' | 'assumed' | 'skipped';
    /** What it is about, in the source's words: `EVENT TRIGGER`, `OWNER TO`, `DO`. Notices are grouped by it. */
    readonly construct: string;
    /** One sentence: what, and what became of it. */
    readonly message: string;
    /** 1-based, of the source's text. */
    readonly line: number;
    /** The object concerned, as the source names it. */
    readonly subject?: string;
}

export type SourceObject =
    | SourceNamespace | SourceExtension | SourceRole | SourceEnum | SourceDomain | SourceComposite | SourceSequence | SourceTable
    | SourceView | SourceRoutine | SourceTrigger | SourcePolicy | SourceGrant | SourceJob | SourceRows | SourceStatement | SourceSession;

export interface SourceNamespace extends SourceElement {
    readonly kind: 'schema';
    readonly name: string;
}

export interface SourceExtension extends SourceElement {
    readonly kind: 'extension';
    readonly name: string;
    readonly schema?: string;
    readonly version?: string;
}

export interface SourceRole extends SourceElement {
    readonly kind: 'role';
    readonly name: string;
    readonly login: boolean;
    /** Roles that it is a member of. */
    readonly inherits: readonly string[];
    /** Only named, by a grant or policy: it exists already. */
    readonly external: boolean;
    /** What else is said of it: `createdb`, `bypassrls`, `noinherit`, `connection_limit = 5`, `valid_until = '2030-01-01'`. */
    readonly options: readonly SourceOption[];
}

export interface SourceEnum extends SourceElement {
    readonly kind: 'enum';
    readonly name: PhysicalName;
    readonly values: readonly string[];
}

export interface SourceDomain extends SourceElement {
    readonly kind: 'domain';
    readonly name: PhysicalName;
    readonly type: SourceType;
    readonly notNull: boolean;
    readonly default?: SourceExpression;
    readonly collation?: PhysicalName;
    readonly checks: readonly { readonly name?: string; readonly condition: SourceExpression }[];
}

/** `CREATE TYPE name AS (...)`. */
export interface SourceComposite extends SourceElement {
    readonly kind: 'composite';
    readonly name: PhysicalName;
    readonly attributes: readonly { readonly name: string; readonly type: SourceType; readonly collation?: PhysicalName; readonly comment?: string }[];
}

/** A sequence of its own, not that of an identity or serial column. */
export interface SourceSequence extends SourceElement {
    readonly kind: 'sequence';
    readonly name: PhysicalName;
    readonly type?: SourceType;
    readonly options: SequenceOptions;
    readonly ownedBy?: { readonly table: PhysicalName; readonly column: string };
}

export interface SourceTable extends SourceElement {
    readonly kind: 'table';
    readonly name: PhysicalName;
    readonly columns: readonly SourceColumn[];
    readonly primaryKey?: SourceKey;
    readonly uniques: readonly SourceUnique[];
    readonly checks: readonly SourceCheck[];
    readonly foreignKeys: readonly SourceForeignKey[];
    readonly exclusions: readonly SourceExclusion[];
    readonly indexes: readonly SourceIndex[];
    /** How it is partitioned, with its partitions, sub-partitions inside them. */
    readonly partitioning?: SourcePartitioning;
    /** Parents of `INHERITS`. Columns that a child only takes over are not among its columns. */
    readonly inherits: readonly PhysicalName[];
    readonly unlogged: boolean;
    readonly tablespace?: string;
    readonly options: readonly SourceOption[];
    readonly rowSecurity?: { readonly enabled: boolean; readonly forced: boolean };
    /** Named by something and never defined (Mermaid): made, and marked as such. */
    readonly undefined?: boolean;
}

/** A storage parameter or other setting `name = value`, the value as written. */
export interface SourceOption {
    readonly name: string;
    readonly value?: string;
}

export interface SourceColumn {
    readonly name: string;
    readonly line: number;
    readonly type: SourceType;
    readonly notNull: boolean;
    /** Where the source names the NOT NULL constraint. */
    readonly notNullName?: string;
    readonly default?: SourceExpression;
    readonly generated?: { readonly expression: SourceExpression; readonly storage: 'stored' | 'virtual' };
    /** `serial` only where it is one: an integer with a default from a sequence that it owns. */
    readonly identity?: { readonly kind: 'always' | 'by default' | 'serial'; readonly sequence?: PhysicalName; readonly options: SequenceOptions };
    readonly collation?: PhysicalName;
    readonly storage?: string;
    readonly compression?: string;
    /** Attribute options and statistics target, as `SET (...)` and `SET STATISTICS` have them; foreign: `OPTIONS (...)`. */
    readonly options: readonly SourceOption[];
    readonly comment?: string;
    /** The remark above it or behind it in its line. */
    readonly remark?: string;
}

export interface SourceConstraint {
    /** As written; absent where the engine names it. */
    readonly name?: string;
    /** In the database, also where the engine chose it. */
    readonly actualName?: string;
    readonly line: number;
    readonly comment?: string;
    /** The remark above it or behind it in its line. */
    readonly remark?: string;
}

export interface SourceKey extends SourceConstraint {
    readonly columns: readonly string[];
    /** The last column is a range and `WITHOUT OVERLAPS`. */
    readonly withoutOverlaps: boolean;
    readonly include: readonly string[];
    readonly timing: ConstraintTiming;
    readonly options: readonly SourceOption[];
    readonly tablespace?: string;
}

export interface SourceUnique extends SourceKey {
    readonly nullsNotDistinct: boolean;
}

export interface SourceCheck extends SourceConstraint {
    readonly condition: SourceExpression;
    /** Written on this column. */
    readonly column?: string;
    readonly noInherit: boolean;
    readonly notValid: boolean;
    readonly notEnforced: boolean;
}

export interface SourceForeignKey extends SourceConstraint {
    readonly columns: readonly string[];
    readonly target: PhysicalName;
    /** Empty: the target's primary key. */
    readonly targetColumns: readonly string[];
    readonly onDelete?: ReferentialAction;
    readonly onDeleteColumns: readonly string[];
    readonly onUpdate?: ReferentialAction;
    readonly match?: 'full' | 'simple' | 'partial';
    readonly timing: ConstraintTiming;
    readonly notValid: boolean;
    readonly notEnforced: boolean;
    /** The last columns are periods (PostgreSQL 18). */
    readonly period: boolean;
    /** No foreign key in the source: drawn only (Mermaid), or to be documented. */
    readonly logical?: boolean;
    /** Crow's foot at the target's and at this table's end, and what the line says, where the source has them. */
    readonly cardinality?: {
        readonly target: Cardinality;
        readonly self: Cardinality;
        readonly label?: string;
        /** Drawn so, and the columns are part of this table's primary key. */
        readonly identifying: boolean;
    };
}

export interface Cardinality {
    readonly min: 0 | 1;
    readonly max: 1 | 'many';
}

export interface SourceExclusion extends SourceConstraint {
    readonly elements: readonly (SourceIndexElement & { readonly operator: string })[];
    readonly method: string;
    readonly include: readonly string[];
    readonly predicate?: SourceExpression;
    readonly timing: ConstraintTiming;
    readonly options: readonly SourceOption[];
}

export interface SourceIndexElement {
    readonly expression: SourceExpression;
    readonly collation?: PhysicalName;
    readonly operatorClass?: string;
    readonly operatorClassParameters: readonly SourceOption[];
    readonly descending: boolean;
    /** Absent where it is the engine's default for the direction. */
    readonly nulls?: 'first' | 'last';
}

export interface SourceIndex extends SourceConstraint {
    readonly elements: readonly SourceIndexElement[];
    readonly unique: boolean;
    readonly nullsNotDistinct: boolean;
    readonly method: string;
    readonly include: readonly string[];
    readonly predicate?: SourceExpression;
    readonly concurrently: boolean;
    readonly tablespace?: string;
    readonly options: readonly SourceOption[];
}

export interface SourcePartitioning {
    readonly method: 'range' | 'list' | 'hash';
    readonly elements: readonly SourceIndexElement[];
    readonly partitions: readonly SourcePartition[];
}

export interface SourcePartition {
    readonly name: PhysicalName;
    readonly line: number;
    readonly bound:
        | { readonly kind: 'range'; readonly from: readonly SourceLimit[]; readonly to: readonly SourceLimit[] }
        | { readonly kind: 'list'; readonly values: readonly SourceExpression[] }
        | { readonly kind: 'hash'; readonly modulus: number; readonly remainder: number }
        | { readonly kind: 'default' };
    readonly partitioning?: SourcePartitioning;
    readonly options: readonly SourceOption[];
    readonly comment?: string;
}

export type SourceLimit = SourceExpression | 'minvalue' | 'maxvalue';

export interface SourceView extends SourceElement {
    readonly kind: 'view';
    readonly name: PhysicalName;
    readonly materialized: boolean;
    /** The SELECT as written. */
    readonly sql: string;
    /** What it asks, where the model's own form of a query has words for it. */
    readonly query?: SourceQuery;
    /** The list of column names behind the view's name. */
    readonly columnNames: readonly string[];
    /** Where they are known: for its indexes, comments and grants. */
    readonly columns: readonly { readonly name: string; readonly type?: SourceType; readonly comment?: string }[];
    readonly options: readonly SourceOption[];
    readonly checkOption?: 'local' | 'cascaded';
    readonly withoutData: boolean;
    readonly tablespace?: string;
    readonly indexes: readonly SourceIndex[];
}

export interface SourceRoutine extends SourceElement {
    readonly kind: 'routine';
    readonly routine: 'function' | 'procedure' | 'aggregate';
    readonly name: PhysicalName;
    readonly parameters: readonly SourceParameter[];
    /** Absent for procedures and for functions whose result is their OUT parameters. */
    readonly returns?: { readonly setOf: boolean; readonly type: SourceType } | { readonly columns: readonly SourceParameter[] };
    readonly language: string;
    /** Of a quoted body its content; of a standard one (`BEGIN ATOMIC`, `RETURN`) the text; of an aggregate what its parentheses hold. */
    readonly body: string;
    readonly standardBody: boolean;
    readonly volatility?: 'immutable' | 'stable' | 'volatile';
    readonly strict: boolean;
    readonly leakproof: boolean;
    readonly securityDefiner: boolean;
    readonly parallel?: 'safe' | 'restricted' | 'unsafe';
    readonly cost?: string;
    readonly rows?: string;
    readonly settings: readonly SourceOption[];
}

export interface SourceParameter {
    readonly mode: 'in' | 'out' | 'inout' | 'variadic';
    readonly name?: string;
    readonly type: SourceType;
    readonly default?: SourceExpression;
}

export interface SourceTrigger extends SourceElement {
    readonly kind: 'trigger';
    readonly name: string;
    readonly relation: PhysicalName;
    readonly timing: 'before' | 'after' | 'instead of';
    readonly events: readonly { readonly kind: 'insert' | 'update' | 'delete' | 'truncate'; readonly columns: readonly string[] }[];
    readonly level: 'row' | 'statement';
    readonly constraint: boolean;
    readonly constraintTiming: ConstraintTiming;
    readonly oldRows?: string;
    readonly newRows?: string;
    readonly condition?: SourceExpression;
    readonly routine: PhysicalName;
    readonly arguments: readonly string[];
    readonly state?: 'disabled' | 'replica' | 'always';
}

export interface SourcePolicy extends SourceElement {
    readonly kind: 'policy';
    readonly name: string;
    readonly table: PhysicalName;
    readonly permissive: boolean;
    readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
    /** `public` is everyone. */
    readonly roles: readonly string[];
    readonly using?: SourceExpression;
    readonly check?: SourceExpression;
}

export interface SourceGrant extends SourceElement {
    readonly kind: 'grant';
    readonly revoke: boolean;
    readonly privileges: readonly { readonly name: string; readonly columns: readonly string[] }[];
    readonly on:
        | { readonly kind: 'schema'; readonly name: string }
        | { readonly kind: 'relation' | 'sequence' | 'type'; readonly name: PhysicalName }
        | { readonly kind: 'routine'; readonly name: PhysicalName; readonly arguments?: readonly SourceType[] }
        /** `ALL TABLES IN SCHEMA`. */
        | { readonly kind: 'all'; readonly objects: 'tables' | 'sequences' | 'functions' | 'types'; readonly schema: string }
        /** `ALTER DEFAULT PRIVILEGES`, in one schema or in all. */
        | { readonly kind: 'future'; readonly objects: 'tables' | 'sequences' | 'functions' | 'types'; readonly schema?: string; readonly owner?: string };
    readonly roles: readonly string[];
    readonly grantOption: boolean;
}

/** `SELECT cron.schedule(...)`. */
export interface SourceJob extends SourceElement {
    readonly kind: 'job';
    readonly name: string;
    readonly schedule: string;
    readonly sql: string;
}

/** Rows that belong to the schema: a short INSERT of constants into a table without any generated column among them. */
export interface SourceRows extends SourceElement {
    readonly kind: 'rows';
    readonly table: PhysicalName;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly SourceExpression[])[];
}

/** What the language has no words for: kept whole, in its place. */
export interface SourceStatement extends SourceElement {
    readonly kind: 'statement';
    readonly sql: string;
    /** The relation, type or routine that it needs to stand after. */
    readonly after?: { readonly kind: 'relation' | 'type' | 'routine' | 'schema'; readonly name: PhysicalName };
}

/** A setting that expressions ask of the session: what the application says of itself. No reader gives it; it follows from the others. */
export interface SourceSession extends SourceElement {
    readonly kind: 'session';
    /** `app.tenant_id` */
    readonly name: string;
    readonly type: SourceType;
    /** Asked such that it is an error where it was not set. */
    readonly required: boolean;
}
