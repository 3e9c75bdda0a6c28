import type { SourceObject, SourceSchema } from '../source/index.ts';

/** Schemas that every database has. */
const present: ReadonlySet<string> = new Set(['public', 'pg_catalog']);

/** The source with the schemas that its extensions are put into and that it takes for granted: they are made if they are missing. */
export function withSchemasOfExtensions(schema: SourceSchema): SourceSchema {
    const known = new Set(schema.objects.flatMap(object => object.kind === 'schema' ? [object.name] : []));
    return {
        ...schema,
        objects: schema.objects.flatMap((object): SourceObject[] => {
            if (object.kind !== 'extension' || object.schema === undefined || present.has(object.schema) || known.has(object.schema)) {
                return [object];
            }
            known.add(object.schema);
            return [{ kind: 'schema', name: object.schema, line: object.line }, object];
        }),
    };
}
