import { Uri, window } from 'vscode';
import type { ImportPlan } from '../../server/protocol.ts';
import type { Command, CommandContext } from './command.ts';
import { ImportDocuments } from './import-documents.ts';
import { chooseOptions, shownFolder, type ImportOptions } from './import-options.ts';
import { agreeToPlan, counted } from './import-preview.ts';
import { chooseSource, fromFile, type ChosenSource } from './import-source.ts';
import { withServerProgress } from './progress.ts';
import { request, showingRefusals } from '../requests.ts';
import { optionsIn } from './resource.ts';

/** What a caller of the command may say; what is not said is asked for. */
interface ImportArguments {
    readonly folder: Uri;
    readonly name: string;
    readonly split: ImportOptions['split'];
    readonly verify: boolean;
    /** False: nothing is shown before it is written, and nothing that is there is overwritten. */
    readonly preview: boolean;
}

/** What was written, for whoever calls the command. */
export interface Imported {
    readonly files: readonly string[];
    readonly summary: string;
    readonly verdict?: string;
    readonly report: string;
}

let documents: ImportDocuments | undefined;

export const importModel: Command = { id: 'erd.import', run };
/** The same, called so that it can be understood among the commands for a file. */
export const importFile: Command = { id: 'erd.importFile', run };

async function run(context: CommandContext, ...args: unknown[]): Promise<Imported | undefined> {
    const source = args[0] instanceof Uri ? fromFile(args[0]) : await chooseSource();
    const given = optionsIn<ImportArguments>(args);
    const options = source && (given.folder ? { split: 'none' as const, verify: false, ...given, folder: given.folder } : await chooseOptions(source));
    return options && showingRefusals(() => importFrom(source, options, given.preview !== false, context));
}

async function importFrom(chosen: ChosenSource, options: ImportOptions, isPreviewed: boolean, { client, extension }: CommandContext): Promise<Imported | undefined> {
    const { folder, name, split, verify } = options;
    const plan = await withServerProgress(client, `Importing ${chosen.label}`, (workDoneToken, token) => request(client, 'erd/planImport', {
        source: chosen.source, folder: folder.toString(), split, verify, workDoneToken, ...name !== undefined && { name },
    }, token));
    documents ??= new ImportDocuments(extension);
    documents.set(chosen, plan);
    const isAgreed = !isPreviewed || await agreeToPlan(chosen.label, shownFolder(folder), plan, documents);
    await documents.close();
    if (!isAgreed) {
        return undefined;
    }
    const { files } = await request(client, 'erd/writeImport', {
        folder: folder.toString(), files: plan.files.map(({ path, text, present }) => ({ path, text, ...isPreviewed && present !== undefined && { replaces: present } })),
    });
    if (!plan.isComplete) {
        await documents.showReport(chosen.label);
    }
    await window.showTextDocument(Uri.parse(files[0]!), { preview: false });
    void tell(chosen.label, plan, documents);
    const { summary, verdict, report } = plan;
    return { files, summary, report, ...verdict !== undefined && { verdict } };
}

async function tell(label: string, { files, summary, verdict, isComplete }: ImportPlan, shown: ImportDocuments): Promise<void> {
    const show = 'Show Report';
    const message = [`Imported ${label} into ${counted(files.length, 'file')}: ${summary}`, ...verdict === undefined ? [] : [verdict]].join(' ');
    const answer = isComplete ? await window.showInformationMessage(message, show) : await window.showWarningMessage(message, show);
    if (answer === show) {
        await shown.showReport(label);
    }
}
