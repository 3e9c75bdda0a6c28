import type { Finding } from '../../../language/index.ts';
import { findingsOf } from '../../findings/index.ts';
import { EmbeddedPostgres, EmbeddedPostgresError } from '../../postgres/index.ts';
import { verifyModel } from '../../verification/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import { load, modelsOf } from '../models.ts';
import { printReport, type Format } from '../report/index.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { watchModels } from '../watch.ts';
import { fails, reportOf } from './check.ts';

export interface VerifyCommandOptions {
    readonly format: Format;
    readonly watch?: boolean;
}

export async function verify(files: readonly string[], options: VerifyCommandOptions, terminal: Terminal): Promise<ExitCode> {
    using postgres = new EmbeddedPostgres();
    postgres.warmUp();
    const once = (): Promise<ExitCode> => verifyOnce(files, options, terminal, postgres);
    return await (options.watch ? watchModels(files, terminal, once) : once());
}

async function verifyOnce(files: readonly string[], options: VerifyCommandOptions, terminal: Terminal, postgres: EmbeddedPostgres): Promise<ExitCode> {
    const workspace = await load(files, terminal.folder);
    const findings: Finding[] = findingsOf(workspace.named, workspace.erd).filter(({ severity }) => severity === 'error');
    // What cannot be generated cannot be run, and would only be told twice.
    if (findings.length === 0) {
        for (const model of modelsOf(workspace)) {
            try {
                const { serverVersion, statements, executed, findings: found } = await verifyModel(model, postgres, {
                    onProgress: (done, total) => terminal.progress(`${model.name}: ${done} of ${total} statements`),
                });
                findings.push(...found);
                terminal.note(`${model.name}: PostgreSQL ${serverVersion} ran ${executed} of ${statements} statements.`);
            } catch (error) {
                if (error instanceof EmbeddedPostgresError) {
                    throw new MisuseError(`${model.name}: ${error.message}`);
                }
                throw error;
            }
        }
    }
    terminal.out(printReport(reportOf(workspace, findings, terminal), options.format, terminal.palette, version));
    return fails(findings, 'error') ? exitCodes.findings : exitCodes.ok;
}
