import type { ExtensionContext } from 'vscode';
import { registerCommands } from './commands/index.ts';
import { registerFixOnSave } from './fix-on-save.ts';
import { createLanguageClient } from './language-client.ts';
import { registerPasteEdits } from './paste.ts';
import { registerWelcome } from './welcome.ts';

/** Called by VS Code when an `.erd` file is opened, or a folder that has one, or the view of folders that have none. */
export async function activate(context: ExtensionContext): Promise<void> {
    const client = createLanguageClient(context);
    context.subscriptions.push(client, registerFixOnSave(), registerPasteEdits(client), registerWelcome());
    // Before the server: a server that does not start is looked into with these.
    registerCommands(context, client);
    await client.start();
}
