import type { Notice, SourceObject, SourceRole, SourceStatement } from '../source/index.ts';
import { IndexDraft } from './constraints.ts';
import { NamedDraft, RelationDraft, type Draft } from './drafts.ts';
import { printName, quoted } from './identifiers.ts';
import { anchorOf } from './kept-statement.ts';
import { NamespaceDraft } from './namespaces.ts';
import { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import { SequenceDraft } from './sequences.ts';
import { DomainDraft } from './type-definitions.ts';
import { ViewDraft } from './views.ts';

/** What owners come to in a model. */
export interface Owners {
    readonly statements: readonly SourceStatement[];
    /** Those that the statements name and nothing else does. */
    readonly roles: readonly SourceRole[];
    readonly notices: readonly Notice[];
}

/**
 * Who runs a model's script owns what it makes. A dump gives all objects to somebody, mostly to one role: that is the one who will
 * run it. What belongs to others is kept, and so is all that a script gives away of only some objects, or to a role of its own.
 */
export function ownersOf(state: SchemaState): Owners {
    const given = state.ownerships.filter(({ object }) => object === undefined || isThere(object, state));
    const owned = new Set(given.map(({ object }) => object));
    const isWhole = [...state.drafts].every(draft => !isOwnable(draft) || owned.has(draft));
    const byRole = Map.groupBy(given, ({ role }) => role);
    // Whom the script itself makes is not who runs it.
    const others = [...byRole].filter(([role]) => state.roles.get(role)?.external !== false);
    const [most, assumed = []] = isWhole && others.length > 0 ? others.reduce((left, right) => right[1].length > left[1].length ? right : left) : [];
    const kept = given.filter(({ role }) => role !== most);
    const names = new Set(kept.map(({ role }) => role).filter(role => role !== 'postgres' && !role.startsWith('pg_') && !state.roles.has(role)));
    return {
        statements: kept.map(({ object, role, line, sql }) => {
            const after = object instanceof NamedDraft ? anchorOf(object) : undefined;
            return { kind: 'statement', line, sql: object === undefined ? sql : `alter ${kindAndName(object)} owner to ${quoted(role)}`, ...after && { after } };
        }),
        roles: Array.from(names, name => ({
            kind: 'role', name, line: kept.find(({ role }) => role === name)?.line ?? 1, login: false, inherits: [], external: true, options: [],
        })),
        notices: [
            ...assumed[0] === undefined ? [] : [{
                kind: 'assumed' as const, construct: 'OWNER TO', line: assumed[0].line, subject: assumed[0].role,
                message: `The objects belong to whoever runs the model's script; this script gives ${assumed.length === 1 ? 'one' : `${assumed.length} of them`} to ${assumed[0].role}.`,
            }],
            ...kept.map(({ role, line }) => ({
                kind: 'text' as const, construct: 'OWNER TO', line, subject: role, message: 'The owner is kept as PostgreSQL text.',
            })),
        ],
    };
}

function isThere(draft: Draft, state: SchemaState): boolean {
    return state.drafts.has(draft);
}

/** What a dump names the owner of, each by itself. */
function isOwnable(draft: Draft): boolean {
    if (draft instanceof NamespaceDraft) {
        return !draft.exists;
    }
    return draft instanceof NamedDraft && !(draft instanceof IndexDraft) && !(draft instanceof SequenceDraft && draft.ownedBy !== undefined);
}

function kindAndName(draft: Draft): string {
    if (draft instanceof NamespaceDraft) {
        return `schema ${quoted(draft.name)}`;
    }
    if (!(draft instanceof NamedDraft)) {
        throw new TypeError('What belongs to somebody has a name.');
    }
    const name = printName(draft.name);
    if (draft instanceof RoutineDraft) {
        const types = draft.signature.map(({ sql }) => sql).join(', ');
        return `${draft.routine} ${name}(${draft.routine === 'aggregate' && types === '' ? '*' : types})`;
    }
    if (draft instanceof ViewDraft) {
        return `${draft.materialized ? 'materialized view' : 'view'} ${name}`;
    }
    if (draft instanceof RelationDraft && draft.relation !== 'composite') {
        return `${draft.relation} ${name}`;
    }
    return `${draft instanceof DomainDraft ? 'domain' : 'type'} ${name}`;
}

/** With what owners come to behind it. */
export function withOwners(objects: readonly SourceObject[], { roles, statements }: Owners): readonly SourceObject[] {
    return roles.length + statements.length === 0 ? objects : [...objects, ...roles, ...statements];
}
