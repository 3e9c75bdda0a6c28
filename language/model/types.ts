import type { Expression } from './expressions.ts';

/**
 * What an attribute, a column or an expression may hold. Portable: how an engine spells it is the target's business.
 * Named types are held by qualified name; look them up in the {@link Model}.
 */
export type Type =
    | PrimitiveType
    | ArrayType
    | RangeType
    | DomainTypeUse
    | EnumTypeUse
    | StructuredTypeUse
    | ReferenceType
    | RowType
    | NativeType
    | NullType
    | UnknownType;

/** Every primitive that the prelude declares for storage. `timestamp` is an instant, `datetime` has no zone. */
export type PrimitiveName =
    | 'string' | 'char' | 'text'
    | 'smallint' | 'int' | 'bigint' | 'decimal' | 'float' | 'double'
    | 'boolean'
    | 'date' | 'time' | 'datetime' | 'timestamp' | 'interval'
    | 'uuid' | 'json' | 'binary' | 'vector';

export interface PrimitiveType {
    readonly kind: 'primitive';
    readonly name: PrimitiveName;
    /** Length (string, char, binary: characters or bytes), precision and scale (decimal), fractional digits of a second (time types), dimensions (vector). */
    readonly arguments: readonly number[];
}

export interface ArrayType {
    readonly kind: 'array';
    readonly element: Type;
    /** Declared number of elements; PostgreSQL does not enforce it. */
    readonly size?: number;
}

export interface RangeType {
    readonly kind: 'range';
    readonly of: Type;
    readonly multi: boolean;
}

export interface DomainTypeUse {
    readonly kind: 'domain';
    readonly id: string;
}

export interface EnumTypeUse {
    readonly kind: 'enum';
    readonly id: string;
}

export interface StructuredTypeUse {
    readonly kind: 'structure';
    readonly id: string;
}

/** An attribute whose type is an entity: its columns are a foreign key to `key` of that entity. */
export interface ReferenceType {
    readonly kind: 'reference';
    readonly entity: string;
    /** Names of the referenced attributes where they are not the primary key's. */
    readonly key?: readonly string[];
}

/** A whole row, as a query's alias or a trigger's `old` and `new` are. */
export interface RowType {
    readonly kind: 'row';
    readonly relation: string;
}

/** A type that only the named engines have, in their own words. */
export interface NativeType {
    readonly kind: 'native';
    /** By engine name. */
    readonly spellings: Readonly<Record<string, string>>;
}

/** The type of `null`: fits everywhere. */
export interface NullType {
    readonly kind: 'null';
}

/** Of marked SQL, and of whatever did not link: never a reason for a second error. */
export interface UnknownType {
    readonly kind: 'unknown';
}

/** A named type: a check over a base type that has a name of its own. */
export interface DomainCheck {
    /** Boolean, over the `value` expression. */
    readonly condition: Expression;
    readonly constraintName?: string;
    readonly message?: string;
}
