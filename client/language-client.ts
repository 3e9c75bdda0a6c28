import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type InitializationOptions, serverNodeOptions, trustGranted } from '../server/protocol.ts';

/** The client of the language server. The server runs in a process of its own, and is started again when it ends unasked. */
export function createLanguageClient(context: ExtensionContext): LanguageClient {
    const watcher = workspace.createFileSystemWatcher('**/*.erd');
    const client = new LanguageClient(
        'erd',
        'ERD',
        { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc, options: { execArgv: [...serverNodeOptions] } },
        {
            // No other schemes: the read-only sides of a comparison would report every finding a second time.
            documentSelector: [
                { language: 'erd', scheme: 'file' },
                { language: 'erd', scheme: 'untitled' },
            ],
            synchronize: { fileEvents: watcher },
            // A function: a restarted server is told what holds then.
            initializationOptions: (): InitializationOptions => ({
                trusted: workspace.isTrusted, snippets: false, findingPages: Uri.joinPath(context.extensionUri, 'docs/rules').toString(),
            }),
        },
    );
    context.subscriptions.push(
        watcher,
        workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustGranted)),
    );
    return client;
}
