/** What the fix of a code needs to know beyond its place: plain JSON, as the editor sends it back. */
export interface FindingData {
    readonly ERD004: UnknownName;
    readonly ERD005: FreeName;
    readonly ERD006: FreeName;
    readonly ERD007: FreeName & { readonly clash: 'name' | 'value' };
    readonly ERD008: FreeName;
    /** `latin`: the name in Latin letters, where all of it has such. */
    readonly ERD010: { readonly name: string; readonly latin?: string };
    readonly ERD132: { readonly similar: readonly string[] };
    /** The attribute that both bring, and its type as the first has it. */
    readonly ERD133: { readonly name: string; readonly type: string };
    /** What of the attribute is to be taken back. */
    readonly ERD141: { readonly part: 'modifier' | 'default' | 'optional' };
    readonly ERD204: { readonly extension: string };
    /** The type as it was probably meant, where that can be told. */
    readonly ERD211: { readonly replacement?: string };
    /** A type that can be stored. */
    readonly ERD212: { readonly instead: string };
    /** Paths from the importing file. */
    readonly ERD401: { readonly similar: readonly string[] };
    /** The name of the element to use, where the text of `@deprecated` is one. */
    readonly ERD409: { readonly instead?: string };
    readonly ERD411: WrongArgument;
    readonly ERD413: { readonly similar: readonly string[] };
}

export interface UnknownName {
    readonly name: string;
    readonly similar: readonly SimilarName[];
    /** Paths from this file to files that declare the very name. */
    readonly importFrom: readonly string[];
    /** The keyword of the declaration that would make the name known, where one line suffices. */
    readonly declare?: DeclarableKeyword;
}

export interface SimilarName {
    readonly name: string;
    /** Path from this file to the file that declares it, where that is not imported yet. */
    readonly importFrom?: string;
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
