import type { Cardinality } from '../model.ts';

const ends: Readonly<Record<string, Cardinality>> = {
    '||': { optional: false, many: false },
    '|o': { optional: true, many: false },
    'o|': { optional: true, many: false },
    '}o': { optional: true, many: true },
    'o{': { optional: true, many: true },
    '}|': { optional: false, many: true },
    '|{': { optional: false, many: true },
};

const one: Cardinality = { optional: false, many: false };

/** The two ends of a crow's foot: how many rows of each belong to one row of the other. */
export function cardinalities(notation: string | undefined): { readonly source: Cardinality; readonly target: Cardinality } {
    return { source: ends[notation?.slice(0, 2) ?? ''] ?? one, target: ends[notation?.slice(-2) ?? ''] ?? one };
}
