import type { Notice, SourceSchema } from '../source/index.ts';

export interface ModelOptions {
    /** Of the model and its file; from the source's name if need be. */
    readonly name: string;
    /** `none`: one file. `schema`: a file per schema. `area`: files of readable size of what belongs together. */
    readonly split: 'none' | 'schema' | 'area';
    /** Instead of the rule that the source's names fit best. */
    readonly naming?: { readonly rule: 'snake_case' | 'as_written'; readonly plural: boolean };
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: { readonly step: string; readonly done: number; readonly total: number }) => void;
}

export interface ImportedModel {
    readonly files: readonly ImportedFile[];
    /** Those of the reader and those of the lowering, by line. */
    readonly notices: readonly Notice[];
}

export interface ImportedFile {
    /** Relative to the destination, with `/`. The first is the one that has the `model` declaration. */
    readonly path: string;
    readonly text: string;
}

export async function toModelFiles(schema: SourceSchema, options: ModelOptions): Promise<ImportedModel> {
    return { files: [{ path: `${options.name}.erd`, text: `model ${options.name} {\n}\n` }], notices: schema.notices };
}
