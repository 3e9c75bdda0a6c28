import { URI } from 'langium';
import { join, relative } from 'node:path';
import { planOutput, writeAtomically } from '../../output/index.ts';
import type { NewModelParams, NewModelResult, TemplateInfo } from '../../protocol.ts';
import { templates, type Template } from '../../templates/index.ts';
import type { ErdSharedServices } from '../services.ts';
import { refusingFaults, requireInside } from './destination.ts';
import { refusal, requireTrust } from './refusal.ts';

export function listTemplates(): readonly TemplateInfo[] {
    return templates.map(({ name, description, files }) => ({ name, description, files: Object.keys(files) }));
}

export async function newModel({ template: name, folder: uri, name: fileName }: NewModelParams, shared: ErdSharedServices): Promise<NewModelResult> {
    requireTrust(shared.lsp.Session);
    const template = templates.find(candidate => candidate.name === name);
    if (!template) {
        throw refusal(`There is no template ${name}. There is: ${templates.map(candidate => candidate.name).join(', ')}.`);
    }
    const folder = URI.parse(uri);
    if (folder.scheme !== 'file') {
        throw refusal('A new model needs a folder on disk.');
    }
    const files = filesOf(template, fileName);
    return refusingFaults(async () => {
        for (const { path } of files) {
            await requireInside(join(folder.fsPath, path), shared.workspace.Boundary);
        }
        const planned = await planOutput(folder.fsPath, files);
        const present = planned.filter(({ state }) => state !== 'new');
        if (present.length > 0) {
            throw refusal(`${present.map(({ file }) => relative(folder.fsPath, file)).join(', ')} is there already; nothing was written.`);
        }
        for (const { file, text } of planned) {
            await writeAtomically(file, text);
        }
        return { files: planned.map(({ file }) => URI.file(file).toString()) };
    });
}

/** Files of a template import each other by their names, so that only one alone can have another. */
function filesOf({ files }: Template, name: string | undefined): { readonly path: string; readonly text: string }[] {
    const entries = Object.entries(files).map(([path, text]) => ({ path, text }));
    return name === undefined || entries.length > 1 ? entries : entries.map(({ text }) => ({ path: name, text }));
}
