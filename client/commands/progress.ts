import { ProgressLocation, window, type CancellationToken } from 'vscode';
import { WorkDoneProgress, type LanguageClient } from 'vscode-languageclient/node';

let runs = 0;

/** Shows what the server reports of a request that takes a while; the user can cancel it. */
export function withServerProgress<T>(client: LanguageClient, title: string, work: (workDoneToken: string, token: CancellationToken) => Promise<T>): Thenable<T> {
    return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
        const workDoneToken = `erd ${++runs}`;
        let reached = 0;
        const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
            if (value.kind === 'report') {
                const { message = '', percentage = reached } = value;
                progress.report({ message, increment: percentage - reached });
                reached = percentage;
            }
        });
        try {
            return await work(workDoneToken, token);
        } finally {
            listening.dispose();
        }
    });
}
