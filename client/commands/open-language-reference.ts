import { commands, Uri } from 'vscode';
import type { Command } from './command.ts';

export const openLanguageReference: Command = {
    id: 'erd.openLanguageReference',
    async run({ extension }) {
        await commands.executeCommand('markdown.showPreview', Uri.joinPath(extension.extensionUri, 'docs/language.md'));
    },
};
