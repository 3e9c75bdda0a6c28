import type { AlterTableCmd } from 'libpg-query';
import { alterColumn } from './alter-column.ts';
import { IndexDraft } from './constraints.ts';
import { dependentsOn } from './dependents.ts';
import type { RelationDraft } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import { nameOf } from './identifiers.ts';
import { dropIndex } from './indexes.ts';
import { readOptions, withOptions, withoutOptions } from './options.ts';
import { noteOwner } from './owners.ts';
import { fieldsOf } from './parser.ts';
import { readBound } from './partitions.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementContext } from './statement-context.ts';
import { separateCommands } from './statement-parts.ts';
import { TableDraft } from './table-draft.ts';
import { addColumn, addConstraint } from './table-elements.ts';
import { inherit } from './tables.ts';
import { setTriggerState } from './triggers.ts';
import { sameTree } from './tree-walk.ts';
import { CompositeDraft } from './type-definitions.ts';
import { readType } from './types.ts';

export const alterTableHandlers: Handlers = {
    AlterTableStmt({ relation: written, cmds = [], missing_ok }, context) {
        const relation = context.state.relation(nameOf(written));
        if (relation === undefined) {
            if (missing_ok === true) {
                context.notice('skipped', 'ALTER TABLE', 'What it changes was not there.');
            } else if (cmds.every(node => fieldsOf(node, 'AlterTableCmd')?.subtype === 'AT_ChangeOwner')) {
                cmds.forEach(node => noteOwner(fieldsOf(node, 'AlterTableCmd')?.newowner, undefined, context));
            } else {
                context.keep('ALTER TABLE');
            }
            return;
        }
        const isOnlyOwner = cmds.every(node => fieldsOf(node, 'AlterTableCmd')?.subtype === 'AT_ChangeOwner');
        if (relation instanceof TableDraft && !isOnlyOwner) {
            relation.texts.push(context.qualified());
        }
        cmds.forEach((node, index) => {
            const command = fieldsOf(node, 'AlterTableCmd') ?? {};
            if (!alter(relation, command, context)) {
                const sql = cmds.length === 1 ? context.qualified() : separateCommands(context, written?.location ?? 0, cmds.length)[index];
                context.keep(constructOf(command), relation, sql);
            }
        });
    },
};

/** `ALTER TABLE REPLICA IDENTITY`. */
function constructOf({ subtype }: AlterTableCmd): string {
    return `ALTER TABLE ${(subtype ?? '').replace('AT_', '').replace(/([a-z])([A-Z])/g, '$1 $2').toUpperCase()}`;
}

/** Takes a command in. False where no draft has a field for it. */
function alter(relation: RelationDraft, command: AlterTableCmd, context: StatementContext): boolean {
    if (command.subtype === 'AT_ChangeOwner') {
        noteOwner(command.newowner, relation, context);
        return true;
    }
    if (setTriggerState(relation, command.subtype ?? '', command.name, context.state)) {
        return true;
    }
    if (relation instanceof TableDraft) {
        return alterTable(relation, command, context) || alterConstraint(relation, command, context) || alterColumn(relation, command, context);
    }
    if (relation instanceof IndexDraft) {
        return alterIndex(relation, command, context);
    }
    return relation instanceof CompositeDraft && alterComposite(relation, command, context);
}

function alterTable(table: TableDraft, { subtype, name = '', def, missing_ok, behavior }: AlterTableCmd, context: StatementContext): boolean {
    const options = readOptions(fieldsOf(def, 'List')?.items);
    switch (subtype) {
        case 'AT_AddColumn': {
            const column = fieldsOf(def, 'ColumnDef');
            const exists = table.columnDraft(column?.colname ?? '') !== undefined;
            if (column !== undefined && !exists) {
                noteOrder(column.colname ?? '', table, context);
                addColumn(column, table, context, context.remarks.remark);
            }
            return column !== undefined && (!exists || missing_ok === true);
        }
        case 'AT_DropColumn':
            if (behavior === 'DROP_CASCADE') {
                noteDependentsOfColumn(table, name, context.state);
            }
            return table.dropColumn(name) || missing_ok === true;
        case 'AT_SetLogged':
            table.unlogged = false;
            return true;
        case 'AT_SetUnLogged':
            table.unlogged = true;
            return true;
        case 'AT_SetTableSpace':
            table.tablespace = name === 'pg_default' ? undefined : name;
            return true;
        case 'AT_SetRelOptions':
            table.options = withOptions(table.options, options);
            return true;
        case 'AT_ResetRelOptions':
            table.options = withoutOptions(table.options, options);
            return true;
        case 'AT_EnableRowSecurity': return secure(table, { enabled: true });
        case 'AT_DisableRowSecurity': return secure(table, { enabled: false });
        case 'AT_ForceRowSecurity': return secure(table, { forced: true });
        case 'AT_NoForceRowSecurity': return secure(table, { forced: false });
        case 'AT_AttachPartition':
            return attach(table, fieldsOf(def, 'PartitionCmd') ?? {}, context);
        case 'AT_DetachPartition':
            return detach(table, fieldsOf(def, 'PartitionCmd') ?? {}, context);
        case 'AT_AddInherit':
            return addParent(table, context.state.relation(nameOf(fieldsOf(def, 'RangeVar'))));
        case 'AT_DropInherit':
            return dropParent(table, context.state.relation(nameOf(fieldsOf(def, 'RangeVar'))));
        default:
            return false;
    }
}

