import type { FileSystemNode, LangiumDocument, LangiumSharedCoreServices, Stream, WorkspaceFolder } from 'langium';
import { URI, UriUtils } from 'langium';
import { matchesGlob } from 'node:path';
import type { InitializeParams, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { ErdWorkspaceManager, preludeScheme } from '../../../language/index.ts';
import type { SettingsStore } from '../settings.ts';
import type { WorkspaceBoundary } from './boundary.ts';

/** So many files are read at once: a process may not open thousands. */
const filesReadAtOnce = 32;

/** The folders of the editor's window: what in them is part of the workspace, and how that changes. */
export class EditorWorkspaceManager extends ErdWorkspaceManager {
    private readonly boundary: WorkspaceBoundary;
    private readonly settings: SettingsStore;
    private excluded: readonly string[] = [];
    private allowed: readonly string[] = [];

    constructor(services: LangiumSharedCoreServices, boundary: WorkspaceBoundary, settings: SettingsStore) {
        super(services);
        this.boundary = boundary;
        this.settings = settings;
        this.initialBuildOptions = { validation: true };
    }

    override initialize(params: InitializeParams): void {
        super.initialize(params);
        this.boundary.setFolders(this.folderUris());
    }

    protected override async performStartup(folders: WorkspaceFolder[]): Promise<LangiumDocument[]> {
        await this.readSettings();
        return super.performStartup(folders);
    }

    protected override async loadWorkspaceDocuments(uris: Stream<URI>, collector: (document: LangiumDocument) => void): Promise<void> {
        const all = uris.toArray();
        for (let start = 0; start < all.length; start += filesReadAtOnce) {
            const documents = await Promise.all(all.slice(start, start + filesReadAtOnce).map(uri => this.langiumDocuments.getOrCreateDocument(uri)));
            documents.forEach(collector);
        }
    }

    override shouldIncludeEntry(entry: FileSystemNode): boolean {
        return super.shouldIncludeEntry(entry) && !this.isExcluded(entry.uri);
    }

    /** Takes in the files of new folders, and forgets those of folders that left the window. */
    async changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): Promise<void> {
        const gone = new Set(removed.map(({ uri }) => uri));
        this.folders = [...(this.folders ?? []).filter(({ uri }) => !gone.has(uri)), ...added];
        this.boundary.setFolders(this.folderUris());
        await this.update(added.map(({ uri }) => URI.parse(uri)), removed.map(({ uri }) => URI.parse(uri)));
    }

    /** Follows changed settings: files may be excluded now, or no longer. True where that was so. */
    async rescan(): Promise<boolean> {
        const before = JSON.stringify([this.excluded, this.allowed]);
        await this.readSettings();
        if (JSON.stringify([this.excluded, this.allowed]) === before) {
            return false;
        }
        const present = this.langiumDocuments.all.map(document => document.uri).filter(uri => uri.scheme !== preludeScheme).toArray();
        await this.update([...this.folderUris(), ...present], present.filter(uri => this.isExcluded(uri)));
        return true;
    }

    private async update(changed: URI[], deleted: URI[]): Promise<void> {
        await this.mutex.write(token => this.documentBuilder.update(changed, deleted, token));
    }

    private async readSettings(): Promise<void> {
        const [excluded, { workspace }] = await Promise.all([this.settings.excludedFiles(), this.settings.of()]);
        this.excluded = excluded;
        this.allowed = workspace.allowedFolders;
        this.boundary.setAllowed(workspace.allowedFolders);
    }

    private folderUris(): URI[] {
        return (this.folders ?? []).map(({ uri }) => URI.parse(uri));
    }

    /** A folder on the way excludes what is in it, also where the watcher reports the file alone. */
    private isExcluded(uri: URI): boolean {
        const folder = this.boundary.folderOf(uri);
        const segments = folder ? UriUtils.relative(folder, uri).split('/') : [];
        return segments.some((segment, index) => {
            const path = segments.slice(0, index + 1).join('/');
            return segment === 'node_modules' || this.excluded.some(pattern => matchesGlob(path, pattern));
        });
    }
}
