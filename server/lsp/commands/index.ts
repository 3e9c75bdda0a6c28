import type { Cancellation } from 'langium';
import type { Connection } from 'vscode-languageserver';
import { EmbeddedPostgres } from '../../postgres/index.ts';
import type { CommandRequests, RefusalData } from '../../protocol.ts';
import type { ErdServices, ErdSharedServices } from '../services.ts';
import { convert } from './convert.ts';
import { planDdl, writeDdl } from './generate-ddl.ts';
import { ImportCommand } from './import.ts';
import { listTemplates, newModel } from './new-model.ts';
import { VerifyCommand } from './verify.ts';

export { convert } from './convert.ts';

type Handler<Method extends keyof CommandRequests> = (
    params: CommandRequests[Method]['params'], token: Cancellation.CancellationToken,
) => CommandRequests[Method]['result'] | Promise<CommandRequests[Method]['result']>;

/** Answers the requests of the client's commands. */
export function listenToCommands(connection: Connection, shared: ErdSharedServices, erd: ErdServices): void {
    // Starts its process when it is first asked for something, and keeps it for the next time.
    const postgres = new EmbeddedPostgres();
    connection.onShutdown(() => postgres.dispose());
    const verify = new VerifyCommand(connection, shared, erd, postgres);
    const imports = new ImportCommand(connection, shared, postgres);
    const answer = <Method extends keyof CommandRequests>(method: Method, handler: Handler<Method>): void => {
        connection.onRequest<unknown, RefusalData>(method, (params: CommandRequests[Method]['params'], token: Cancellation.CancellationToken) => handler(params, token));
    };
    answer('erd/planDdl', (params, token) => planDdl(params, shared, erd, token));
    answer('erd/writeDdl', (params, token) => writeDdl(params, shared, erd, token));
    answer('erd/verify', (params, token) => verify.run(params, token));
    answer('erd/templates', () => listTemplates());
    answer('erd/newModel', params => newModel(params, shared));
    answer('erd/planImport', (params, token) => imports.plan(params, token));
    answer('erd/writeImport', params => imports.write(params));
    answer('erd/convert', (params, token) => convert(params, erd, token));
}
