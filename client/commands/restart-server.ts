import type { Command } from './command.ts';

export const restartServer: Command = {
    id: 'erd.restartServer',
    async run({ client }) {
        await client.restart();
    },
};
