/** Whose time is taken. */
export type Subject = 'erd' | 'dbml' | 'prisma';

/** What a process of its own measures, once it has the text of a model. */
export type Measurement = 'cold' | 'character' | 'line' | 'completion' | 'hover' | 'tokens' | 'format' | 'ddl';

export const measurements: readonly Measurement[] = ['cold', 'character', 'line', 'completion', 'hover', 'tokens', 'format', 'ddl'];

/** What the subjects can do; the libraries that are compared with have no editor features of their own beyond these. */
export const abilities: Readonly<Record<Subject, ReadonlySet<Measurement>>> = {
    erd: new Set(measurements),
    dbml: new Set<Measurement>(['cold', 'character', 'line', 'ddl']),
    prisma: new Set<Measurement>(['cold', 'character', 'line', 'completion', 'hover', 'format']),
};

/** What a measuring process prints. */
export interface Measured {
    /** The median of what was repeated in the process. */
    readonly milliseconds: number;
    /** Of the processor, in the same span: includes threads that collect garbage or compile. */
    readonly processor: number;
    /** Resident memory when it was done, in bytes. */
    readonly memory: number;
}
