import { QuickPickItemKind, window, workspace, type QuickPickItem } from 'vscode';
import type { ImportFile, ImportPlan } from '../../server/protocol.ts';
import type { ImportDocuments } from './import-documents.ts';

interface Answer extends QuickPickItem {
    readonly isAgreed?: boolean;
    show?(): Promise<void>;
}

/** Shows the first file, and asks; any file and the report can be looked at first. False where the user gives up. */
export async function agreeToPlan(label: string, folder: string, plan: ImportPlan, documents: ImportDocuments): Promise<boolean> {
    await documents.show(plan.files[0]!);
    const answers = answersTo(label, folder, plan, documents);
    for (;;) {
        const answer = await window.showQuickPick(answers, {
            title: `Import ${label}`, placeHolder: 'What is picked below is shown; nothing is written before you say so',
            // Looking through the files must not be an answer.
            ignoreFocusOut: true,
        });
        if (!answer?.show) {
            const unsaved = answer?.isAgreed ? unsavedOf(plan.files) : [];
            if (unsaved.length === 0) {
                return answer?.isAgreed === true;
            }
            void window.showWarningMessage(`${unsaved.join(', ')} has changes that are not saved. Save or revert them first.`);
        } else {
            await answer.show();
        }
    }
}

/** The first is the answer to Enter: what overwrites a model is never it. */
function answersTo(label: string, folder: string, { files, summary, verdict, lost, assumed }: ImportPlan, documents: ImportDocuments): Answer[] {
    const present = files.filter(({ state }) => state === 'present').length;
    const showReport = async (): Promise<void> => documents.showReport(label);
    return [
        ...present === 0
            ? [{ label: `$(check) Write ${counted(files.length, 'file')} to ${folder}`, isAgreed: true }]
            : [
                { label: '$(close) Write nothing', description: `${counted(present, 'file')} would be overwritten` },
                { label: `$(warning) Overwrite ${counted(present, 'file')}${files.length > present ? ` of ${files.length}` : ''} in ${folder}`, isAgreed: true },
            ],
        { label: '$(list-unordered) Show the report', description: `${lost} lost, ${assumed} assumed`, detail: summary, show: showReport },
        ...verdict === undefined ? [] : [{ label: `$(beaker) ${verdict}`, show: showReport }],
        { label: 'Files', kind: QuickPickItemKind.Separator },
        ...files.map((file): Answer => ({ label: `$(file) ${file.path}`, description: stateText(file), show: () => documents.show(file) })),
    ];
}

function unsavedOf(files: readonly ImportFile[]): string[] {
    const dirty = new Set(workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri.toString()));
    return files.filter(({ uri }) => dirty.has(uri)).map(({ path }) => path);
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
