import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';

/** What is known of the client since it said hello. */
export class Session {
    private given: ClientCapabilities = {};
    private trusted = true;
    private withSnippets = true;
    private findingPages: string | undefined;

    initialize({ capabilities, initializationOptions }: InitializeParams): void {
        const options = (initializationOptions ?? {}) as InitializationOptions;
        this.given = capabilities;
        this.trusted = options.trusted !== false;
        this.withSnippets = options.snippets !== false;
        this.findingPages = options.findingPages;
    }

    get capabilities(): ClientCapabilities {
        return this.given;
    }

    /** False in a restricted workspace: whatever would write a file or run something is not offered. */
    get isTrusted(): boolean {
        return this.trusted;
    }

    trust(): void {
        this.trusted = true;
    }

    /** Where a person reads about a code. */
    pageOf(code: string): string | undefined {
        return this.findingPages === undefined ? undefined : `${this.findingPages}/${code}.md`;
    }

    get supportsSnippets(): boolean {
        return this.given.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    }

    /** Whether the server offers snippets for whole blocks. */
    get offersSnippets(): boolean {
        return this.withSnippets && this.supportsSnippets;
    }
}
