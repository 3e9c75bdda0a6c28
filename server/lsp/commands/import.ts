import { setImmediate } from 'node:timers/promises';
import { URI, type Cancellation } from 'langium';
import { basename, join, relative } from 'node:path';
import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import {
    compileModel, describeCounts, describeNotices, hasLosses, ImportError, importSource, markdownReport, proveImport, readSource, verdict, type ImportReport,
} from '../../import/index.ts';
import { digest, planOutput, refusedByFileSystem, writeAtomically } from '../../output/index.ts';
import { EmbeddedPostgresError, type EmbeddedPostgres } from '../../postgres/index.ts';
import type { ImportFile, ImportParams, ImportPlan, ImportSource, WriteImportParams, WrittenImport } from '../../protocol.ts';
import type { ErdSharedServices } from '../services.ts';
import { refusingFaults, requireInside } from './destination.ts';
import { refusal, requireTrust } from './refusal.ts';

const steps = {
    read: (done: number, total: number) => `reading statement ${done} of ${total}`,
    write: () => 'putting it into words',
    format: () => 'laying it out',
    compare: (done: number, total: number) => `comparing the databases, statement ${done} of ${total}`,
} as const;

/** Plans imports; whoever looked at a plan has its files written as they are in it. */
export class ImportCommand {
    private readonly connection: Connection;
    private readonly shared: ErdSharedServices;
    private readonly postgres: EmbeddedPostgres;

    constructor(connection: Connection, shared: ErdSharedServices, postgres: EmbeddedPostgres) {
        this.connection = connection;
        this.shared = shared;
        this.postgres = postgres;
    }

    async plan({ source, folder, name, dialect, split, verify, workDoneToken }: ImportParams, token: Cancellation.CancellationToken): Promise<ImportPlan> {
        requireTrust(this.shared.lsp.Session);
        const target = folderOf(folder);
        const progress = this.connection.window.attachWorkDoneProgress(workDoneToken);
        progress.begin('Importing', 0, undefined, true);
        const abort = new AbortController();
        const cancelled = token.onCancellationRequested(() => abort.abort());
        const { signal } = abort;
        const report = (step: keyof typeof steps, done: number, total: number): void => progress.report(total === 0 ? 0 : Math.floor(done / total * 100), steps[step](done, total));
        try {
            const { text, name: shown, path } = await textOf(source);
            const result = await importSource({
                text, path, split, signal, postgres: this.postgres, ...name !== undefined && { name }, ...dialect && { dialect },
                onProgress: ({ step, done, total }) => report(step, done, total),
            });
            // A cancellation that came while the last step was under way is heard now.
            await setImmediate(undefined, { signal });
            const proof = verify
                ? await proveImport(text, result.dialect, (await compileModel(result.files)).model, this.postgres, { signal, onProgress: (done, total) => report('compare', done, total) })
                : undefined;
            const files = await refusingFaults(async () => {
                await Promise.all(result.files.map(file => requireInside(join(target, file.path), this.shared.workspace.Boundary)));
                return planOutput(target, result.files);
            });
            const told: ImportReport = { ...result, source: shown, files: result.files.map(file => file.path), ...proof && { proof } };
            return {
                files: files.map((file): ImportFile => ({
                    uri: URI.file(file.file).toString(), path: file.path, text: file.text,
                    ...file.present === undefined ? { state: 'new' } : { state: file.state === 'unchanged' ? 'unchanged' : 'present', present: digest(file.present) },
                })),
                summary: `${describeCounts(result.counts)}; ${describeNotices(result.notices)}.`,
                ...proof && { verdict: verdict(proof) },
                report: markdownReport(told),
                lost: count(told, 'lost'),
                isComplete: !hasLosses(told),
                assumed: count(told, 'assumed'),
            };
        } catch (error) {
            throw signal.aborted ? new ResponseError(LSPErrorCodes.RequestCancelled, 'The import was cancelled.') : answerTo(error);
        } finally {
            cancelled.dispose();
            progress.done();
        }
    }

    async write({ folder, files }: WriteImportParams): Promise<WrittenImport> {
        requireTrust(this.shared.lsp.Session);
        const target = folderOf(folder);
        return refusingFaults(async () => {
            for (const { path } of files) {
                if (!path.endsWith('.erd')) {
                    throw refusal(`${path} is no model: the names of models end with .erd.`);
                }
                await requireInside(join(target, path), this.shared.workspace.Boundary);
            }
            const planned = await planOutput(target, files);
            for (const [index, { file, present, state }] of planned.entries()) {
                const { replaces } = files[index]!;
                if (present !== undefined && state !== 'unchanged' && digest(present) !== replaces) {
                    throw refusal(`${relative(target, file)} ${replaces === undefined ? 'is there already' : 'has changed since it was looked at'}; nothing was written.`);
                }
            }
            for (const { file, text, state } of planned) {
                if (state !== 'unchanged') {
                    await writeAtomically(file, text);
                }
            }
            return { files: planned.map(({ file }) => URI.file(file).toString()) };
        });
    }
}

function folderOf(uri: string): string {
    const folder = URI.parse(uri);
    if (folder.scheme !== 'file') {
        throw refusal('An import needs a folder on disk.');
    }
    return folder.fsPath;
}

async function textOf(source: ImportSource): Promise<{ readonly text: string; readonly name: string; readonly path: string }> {
    if ('text' in source) {
        return { text: source.text, name: source.name, path: source.name };
    }
    const uri = URI.parse(source.uri);
    if (uri.scheme !== 'file') {
        throw refusal('The source is in no file on disk; open it, and import the text of the editor.');
    }
    return { text: await readSource(uri.fsPath), name: basename(uri.fsPath), path: uri.fsPath };
}

/** What the person who asked can do something about is a refusal. */
export function answerTo(error: unknown): unknown {
    const fault = error instanceof ImportError || error instanceof EmbeddedPostgresError ? error.message : refusedByFileSystem(error);
    return fault === undefined ? error : refusal(fault);
}

function count({ notices }: ImportReport, kind: 'lost' | 'assumed'): number {
    return notices.filter(notice => notice.kind === kind).length;
}
