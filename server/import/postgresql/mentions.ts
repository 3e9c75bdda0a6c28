import { NamedDraft, RelationDraft } from './drafts.ts';
import type { SchemaState } from './schema-state.ts';

const IDENTIFIER = String.raw`"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`;
const NAMES = new RegExp(String.raw`--[^\n]*|\/\*[\s\S]*?\*\/|(${IDENTIFIER})(?:\s*\.\s*(${IDENTIFIER}))?`, 'g');

const UNQUALIFIED = new RegExp(String.raw`--[^\n]*|\/\*[\s\S]*?\*\/|(?:${IDENTIFIER})(?:\s*\.\s*(?:${IDENTIFIER}))+|(${IDENTIFIER})`, 'g');

/**
 * Of the objects that a statement may name, the one that was made last: after it, the statement finds all of them. Names
 * in string constants and bodies count, as they do for PostgreSQL sooner or later.
 */
export function lastMentioned(text: string, state: SchemaState): NamedDraft | undefined {
    const mentioned = new Set<NamedDraft>();
    for (const [, first, second] of text.matchAll(NAMES)) {
        if (first === undefined) {
            continue;
        }
        const name = second === undefined ? { name: folded(first) } : { schema: folded(first), name: folded(second) };
        for (const draft of [state.relation(name), state.type(name), ...state.routinesNamed(name)]) {
            if (draft !== undefined) {
                mentioned.add(wholeOf(draft));
            }
        }
    }
    return mentioned.size === 0 ? undefined : [...state.drafts].findLast((draft): draft is NamedDraft => draft instanceof NamedDraft && mentioned.has(draft));
}

/** A partition or index stands with its table. */
function wholeOf(draft: NamedDraft): NamedDraft {
    return draft instanceof RelationDraft && draft.owner instanceof RelationDraft ? wholeOf(draft.owner) : draft;
}

function folded(name: string): string {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}

/** The names in a text that stand without a schema, and may need one. */
export function unqualifiedNames(text: string): ReadonlySet<string> {
    return new Set(Array.from(text.matchAll(UNQUALIFIED), ([, name]) => name).filter(name => name !== undefined).map(folded));
}
