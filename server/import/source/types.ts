/**
 * A type as a source names it. `name` is the engine's canonical one (`integer` and not `int4`, `character varying` and not
 * `varchar`, `timestamp with time zone` and not `timestamptz`), without arguments and array brackets; a type of the
 * source's own has its schema, where the source says or implies one.
 */
export interface SourceType {
    readonly schema?: string;
    readonly name: string;
    /** Lengths, precisions, scales as written: `12`, `2`; for a type of an extension any text: `Point`, `4326`. */
    readonly arguments: readonly string[];
    /** Number of array dimensions, with their declared sizes where there are any. */
    readonly dimensions: readonly (number | undefined)[];
    /** In the source's own spelling, with arguments and brackets: what `native(...)` carries. */
    readonly sql: string;
}
