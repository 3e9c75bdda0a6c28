import type { Node } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import { textsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';

/** A collation as it is named; with its schema where its name alone does not find it. */
export function collationOf(names: readonly Node[] | undefined, state: SchemaState): PhysicalName | undefined {
    const parts = textsOf(names);
    const name = parts.at(-1);
    if (name === undefined) {
        return undefined;
    }
    const schema = parts.at(-2) ?? state.others.schemaOf('collation', name, state.searchPath);
    return schema === undefined || schema === 'pg_catalog' || schema === 'public' ? { name } : { schema, name };
}
