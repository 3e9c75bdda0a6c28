import { ResponseError, WorkDoneProgress, type WorkDoneProgressReport } from 'vscode-languageserver/node';
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

/** The progress that the server reports under a token, as it comes. */
export function progressOf(server: TestServer, token: string): readonly { kind: string; message?: string }[] {
    const reports: { kind: string; message?: string }[] = [];
    server.connection.onProgress(WorkDoneProgress.type, token, report => void reports.push(report as WorkDoneProgressReport));
    return reports;
}

export function ddlOf(uri: string, params: Partial<DdlParams> = {}): DdlParams {
    return { uri, output: 'generated', options: { split: 'none', ifNotExists: false, concurrentIndexes: false }, ...params };
}
