import { commands, window, type CancellationToken } from 'vscode';
import { LSPErrorCodes, ResponseError, type LanguageClient } from 'vscode-languageclient/node';
import type { CommandRequests, RefusalData } from '../server/protocol.ts';

/** Throws the server's refusal; {@link showingRefusals} shows it. */
export async function request<Method extends keyof CommandRequests>(
    client: LanguageClient, method: Method, params: CommandRequests[Method]['params'], token?: CancellationToken,
): Promise<CommandRequests[Method]['result']> {
    const result = await client.sendRequest<CommandRequests[Method]['result'] | null>(method, params, token);
    if (result === null) {
        throw new Error('The language server failed; the output of ERD says how.');
    }
    return result;
}

/** Shows why the server refused; what the user cancelled ends silently. Gives undefined for both. */
export async function showingRefusals<T>(work: () => Thenable<T>): Promise<T | undefined> {
    try {
        return await work();
    } catch (error) {
        if (!(error instanceof ResponseError)) {
            throw error;
        }
        if (error.code !== LSPErrorCodes.RequestCancelled) {
            void showRefusal(error.message, (error.data as RefusalData | undefined)?.hasProblems === true);
        }
        return undefined;
    }
}

async function showRefusal(message: string, hasProblems: boolean): Promise<void> {
    const showProblems = 'Show Problems';
    if (await window.showErrorMessage(message, ...hasProblems ? [showProblems] : []) === showProblems) {
        await commands.executeCommand('workbench.actions.view.problems');
    }
}
