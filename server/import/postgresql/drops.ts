import { IndexDraft } from './constraints.ts';
import { dependentsOn } from './dependents.ts';
import { Draft, NamedDraft } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import { findObject } from './finders.ts';
import { GrantDraft } from './grants.ts';
import { dropIndex } from './indexes.ts';
import { KeptStatement } from './kept-statement.ts';
import { subjectOf } from './kept-subjects.ts';
import { NamespaceDraft } from './namespaces.ts';
import { fieldsOf } from './parser.ts';
import type { RoleDraft } from './roles.ts';
import { RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import { SequenceDraft } from './sequences.ts';
import { TableDraft } from './table-draft.ts';
import { TriggerDraft } from './triggers.ts';

export const dropHandlers: Handlers = {
    DropStmt({ objects = [], removeType, missing_ok, behavior }, context) {
        const { state } = context;
        const found = objects.map(object => findObject(removeType, object, context) ?? keptAbout(subjectOf(removeType, object, state), state));
        const known = found.filter(draft => draft !== undefined && !(Array.isArray(draft) && draft.length === 0)).flat() as readonly Draft[];
        if (behavior === 'DROP_CASCADE') {
            known.forEach(draft => noteCascade(draft, state));
        }
        known.forEach(draft => drop(draft, state));
        if (found.every(draft => draft instanceof Draft || draft !== undefined && draft.length > 0)) {
            return;
        }
        const construct = `DROP ${(removeType ?? '').replace('OBJECT_', '').replaceAll('_', ' ')}`;
        if (missing_ok === true || known.length > 0) {
            context.notice('skipped', construct, 'What it drops was not there.');
        } else {
            context.keep(construct);
        }
    },
    DropRoleStmt({ roles = [], missing_ok }, context) {
        const { state } = context;
        const known = roles.flatMap(node => state.roles.get(fieldsOf(node, 'RoleSpec')?.rolename ?? '') ?? []);
        if (known.length === roles.length && known.every(({ external }) => !external)) {
            known.forEach(role => dropRole(role, state));
        } else if (missing_ok === true) {
            context.notice('skipped', 'DROP ROLE', 'What it drops was not there.');
        } else {
            context.keep('DROP ROLE');
        }
    },
    /** Nothing belongs to a role that a script gives nothing to: its privileges go. */
    DropOwnedStmt({ roles = [] }, context) {
        const { state } = context;
        const names = roles.map(node => fieldsOf(node, 'RoleSpec')?.rolename);
        if (state.ownerships.some(({ role }) => names.includes(role)) || names.some(name => name === undefined || state.roles.get(name)?.external !== false)) {
            context.keep('DROP OWNED');
        } else {
            names.forEach(name => forgetPrivileges(state.roles.get(name ?? '')!, state));
        }
    },
};

/** The statements that make or are about what has no draft. */
function keptAbout(subject: string | undefined, state: SchemaState): readonly KeptStatement[] {
    return subject === undefined ? [] : [...state.drafts].filter((draft): draft is KeptStatement => draft instanceof KeptStatement && draft.subject === subject);
}

function dropRole(role: RoleDraft, state: SchemaState): void {
    forgetPrivileges(role, state);
    for (const other of state.roles.values()) {
        const index = other.inherits.indexOf(role);
        if (index >= 0) {
            other.inherits.splice(index, 1);
        }
    }
    state.remove(role);
}

function forgetPrivileges(role: RoleDraft, state: SchemaState): void {
    for (const draft of state.drafts) {
        if (draft instanceof GrantDraft && draft.terms.roles.includes(role)) {
            draft.withoutRole(role);
            if (draft.isEmpty) {
                state.remove(draft);
            }
        }
    }
}

/** Drops an object and, as PostgreSQL does where it is told to, what depends on it. */
export function drop(draft: Draft, state: SchemaState): void {
    if (draft instanceof IndexDraft) {
        dropIndex(draft, state);
        return;
    }
    if (draft instanceof NamespaceDraft) {
        [...state.drafts].filter(each => each instanceof NamedDraft && each.name.schema === draft.name).forEach(each => drop(each, state));
    }
    if (draft instanceof TableDraft) {
        forgetTable(draft, state);
    }
    if (draft instanceof SequenceDraft) {
        forgetSequence(draft, state);
    }
    state.remove(draft);
}

/** Remembers what may have gone with what was dropped: only running the script tells. */
function noteCascade(draft: Draft, state: SchemaState): void {
    const name = draft instanceof NamedDraft ? draft.name.name : draft instanceof NamespaceDraft ? draft.name : undefined;
    const owned = new Set(state.ownedBy(draft));
    const dependents = name === undefined ? [] : dependentsOn(name, 'object', state).filter(each => each !== draft && !owned.has(each));
    const users = [...state.drafts].filter(each => each instanceof TableDraft && each.columns.some(({ type }) => type.draft === draft)
        || each instanceof TriggerDraft && each.routine === draft || each instanceof RoutineDraft && each.mentions(draft));
    [...dependents, ...users].forEach(each => state.stale.add(each));
    state.cascades ||= dependents.length + users.length > 0;
}

/** Foreign keys to a table go with it, and so do those that inherit from it. */
function forgetTable(table: TableDraft, state: SchemaState): void {
    for (const relation of state.relations.values()) {
        if (relation instanceof TableDraft && relation !== table) {
            relation.foreignKeys = relation.foreignKeys.filter(key => key.target !== table);
        }
    }
    const parent = table.partitionOf?.parent;
    if (parent !== undefined) {
        parent.partitions = parent.partitions.filter(each => each !== table);
    }
    table.inherits.forEach(each => each.heirs.delete(table));
    table.heirs.forEach(heir => drop(heir, state));
}

/** Defaults that take their values from a sequence go with it. */
function forgetSequence(sequence: SequenceDraft, state: SchemaState): void {
    for (const relation of state.relations.values()) {
        for (const column of relation instanceof TableDraft ? relation.columns : []) {
            if (column.sequence === sequence) {
                column.default = undefined;
                column.sequence = undefined;
            }
        }
    }
}
