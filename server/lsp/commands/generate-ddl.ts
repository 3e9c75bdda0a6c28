import { UriUtils, URI, type Cancellation } from 'langium';
import { join, resolve } from 'node:path';
import { planOutput, writeOutput, type OutputFile, type PlannedFile } from '../../output/index.ts';
import type { DdlFile, DdlOptions, DdlParams, DdlPlan, WriteDdlParams, WrittenDdl } from '../../protocol.ts';
import { targetsOf } from '../../targets/index.ts';
import type { ErdServices, ErdSharedServices } from '../services.ts';
import { refusingFaults, requireInside } from './destination.ts';
import { modelsOf, type CurrentModel } from './models.ts';
import { refusal, requireTrust } from './refusal.ts';

export async function planDdl(params: DdlParams, shared: ErdSharedServices, erd: ErdServices, token: Cancellation.CancellationToken): Promise<DdlPlan> {
    const { folders, unwritable } = await plan(params, shared, erd, token);
    return { files: folders.flatMap(({ files }) => files.map(file => ({ ...toDdlFile(file), text: file.text }))), unwritable };
}

/** Plans again, for the model and the files may be others by now. */
export async function writeDdl(params: WriteDdlParams, shared: ErdSharedServices, erd: ErdServices, token: Cancellation.CancellationToken): Promise<WrittenDdl> {
    const { folders, unwritable } = await plan(params, shared, erd, token);
    const overwrite = new Set(params.overwrite);
    const isKept = ({ state, path }: PlannedFile): boolean => state === 'edited' && !overwrite.has(path);
    return refusingFaults(async () => {
        for (const { folder, files } of folders) {
            await writeOutput(folder, files, isKept);
        }
        return {
            files: folders.flatMap(({ files }) => files.map(file => ({ ...toDdlFile(file), isWritten: file.state !== 'unchanged' && !isKept(file) }))),
            unwritable,
        };
    });
}

interface FolderPlan {
    readonly folder: string;
    readonly files: readonly PlannedFile[];
}

async function plan(
    { uri, output, options }: DdlParams, shared: ErdSharedServices, erd: ErdServices, token: Cancellation.CancellationToken,
): Promise<{ readonly folders: readonly FolderPlan[]; readonly unwritable: readonly string[] }> {
    requireTrust(shared.lsp.Session);
    if (URI.parse(uri).scheme !== 'file') {
        throw refusal('Save the model first: generated files go to a folder beside it.');
    }
    const boundary = shared.workspace.Boundary;
    const models = await modelsOf(uri, shared, erd, token);
    const unwritable = new Set<string>();
    const byFolder = new Map<string, OutputFile[]>();
    for (const current of models) {
        const written = generate(current, options);
        const base = boundary.folderOf(current.root) ?? UriUtils.dirname(current.root);
        const folder = resolve(base.fsPath, output);
        byFolder.set(folder, [...byFolder.get(folder) ?? [], ...written.files]);
        written.unwritable.forEach(engine => unwritable.add(engine));
    }
    [...byFolder.values()].forEach(requireDistinct);
    const folders = await refusingFaults(() => Promise.all([...byFolder].map(async ([folder, files]): Promise<FolderPlan> => {
        for (const path of [folder, ...files.map(file => join(folder, file.path))]) {
            await requireInside(path, boundary);
        }
        return { folder, files: await planOutput(folder, files) };
    })));
    return { folders, unwritable: [...unwritable] };
}

function requireDistinct(files: readonly OutputFile[]): void {
    const paths = files.map(({ path }) => path);
    const twice = paths.find((path, index) => paths.indexOf(path) !== index);
    if (twice !== undefined) {
        throw refusal(`Two models would be written to ${twice}. Give one of them another name.`);
    }
}

function generate({ model }: CurrentModel, options: DdlOptions): { readonly files: readonly OutputFile[]; readonly unwritable: readonly string[] } {
    const { found, unwritable } = targetsOf(model);
    const files = found.flatMap(target => target.generate(model, completed(options)).map(({ path, text }) => ({ path, text })));
    return { files, unwritable };
}

/** People write settings by hand. */
function completed({ split, ifNotExists, concurrentIndexes }: Partial<DdlOptions> = {}): DdlOptions {
    return {
        split: split === 'schema' || split === 'entity' ? split : 'none',
        ifNotExists: ifNotExists === true,
        concurrentIndexes: concurrentIndexes === true,
    };
}

function toDdlFile({ file, path, state }: PlannedFile): DdlFile {
    return { uri: URI.file(file).toString(), path, state };
}
