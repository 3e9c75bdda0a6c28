import { Command, CommanderError, Option } from 'commander';
import type { CheckOptions } from './commands/check.ts';
import type { FormatOptions } from './commands/format.ts';
import type { GenerateCommandOptions } from './commands/generate.ts';
import type { ImportCommandOptions } from './commands/import.ts';
import type { NewOptions } from './commands/new.ts';
import type { VerifyCommandOptions } from './commands/verify.ts';
import { exitCodes, MisuseError, sentenceFor, type ExitCode } from './exit-codes.ts';
import { formats } from './report/index.ts';
import { processTerminal, type Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Options that every command has. */
export interface CommonOptions {
    readonly quiet?: boolean;
    readonly color: boolean;
}

// A command's module is loaded when it runs: parsing `--help` must not wait for the language or an engine.
const program = new Command('erd')
    .description('Checks, formats and generates from .erd data models, as the editor does.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .option('-q, --quiet', 'only results and errors')
    .option('--no-color', 'no colours')
    .showHelpAfterError('(erd --help tells more)')
    .exitOverride();

const models = '[files...]';
const modelsHelp = 'files, folders or globs; the folder\'s models by default';

program.command('check')
    .description('Report what is wrong, missing or useless in models')
    .argument(models, modelsHelp)
    .addOption(new Option('--format <format>', 'how findings are written').choices(formats).default('text'))
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(['error', 'warning', 'information', 'hint', 'never']).default('error'))
    .option('--only <codes>', 'only these codes, separated by commas', list)
    .option('--watch', 'check again whenever a file changes')
    .addHelpText('after', examples('erd check', 'erd check models --fail-on warning', 'erd check --format sarif > findings.sarif'))
    .action((files: string[], _own: unknown, command: Command) => run<CheckOptions>(command, async (options, terminal) =>
        (await import('./commands/check.ts')).check(files, options, terminal)));

program.command('format')
    .description('Lay models out as the editor does')
    .argument(models, modelsHelp)
    .option('--check', 'change nothing, exit with 1 where something would change')
    .addHelpText('after', examples('erd format', 'erd format --check models/**/*.erd'))
    .action((files: string[], _own: unknown, command: Command) => run<FormatOptions>(command, async (options, terminal) =>
        (await import('./commands/format.ts')).format(files, options, terminal)));

program.command('generate')
    .description('Write the DDL of a model')
    .argument(models, modelsHelp)
    .option('-t, --target <engine>', 'an engine, or `all`; the model\'s targets by default')
    .option('-o, --out <folder>', 'where to write', 'generated')
    .addOption(new Option('--split <by>', 'one file, or one for each schema or entity').choices(['none', 'schema', 'entity']))
    .option('--if-not-exists', 'a script that can run again over what it made')
    .option('--concurrent-indexes', 'build indexes without locking their tables against writes')
    .option('--strict', 'write nothing where the target cannot hold all of the model')
    .option('--stdout', 'print instead of writing')
    .option('--force', 'overwrite files that were changed by hand')
    .option('--watch', 'write again whenever a file changes')
    .addHelpText('after', examples('erd generate', 'erd generate shop.erd --target postgresql --out sql', 'erd generate shop.erd --stdout | psql'))
    .action((files: string[], _own: unknown, command: Command) => run<GenerateCommandOptions>(command, async (options, terminal) =>
        (await import('./commands/generate.ts')).generate(files, options, terminal)));

program.command('verify')
    .description('Run the generated DDL on the embedded PostgreSQL and report its errors at the model\'s lines')
    .argument(models, modelsHelp)
    .addOption(new Option('--format <format>', 'how findings are written').choices(formats).default('text'))
    .option('--watch', 'verify again whenever a file changes')
    .addHelpText('after', examples('erd verify', 'erd verify shop.erd --format json'))
    .action((files: string[], _own: unknown, command: Command) => run<VerifyCommandOptions>(command, async (options, terminal) =>
        (await import('./commands/verify.ts')).verify(files, options, terminal)));

program.command('import')
    .description('Make a model of a PostgreSQL script or a Mermaid erDiagram, and tell what could not be carried')
    .argument('<source>', 'a file, or - for standard input')
    .addOption(new Option('-d, --dialect <dialect>', 'what the source is written in; found by itself').choices(['postgresql', 'mermaid']))
    .option('-o, --out <folder>', 'where to write', '.')
    .option('--name <name>', 'of the model; from the source by default')
    .addOption(new Option('--split <by>', 'one file, one for each schema, or one for each group of tables').choices(['none', 'schema', 'area']))
    .addOption(new Option('--effect <when>', 'run the script on the embedded PostgreSQL where only that tells what it does, for all of it, or never').choices(['auto', 'always', 'never']))
    .option('--verify', 'run the script and the generated DDL on the embedded PostgreSQL and compare what they make')
    .option('--dry-run', 'write no model')
    .option('--stdout', 'print the model instead of writing it')
    .option('--force', 'overwrite files that are there')
    .option('--report <file>', 'write the whole report, as Markdown or as JSON')
    .addOption(new Option('--format <format>', 'of the report').choices(['text', 'json']).default('text'))
    .addHelpText('after', examples(
        'erd import schema.sql --out models', 'erd import structure.sql --verify --report import.md', 'erd import README.md --dialect mermaid', 'pg_dump -s shop | erd import - --name Shop',
    ))
    .action((source: string, _own: unknown, command: Command) => run<ImportCommandOptions>(command, async (options, terminal) =>
        (await import('./commands/import.ts')).importModel(source, options, terminal)));

program.command('new')
    .description('Write a starting model')
    .argument('[template]', 'one of the templates; without it they are listed')
    .option('-o, --out <folder>', 'where to write', '.')
    .addHelpText('after', examples('erd new', 'erd new shop --out models'))
    .action((template: string | undefined, _own: unknown, command: Command) => run<NewOptions>(command, async (options, terminal) =>
        (await import('./commands/new.ts')).create(template, options, terminal)));

program.command('explain')
    .description('Explain the code of a finding')
    .argument('[code]', 'a code, such as ERD101; without it all are listed')
    .addHelpText('after', examples('erd explain ERD101'))
    .action((code: string | undefined, _own: unknown, command: Command) => run(command, async (_options, terminal) =>
        (await import('./commands/explain.ts')).explain(code, terminal)));

program.command('lsp')
    .description('The language server, for any editor')
    .option('--stdio', 'speak over standard input and output (the default)')
    .addHelpText('after', examples('erd lsp --stdio'))
    .action((_own: unknown, command: Command) => run(command, async () => (await import('./commands/lsp.ts')).serve()));

/** Runs a command with its own options and those of the program. */
async function run<Options extends object>(command: Command, work: (options: Options & CommonOptions, terminal: Terminal) => Promise<ExitCode>): Promise<void> {
    const options = command.optsWithGlobals<Options & CommonOptions>();
    process.exitCode = await work(options, processTerminal({ quiet: options.quiet ?? false, color: options.color }));
}

function list(value: string): string[] {
    return value.split(',').map(item => item.trim()).filter(item => item !== '');
}

function examples(...lines: string[]): string {
    return `\nExamples:\n${lines.map(line => `  ${line}`).join('\n')}`;
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
        process.exit(exitCodes.ok);
    }
    throw error;
});

const oldestNode = 22;

try {
    if (Number.parseInt(process.versions.node, 10) < oldestNode) {
        throw new MisuseError(`This is Node ${process.versions.node}; erd needs Node ${oldestNode} or newer.`);
    }
    await program.parseAsync();
} catch (error) {
    if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.failure;
    } else {
        process.stderr.write(`erd: ${sentenceFor(error) ?? (error instanceof Error ? error.stack ?? error.message : String(error))}\n`);
        process.exitCode = exitCodes.failure;
    }
}
