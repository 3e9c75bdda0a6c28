import { IndexDraft } from './constraints.ts';
import { NamedDraft } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import type { Draft } from './drafts.ts';
import { findObject } from './finders.ts';
import { dropIndex } from './indexes.ts';
import { NamespaceDraft } from './namespaces.ts';
import type { SchemaState } from './schema-state.ts';
import { SequenceDraft } from './sequences.ts';
import { TableDraft } from './table-draft.ts';

export const dropHandlers: Handlers = {
    DropStmt({ objects = [], removeType, missing_ok }, context) {
        const found = objects.map(object => findObject(removeType, object, context));
        const known = found.filter(draft => draft !== undefined);
        known.forEach(draft => drop(draft, context.state));
        if (known.length === objects.length) {
            return;
        }
        const construct = `DROP ${(removeType ?? '').replace('OBJECT_', '').replaceAll('_', ' ')}`;
        if (missing_ok === true || known.length > 0) {
            context.notice('skipped', construct, 'What it drops was not there.');
        } else {
            context.keep(construct);
        }
    },
};

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
