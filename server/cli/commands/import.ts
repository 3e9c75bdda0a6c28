import { buffer } from 'node:stream/consumers';
import { extname, join, relative, resolve } from 'node:path';
import {
    compileModel, decodeSource, describeCounts, describeNotices, hasLosses, ImportError, importSource, isReport, jsonReport, markdownReport, noticeKinds, proveImport,
    readSource, verdict, type Dialect, type ImportReport, type ImportResult, type Notice, type Proof,
} from '../../import/index.ts';
import { OutputError, planOutput, readIfThere, writeAtomically, type PlannedFile } from '../../output/index.ts';
import { EmbeddedPostgres, EmbeddedPostgresError, printDifferences } from '../../postgres/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import type { Palette } from '../report/index.ts';
import type { Terminal } from '../terminal.ts';

export interface ImportCommandOptions {
    readonly dialect?: Dialect;
    readonly out: string;
    readonly name?: string;
    readonly split?: 'none' | 'schema' | 'area';
    readonly effect?: 'auto' | 'always' | 'never';
    readonly verify?: boolean;
    readonly dryRun?: boolean;
    readonly stdout?: boolean;
    readonly force?: boolean;
    readonly report?: string;
    readonly format: 'text' | 'json';
}

/** Standard input instead of a file. */
const standardInput = '-';

/** In the terminal; the report has all of them. */
const mostNotices = 40;

export async function importModel(source: string, options: ImportCommandOptions, terminal: Terminal): Promise<ExitCode> {
    const shown = source === standardInput ? 'standard input' : source;
    // Starts its process when it is first asked for something.
    using postgres = new EmbeddedPostgres();
    try {
        const text = await textOf(source, terminal);
        const result = await importSource({
            text, postgres,
            ...source !== standardInput && { path: source },
            ...options.dialect && { dialect: options.dialect },
            ...options.name !== undefined && { name: options.name },
            ...options.split && { split: options.split },
            ...options.effect && { effect: options.effect },
            onProgress: ({ step, done, total }) => terminal.progress(`${shown}: ${step} ${done} of ${total}`),
        });
        const proof = options.verify ? await prove(text, result, postgres, terminal) : undefined;
        const report: ImportReport = {
            source: shown, dialect: result.dialect, counts: result.counts, notices: result.notices,
            files: result.files.map(({ path }) => path), ...proof && { proof },
        };
        await requireFreeReport(source, options, terminal);
        const written = await write(result, options, terminal);
        await tell(report, options, terminal);
        return written === exitCodes.ok && hasLosses(report) ? exitCodes.findings : written;
    } catch (error) {
        if (error instanceof ImportError || error instanceof OutputError || error instanceof EmbeddedPostgresError) {
            throw new MisuseError(`${shown}: ${error.message}`);
        }
        throw error;
    }
}

async function textOf(source: string, { folder }: Terminal): Promise<string> {
    if (source === standardInput) {
        return decodeSource(await buffer(process.stdin));
    }
    if (/^postgres(?:ql)?:\/\//.test(source)) {
        throw new MisuseError('A running database is not read; import the script that pg_dump --schema-only makes of it.');
    }
    try {
        return await readSource(resolve(folder, source));
    } catch (error) {
        switch ((error as NodeJS.ErrnoException).code) {
            case 'ENOENT': throw new MisuseError(`${source}: There is no such file.`);
            case 'EISDIR': throw new MisuseError(`${source}: This is a folder; name a script or a diagram.`);
            case 'EACCES': throw new MisuseError(`${source}: The file may not be read.`);
            default: throw error;
        }
    }
}

async function prove(text: string, { files, dialect }: ImportResult, postgres: EmbeddedPostgres, terminal: Terminal): Promise<Proof> {
    const { model } = await compileModel(files);
    return proveImport(text, dialect, model, postgres, {
        onProgress: (done, total) => terminal.progress(`running statement ${done} of ${total}`),
    });
}

