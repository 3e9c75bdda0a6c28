import { findingRegistry } from '../../findings/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/** The page of a code, or the list of all. */
export async function explain(code: string | undefined, terminal: Terminal): Promise<ExitCode> {
    if (code === undefined) {
        for (const [known, { severity, title }] of Object.entries(findingRegistry)) {
            terminal.out(`${known}  ${severity.padEnd(11)}  ${title}\n`);
        }
        return exitCodes.ok;
    }
    const entry = findingRegistry[code.toUpperCase()];
    if (!entry) {
        throw new MisuseError(`There is no code ${code}; \`erd explain\` lists all.`);
    }
    const { palette } = terminal;
    terminal.out([
        `${palette.bold(code.toUpperCase())} ${entry.title} ${palette.dim(`(${entry.severity})`)}`,
        entry.explanation,
        ...entry.source === undefined ? [] : [`Source: ${entry.source}`],
        `${palette.bold('Found in')}\n\n${indent(entry.example)}`,
        `${palette.bold('Mended')}\n\n${indent(entry.mended)}`,
        ...entry.fixes.length > 0 ? [`Quick fixes:\n${entry.fixes.map(fix => `  - ${fix}`).join('\n')}`] : [],
    ].join('\n\n') + '\n');
    return exitCodes.ok;
}

function indent(text: string): string {
    return text.trimEnd().split('\n').map(line => line === '' ? '' : `    ${line}`).join('\n');
}
