import { type ExtensionContext, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** The client of the language server. The server runs in a process of its own, and is started again when it ends unasked. */
export function createLanguageClient(context: ExtensionContext): LanguageClient {
    const watcher = workspace.createFileSystemWatcher('**/*.erd');
    context.subscriptions.push(watcher);
    return new LanguageClient(
        'erd',
        'ERD',
        { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc },
        {
            // No other schemes: the read-only sides of a comparison would report every finding a second time.
            documentSelector: [
                { language: 'erd', scheme: 'file' },
                { language: 'erd', scheme: 'untitled' },
            ],
            synchronize: { fileEvents: watcher },
        },
    );
}
