import { commands, type ExtensionContext } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Command } from './command.ts';
import { generateDdl } from './generate-ddl.ts';
import { importFile, importModel } from './import.ts';
import { newModel } from './new-model.ts';
import { openLanguageReference } from './open-language-reference.ts';
import { restartServer } from './restart-server.ts';
import { showOutput } from './show-output.ts';
import { showReferences } from './show-references.ts';
import { verify } from './verify.ts';

const all: readonly Command[] = [generateDdl, importFile, importModel, newModel, openLanguageReference, restartServer, showOutput, showReferences, verify];

export function registerCommands(extension: ExtensionContext, client: LanguageClient): void {
    for (const command of all) {
        extension.subscriptions.push(
            commands.registerCommand(command.id, (...args: unknown[]) => command.run({ extension, client }, ...args)),
        );
    }
}
