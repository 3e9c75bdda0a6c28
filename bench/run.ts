// Measures the language and its server beside @dbml/core and Prisma's compiler: npm run bench [-- --write] [--repetitions n]
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { serverNodeOptions } from '../server/protocol.ts';
import { abilities, measurements, type Measured, type Measurement, type Subject } from './measurements.ts';
import { modelOf } from './model.ts';
import { folderVariable } from './peers.ts';
import { tableOf, writeInto, type Row } from './table.ts';
import { median } from './timing.ts';

const { values: options } = parseArgs({
    options: { write: { type: 'boolean', default: false }, repetitions: { type: 'string', default: '5' } },
});
const repetitions = Number(options.repetitions);
const sizes = [300, 1000, 3000];
const subjects: readonly Subject[] = ['erd', 'dbml', 'prisma'];
const folder = import.meta.dirname;
const results = join(folder, '../docs/performance.md');

const run = promisify(execFile);

if (!existsSync(join(folder, 'node_modules'))) {
    execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
}
const work = mkdtempSync(join(tmpdir(), 'erd-bench-'));
process.once('exit', () => rmSync(work, { recursive: true, force: true }));
const program = await bundle();
const rows: Row[] = [];
for (const size of sizes) {
    const texts = modelOf(size);
    for (const subject of subjects) {
        writeFileSync(fileOf(size, subject), texts[subject]);
    }
    for (const measurement of measurements) {
        rows.push({ size, measurement, measured: await compare(size, measurement) });
        process.stderr.write('.');
    }
}
process.stderr.write('\n');
const table = tableOf(rows, repetitions);
process.stdout.write(table);
if (options.write) {
    writeInto(results, table);
}

/** What the extension ships is bundled; so is what is measured. */
async function bundle(): Promise<string> {
    const outfile = join(work, 'measure.mjs');
    await esbuild.build({
        entryPoints: [join(folder, 'measure.ts')], outfile, bundle: true, platform: 'node', target: 'node22', format: 'esm', mainFields: ['module', 'main'], logLevel: 'error',
        // As the extension's own bundle does. It looks for its WebAssembly beside itself.
        alias: { 'libpg-query': join(folder, '../node_modules/libpg-query/wasm/index.cjs') },
        // Packages that are not modules themselves call require for what Node brings along, and ask for their folder.
        banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __dirname = import.meta.dirname;" },
    });
    copyFileSync(join(folder, '../node_modules/libpg-query/wasm/libpg-query.wasm'), join(work, 'libpg-query.wasm'));
    return outfile;
}

function fileOf(size: number, subject: Subject): string {
    return join(work, `${size}.${subject}`);
}

/** The subjects take turns, so that what else the machine does meets them all. */
async function compare(size: number, measurement: Measurement): Promise<Row['measured']> {
    const able = subjects.filter(subject => abilities[subject].has(measurement));
    const found = new Map(able.map(subject => [subject, [] as Measured[]]));
    for (let repetition = 0; repetition < repetitions; repetition++) {
        for (const subject of able) {
            const { stdout } = await run(process.execPath, [...subject === 'erd' ? serverNodeOptions : [], program, subject, measurement, fileOf(size, subject)], { env: { ...process.env, [folderVariable]: folder } });
            found.get(subject)!.push(JSON.parse(stdout) as Measured);
        }
    }
    return new Map([...found].map(([subject, measured]) => [subject, median(measured)]));
}
