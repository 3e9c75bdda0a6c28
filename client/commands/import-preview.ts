import {
    commands, EventEmitter, QuickPickItemKind, TabInputText, TabInputTextDiff, Uri, ViewColumn, window, workspace, type ExtensionContext, type QuickPickItem,
} from 'vscode';
import type { ImportFile, ImportPlan } from '../../server/protocol.ts';

const scheme = 'erd-import';

/** Documents of what an import would write, and its report. They are as those of the last import. */
export class ImportDocuments {
    private readonly changed = new EventEmitter<Uri>();
    private readonly texts = new Map<string, string>();

    constructor({ subscriptions }: ExtensionContext) {
        subscriptions.push(this.changed, workspace.registerTextDocumentContentProvider(scheme, {
            onDidChange: this.changed.event,
            provideTextDocumentContent: uri => this.texts.get(uri.toString()),
        }));
    }

    set(label: string, { files, report }: ImportPlan): void {
        this.texts.clear();
        this.texts.set(reportUri(label).toString(), report);
        for (const { uri, text } of files) {
            this.texts.set(fileUri(uri).toString(), text);
        }
        // One that was shown a moment ago is still open with the text of then.
        for (const uri of this.texts.keys()) {
            this.changed.fire(Uri.parse(uri));
        }
    }

    async show({ uri, path, state }: ImportFile): Promise<void> {
        if (state === 'present') {
            await commands.executeCommand('vscode.diff', Uri.parse(uri), fileUri(uri), `${path} (there now ↔ imported)`, { preserveFocus: true });
        } else {
            await window.showTextDocument(fileUri(uri), { preview: true, preserveFocus: true });
        }
    }

    async showReport(label: string, column: ViewColumn): Promise<void> {
        await commands.executeCommand(column === ViewColumn.Beside ? 'markdown.showPreviewToSide' : 'markdown.showPreview', reportUri(label));
    }

    /** Closes the files' previews, which say nothing any more. */
    async close(): Promise<void> {
        const tabs = window.tabGroups.all.flatMap(group => group.tabs);
        await window.tabGroups.close(tabs.filter(({ input }) =>
            input instanceof TabInputText && input.uri.scheme === scheme || input instanceof TabInputTextDiff && input.modified.scheme === scheme));
    }
}

interface Answer extends QuickPickItem {
    readonly isAgreed?: boolean;
    show?(): Promise<void>;
}

/** Shows the first file, and asks; any file and the report can be looked at first. False where the user gives up. */
export async function agreeToPlan(label: string, folder: string, plan: ImportPlan, documents: ImportDocuments): Promise<boolean> {
    const { files, summary, lost, assumed } = plan;
    await documents.show(files[0]!);
    const present = files.filter(({ state }) => state === 'present').length;
    const answers: Answer[] = [
        { label: `$(check) Write ${counted(files.length, 'file')} to ${folder}`, ...present > 0 && { description: `${counted(present, 'file')} there now is overwritten` }, isAgreed: true },
        { label: '$(list-unordered) Show the report', description: `${lost} lost, ${assumed} assumed`, show: () => documents.showReport(label, ViewColumn.Active) },
        { label: 'Files', kind: QuickPickItemKind.Separator },
        ...files.map((file): Answer => ({ label: `$(file) ${file.path}`, description: stateText(file), show: () => documents.show(file) })),
    ];
    for (;;) {
        const answer = await window.showQuickPick(answers, {
            title: `Import ${label}`, placeHolder: summary,
            // Looking through the files must not be an answer.
            ignoreFocusOut: true,
        });
        if (!answer?.show) {
            return answer?.isAgreed === true;
        }
        await answer.show();
    }
}

function stateText({ state, text }: ImportFile): string {
    const lines = `${text.split('\n').length - 1} lines`;
    switch (state) {
        case 'new': return lines;
        case 'unchanged': return `${lines}, as it is`;
        case 'present': return `${lines}, is there already: compare`;
    }
}

export function counted(count: number, noun: string): string {
    return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}

function fileUri(uri: string): Uri {
    return Uri.parse(uri).with({ scheme });
}

function reportUri(label: string): Uri {
    return Uri.from({ scheme, path: `/Import of ${label}.md` });
}
