import { fileURLToPath } from 'node:url';
import type { LangiumDocument } from 'langium';
import type { Model } from '../../language/index.ts';
import { loadWorkspace } from '../../server/workspace/index.ts';

export interface Example {
    readonly documents: readonly LangiumDocument[];
    readonly model: Model;
}

/** The one model in a folder of `examples/`, read as the command reads it. */
export async function loadExample(name: string): Promise<Example> {
    const folder = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
    const { named, erd, unreadable } = await loadWorkspace([folder]);
    if (unreadable.length > 0) {
        throw new Error(unreadable.map(({ path, reason }) => `${path}: ${reason}`).join('\n'));
    }
    const projects = new Set(named.flatMap(document => erd.model.ModelProvider.projectsOf(document)));
    const [project] = projects;
    if (project === undefined || projects.size > 1) {
        throw new Error(`examples/${name} makes ${projects.size} models.`);
    }
    return { documents: named, model: project.model };
}