/** All files or none: half a model is none. */
async function write({ files }: ImportResult, options: ImportCommandOptions, terminal: Terminal): Promise<ExitCode> {
    if (options.stdout) {
        for (const { text } of files) {
            terminal.out(text);
        }
        return exitCodes.ok;
    }
    const folder = resolve(terminal.folder, options.out);
    const planned = await planOutput(folder, files);
    const shown = ({ path }: PlannedFile): string => relative(terminal.folder, join(folder, path));
    const present = planned.filter(({ state }) => state === 'edited' || state === 'outdated');
    if (options.dryRun) {
        for (const file of planned) {
            const deed = !present.includes(file) ? file.state === 'new' ? 'write' : 'keep' : options.force ? 'overwrite' : 'leave (--force overwrites)';
            terminal.out(`would ${deed} ${shown(file)}\n`);
        }
        return exitCodes.ok;
    }
    if (present.length > 0 && !options.force) {
        terminal.error(`${present.map(shown).join(', ')} is there already; nothing was written. --force overwrites it.`);
        return exitCodes.needsAnswer;
    }
    for (const file of planned) {
        if (file.state !== 'unchanged') {
            await writeAtomically(file.file, file.text);
        }
        terminal.out(`${file.state === 'unchanged' ? 'kept' : file.state === 'new' ? 'wrote' : 'overwrote'} ${shown(file)}\n`);
    }
    return exitCodes.ok;
}

/** A report replaces a report, and nothing else that is there. */
async function requireFreeReport(source: string, { report, force }: ImportCommandOptions, { folder }: Terminal): Promise<void> {
    if (report === undefined) {
        return;
    }
    const file = resolve(folder, report);
    if (source !== standardInput && file === resolve(folder, source)) {
        throw new MisuseError(`${report} is what is imported; the report needs another name.`);
    }
    const present = await readIfThere(file);
    if (present !== undefined && !force && !isReport(present)) {
        throw new MisuseError(`${report} is there already and is no report; nothing was written. --force overwrites it.`);
    }
}

async function tell(report: ImportReport, options: ImportCommandOptions, terminal: Terminal): Promise<void> {
    const { report: file, format } = options;
    if (file !== undefined) {
        const isJson = format === 'json' || extname(file) === '.json';
        await writeAtomically(resolve(terminal.folder, file), isJson ? jsonReport(report) : markdownReport(report));
    } else if (format === 'json') {
        terminal.out(jsonReport(report));
        return;
    }
    terminal.note(summary(report, options, terminal.palette));
}

function summary({ source, counts, notices, proof }: ImportReport, { report: file }: ImportCommandOptions, palette: Palette): string {
    const told = noticeKinds.filter(kind => kind === 'lost' || kind === 'assumed').flatMap(kind => notices.filter(notice => notice.kind === kind));
    const rest = told.length - mostNotices;
    return [
        `${palette.bold(source)}: ${describeCounts(counts)}; ${describeNotices(notices)}.`,
        ...told.slice(0, mostNotices).map(notice => line(notice, palette)),
        ...rest > 0 ? [`and ${rest} more${file === undefined ? '; --report FILE has all of them' : ` in ${file}`}`] : [],
        ...proof ? proofLines(proof, palette) : [],
    ].join('\n');
}

function line({ kind, line: at, message }: Notice, palette: Palette): string {
    const label = kind === 'lost' ? palette.error('lost   ') : palette.warning('assumed');
    return `${label} ${palette.dim(`line ${at}`)} ${message}`;
}

function proofLines(proof: Proof, palette: Palette): string[] {
    const { serverVersion, facts, differences, unproven, findings } = proof;
    return [
        facts === undefined ? `PostgreSQL ${serverVersion} ran the generated DDL.` : `PostgreSQL ${serverVersion}: ${differences.length > 0 ? palette.error(verdict(proof)) : verdict(proof)}`,
        ...differences.length > 0 ? [printDifferences(differences)] : [],
        ...unproven.slice(0, mostNotices).map(({ line: at, reason, isRefused }) => `${isRefused ? 'refused' : 'not run'} ${palette.dim(`line ${at}`)} ${reason}`),
        ...findings.slice(0, mostNotices).map(({ message, place, severity }) =>
            `${severity === 'error' ? 'refused' : 'not run'} ${palette.dim(`${place.uri.replace('file:///', '')}:${place.range.start.line + 1}`)} ${message.split('\n', 1).join('')}`),
    ];
}
