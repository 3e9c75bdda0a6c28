import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { startErdLanguageServer } from '../../lsp/index.ts';
import type { ExitCode } from '../exit-codes.ts';

/** Serves an editor over standard input and output; ends when the editor says so. */
export function serve(): Promise<ExitCode> {
    startErdLanguageServer(createConnection(new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)));
    // The protocol's exit notification ends the process.
    return new Promise(() => undefined);
}
