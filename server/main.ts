import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startErdLanguageServer } from './lsp/index.ts';

// Speaks over whatever the command line names: --node-ipc, --stdio, --socket or --pipe.
startErdLanguageServer(createConnection(ProposedFeatures.all));
