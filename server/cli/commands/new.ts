import { relative, resolve } from 'node:path';
import { planOutput, writeAtomically } from '../../output/index.ts';
import { templates } from '../../templates/index.ts';
import { exitCodes, MisuseError, type ExitCode } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

export interface NewOptions {
    readonly out: string;
}

/** Writes a template's files where there are none yet, or lists the templates. */
export async function create(name: string | undefined, options: NewOptions, terminal: Terminal): Promise<ExitCode> {
    if (name === undefined) {
        const width = Math.max(...templates.map(template => template.name.length));
        for (const template of templates) {
            terminal.out(`${template.name.padEnd(width)}  ${template.description}\n`);
        }
        return exitCodes.ok;
    }
    const template = templates.find(candidate => candidate.name === name);
    if (!template) {
        throw new MisuseError(`There is no template ${name}. There is: ${templates.map(candidate => candidate.name).join(', ')}.`);
    }
    const folder = resolve(terminal.folder, options.out);
    const planned = await planOutput(folder, Object.entries(template.files).map(([path, text]) => ({ path, text })));
    const present = planned.filter(({ state }) => state !== 'new');
    if (present.length > 0) {
        throw new MisuseError(`${present.map(({ file }) => relative(terminal.folder, file)).join(', ')} is there already; nothing was written.`);
    }
    for (const { file, text } of planned) {
        await writeAtomically(file, text);
        terminal.out(`wrote ${relative(terminal.folder, file)}\n`);
    }
    return exitCodes.ok;
}