/** A column that comes later stands last in those that inherit it too; in the model, as in a new table, it stands with the others inherited. */
function noteOrder(column: string, table: TableDraft, context: StatementContext): void {
    for (const heir of table.heirs) {
        if (heir.columnDraft(column) === undefined && (heir.columns.length > 0 || heir.inherits.length > 1)) {
            context.notice('lost', 'ADD COLUMN', `${column} is the last column of ${heir.name.name} there; in the model it stands with the other columns from ${table.name.name}.`, { subject: heir.name.name });
        }
        noteOrder(column, heir, context);
    }
}

function secure(table: TableDraft, change: { readonly enabled?: boolean; readonly forced?: boolean }): boolean {
    const rowSecurity = { enabled: false, forced: false, ...table.rowSecurity, ...change };
    table.rowSecurity = rowSecurity.enabled || rowSecurity.forced ? rowSecurity : undefined;
    return true;
}

function attach(parent: TableDraft, { name, bound }: NonNullable<ReturnType<typeof fieldsOf<'PartitionCmd'>>>, context: StatementContext): boolean {
    const partition = context.state.relation(nameOf(name));
    if (!(partition instanceof TableDraft) || bound === undefined) {
        return false;
    }
    partition.partitionOf = { parent, bound: readBound(bound, context) };
    partition.isAttached = true;
    partition.attachment = context.qualified();
    parent.partitions.push(partition);
    context.state.belongsTo(partition, parent);
    return true;
}

/** A table that was made as a partition has its columns from its parent: it is detached by the statement itself. */
function detach(parent: TableDraft, { name }: NonNullable<ReturnType<typeof fieldsOf<'PartitionCmd'>>>, context: StatementContext): boolean {
    const partition = context.state.relation(nameOf(name));
    if (!(partition instanceof TableDraft) || !partition.isAttached || partition.partitionOf?.parent !== parent) {
        return false;
    }
    parent.partitions = parent.partitions.filter(each => each !== partition);
    partition.partitionOf = undefined;
    partition.isAttached = false;
    context.state.belongsTo(partition, undefined);
    return true;
}

/** Only where the parent's columns stand first, and with its defaults, are the tables made the same by INHERITS. */
function addParent(table: TableDraft, parent: RelationDraft | undefined): boolean {
    const standsFirst = parent instanceof TableDraft && table.inherits.length === 0
        && parent.allColumns.every((column, index) => {
            const own = table.columns[index];
            return own?.name === column.name && sameTree(own.default?.node, column.default?.node);
        });
    if (standsFirst) {
        inherit(table, parent);
    }
    return standsFirst;
}

/** Columns that the table has from its parent stay. */
function dropParent(table: TableDraft, parent: RelationDraft | undefined): boolean {
    const isWhole = parent instanceof TableDraft && table.inherits.includes(parent)
        && parent.allColumns.every(column => table.columns.some(each => each.name === column.name));
    if (isWhole) {
        table.inherits = table.inherits.filter(each => each !== parent);
        parent.heirs.delete(table);
    }
    return isWhole;
}

function alterConstraint(table: TableDraft, { subtype, name = '', def, missing_ok, behavior }: AlterTableCmd, context: StatementContext): boolean {
    switch (subtype) {
        case 'AT_AddConstraint': {
            const constraint = fieldsOf(def, 'Constraint');
            if (constraint !== undefined) {
                addConstraint(constraint, table, context, { remark: context.remarks.remark });
            }
            return constraint !== undefined;
        }
        case 'AT_ValidateConstraint': {
            const constraint = [...table.checks, ...table.foreignKeys].find(each => each.name === name);
            if (constraint !== undefined) {
                constraint.notValid = false;
            }
            return constraint !== undefined;
        }
        case 'AT_AlterConstraint':
            return changeConstraint(table, fieldsOf(def, 'ATAlterConstraint') ?? {});
        case 'AT_DropConstraint':
            return dropConstraint(table, name, behavior === 'DROP_CASCADE', context) || missing_ok === true;
        default:
            return false;
    }
}

