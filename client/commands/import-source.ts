import { env, window, workspace, type QuickPickItem, type TextDocument, type Uri } from 'vscode';
import type { ImportSource } from '../../server/protocol.ts';

/** What is imported, and what it is called on the screen. */
export interface ChosenSource {
    readonly source: ImportSource;
    readonly label: string;
    /** The file that it is of. */
    readonly file?: Uri;
}

const diagramExtensions = ['mmd', 'mermaid'];
const extensions = ['sql', 'psql', 'pgsql', 'ddl', ...diagramExtensions];
const mostFiles = 30;

interface Choice extends QuickPickItem {
    choose(): Promise<ChosenSource | undefined>;
}

/** Asks where the script or the diagram is. */
export async function chooseSource(): Promise<ChosenSource | undefined> {
    const files = await workspace.findFiles(`**/*.{${extensions.join(',')}}`, '**/node_modules/**', mostFiles);
    const active = window.activeTextEditor?.document;
    const choices: Choice[] = [
        ...active && active.languageId !== 'erd' ? [{ label: '$(file-text) Active editor', description: nameOf(active.uri), choose: async () => fromDocument(active) }] : [],
        { label: '$(clippy) Clipboard', description: 'A PostgreSQL script or a Mermaid diagram', choose: fromClipboard },
        { label: '$(folder-opened) Choose a file...', choose: fromDialog },
        ...files.map(uri => ({ label: `$(file-code) ${workspace.asRelativePath(uri)}`, choose: async () => fromFile(uri) })),
    ];
    const chosen = await window.showQuickPick(choices, { title: 'Import', placeHolder: 'A PostgreSQL script or a Mermaid erDiagram' });
    return chosen?.choose();
}

/** The text of the editor where it is not saved. */
export function fromFile(uri: Uri): ChosenSource {
    const open = workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
    return open?.isDirty ? fromDocument(open) : { source: { uri: uri.toString() }, label: nameOf(uri), file: uri };
}

function fromDocument(document: TextDocument): ChosenSource {
    const { uri } = document;
    return uri.scheme === 'file' && !document.isDirty
        ? fromFile(uri)
        : { source: { text: document.getText(), name: nameOf(uri) }, label: nameOf(uri), ...uri.scheme === 'file' && { file: uri } };
}

async function fromClipboard(): Promise<ChosenSource> {
    return { source: { text: await env.clipboard.readText(), name: 'clipboard' }, label: 'the clipboard' };
}

async function fromDialog(): Promise<ChosenSource | undefined> {
    const [uri] = await window.showOpenDialog({
        title: 'Import', openLabel: 'Import', filters: { 'SQL and Mermaid': [...extensions, 'md'], 'All files': ['*'] },
    }) ?? [];
    return uri && fromFile(uri);
}

/** As far as the name tells. */
export function isDiagram({ label }: ChosenSource): boolean {
    return diagramExtensions.some(extension => label.toLowerCase().endsWith(`.${extension}`));
}

function nameOf(uri: Uri): string {
    return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
