import type { Model } from '../../language/index.ts';
import type { LoadedWorkspace } from '../workspace/index.ts';
import { loadWorkspace, NoModelError } from '../workspace/index.ts';
import { MisuseError } from './exit-codes.ts';
import { displayPath } from './report/index.ts';
import { pathToFileURL } from 'node:url';

/** Loads what was named on the command line. Throws a {@link MisuseError} where that is nothing that can be read. */
export async function load(files: readonly string[], folder: string): Promise<LoadedWorkspace> {
    try {
        const workspace = await loadWorkspace(files, folder);
        const [unreadable] = workspace.unreadable;
        if (unreadable) {
            throw new MisuseError(`${displayPath(pathToFileURL(unreadable.path).href, folder)}: ${unreadable.reason}`);
        }
        return workspace;
    } catch (error) {
        if (error instanceof NoModelError) {
            throw new MisuseError(error.message);
        }
        throw error;
    }
}

/** The models that the named files are part of, each once. */
export function modelsOf({ erd, named }: LoadedWorkspace): readonly Model[] {
    const provider = erd.model.ModelProvider;
    return [...new Set(named.flatMap(document => provider.projectsOf(document)))].map(project => project.model);
}

