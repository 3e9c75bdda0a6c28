import { commands, Disposable, TreeItem, window, workspace } from 'vscode';

const pattern = '**/*.erd';

/**
 * The view of folders that have no model yet: nothing but the words of the manifest, which say how to get one. It goes
 * when there is a model.
 */
export function registerWelcome(): Disposable {
    const watcher = workspace.createFileSystemWatcher(pattern, false, true, true);
    void workspace.findFiles(pattern, '**/node_modules/**', 1).then(found => setHasModels(found.length > 0));
    return Disposable.from(
        watcher,
        watcher.onDidCreate(() => setHasModels(true)),
        window.registerTreeDataProvider('erd.start', { getChildren: () => [], getTreeItem: () => new TreeItem('') }),
    );
}

async function setHasModels(hasModels: boolean): Promise<void> {
    await commands.executeCommand('setContext', 'erd.hasModels', hasModels);
}
