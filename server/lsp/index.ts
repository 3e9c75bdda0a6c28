import type { Connection } from 'vscode-languageserver';
import { guarded } from './guarded-connection.ts';
import { listen } from './handlers.ts';
import { createErdServices } from './services.ts';

/** Serves one client until it disconnects. */
export function startErdLanguageServer(connection: Connection): void {
    const guardedConnection = guarded(connection);
    const { shared, erd } = createErdServices(guardedConnection);
    listen(guardedConnection, shared, erd);
}
