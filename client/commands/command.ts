import type { ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';

/** What a command may use. */
export interface CommandContext {
    readonly extension: ExtensionContext;
    readonly client: LanguageClient;
}

/** A command of the extension. Its title, menus and conditions stand in `package.json`. */
export interface Command {
    readonly id: `erd.${string}`;
    /**
     * `args` are what VS Code passes: from the explorer the clicked resource and all selected ones, from the palette nothing.
     * What it gives is for others who run the command, such as extensions and key bindings.
     */
    run(context: CommandContext, ...args: unknown[]): Promise<unknown>;
}
