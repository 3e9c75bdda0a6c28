import type { ObjectType } from 'libpg-query';
import { IndexDraft } from './constraints.ts';
import { followColumn, followRelation, markStale } from './dependents.ts';
import { NamedDraft, RelationDraft } from './drafts.ts';
import type { Draft } from './drafts.ts';
import { findObject } from './finders.ts';
import type { Handlers } from './handlers.ts';
import { nameOf } from './identifiers.ts';
import { KeptRelation } from './kept-relation.ts';
import { moveExtension, NamespaceDraft } from './namespaces.ts';
import { noteOwner } from './owners.ts';
import { automaticName } from './object-names.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { NodeOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import { SequenceDraft } from './sequences.ts';
import type { StatementContext } from './statement-context.ts';
import { TableDraft } from './table-draft.ts';
import { DomainDraft, KeptType } from './type-definitions.ts';

export const renameHandlers: Handlers = {
    RenameStmt(statement, context) {
        if (!renameObject(statement, context)) {
            const construct = `ALTER ${(statement.renameType ?? '').replace('OBJECT_', '').replaceAll('_', ' ')} RENAME`;
            if (statement.missing_ok === true) {
                context.notice('skipped', construct, 'What it renames was not there.');
            } else {
                context.keep(construct, statement.renameType === 'OBJECT_INDEX' ? tableOfIndex(statement, context.state) : undefined);
            }
            return;
        }
        const { relation, object, renameType, subname } = statement;
        const isPart = renameType !== undefined && WITHIN.has(renameType) || renameType === 'OBJECT_SCHEMA';
        markStale((isPart ? subname : relation?.relname ?? textsOf(fieldsOf(object, 'List')?.items ?? fieldsOf(object, 'TypeName')?.names ?? fieldsOf(object, 'ObjectWithArgs')?.objname).at(-1)) ?? '', renameType === 'OBJECT_COLUMN' ? 'column' : 'object', context.state);
    },

    AlterObjectSchemaStmt({ objectType, relation, object, newschema = '', missing_ok }, context) {
        const draft = relation === undefined ? findObject(objectType, object, context) : context.state.relation(nameOf(relation));
        if (draft instanceof NamedDraft && !isKept(draft)) {
            markStale(draft.name.name, 'object', context.state);
            move(draft, newschema, context.state);
        } else if (draft === undefined || !moveExtension(draft, newschema)) {
            if (missing_ok !== true) {
                context.keep('ALTER SET SCHEMA', draft);
            }
            if (draft instanceof NamedDraft) {
                move(draft, newschema, context.state);
            }
        }
    },

    AlterOwnerStmt({ objectType, object, newowner }, context) {
        if (objectType === 'OBJECT_DATABASE') {
            context.notice('skipped', 'ALTER DATABASE', 'A model is run in a database that is there.');
        } else if (objectType !== 'OBJECT_SCHEMA' || fieldsOf(object, 'String')?.sval !== 'public') {
            noteOwner(newowner, findObject(objectType, object, context), context);
        }
    },
};

/** The table whose name an index begins with: that of a partition comes with the partitioned table's and is never written. */
function tableOfIndex({ relation }: NodeOf<'RenameStmt'>, state: SchemaState): TableDraft | undefined {
    const { schema = 'public', name } = nameOf(relation);
    return state.relations.values().find((each): each is TableDraft => each instanceof TableDraft && each.name.schema === schema && name.startsWith(`${each.name.name}_`));
}

const WITHIN: ReadonlySet<ObjectType> = new Set(['OBJECT_COLUMN', 'OBJECT_ATTRIBUTE', 'OBJECT_TABCONSTRAINT', 'OBJECT_DOMCONSTRAINT', 'OBJECT_TRIGGER', 'OBJECT_POLICY', 'OBJECT_RULE']);

function renameObject(statement: NodeOf<'RenameStmt'>, context: StatementContext): boolean {
    const { renameType, relation, object, subname = '', newname = '' } = statement;
    const { state } = context;
    if (renameType === 'OBJECT_SCHEMA') {
        return renameSchema(subname, newname, context);
    }
    const draft = relation === undefined ? findObject(renameType === 'OBJECT_DOMCONSTRAINT' ? 'OBJECT_DOMAIN' : renameType, object, context) : state.relation(nameOf(relation));
    if (renameType !== undefined && WITHIN.has(renameType)) {
        return renameWithin(draft, renameType, subname, newname, context);
    }
    if (draft === undefined) {
        return renameType === 'OBJECT_ROLE' && renameByText(renameType, subname, newname, context);
    }
    if (draft instanceof TableDraft) {
        keepNotNullNames(draft);
    }
    const former = draft instanceof RelationDraft ? draft.name : undefined;
    state.rename(draft, each => each.rename(newname));
    if (former !== undefined && draft instanceof RelationDraft) {
        followRelation(former, draft.name, state);
    }
    return !isKept(draft);
}

