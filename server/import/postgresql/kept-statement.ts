import type { SourceStatement } from '../source/index.ts';
import { Draft, NamedDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';

type Anchor = NonNullable<SourceStatement['after']>;

/** A statement that the language has no words for. */
export class KeptStatement extends Draft {
    sql: string;
    readonly after: Draft | undefined;
    /** Where no draft is what it stands after. */
    anchor: Anchor | undefined;

    /** What tells the object that it makes or is about from all others: it goes when that is dropped. */
    subject: string | undefined;

    constructor(origin: Origin, sql: string, after?: Draft, anchor?: Anchor) {
        super(origin);
        this.sql = sql;
        this.after = after;
        this.anchor = anchor;
    }

    override rename(): void {
        throw new TypeError('A statement that is kept as text has no name to change.');
    }

    override freeze(): SourceStatement {
        const after = this.anchor ?? anchorOf(this.after);
        return { kind: 'statement', ...this.element, sql: this.sql, ...after === undefined ? {} : { after } };
    }
}

/** Where a statement stands: after an object of the model, or after what a kept one itself stands after. */
export function anchorOf(draft: Draft | undefined): Anchor | undefined {
    const place = draft?.place;
    return place instanceof NamedDraft ? { kind: place.anchors, name: place.name } : undefined;
}