function changeConstraint(table: TableDraft, change: NonNullable<ReturnType<typeof fieldsOf<'ATAlterConstraint'>>>): boolean {
    const key = table.foreignKeys.find(each => each.name === change.conname);
    if (key === undefined || change.alterInheritability === true) {
        return false;
    }
    if (change.alterDeferrability === true) {
        key.timing = { deferrable: change.deferrable === true, initiallyDeferred: change.initdeferred === true };
    }
    if (change.alterEnforceability === true) {
        key.notEnforced = change.is_enforced !== true;
    }
    return true;
}

function dropConstraint(table: TableDraft, name: string, cascades: boolean, { state }: StatementContext): boolean {
    const index = table.allIndexes.find(each => each.role !== 'index' && each.name.name === name);
    if (index !== undefined) {
        if (cascades) {
            forgetReferences(table, index, state.relations.values());
        }
        dropIndex(index, state);
        return true;
    }
    const before = table.checks.length + table.foreignKeys.length;
    table.checks = table.checks.filter(each => each.name !== name);
    table.foreignKeys = table.foreignKeys.filter(each => each.name !== name);
    if (table.checks.length + table.foreignKeys.length < before) {
        return true;
    }
    const column = table.columns.find(each => each.notNull && (each.notNullName ?? `${table.name.name}_${each.name}_not_null`) === name);
    if (column !== undefined) {
        column.notNull = false;
        column.notNullName = undefined;
    }
    return column !== undefined;
}

/** Foreign keys go with the key of a column; whether views and the like go too, only running the script tells. */
function noteDependentsOfColumn(table: TableDraft, name: string, state: SchemaState): void {
    table.allIndexes.filter(index => index.role !== 'index' && index.neededColumns.includes(name)).forEach(index => forgetReferences(table, index, state.relations.values()));
    const dependents = dependentsOn(name, 'object', state).filter(draft => !(draft instanceof TableDraft) || draft === table);
    dependents.forEach(draft => state.stale.add(draft));
    state.cascades ||= dependents.length > 0;
}

/** Foreign keys go with the key that they refer to. */
function forgetReferences(table: TableDraft, index: IndexDraft, relations: readonly RelationDraft[]): void {
    const refersTo = (columns: readonly string[]): boolean => columns.length === 0 ? index.role === 'primary key' : columns.join('\0') === index.columns.join('\0');
    for (const relation of relations) {
        if (relation instanceof TableDraft) {
            relation.foreignKeys = relation.foreignKeys.filter(key => key.target !== table || !refersTo(key.targetColumns));
        }
    }
}

function alterIndex(index: IndexDraft, { subtype, name = '', def }: AlterTableCmd, context: StatementContext): boolean {
    const options = readOptions(fieldsOf(def, 'List')?.items);
    switch (subtype) {
        case 'AT_SetRelOptions':
            index.options = withOptions(index.options, options);
            return true;
        case 'AT_ResetRelOptions':
            index.options = withoutOptions(index.options, options);
            return true;
        case 'AT_SetTableSpace':
            index.tablespace = name === 'pg_default' ? undefined : name;
            return true;
        case 'AT_AttachPartition': {
            const part = context.state.relation(nameOf(fieldsOf(def, 'PartitionCmd')?.name));
            if (part instanceof IndexDraft) {
                part.attachedTo = index;
            }
            return part instanceof IndexDraft;
        }
        default:
            return false;
    }
}

function alterComposite(composite: CompositeDraft, { subtype, name = '', def, missing_ok }: AlterTableCmd, context: StatementContext): boolean {
    const field = composite.field(name);
    switch (subtype) {
        case 'AT_AddColumn':
            composite.addField(def, context);
            return true;
        case 'AT_DropColumn':
            composite.fields = composite.fields.filter(each => each !== field);
            return field !== undefined || missing_ok === true;
        case 'AT_AlterColumnType':
            if (field !== undefined) {
                field.type = readType(fieldsOf(def, 'ColumnDef')?.typeName, context.state);
            }
            return field !== undefined;
        default:
            return false;
    }
}
