import type { Cancellation } from 'langium';
import { LSPErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import { toDiagnostic } from '../../../language/index.ts';
import { EmbeddedPostgresError, type EmbeddedPostgres } from '../../postgres/index.ts';
import type { VerifiedModel, VerifyParams, VerifyResult } from '../../protocol.ts';
import { verifyModel } from '../../verification/index.ts';
import type { ErdServices, ErdSharedServices } from '../services.ts';
import { modelsOf, type CurrentModel } from './models.ts';
import { refusal, requireTrust } from './refusal.ts';

/** Runs models on the embedded PostgreSQL, and shows at their elements what it says. */
export class VerifyCommand {
    private readonly connection: Connection;
    private readonly shared: ErdSharedServices;
    private readonly erd: ErdServices;
    private readonly postgres: EmbeddedPostgres;

    constructor(connection: Connection, shared: ErdSharedServices, erd: ErdServices, postgres: EmbeddedPostgres) {
        this.connection = connection;
        this.shared = shared;
        this.erd = erd;
        this.postgres = postgres;
    }

    async run({ uri, workDoneToken }: VerifyParams, token: Cancellation.CancellationToken): Promise<VerifyResult> {
        requireTrust(this.shared.lsp.Session);
        const progress = this.connection.window.attachWorkDoneProgress(workDoneToken);
        progress.begin('Verifying on the embedded PostgreSQL', 0, undefined, true);
        const abort = new AbortController();
        const cancelled = token.onCancellationRequested(() => abort.abort());
        try {
            const models: VerifiedModel[] = [];
            // One after the other, as the embedded PostgreSQL takes them.
            for (const current of await modelsOf(uri, this.shared, this.erd, token)) {
                models.push(await this.verify(current, abort.signal, (done, total) => {
                    progress.report(Math.floor(done / total * 100), `${current.model.name}: ${done} of ${total} statements`);
                }));
            }
            return { models };
        } catch (error) {
            throw error instanceof EmbeddedPostgresError ? answerTo(error) : error;
        } finally {
            cancelled.dispose();
            progress.done();
        }
    }

    private async verify({ model, root, texts }: CurrentModel, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<VerifiedModel> {
        const { VerificationDiagnostics } = this.shared.lsp;
        VerificationDiagnostics.clear(root);
        const { serverVersion, statements, executed, findings } = await verifyModel(model, this.postgres, { signal, onProgress });
        const byUri = Map.groupBy(findings, ({ place }) => place.uri);
        const diagnostics = new Map([...byUri].map(([uri, found]) => [uri, found.map(finding => toDiagnostic(finding, this.erd.checks.PageOf(finding.code)))]));
        if (!VerificationDiagnostics.set(root, texts, diagnostics)) {
            throw refusal(`${model.name} was changed while it was verified. Verify it again.`);
        }
        return { name: model.name, serverVersion, statements, executed, errors: findings.filter(({ severity }) => severity === 'error').length };
    }
}

function answerTo({ problem, message }: EmbeddedPostgresError): ResponseError<unknown> {
    return problem === 'cancelled' ? new ResponseError(LSPErrorCodes.RequestCancelled, message) : refusal(message);
}
