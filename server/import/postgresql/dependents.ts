import type { Draft, RelationDraft } from './drafts.ts';
import { GrantDraft } from './grants.ts';
import { KeptStatement } from './kept-statement.ts';
import { PolicyDraft } from './policies.ts';
import { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import { TriggerDraft } from './triggers.ts';
import { ViewDraft } from './views.ts';

/** What belongs to a relation follows when a column of it gets another name. */
export function followColumn(relation: RelationDraft, from: string, to: string, state: SchemaState): void {
    for (const draft of state.ownedBy(relation)) {
        if (draft instanceof TriggerDraft || draft instanceof PolicyDraft || draft instanceof GrantDraft) {
            draft.renameColumn(from, to);
        }
    }
}

/**
 * Remembers the texts that name what has got another name. PostgreSQL itself goes by identity, so that only running the
 * script tells how they would read now. The bodies of functions are texts to PostgreSQL too, but standard ones.
 */
export function markStale(name: string, state: SchemaState): void {
    const mention = new RegExp(String.raw`(?<![\w$])${name.replaceAll(/[^\p{L}\p{N}_]/gu, String.raw`\$&`)}(?![\w$])`, 'iu');
    for (const draft of state.drafts) {
        const text = textOf(draft);
        if (text !== undefined && mention.test(text)) {
            state.stale.add(draft);
        }
    }
}

function textOf(draft: Draft): string | undefined {
    if (draft instanceof ViewDraft || draft instanceof KeptStatement) {
        return draft.sql;
    }
    return draft instanceof RoutineDraft && draft.standardBody ? draft.body : undefined;
}
