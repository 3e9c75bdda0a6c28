import { createConnection } from 'vscode-languageserver/node';
import { startErdLanguageServer } from '../../lsp/index.ts';
import type { ExitCode } from '../exit-codes.ts';

/** Serves an editor over standard input and output; ends when the editor says so, or is gone. */
export function serve(): Promise<ExitCode> {
    startErdLanguageServer(createConnection(process.stdin, process.stdout));
    // The protocol's exit notification ends the process, or the end of standard input does.
    return new Promise(() => undefined);
}
