// The door of the importer: from the text of a script or a diagram to the files of a model.
import { basename, extname } from 'node:path';
import { dialectOf, type Dialect } from './dialect.ts';
import { readMermaid } from './mermaid/index.ts';
import { toModelFiles, type ImportedModel, type ModelOptions } from './model/index.ts';
import type { EmbeddedPostgres } from '../postgres/index.ts';
import { QueryReader, readPostgresql, type ReadOptions } from './postgresql/index.ts';
import { countObjects, type ObjectCounts } from './report/index.ts';
import { requireText } from './source-text.ts';
import type { SourceSchema } from './source/index.ts';

export { contentDialect, dialects, type Dialect } from './dialect.ts';
export { ImportError } from './import-error.ts';
export type { ImportedFile } from './model/index.ts';
export { readPartOf, type ModelPart } from './part-of-model.ts';
export { compileModel, proveImport, type CompiledModel, type Proof, type ProveOptions } from './proof/index.ts';
export { describeCounts, describeNotices, hasLosses, isReport, jsonReport, markdownReport, noticeKinds, verdict, type ImportReport } from './report/index.ts';
export { decodeSource, largestSource, readSource } from './source-text.ts';
export type { Notice } from './source/index.ts';

export interface ImportOptions extends Partial<Omit<ModelOptions, 'readQuery' | 'onProgress'>> {
    readonly text: string;
    /** Of the file that the text is from, for its extension and the model's name. */
    readonly path?: string;
    /** Found by itself where it is not given. */
    readonly dialect?: Dialect;
    /** Whether a PostgreSQL script is run on the embedded PostgreSQL: where only that tells what it does (`auto`), for all of it, or never. */
    readonly effect?: ReadOptions['effect'];
    /** The engine for that; one is started where there is none. */
    readonly postgres?: EmbeddedPostgres;
    readonly onProgress?: (progress: { readonly step: 'read' | 'write' | 'format'; readonly done: number; readonly total: number }) => void;
}

export interface ImportResult extends ImportedModel {
    readonly dialect: Dialect;
    /** What the source has, by kind. */
    readonly counts: ObjectCounts;
}

/**
 * Reads a source and writes it as a model. Whatever is in the source is in the files or in the notices.
 * Throws an {@link ImportError} for what cannot be read at all, and the signal's reason.
 */
export async function importSource({ text, path, dialect: asked, ...options }: ImportOptions): Promise<ImportResult> {
    requireText(text);
    const dialect = dialectOf(text, path, asked);
    const schema = await read(text, dialect, options);
    const reader = dialect === 'postgresql' ? new QueryReader(schema) : undefined;
    const model = await toModelFiles(schema, {
        ...options, ...reader && { readQuery: sql => reader.read(sql) }, name: options.name ?? nameOf(schema.title, path), split: options.split ?? 'none',
    });
    return { ...model, dialect, counts: countObjects(schema) };
}

async function read(
    text: string, dialect: Dialect, { signal, onProgress, effect, postgres }: Pick<ImportOptions, 'signal' | 'onProgress' | 'effect' | 'postgres'>,
): Promise<SourceSchema> {
    switch (dialect) {
        case 'mermaid': return readMermaid(text);
        case 'postgresql': return readPostgresql(text, {
            ...signal && { signal }, ...effect && { effect }, ...postgres && { postgres },
            ...onProgress && { onProgress: (done, total) => onProgress({ step: 'read', done, total }) },
        });
    }
}

/** From the title of a diagram or the name of a file: `shop-schema.sql` is `ShopSchema`. */
function nameOf(title: string | undefined, path: string | undefined): string {
    const source = title ?? (path === undefined ? '' : basename(path, extname(path)));
    const words = source.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [];
    const name = words.map(word => word[0]!.toUpperCase() + word.slice(1)).join('');
    return /^\p{L}/u.test(name) ? name : `Imported${name}`;
}