/** An object that is found by a plain name. */
function renameByText(kind: ObjectType, name: string, newName: string, context: StatementContext): boolean {
    const draft = findObject(kind, { String: { sval: name } }, context);
    if (draft !== undefined) {
        context.state.rename(draft, each => each.rename(newName));
    }
    return draft !== undefined;
}

/** What is kept as text is renamed by text too. */
function isKept(draft: Draft): boolean {
    return draft instanceof KeptType || draft instanceof KeptRelation;
}

function renameWithin(owner: Draft | undefined, kind: ObjectType, name: string, newName: string, context: StatementContext): boolean {
    if (kind === 'OBJECT_DOMCONSTRAINT') {
        const check = owner instanceof DomainDraft ? owner.checks.find(each => each.name === name) : undefined;
        if (check !== undefined) {
            check.name = newName;
        }
        return check !== undefined;
    }
    if (!(owner instanceof RelationDraft)) {
        return false;
    }
    switch (kind) {
        case 'OBJECT_COLUMN':
        case 'OBJECT_ATTRIBUTE':
            if (owner instanceof TableDraft) {
                keepNotNullNames(owner, name);
            }
            followColumn(owner, name, newName, context.state);
            return owner.renameColumn(name, newName);
        case 'OBJECT_TABCONSTRAINT':
            return owner instanceof TableDraft && renameConstraint(owner, name, newName, context.state);
        default: {
            const parts = [...owner.name.schema === undefined ? [] : [owner.name.schema], owner.name.name, name];
            const draft = findObject(kind, { List: { items: parts.map(sval => ({ String: { sval } })) } }, context);
            draft?.rename(newName);
            return draft !== undefined;
        }
    }
}

function renameConstraint(table: TableDraft, name: string, newName: string, state: SchemaState): boolean {
    const index = table.allIndexes.find(each => each.role !== 'index' && each.name.name === name);
    if (index !== undefined) {
        state.rename(index, each => each.rename(newName));
        return true;
    }
    const constraint = [...table.checks, ...table.foreignKeys].find(each => each.name === name);
    if (constraint !== undefined) {
        constraint.rename(newName);
        state.constraintNames.add(table.name.schema, newName, () => constraint.name === newName && state.drafts.has(table));
        return true;
    }
    const column = table.columns.find(each => each.notNull && (each.notNullName ?? automaticName(table.name.name, each.name, 'not_null')) === name);
    if (column !== undefined) {
        column.nameNotNull(newName, table);
    }
    return column !== undefined;
}

/** A NOT NULL keeps the name that it was given when the table or column was called otherwise. */
function keepNotNullNames(table: TableDraft, name?: string): void {
    for (const column of table.columns) {
        if (column.notNull && (name === undefined || column.name === name)) {
            column.nameNotNull(column.notNullName ?? automaticName(table.name.name, column.name, 'not_null'), table);
        }
    }
}

function renameSchema(from: string, to: string, context: StatementContext): boolean {
    const { state } = context;
    const namespace = findObject('OBJECT_SCHEMA', { String: { sval: from } }, context);
    if (!(namespace instanceof NamespaceDraft)) {
        return false;
    }
    namespace.rename(to);
    for (const draft of state.drafts) {
        if (draft instanceof NamedDraft && draft.name.schema === from) {
            state.rename(draft, () => {
                draft.name = { schema: to, name: draft.name.name };
            });
        }
    }
    state.setSearchPath(state.searchPath.map(schema => schema === from ? to : schema), context.line());
    return true;
}

/** SET SCHEMA. Indexes and owned sequences go along. */
function move(draft: NamedDraft, schema: string, state: SchemaState): void {
    const along = draft instanceof RelationDraft
        ? state.ownedBy(draft).filter(each => each instanceof IndexDraft || each instanceof SequenceDraft && each.ownedBy?.table === draft) : [];
    for (const each of [draft, ...along]) {
        if (each instanceof NamedDraft) {
            const former = each.name;
            state.rename(each, () => {
                each.name = { schema, name: each.name.name };
            });
            if (each instanceof RelationDraft) {
                followRelation(former, each.name, state);
            }
        }
    }
}
