import type { PhysicalName } from '../../../language/index.ts';
import type { Notice, SourceSchema } from '../source/index.ts';
import type { Structure } from './entities/structure.ts';
import type { ModelNames } from './names.ts';

/** What lowering one object needs to know of all others. */
export interface LoweringContext {
    readonly schema: SourceSchema;
    readonly names: ModelNames;
    readonly structure: Structure;
    readonly decisions: Decisions;
    /** Repeated rounds give the same notice again; it is kept once. */
    notice(notice: Notice): void;
}

/**
 * What earlier rounds found out by compiling the text. Nothing is decided in the first round, where each part of the
 * text is written as it would be best.
 */
export interface Decisions {
    /** The expression of this slot had an error: it is to be written as marked SQL. */
    isMarked(slot: string): boolean;
    /** The name that follows from the model is not the source's, whatever one would expect: it is to be written. */
    isNamed(slot: string): boolean;
    /** The whole construct of this slot did not survive: it is to become a statement behind its object, or be left out with a notice. */
    isRefused(slot: string): boolean;
}

export type SlotKind =
    | 'table' | 'column' | 'default' | 'generated' | 'key' | 'unique' | 'check' | 'foreign key' | 'exclusion' | 'index' | 'partition'
    | 'domain' | 'view' | 'routine' | 'trigger' | 'policy' | 'grant' | 'rows' | 'sequence' | 'job' | 'statement' | 'type' | 'relationship';

/**
 * The key of a part of an object, the same in every round: `table public.orders`, `check public.orders#2`. `of` is the
 * column's or constraint's name, or its position among those of its kind.
 */
export function slotOf(kind: SlotKind, object: PhysicalName, of?: string | number): string {
    const name = object.schema === undefined ? object.name : `${object.schema}.${object.name}`;
    return of === undefined ? `${kind} ${name}` : `${kind} ${name}#${of}`;
}
