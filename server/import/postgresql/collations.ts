import type { CollateClause, Node } from 'libpg-query';
import { textsOf } from './parser.ts';

/** The collation that a clause names; `"C"` is found everywhere, a schema is kept where it is written. */
export function collationName(clause: CollateClause | undefined): string | undefined {
    return collationIn(clause?.collname);
}

export function collationIn(names: readonly Node[] | undefined): string | undefined {
    if (names === undefined || names.length === 0) {
        return undefined;
    }
    const parts = textsOf(names);
    return parts[0] === 'pg_catalog' ? parts.slice(1).join('.') : parts.join('.');
}
