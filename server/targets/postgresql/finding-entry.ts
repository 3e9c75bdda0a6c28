import type { FindingEntry } from '../../../language/index.ts';

/** An entry for which there is no quick fix. */
export function entry(given: Omit<FindingEntry, 'fixes'> & { readonly withoutFix: string }): FindingEntry & { readonly fixes: readonly [] } {
    return { ...given, fixes: [] };
}
