import { ProgressLocation, Uri, window, workspace, type CancellationToken } from 'vscode';
import { generateDdlCommand, type DdlOptions, type DdlParams, type PlannedDdlFile, type WrittenDdl } from '../../server/protocol.ts';
import type { Command } from './command.ts';
import { askAboutEdited } from './edited-files.ts';
import { request, showingRefusals } from '../requests.ts';
import { modelResource, optionsIn } from './resource.ts';

interface GenerateDdlOptions {
    /** What becomes of files that were changed by hand. Asked for each where it is not said. */
    readonly overwrite: boolean;
}

/** Gives what was written, to whoever calls the command. */
export const generateDdl: Command = {
    id: generateDdlCommand,
    async run({ client }, ...args): Promise<WrittenDdl | undefined> {
        const resource = modelResource(args);
        if (!resource) {
            return undefined;
        }
        await saveModels();
        const params = ddlParams(resource);
        const written = await showingRefusals(async () => {
            const { files } = await withProgress('Generating DDL', token => request(client, 'erd/planDdl', params, token));
            const overwrite = await pathsToOverwrite(files.filter(({ state }) => state === 'edited'), optionsIn<GenerateDdlOptions>(args));
            return overwrite && withProgress('Writing DDL', token => request(client, 'erd/writeDdl', { ...params, overwrite }, token));
        });
        if (written) {
            void report(written);
        }
        return written;
    },
};

/** What is generated must be what the files say, to everybody else who generates from them. */
async function saveModels(): Promise<void> {
    const documents = workspace.textDocuments.filter(({ languageId, uri, isDirty }) => languageId === 'erd' && uri.scheme === 'file' && isDirty);
    await Promise.all(documents.map(document => document.save()));
}

function ddlParams(resource: Uri): DdlParams {
    const settings = workspace.getConfiguration('erd', resource);
    const options: DdlOptions = {
        split: settings.get('generate.split', 'none'),
        ifNotExists: settings.get('generate.ifNotExists', false),
        concurrentIndexes: settings.get('generate.concurrentIndexes', false),
    };
    return { uri: resource.toString(), output: settings.get('output', 'generated'), options };
}

function withProgress<T>(title: string, work: (token: CancellationToken) => Promise<T>): Thenable<T> {
    return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => work(token));
}

async function pathsToOverwrite(edited: readonly PlannedDdlFile[], { overwrite }: Partial<GenerateDdlOptions>): Promise<readonly string[] | undefined> {
    if (overwrite === undefined) {
        return askAboutEdited(edited);
    }
    return overwrite ? edited.map(({ path }) => path) : [];
}

async function report({ files, unwritable }: WrittenDdl): Promise<void> {
    const message = [...outcomes(files), ...unwritable.map(engine => `DDL for ${engine} cannot be written yet.`)].join(' ');
    const first = files.find(({ isWritten }) => isWritten) ?? files[0];
    if (!first) {
        await window.showWarningMessage(message);
        return;
    }
    const open = 'Open';
    if (await window.showInformationMessage(message, open) === open) {
        await window.showTextDocument(Uri.parse(first.uri));
    }
}

function outcomes(files: WrittenDdl['files']): string[] {
    const written = files.filter(({ isWritten }) => isWritten).map(({ path }) => path);
    const kept = files.filter(({ state, isWritten }) => state === 'edited' && !isWritten).map(({ path }) => path);
    const unchanged = files.filter(({ state }) => state === 'unchanged').map(({ path }) => path);
    return [
        ...written.length > 0 ? [`Generated ${named(written)}.`] : [],
        ...kept.length > 0 ? [`Kept ${named(kept)}, changed by hand.`] : [],
        ...written.length === 0 && unchanged.length > 0 ? [`Nothing to change in ${named(unchanged)}.`] : [],
    ];
}

function named(paths: readonly string[]): string {
    return paths.length === 1 ? paths[0]! : `${paths.length} files`;
}
