import { Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { ImportParams } from '../../server/protocol.ts';
import { isDiagram, type ChosenSource } from './import-source.ts';

/** How it is imported. */
export interface ImportOptions {
    readonly folder: Uri;
    /** Of the model; from the source where it is not given. */
    readonly name?: string;
    readonly split: ImportParams['split'];
    readonly verify: boolean;
}

const splits: Readonly<Record<ImportParams['split'], string>> = {
    none: 'one for the whole model', schema: 'one for each schema', area: 'one for each group of tables',
};

interface Setting extends QuickPickItem {
    /** The options as the user changes them; undefined where they are as they should be. */
    readonly change?: (options: ImportOptions) => Promise<Partial<ImportOptions> | undefined>;
}

/** Shows the options until the user goes on; undefined where the user gives up. */
export async function chooseOptions(source: ChosenSource): Promise<ImportOptions | undefined> {
    const { label, file } = source;
    const folder = file && workspace.getWorkspaceFolder(file) ? Uri.joinPath(file, '..') : workspace.workspaceFolders?.[0]?.uri;
    if (!folder) {
        void window.showErrorMessage('An import needs a folder to write to. Open one first.');
        return undefined;
    }
    let options: ImportOptions = { folder, split: 'none', verify: false };
    for (;;) {
        const chosen = await window.showQuickPick(settingsOf(options, isDiagram(source)), { title: `Import ${label}`, placeHolder: 'Enter shows the files before anything is written', ignoreFocusOut: true });
        if (!chosen?.change) {
            return chosen && options;
        }
        options = { ...options, ...await chosen.change(options) };
    }
}

function settingsOf({ folder, name, split, verify }: ImportOptions, hasNoCatalog: boolean): Setting[] {
    return [
        { label: '$(eye) Preview the files' },
        { label: '$(symbol-namespace) Name of the model', description: name ?? 'from the source', change: askName },
        { label: '$(folder) Folder', description: shownFolder(folder), change: askFolder },
        { label: '$(files) Files', description: splits[split], change: askSplit },
        ...hasNoCatalog ? [] : [{
            label: '$(beaker) Compare the databases', description: verify ? 'yes, on the embedded PostgreSQL' : 'no',
            detail: 'Runs the source and the model\'s DDL, and tells what is not the same', change: async (options: ImportOptions) => ({ verify: !options.verify }),
        }],
    ];
}

async function askName({ name = '' }: ImportOptions): Promise<Partial<ImportOptions> | undefined> {
    const given = await window.showInputBox({
        title: 'Name of the model', value: name, ignoreFocusOut: true,
        validateInput: value => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value) ? undefined : 'Letters, digits and _',
    });
    return given === undefined ? undefined : { name: given };
}

async function askFolder({ folder }: ImportOptions): Promise<Partial<ImportOptions> | undefined> {
    const [chosen] = await window.showOpenDialog({
        title: 'Folder of the model', openLabel: 'Write here', defaultUri: folder, canSelectFiles: false, canSelectFolders: true,
    }) ?? [];
    return chosen && { folder: chosen };
}

async function askSplit(): Promise<Partial<ImportOptions> | undefined> {
    const items = Object.entries(splits).map(([value, label]) => ({ label, value: value as ImportParams['split'] }));
    const chosen = await window.showQuickPick(items, { title: 'Files', ignoreFocusOut: true });
    return chosen && { split: chosen.value };
}

export function shownFolder(folder: Uri): string {
    const path = workspace.asRelativePath(folder);
    return path === '' || folder.toString() === workspace.getWorkspaceFolder(folder)?.uri.toString() ? 'the workspace folder' : path;
}
