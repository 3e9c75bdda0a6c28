import { commands, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { NewModelParams, NewModelResult, TemplateInfo } from '../../server/protocol.ts';
import type { Command } from './command.ts';
import { request, showingRefusals } from '../requests.ts';
import { optionsIn } from './resource.ts';

interface NewModelOptions {
    readonly template: string;
    /** Of the file; for a template of several, of the folder that they go to. */
    readonly name: string;
}

/** Asks for what the caller does not say. Gives the new files, to whoever calls the command. */
export const newModel: Command = {
    id: 'erd.newModel',
    async run({ client }, ...args): Promise<NewModelResult | undefined> {
        const folder = args[0] instanceof Uri ? args[0] : await workspaceFolder();
        if (!folder) {
            return undefined;
        }
        const given = optionsIn<NewModelOptions>(args);
        const created = await showingRefusals(async () => {
            const templates = await request(client, 'erd/templates', {});
            const template = given.template === undefined ? await pickTemplate(templates) : templates.find(({ name }) => name === given.template);
            const name = template && (given.name ?? await askForName(template, folder));
            return name === undefined ? undefined : request(client, 'erd/newModel', paramsOf(template!, folder, name));
        });
        if (created?.files[0] !== undefined) {
            await window.showTextDocument(Uri.parse(created.files[0]));
        }
        return created;
    },
};

async function workspaceFolder(): Promise<Uri | undefined> {
    const folders = workspace.workspaceFolders ?? [];
    if (folders.length === 0) {
        const open = 'Open Folder';
        if (await window.showErrorMessage('A new model needs a folder. Open one first.', open) === open) {
            await commands.executeCommand('workbench.action.files.openFolder');
        }
        return undefined;
    }
    return folders.length === 1 ? folders[0]!.uri : (await window.showWorkspaceFolderPick())?.uri;
}

async function pickTemplate(templates: readonly TemplateInfo[]): Promise<TemplateInfo | undefined> {
    const items = templates.map((template): QuickPickItem & { template: TemplateInfo } => ({ label: template.name, detail: template.description, template }));
    const picked = await window.showQuickPick(items, { title: 'New Model from Template', placeHolder: 'What to start from', matchOnDetail: true });
    return picked?.template;
}

async function askForName({ name, files }: TemplateInfo, folder: Uri): Promise<string | undefined> {
    const isOneFile = files.length === 1;
    return window.showInputBox({
        title: 'New Model from Template',
        prompt: isOneFile ? 'Name of the file' : `Name of the folder for ${files.join(', ')}`,
        value: isOneFile ? files[0]! : name,
        ...isOneFile && { valueSelection: [0, files[0]!.lastIndexOf('.')] as [number, number] },
        validateInput: async value => {
            if (isOneFile && !value.endsWith('.erd')) {
                return 'The name of a model ends with .erd';
            }
            const taken = isOneFile ? [value] : files.map(file => `${value}/${file}`);
            const present = await Promise.all(taken.map(path => exists(Uri.joinPath(folder, path))));
            return present.includes(true) ? `${taken[present.indexOf(true)]} is there already` : undefined;
        },
    });
}

function exists(uri: Uri): Thenable<boolean> {
    return workspace.fs.stat(uri).then(() => true, () => false);
}

function paramsOf({ name: template, files }: TemplateInfo, folder: Uri, name: string): NewModelParams {
    return files.length === 1
        ? { template, folder: folder.toString(), name }
        : { template, folder: Uri.joinPath(folder, name).toString() };
}
