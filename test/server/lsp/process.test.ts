import assert from 'node:assert/strict';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DocumentDiagnosticReport, InitializeResult } from 'vscode-languageserver';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-languageserver/node';

const main = join(import.meta.dirname, '../../../server/main.ts');

/** One document, from hello to good-bye. */
async function converse(connection: MessageConnection): Promise<DocumentDiagnosticReport> {
    connection.onRequest(() => null);
    connection.listen();
    const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } }, workspaceFolders: null });
    assert.equal(serverInfo!.name, 'ERD Architect');
    await connection.sendNotification('initialized', {});
    const textDocument = { uri: 'untitled:Untitled-1', languageId: 'erd', version: 1, text: 'entity A { id: uuid key  b: Nothing }' };
    await connection.sendNotification('textDocument/didOpen', { textDocument });
    const report = await connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: textDocument.uri } });
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return report;
}

describe('the server as a process', () => {
    it('speaks over standard input and output', async () => {
        const child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
        const ended = once(child, 'exit');
        const report = await converse(createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin)));
        assert.equal(report.kind === 'full' && report.items.length, 1);
        assert.deepEqual(await ended, [0, null]);
    });

    it('speaks over the channel of Node', async () => {
        const child = fork(main, ['--node-ipc'], { execArgv: [] });
        const ended = once(child, 'exit');
        const report = await converse(createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child)));
        assert.equal(report.kind === 'full' && report.items.length, 1);
        assert.deepEqual(await ended, [0, null]);
    });
});
