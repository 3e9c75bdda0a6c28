import { commands, Location, Position, Range, Uri } from 'vscode';
import { showReferencesCommand, type ShowReferencesArguments } from '../../server/protocol.ts';
import type { Command } from './command.ts';

/** Not in the palette: the code lenses of the server call it. */
export const showReferences: Command = {
    id: showReferencesCommand,
    async run(_context, ...args) {
        const [uri, { line, character }, locations] = args as unknown as ShowReferencesArguments;
        await commands.executeCommand(
            'editor.action.showReferences',
            Uri.parse(uri),
            new Position(line, character),
            locations.map(
                ({ uri: place, range: { start, end } }) =>
                    new Location(Uri.parse(place), new Range(start.line, start.character, end.line, end.character)),
            ),
        );
    },
};
