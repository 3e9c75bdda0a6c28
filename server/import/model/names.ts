import type { NamingRules, PhysicalName } from '../../../language/index.ts';
import type { SourceForeignKey, SourceType } from '../source/index.ts';

/** The schema block in which something stands, by its physical name; undefined outside of all blocks. */
export type Namespace = string | undefined;

/** How a declaration names itself. */
export interface DeclaredName {
    /** In backticks where it needs them. */
    readonly name: string;
    /** ` as "..."` with the blank before it, or nothing where the physical name follows from the name. */
    readonly as: string;
    /** The name without backticks, as the naming rules take it. */
    readonly plain: string;
}

/**
 * What everything of the source is called in the model. References are written as the language wants them where `from`
 * stands: with the namespace of another schema before them, and backticks where a name needs them. Undefined where the
 * source has no such object.
 */
export interface ModelNames {
    /** The naming rule of the model's header. */
    readonly rules: NamingRules;
    /** The schema block in which an object of this name stands. */
    namespaceOf(name: PhysicalName): Namespace;

    /** Tables, views and join tables (by the name of their relationship). */
    declaredRelation(name: PhysicalName): DeclaredName;
    declaredType(name: PhysicalName): DeclaredName;
    declaredSequence(name: PhysicalName): DeclaredName;

    /** Entity or view. */
    relation(name: PhysicalName, from: Namespace): string | undefined;
    /** Enum, domain or composite. */
    type(name: PhysicalName, from: Namespace): string | undefined;
    sequence(name: PhysicalName, from: Namespace): string | undefined;
    /** Whether a type is brought by an extension of the source that the language knows, from where that one has it. */
    isOfExtension(type: SourceType): boolean;
    /** Without a schema: the only routine of this name, in whatever schema. */
    routine(name: PhysicalName, from: Namespace): string | undefined;
    role(name: string): string | undefined;
    /** The session variable of a setting. */
    session(setting: string): string | undefined;
    schema(name: string): string | undefined;

    /**
     * The attribute that has this column, in backticks where it needs them; of a column that is a reference's own, the
     * reference. Also columns of views.
     */
    attribute(relation: PhysicalName, column: string): string | undefined;
    /** The attribute of a foreign key. */
    reference(table: PhysicalName, foreignKey: SourceForeignKey): string;
    /** Column of a composite type. */
    attributeOfType(type: PhysicalName, column: string): string | undefined;
    enumValue(type: PhysicalName, value: string): string | undefined;
}

/** A name as the text has it: in backticks where it is no plain word or one that expressions reserve. */
export { writtenName } from './written-names.ts';
