import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Measured, Measurement, Subject } from './measurements.ts';

/** One measurement of one size, of all that can do it. */
export interface Row {
    readonly size: number;
    readonly measurement: Measurement;
    readonly measured: ReadonlyMap<Subject, Measured>;
}

const labels: Readonly<Record<Measurement, string>> = {
    cold: 'Text to diagnostics, cold',
    character: 'A character to diagnostics',
    line: 'A new line to diagnostics',
    completion: 'Completion',
    hover: 'Hover',
    tokens: 'Semantic tokens of the file',
    format: 'Format the file',
    ddl: 'DDL for PostgreSQL',
};

const none = '–';

/** The results as Markdown, with the machine that they are from. */
export function tableOf(rows: readonly Row[], repetitions: number): string {
    const [processor] = cpus();
    const lines = [
        `${processor?.model.trim() ?? 'Unknown processor'}, ${cpus().length} cores, Node.js ${process.version}, median of ${repetitions} processes each. `
        + 'In brackets the time of the processor, which other programs on the machine change less.',
        '',
        '| Entities | | ERD | @dbml/core | Prisma | ERD is faster than @dbml/core | ERD / Prisma |',
        '| ---: | --- | ---: | ---: | ---: | ---: | ---: |',
        ...rows.map(timeLine),
        ...rows.filter(({ measurement }) => measurement === 'cold').map(memoryLine),
    ];
    return `${lines.join('\n')}\n`;
}

function timeLine({ size, measurement, measured }: Row): string {
    const [erd, dbml, prisma] = (['erd', 'dbml', 'prisma'] as const).map(subject => measured.get(subject)) as [Measured, Measured?, Measured?];
    return line(size, labels[measurement], time(erd), time(dbml), time(prisma), ratio(dbml, erd), ratio(erd, prisma));
}

function memoryLine({ size, measured }: Row): string {
    const cells = (['erd', 'dbml', 'prisma'] as const).map(subject => `${Math.round((measured.get(subject)?.memory ?? 0) / 1e6)} MB`);
    return line(size, 'Memory of the process after that', ...cells, '', '');
}

function line(size: number, ...cells: readonly string[]): string {
    return `| ${size} | ${cells.join(' | ')} |`;
}

function time(measured: Measured | undefined): string {
    return measured ? `${milliseconds(measured.milliseconds)} ms (${milliseconds(measured.processor)})` : none;
}

function milliseconds(value: number): string {
    return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** Of the processor's times. */
function ratio(one: Measured | undefined, other: Measured | undefined): string {
    return one && other ? `${(one.processor / other.processor).toFixed(1)}×` : none;
}

const begin = '<!-- results -->';
const end = '<!-- end of results -->';

/** Replaces what stands between the marks in a document. */
export function writeInto(file: string, results: string): void {
    const text = readFileSync(file, 'utf8');
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    if (from < 0 || to < from) {
        throw new Error(`${file} has no place for results: ${begin} and ${end} on lines of their own.`);
    }
    writeFileSync(file, `${text.slice(0, from + begin.length)}\n${results}${text.slice(to)}`);
}
