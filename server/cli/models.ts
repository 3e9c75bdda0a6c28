import { pathToFileURL } from 'node:url';
import type { Model } from '../../language/index.ts';
import type { LoadedWorkspace } from '../workspace/index.ts';
import { loadWorkspace, NoModelError } from '../workspace/index.ts';
import { MisuseError } from './exit-codes.ts';
import { displayPath } from './report/index.ts';

/** Loads what was named on the command line. Throws a {@link MisuseError} where a part of that cannot be read. */
export async function load(files: readonly string[], folder: string): Promise<LoadedWorkspace> {
    const { workspace, unreadable: [reason] } = await loadReadable(files, folder);
    if (reason !== undefined) {
        throw new MisuseError(reason);
    }
    return workspace;
}

/** Loads what can be read of what was named, and says of each other file why it cannot. */
export async function loadReadable(
    files: readonly string[], folder: string,
): Promise<{ readonly workspace: LoadedWorkspace; readonly unreadable: readonly string[] }> {
    try {
        const workspace = await loadWorkspace(files, folder);
        return { workspace, unreadable: workspace.unreadable.map(({ path, reason }) => `${displayPath(pathToFileURL(path).href, folder)}: ${reason}`) };
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
