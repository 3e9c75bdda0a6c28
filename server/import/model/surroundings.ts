import type { PhysicalName } from '../../../language/index.ts';
import type { SourceObject } from '../source/index.ts';
import type { ModelNames } from './names.ts';

/** A model that what is read becomes a part of. What it has already can be named, and is not written again. */
export interface Surroundings {
    readonly names: KnownNames;
    /** Whether the model declares the object. */
    has(object: SourceObject, names: ModelNames): boolean;
}

/** What the model calls what it has. */
export interface KnownNames {
    relation(name: PhysicalName): string | undefined;
    type(name: PhysicalName): string | undefined;
    attribute(relation: PhysicalName, column: string): string | undefined;
    /** By the setting. */
    session(setting: string): string | undefined;
}
