import { ResponseError } from 'vscode-jsonrpc';
import type { CommandRequests, DdlParams } from '../../../../server/protocol.ts';
import type { TestServer } from '../harness.ts';

/** Asks what a command of the client asks. */
export async function ask<Method extends keyof CommandRequests>(server: TestServer, method: Method, params: CommandRequests[Method]['params']): Promise<CommandRequests[Method]['result']> {
    return server.connection.sendRequest<CommandRequests[Method]['result']>(method, params);
}

/** The message and the data of a refusal. */
export async function refusalOf(answer: Promise<unknown>): Promise<{ message: string; data: unknown }> {
    try {
        await answer;
    } catch (error) {
        if (error instanceof ResponseError) {
            return { message: error.message, data: error.data };
        }
        throw error;
    }
    throw new Error('It was not refused.');
}

export function ddlOf(uri: string, params: Partial<DdlParams> = {}): DdlParams {
    return { uri, output: 'generated', options: { split: 'none', ifNotExists: false, concurrentIndexes: false }, ...params };
}
