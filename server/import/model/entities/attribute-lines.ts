import type { SourceCheck, SourceKey } from '../../source/index.ts';
import { slot, type Text } from '../text.ts';
import { columnAttribute, referenceAttribute, viaAttribute, type Inline } from './attributes.ts';
import { columnsOfCheck, defaultName } from './constraint-names.ts';
import type { ReferenceStructure } from './structure.ts';
import type { TableWriter } from './table-writer.ts';

/** The attributes in the order of the columns, each reference at its first column; those without columns of their own behind the last that they use. */
export function attributeLines(writer: TableWriter): readonly Text[] {
    const { table, structure } = writer;
    const owners = new Map<string, ReferenceStructure>();
    const behind = new Map<string, ReferenceStructure[]>();
    const last: ReferenceStructure[] = [];
    for (const reference of structure.references) {
        if (isRefused(reference, writer)) {
            continue;
        }
        if (reference.ownColumns.length > 0) {
            reference.ownColumns.forEach(column => owners.set(column, reference));
            continue;
        }
        const positions = reference.foreignKey.columns.map(name => table.columns.findIndex(column => column.name === name));
        const column = table.columns[Math.max(...positions)];
        if (column) {
            behind.set(column.name, [...behind.get(column.name) ?? [], reference]);
        } else {
            last.push(reference);
        }
    }
    const parts: Text[] = [];
    const done = new Set<ReferenceStructure>();
    for (const column of table.columns) {
        const owner = owners.get(column.name);
        const inline = inlineOf(column.name, owner, writer);
        if (!owner) {
            parts.push(slot(writer.slot('column', column.name), columnAttribute(column, inline, writer)));
        } else if (!done.has(owner)) {
            done.add(owner);
            parts.push(slot(writer.slot('column', column.name), slot(slotOfReference(owner, writer), referenceAttribute(owner, inline, writer))));
        }
        for (const reference of behind.get(column.name) ?? []) {
            parts.push(slot(slotOfReference(reference, writer), viaAttribute(reference, writer)));
        }
    }
    return [...parts, ...last.map(reference => slot(slotOfReference(reference, writer), viaAttribute(reference, writer)))];
}

function slotOfReference({ foreignKey }: ReferenceStructure, writer: TableWriter): string {
    return writer.slot('foreign key', foreignKey.name ?? writer.table.foreignKeys.indexOf(foreignKey));
}

function isRefused(reference: ReferenceStructure, writer: TableWriter): boolean {
    return writer.isRefused(slotOfReference(reference, writer));
}

/** What of a column's constraints stands on the line of its attribute. */
export function inlineOf(column: string, owner: ReferenceStructure | undefined, writer: TableWriter): Inline {
    const { table } = writer;
    if (owner && owner.ownColumns.length > 1) {
        return { isKey: false, unique: undefined, checks: [] };
    }
    return {
        isKey: isInlineKey(writer) && table.primaryKey!.columns[0] === column,
        unique: table.uniques.find(unique => isPlain(unique) && unique.columns.length === 1 && unique.columns[0] === column && !writer.isRefused(slotOf('unique', unique, writer))),
        checks: table.checks.filter(check => columnOfInline(check, writer) === column),
    };
}

export function isInlineKey({ table, structure }: TableWriter): boolean {
    const key = table.primaryKey;
    return key !== undefined && key.columns.length === 1 && isPlain(key) && structure.kind === 'entity'
        && !structure.references.some(({ ownColumns }) => ownColumns.length > 1 && ownColumns.includes(key.columns[0]!));
}

function isPlain({ include, timing, options, tablespace, comment, withoutOverlaps }: SourceKey): boolean {
    return include.length === 0 && !timing.deferrable && options.length === 0 && tablespace === undefined && comment === undefined && !withoutOverlaps;
}

/** The column on whose line a check stands: it is about that column only and has the name that it gets there. */
export function columnOfInline(check: SourceCheck, writer: TableWriter): string | undefined {
    const { table, rules } = writer;
    if (check.noInherit || check.notValid || check.notEnforced || check.comment !== undefined || writer.isRefused(slotOf('check', check, writer))) {
        return undefined;
    }
    const read = columnsOfCheck(table, check);
    const candidate = check.column ?? (read.length === 1 ? read[0] : undefined);
    const owner = writer.structure.references.find(({ ownColumns }) => candidate !== undefined && ownColumns.includes(candidate));
    if (candidate === undefined || !table.columns.some(({ name }) => name === candidate) || owner && owner.ownColumns.length > 1) {
        return undefined;
    }
    const expected = defaultName('check', { table: table.name, columns: [candidate] }, rules.naming.patterns);
    return writer.names.of(check) === expected ? candidate : undefined;
}

export function slotOf(kind: 'unique' | 'check' | 'index' | 'exclusion', constraint: { readonly name?: string }, writer: TableWriter): string {
    const { table } = writer;
    const all: readonly { readonly name?: string }[] = kind === 'unique' ? table.uniques : kind === 'check' ? table.checks : kind === 'index' ? table.indexes : table.exclusions;
    return writer.slot(kind, constraint.name ?? all.indexOf(constraint));
}
