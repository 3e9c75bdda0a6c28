import { commands, window } from 'vscode';
import type { VerifiedModel, VerifyResult } from '../../server/protocol.ts';
import type { Command } from './command.ts';
import { withServerProgress } from './progress.ts';
import { request, showingRefusals } from '../requests.ts';
import { modelResource } from './resource.ts';

/** Gives what was found, to whoever calls the command. */
export const verify: Command = {
    id: 'erd.verify',
    async run({ client }, ...args): Promise<VerifyResult | undefined> {
        const resource = modelResource(args);
        if (!resource) {
            return undefined;
        }
        const result = await showingRefusals(() => withServerProgress(client, 'Verifying on the embedded PostgreSQL',
            (workDoneToken, token) => request(client, 'erd/verify', { uri: resource.toString(), workDoneToken }, token)));
        if (result) {
            await report(result);
        }
        return result;
    },
};

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
