import type { CollateClause, Node } from 'libpg-query';
import { textsOf } from './parser.ts';

/** The name of the collation in a clause. */
export function collationName(clause: CollateClause | undefined): string | undefined {
    return collationIn(clause?.collname);
}

export function collationIn(names: readonly Node[] | undefined): string | undefined {
    if (names === undefined || names.length === 0) {
        return undefined;
    }
    return textsOf(names).at(-1);
}

/** Whether a collation is named with a schema in which it is not found by its name alone. */
export function isElsewhere(clause: CollateClause | undefined): boolean {
    const parts = textsOf(clause?.collname);
    return parts.length > 1 && parts[0] !== 'pg_catalog' && parts[0] !== 'public';
}
