import type { Finding, Severity } from '../../../language/index.ts';
import { findingRegistry, findingsOf } from '../../findings/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import { loadReadable } from '../models.ts';
import { printReport, type Format, type Report } from '../report/index.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { watchModels } from '../watch.ts';
import type { LoadedWorkspace } from '../../workspace/index.ts';

export interface CheckOptions {
    readonly format: Format;
    readonly failOn: Severity | 'never';
    readonly only?: readonly string[];
    readonly watch?: boolean;
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

export async function check(files: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
    if (options.only?.length === 0) {
        throw new MisuseError('--only names no code, and nothing would be checked.');
    }
    const unknown = options.only?.find(code => !Object.hasOwn(findingRegistry, code));
    if (unknown !== undefined) {
        throw new MisuseError(`There is no finding ${unknown}; erd explain lists them.`);
    }
    const once = async (): Promise<ExitCode> => {
        const { workspace, unreadable } = await loadReadable(files, terminal.folder);
        const [first] = unreadable;
        if (first !== undefined && workspace.named.length === 0) {
            throw new MisuseError(first);
        }
        const findings = findingsOf(workspace.named, workspace.erd).filter(({ code }) => options.only?.includes(code) ?? true);
        terminal.out(printReport(reportOf(workspace, findings, terminal), options.format, terminal.palette, version));
        unreadable.forEach(reason => terminal.error(`erd: ${reason}`));
        return first !== undefined ? exitCodes.failure : fails(findings, options.failOn) ? exitCodes.findings : exitCodes.ok;
    };
    return options.watch ? watchModels(files, terminal, once) : once();
}

export function reportOf(workspace: LoadedWorkspace, findings: readonly Finding[], terminal: Terminal): Report {
    const texts = new Map(workspace.shared.workspace.LangiumDocuments.all.map(document => [document.uri.toString(), document.textDocument.getText()]));
    return {
        findings,
        registry: findingRegistry,
        checkedFiles: workspace.named.length,
        folder: terminal.folder,
        textOf: uri => texts.get(uri),
    };
}

export function fails(findings: readonly Finding[], failOn: Severity | 'never'): boolean {
    return failOn !== 'never' && findings.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf(failOn));
}
