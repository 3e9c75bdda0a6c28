import type { URI } from 'langium';

/** Files that are not read as models, and why: such a document is empty and has one diagnostic, which says so. */
export class RefusedTexts {
    private readonly reasons = new Map<string, string>();

    refuse(uri: URI, reason: string): void {
        this.reasons.set(uri.toString(), reason);
    }

    accept(uri: URI): void {
        this.reasons.delete(uri.toString());
    }

    reasonFor(uri: URI): string | undefined {
        return this.reasons.get(uri.toString());
    }
}
