import type { Connection, InitializeParams } from 'vscode-languageserver';
import { Emitter, type Event } from 'vscode-languageserver';

/** The settings that the server reads, as `package.json` declares them under `erd`. */
export interface EditorSettings {
    readonly format: { readonly align: boolean };
    readonly inlayHints: { readonly foreignKeyColumns: boolean; readonly inheritedAttributes: boolean; readonly physicalNames: boolean };
    readonly codeLens: { readonly references: boolean; readonly generateDdl: boolean };
    /** Whether a rename that changes the physical name writes the old one down. */
    readonly rename: { readonly was: 'ask' | 'always' | 'never' };
    readonly workspace: { readonly allowedFolders: readonly string[] };
}

export const defaultSettings: EditorSettings = {
    format: { align: true },
    inlayHints: { foreignKeyColumns: true, inheritedAttributes: true, physicalNames: false },
    codeLens: { references: true, generateDdl: true },
    rename: { was: 'ask' },
    workspace: { allowedFolders: [] },
};

/** Asks the editor for its settings, and keeps the answers until they change. */
export class SettingsStore {
    private readonly connection: Connection | undefined;
    private readonly changed = new Emitter<void>();
    private readonly known = new Map<string, Promise<EditorSettings>>();
    private excluded: Promise<readonly string[]> | undefined;
    private canAsk = false;
    /** From a client that sends its settings unasked. */
    private pushed: unknown;

    constructor(connection: Connection | undefined) {
        this.connection = connection;
    }

    /** Fires after settings changed. */
    get onDidChange(): Event<void> {
        return this.changed.event;
    }

    initialize({ capabilities }: InitializeParams): void {
        this.canAsk = capabilities.workspace?.configuration ?? false;
    }

    /** Of the folder that a document is in; without one, of the window. */
    of(uri?: string): Promise<EditorSettings> {
        const key = uri ?? '';
        let settings = this.known.get(key);
        if (!settings) {
            this.known.set(key, settings = this.ask(uri).then(given => completed(defaultSettings, given)));
        }
        return settings;
    }

    /** The glob patterns of `files.exclude` that are switched on. */
    excludedFiles(): Promise<readonly string[]> {
        return this.excluded ??= this.askSection('files.exclude').then(patterns =>
            Object.entries(isRecord(patterns) ? patterns : {}).filter(([, on]) => on === true).map(([pattern]) => pattern));
    }

    change(settings: unknown): void {
        this.pushed = isRecord(settings) ? settings['erd'] : undefined;
        this.known.clear();
        this.excluded = undefined;
        this.changed.fire();
    }

    private async ask(uri: string | undefined): Promise<unknown> {
        return await this.askSection('erd', uri) ?? this.pushed;
    }

    private async askSection(section: string, uri?: string): Promise<unknown> {
        if (!this.canAsk || !this.connection) {
            return undefined;
        }
        try {
            const answer: unknown = await this.connection.workspace.getConfiguration(uri === undefined ? { section } : { section, scopeUri: uri });
            return answer;
        } catch (error) {
            // The defaults hold then: nothing would be answered at all if the server waited for its settings.
            this.connection.console.warn(`The client does not tell the settings in ${section}: ${String(error)}`);
            return undefined;
        }
    }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The given settings where they have the type of the default, else the default. People edit settings by hand. */
function completed<T>(defaults: T, given: unknown): T {
    if (Array.isArray(defaults)) {
        return (Array.isArray(given) ? given.filter(item => typeof item === 'string') : defaults) as T;
    }
    if (isRecord(defaults)) {
        const fields = isRecord(given) ? given : {};
        return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, completed(value, fields[name])])) as T;
    }
    return typeof given === typeof defaults ? given as T : defaults;
}
