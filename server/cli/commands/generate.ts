import { join, relative, resolve } from 'node:path';
import type { Model } from '../../../language/index.ts';
import { findingsOf } from '../../findings/index.ts';
import { planOutput, writeOutput, type OutputFile, type PlannedFile } from '../../output/index.ts';
import { targetOf, targets, targetsOf, type GenerateOptions, type Target } from '../../targets/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import { load, modelsOf } from '../models.ts';
import { printReport } from '../report/index.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { watchModels } from '../watch.ts';
import { fails, reportOf } from './check.ts';

export interface GenerateCommandOptions {
    readonly target?: string;
    readonly out: string;
    readonly split?: GenerateOptions['split'];
    readonly ifNotExists?: boolean;
    readonly concurrentIndexes?: boolean;
    readonly strict?: boolean;
    readonly stdout?: boolean;
    readonly force?: boolean;
    readonly watch?: boolean;
}

export async function generate(files: readonly string[], options: GenerateCommandOptions, terminal: Terminal): Promise<ExitCode> {
    const once = (): Promise<ExitCode> => generateOnce(files, options, terminal);
    return options.watch ? watchModels(files, terminal, once) : once();
}

async function generateOnce(files: readonly string[], options: GenerateCommandOptions, terminal: Terminal): Promise<ExitCode> {
    const workspace = await load(files, terminal.folder);
    const findings = findingsOf(workspace.named, workspace.erd);
    const blocking = findings.filter(({ severity }) => severity === 'error' || options.strict && severity === 'warning');
    if (fails(blocking, 'hint')) {
        terminal.error(printReport(reportOf(workspace, blocking, terminal), 'text', terminal.palette, version));
        terminal.error('Nothing was generated.');
        return exitCodes.findings;
    }
    const outputs = modelsOf(workspace).flatMap(model => targetsFor(model, options.target, terminal).flatMap(target => filesOf(model, target, options)));
    if (outputs.length === 0) {
        throw new MisuseError('There is no DDL to write.');
    }
    requireDistinct(outputs);
    if (options.stdout) {
        for (const { text } of outputs) {
            terminal.out(text);
        }
        return exitCodes.ok;
    }
    return write(outputs, options, terminal);
}

function requireDistinct(outputs: readonly OutputFile[]): void {
    const paths = outputs.map(({ path }) => path);
    const twice = paths.find((path, index) => paths.indexOf(path) !== index);
    if (twice !== undefined) {
        throw new MisuseError(`Two models would be written to ${twice}; nothing was written. Give one of them another name, or generate them into different folders.`);
    }
}

function filesOf(model: Model, target: Target, options: GenerateCommandOptions): OutputFile[] {
    return target.generate(model, {
        ...options.split && { split: options.split },
        ...options.ifNotExists && { ifNotExists: true },
        ...options.concurrentIndexes && { concurrentIndexes: true },
    }).map(({ path, text }) => ({ path, text }));
}

/** What was asked for, or what the model is for, or PostgreSQL. */
function targetsFor(model: Model, asked: string | undefined, terminal: Terminal): readonly Target[] {
    if (asked === 'all') {
        return targets;
    }
    if (asked !== undefined) {
        const target = targetOf(asked);
        if (!target) {
            throw new MisuseError(`There is no target ${asked}. There is: ${targets.map(({ engine }) => engine).join(', ')}.`);
        }
        return [target];
    }
    const { found, unwritable } = targetsOf(model);
    for (const engine of unwritable) {
        terminal.error(`${model.name}: DDL for ${engine} cannot be written yet.`);
    }
    return found;
}

async function write(outputs: readonly OutputFile[], options: GenerateCommandOptions, terminal: Terminal): Promise<ExitCode> {
    const folder = resolve(terminal.folder, options.out);
    const planned = await planOutput(folder, outputs);
    const edited = options.force ? [] : planned.filter(({ state }) => state === 'edited');
    const { removed, left } = await writeOutput(folder, planned, file => edited.includes(file));
    const shown = (path: string): string => relative(terminal.folder, join(folder, path));
    for (const file of planned.filter(candidate => !edited.includes(candidate))) {
        terminal.out(`${verbOf(file)} ${shown(file.path)}\n`);
    }
    removed.forEach(path => terminal.out(`removed ${shown(path)}\n`));
    left.forEach(path => terminal.error(`${shown(path)} is generated no more, but was changed by hand and is left as it is.`));
    edited.forEach(({ path }) => terminal.error(`${shown(path)} was changed by hand and is left as it is; --force overwrites it.`));
    return edited.length > 0 || left.length > 0 ? exitCodes.needsAnswer : exitCodes.ok;
}

function verbOf({ state }: PlannedFile): string {
    switch (state) {
        case 'new': return 'wrote';
        case 'unchanged': return 'kept';
        case 'outdated': return 'updated';
        case 'edited': return 'overwrote';
    }
}
