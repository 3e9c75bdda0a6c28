import { URI, UriUtils } from 'langium';
import { isInside } from '../../workspace/index.ts';

/**
 * What may be read: the folders of the workspace, those that the user allowed in the settings, and the folder of a
 * file that was opened alone. Symbolic links are followed before anything is compared.
 */
export class WorkspaceBoundary {
    private folders: readonly URI[] = [];
    private allowed: readonly string[] = [];
    private readonly opened = new Map<string, URI>();

    setFolders(folders: readonly URI[]): void {
        this.folders = folders;
    }

    /** Absolute paths. */
    setAllowed(folders: readonly string[]): void {
        this.allowed = folders;
    }

    /** A file outside of all folders brings its own folder: that the user opened it says that it may be read. */
    open(uri: URI): void {
        if (uri.scheme === 'file' && !this.folders.some(folder => UriUtils.contains(folder, uri))) {
            this.opened.set(uri.toString(), UriUtils.dirname(uri));
        }
    }

    close(uri: URI): void {
        this.opened.delete(uri.toString());
    }

    /** False for what does not exist, too. */
    async allows(uri: URI): Promise<boolean> {
        if (uri.scheme !== 'file') {
            return false;
        }
        for (const root of this.roots) {
            if (await isInside(uri.fsPath, root.fsPath)) {
                return true;
            }
        }
        return false;
    }

    /** The folders that files may be read from. */
    get roots(): readonly URI[] {
        return [...this.folders.filter(({ scheme }) => scheme === 'file'), ...this.opened.values(), ...this.allowed.map(folder => URI.file(folder))];
    }

    /** The workspace folder that a document is in. */
    folderOf(uri: URI): URI | undefined {
        return this.folders.find(folder => UriUtils.contains(folder, uri));
    }
}
