import { commands, ProgressLocation, window } from 'vscode';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import type { VerifiedModel, VerifyResult } from '../../server/protocol.ts';
import type { Command, CommandContext } from './command.ts';
import { request, showingRefusals } from './requests.ts';
import { modelResource } from './resource.ts';

let runs = 0;

/** Gives what was found, to whoever calls the command. */
export const verify: Command = {
    id: 'erd.verify',
    async run({ client }, ...args): Promise<VerifyResult | undefined> {
        const resource = modelResource(args);
        if (!resource) {
            return undefined;
        }
        const result = await showingRefusals(() => verifyWithProgress(client, resource.toString()));
        if (result) {
            await report(result);
        }
        return result;
    },
};

function verifyWithProgress(client: CommandContext['client'], uri: string): Thenable<VerifyResult> {
    const options = { location: ProgressLocation.Notification, title: 'Verifying on the embedded PostgreSQL', cancellable: true };
    return window.withProgress(options, async (progress, token) => {
        const workDoneToken = `erd/verify ${++runs}`;
        let reached = 0;
        const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, value => {
            if (value.kind === 'report') {
                const { message = '', percentage = reached } = value;
                progress.report({ message, increment: percentage - reached });
                reached = percentage;
            }
        });
        try {
            return await request(client, 'erd/verify', { uri, workDoneToken }, token);
        } finally {
            listening.dispose();
        }
    });
}

async function report({ models }: VerifyResult): Promise<void> {
    for (const model of models) {
        if (model.errors > 0) {
            void window.showErrorMessage(`${ran(model)} It refused ${model.errors === 1 ? 'one' : model.errors}.`);
        } else {
            void window.showInformationMessage(ran(model));
        }
    }
    if (models.some(({ errors }) => errors > 0)) {
        await commands.executeCommand('workbench.actions.view.problems');
    }
}

function ran({ name, serverVersion, executed, statements }: VerifiedModel): string {
    return `${name}: PostgreSQL ${serverVersion} ran ${executed === statements ? `all ${statements}` : `${executed} of ${statements}`} statements.`;
}
