import type { Command } from './command.ts';

export const showOutput: Command = {
    id: 'erd.showOutput',
    async run({ client }) {
        client.outputChannel.show();
    },
};
