import type { Expression, Finding, FindingRegistry, Model, Place, Type } from '../../language/index.ts';

/**
 * A database engine: what it can do, how it spells things and how its DDL is written. Everything that differs between
 * engines is asked of this, so nothing else needs to know which engine it has before it. All of it is pure: the same
 * model and options give the same texts.
 */
export interface Target {
    /** As the language names it: `postgresql`. */
    readonly engine: string;
    /** As people name it: `PostgreSQL`. */
    readonly label: string;
    /** Those that DDL can be written for, oldest first. The newest is the default. */
    readonly versions: readonly string[];
    readonly limits: TargetLimits;
    /** What there is to know about each code that {@link check} yields. */
    readonly findings: FindingRegistry;
    /** Throws {@link UnknownVersionError} for a version that is not among {@link versions}. */
    supports(feature: Feature, version: string): boolean;
    /** A name as it stands in a statement, quoted where it has to be. */
    identifier(name: string): string;
    /** A type as a column has it. */
    type(type: Type, model: Model): string;
    expression(expression: Expression, model: Model): string;
    /** What of the model the engine lacks, changes or limits, in the version that the model or the options ask for. */
    check(model: Model, options?: Partial<GenerateOptions>): readonly Finding[];
    /** The model's DDL. What {@link check} found errors in is left out or replaced as the finding says: the rest runs. */
    generate(model: Model, options?: Partial<GenerateOptions>): readonly Artefact[];
}

export interface TargetLimits {
    /** Of a name, in bytes of UTF-8. */
    readonly identifierBytes: number;
}

/** What a model can say and not every version of every engine can do. */
export type Feature =
    | 'column list of set null'
    | 'computed virtual'
    | 'match partial'
    | 'named not null'
    | 'not enforced'
    | 'nulls not distinct'
    | 'temporal foreign key'
    | 'without overlaps'
    | 'uuid7';

export interface GenerateOptions {
    /** One of the target's versions; the model's own, or the newest, where none is given. */
    readonly version: string;
    /** `schema` and `entity` give a folder whose files run in the order of their names. */
    readonly split: 'none' | 'schema' | 'entity';
    /** The script can run again over what it made before: what exists stays as it is. */
    readonly ifNotExists: boolean;
    /** Every index is built without locking its table against writes, where the engine can. */
    readonly concurrentIndexes: boolean;
}

/** A named text, to be written by a command. */
export interface Artefact {
    /** Relative, with `/`. */
    readonly path: string;
    readonly text: string;
    /** The statements in the text, in its order. */
    readonly statements: readonly ArtefactStatement[];
}

/** Which element of the model something was made for. */
export interface Origin {
    readonly id?: string;
    readonly place?: Place;
}

export interface ArtefactStatement extends Origin {
    /** Without the semicolon that ends it. */
    readonly text: string;
    /** Where it starts in the artefact's text, in UTF-16 code units. */
    readonly offset: number;
    /** What within it comes from other elements: a table's columns and constraints. The inner ones come after the outer. */
    readonly parts: readonly StatementPart[];
}

export interface StatementPart extends Origin {
    /** In the statement's text, in UTF-16 code units. */
    readonly start: number;
    /** Exclusive. */
    readonly end: number;
}

/** The element that an error at an offset of the statement's text is about. */
export function originAt(statement: ArtefactStatement, offset: number): Origin {
    return statement.parts.findLast(part => part.start <= offset && offset < part.end) ?? statement;
}

export class UnknownVersionError extends Error {
    constructor(target: Pick<Target, 'label' | 'versions'>, version: string) {
        super(`${target.label} ${version} is not among the versions that DDL can be written for: ${target.versions.join(', ')}.`);
        this.name = 'UnknownVersionError';
    }
}
