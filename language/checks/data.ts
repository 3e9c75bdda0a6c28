import type { Place } from '../findings.ts';

/** What the fix of a code needs to know beyond its place: plain JSON, as the editor sends it back. */
export interface FindingData {
    readonly ERD004: UnknownName;
    readonly ERD005: FreeName;
    readonly ERD006: FreeName;
    readonly ERD007: FreeName & { readonly clash: 'name' | 'value' };
    readonly ERD008: FreeName;
    /** `latin`: the name in Latin letters, where all of it has such. */
    readonly ERD010: { readonly name: string; readonly latin?: string };
    /** Attributes that might be the key, the likeliest first. */
    readonly ERD101: { readonly candidates: readonly string[] };
    readonly ERD110: { readonly target: Place; readonly withoutKey: boolean };
    readonly ERD111: { readonly target: Place; readonly attributes: readonly string[] };
    /** The attributes to share, where they can be told; `names`: it is physical names that are too few or too many. */
    readonly ERD112: { readonly attributes?: readonly string[] | undefined; readonly names: boolean };
    readonly ERD113: { readonly attributes?: readonly string[] | undefined };
    /** The attribute that stands in the way. */
    readonly ERD114: { readonly event: string; readonly required: string };
    readonly ERD120: Contradiction;
    readonly ERD121: MissingReference;
    /** The attribute that refers to the other end. */
    readonly ERD122: { readonly instead?: string };
    readonly ERD124: { readonly attribute: Place };
    /** Attributes that might say which subtype a row is. */
    readonly ERD134: { readonly candidates: readonly string[] };
    readonly ERD132: { readonly similar: readonly string[] };
    /** The attribute that both bring, and its type as the first has it. */
    readonly ERD133: { readonly name: string; readonly type: string };
    /** What of the attribute is to be taken back. */
    readonly ERD141: { readonly part: 'modifier' | 'default' | 'optional' };
    readonly ERD160: { readonly superfluous: number };
    /** The literal as the type asks for it. */
    readonly ERD201: { readonly replacement?: string };
    /** True for a number, which is a condition when it is compared with zero. */
    readonly ERD202: { readonly number: boolean };
    readonly ERD204: { readonly extension: string };
    readonly ERD205: { readonly replacement?: string };
    /** The type as it was probably meant, where that can be told. */
    readonly ERD211: { readonly replacement?: string };
    /** A type that can be stored. */
    readonly ERD212: { readonly instead: string };
    /** A type that would hold the value. */
    readonly ERD214: { readonly type?: string };
    /** What is compared with null. */
    readonly ERD215: { readonly negated: boolean; readonly operand: Place };
    readonly ERD301: FreeName;
    readonly ERD302: { readonly short: string };
    readonly ERD303: FreeName;
    /** Names of the attributes that the table is partitioned by and the key lacks. */
    readonly ERD304: { readonly missing: readonly string[] };
    readonly ERD305: { readonly missing: readonly string[] };
    readonly ERD307: { readonly method: string };
    readonly ERD311: { readonly option: 'order' | 'unique' | 'include' | 'language' | 'elements' };
    readonly ERD312: { readonly method: string };
    readonly ERD313: { readonly name: string; readonly similar: readonly string[] };
    readonly ERD314: { readonly clause: 'index' | 'without data' | 'check option' };
    /** When the trigger could fire. */
    readonly ERD315: { readonly timing?: 'before' | 'instead of'; readonly level?: 'row' | 'statement' };
    readonly ERD316: { readonly routine: Place };
    readonly ERD318: { readonly has: 'using' | 'check' };
    readonly ERD319: { readonly disabled: boolean };
    readonly ERD320: { readonly privilege: string; readonly instead: string };
    /** The name that is no former one. */
    readonly ERD321: { readonly name: string };
    readonly ERD322: { readonly start?: string };
    readonly ERD324: { readonly name: string; readonly similar: readonly string[] };
    /** Paths from the importing file. */
    readonly ERD401: { readonly similar: readonly string[] };
    /** The name of the element to use, where the text of `@deprecated` is one. */
    readonly ERD409: { readonly instead?: string };
    readonly ERD411: WrongArgument;
    readonly ERD413: { readonly similar: readonly string[] };
    /** The same attributes of each entity, from the first one's name to the last one's. */
    readonly ERD421: { readonly tails: readonly Place[] };
    /** The condition in the model's words. */
    readonly ERD422: { readonly replacement: string };
}

export interface UnknownName {
    readonly name: string;
    readonly similar: readonly SimilarName[];
    /** Paths from this file to files that declare the very name. */
    readonly importFrom: readonly string[];
    /** The keyword of the declaration that would make the name known, where one line suffices. */
    readonly declare?: DeclarableKeyword;
    /** A type that only PostgreSQL has. */
    readonly isOfPostgresql?: boolean;
}

export interface SimilarName {
    readonly name: string;
    /** Path from this file to the file that declares it, where that is not imported yet. */
    readonly importFrom?: string;
    /** The schema or alias that it has to be qualified with. */
    readonly qualifier?: string;
    /** A function whose parentheses are missing. */
    readonly isCall?: boolean;
}

export type DeclarableKeyword = 'area' | 'team' | 'purpose' | 'role' | 'schema' | 'entity';

/** A name that nothing around has. */
export interface FreeName {
    readonly free: string;
}

/** `replacement`: the argument as it would fit. */
export interface WrongArgument {
    readonly fault: 'missing' | 'superfluous' | 'type';
    readonly replacement?: string;
}

/** A line that says something else than the reference attribute. */
export interface Contradiction {
    readonly attribute: Place;
    /** The end of the line that is bound to the attribute. */
    readonly end: 'source' | 'target';
    /** What the attribute says, and what the line says. */
    readonly optional: boolean;
    readonly unique: boolean;
    readonly wanted: { readonly optional: boolean; readonly unique: boolean };
}

/** A line that no reference attribute belongs to. */
export interface MissingReference {
    /** The entity that is to hold the reference. */
    readonly holder: Place;
    readonly refersTo: string;
    /** Attributes of it that refer to the other end already. */
    readonly candidates: readonly string[];
    readonly optional: boolean;
    readonly unique: boolean;
}

/** A similar name as a message has it. */
export function displayName({ name, qualifier, isCall }: SimilarName): string {
    return `${qualifier === undefined ? '' : `${qualifier}.`}${name}${isCall ? '()' : ''}`;
}
