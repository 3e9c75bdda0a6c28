import { makeObjectName, type SequenceOptions } from '../../../../language/index.ts';
import type { SourceCheck, SourceColumn, SourceOption, SourceUnique } from '../../source/index.ts';
import { collateText, documentation, quotedText, slot, type Text } from '../text.ts';
import { nativeText, typeText } from '../types.ts';
import { columnsOfCheck, defaultName, only } from './constraint-names.ts';
import { optionsText } from '../declarations/lowering.ts';
import { referenceModifiers } from './references.ts';
import type { ReferenceStructure } from './structure.ts';
import { withoutBackticks, type TableWriter } from './table-writer.ts';

/** What stands on the attribute's own line because it is about this column only. */
export interface Inline {
    readonly unique: SourceUnique | undefined;
    readonly checks: readonly SourceCheck[];
    readonly isKey: boolean;
}

/** The attribute of a column that is no reference's. */
export function columnAttribute(column: SourceColumn, inline: Inline, writer: TableWriter): Text {
    const { name, rules } = { name: writer.attribute(column.name), rules: writer.rules };
    const key = writer.slot('type', column.name);
    const type = writer.context.decisions.isMarked(key) ? nativeText(column.type) : typeText(column.type, writer.context.names, writer.from).text;
    return [
        documentation(column.comment), `${name}: `, slot(key, type), isOptional(column, writer) ? '?' : '',
        defaultText(column, writer), ...modifiers(column, inline, writer),
        asText([column.name], [rules.physical(withoutBackticks(name))]), optionsOf(column), remarkText(column),
    ];
}

/** The attribute of a reference that has columns of its own. */
export function referenceAttribute(reference: ReferenceStructure, inline: Inline, writer: TableWriter): Text {
    const { names } = writer.context;
    const columns = reference.ownColumns.map(own => writer.table.columns.find(({ name }) => name === own)!);
    const [column] = columns;
    const name = names.reference(writer.table.name, reference.foreignKey);
    const target = targetText(reference, writer);
    const owner = { entity: names.declaredRelation(reference.target.name).plain, table: reference.target.name.name };
    const expected = reference.targetColumns.map(targetColumn => writer.rules.referenceColumn(withoutBackticks(name), owner, targetColumn));
    const isSingle = columns.length === 1 && column !== undefined;
    const clause: Text = [
        `${name}: ${target}${columns.every(own => isOptional(own, writer)) ? '?' : ''}`,
        ...isSingle ? [defaultText(column, writer), ...modifiers(column, inline, writer)] : inline.isKey ? [' key'] : [],
        ...referenceModifiers(reference, writer),
        asText(reference.ownColumns, expected),
        ...isSingle ? [optionsOf(column)] : [],
    ];
    return [...isSingle ? [documentation(column.comment)] : [], clause, remarkText(...columns)];
}

/** The attribute of a reference over columns of other attributes. */
export function viaAttribute(reference: ReferenceStructure, writer: TableWriter): Text {
    const { foreignKey } = reference;
    const name = writer.context.names.reference(writer.table.name, foreignKey);
    const columns = foreignKey.columns.map(column => writer.table.columns.find(candidate => candidate.name === column));
    const isOptionalReference = columns.some(column => column !== undefined && !column.notNull && !isInKey(column.name, writer));
    return [
        `${name}: ${targetText(reference, writer)}${isOptionalReference ? '?' : ''} via (${writer.attributes(foreignKey.columns).join(', ')})`,
        ...referenceModifiers(reference, writer),
    ];
}

/** `Country(iso2)`: the referenced attributes where they are not the primary key. */
function targetText({ target, targetColumns }: ReferenceStructure, writer: TableWriter): string {
    const { names, structure } = writer.context;
    const entity = names.relation(target.name, writer.from) ?? names.declaredRelation(target.name).name;
    const key = target.primaryKey?.withoutOverlaps ? target.primaryKey.columns.slice(0, -1) : target.primaryKey?.columns ?? [];
    if (key.join('\0') === targetColumns.join('\0')) {
        return entity;
    }
    const owners = [target, ...structure.tables.ancestors(target)];
    const attributes = targetColumns.map(column =>
        owners.map(({ name }) => names.attribute(name, column)).find(attribute => attribute !== undefined) ?? column);
    return `${entity}(${[...new Set(attributes)].join(', ')})`;
}

function isInKey(column: string, { table }: TableWriter): boolean {
    return table.primaryKey?.columns.includes(column) ?? false;
}

/** A key is never null, whether the column says so or not. */
function isOptional(column: SourceColumn, writer: TableWriter): boolean {
    return !column.notNull && !isInKey(column.name, writer);
}

function defaultText(column: SourceColumn, writer: TableWriter): Text {
    return column.default === undefined || column.identity ? '' : [' = ', writer.expression(column.default, 'default', column.name, column.type)];
}

function modifiers(column: SourceColumn, { unique, checks, isKey }: Inline, writer: TableWriter): readonly Text[] {
    const { table, rules } = writer;
    const parts: Text[] = [];
    if (column.identity) {
        const { kind, sequence, options } = column.identity;
        const sequenceName = sequence === undefined || sequence.name === makeObjectName(table.name.name, column.name, 'seq') ? '' : ` sequence ${quotedText(sequence.name)}`;
        parts.push(` identity${kind === 'by default' ? '' : ` ${kind}`}${sequenceOptionsText(options)}${sequenceName}`);
    }
    if (isKey) {
        const key = table.primaryKey!;
        parts.push([' key', writer.nameClause('constraint', writer.names.of(key), defaultName('key', { table: table.name, columns: [] }, rules.naming.patterns), writer.slot('key', 0))]);
    }
    if (unique) {
        const expected = defaultName('unique', { table: table.name, columns: [column.name] }, rules.naming.patterns);
        parts.push([' unique', writer.nameClause('constraint', writer.names.of(unique), expected, writer.slot('unique', uniqueOf(unique, writer))),
            unique.nullsNotDistinct ? ' nulls not distinct' : '']);
    }
    for (const check of checks) {
        parts.push(inlineCheck(check, column.name, writer));
    }
    if (column.generated) {
        const { expression, storage } = column.generated;
        parts.push([' computed (', writer.expression(expression, 'generated', column.name, column.type), `) ${storage}`]);
    }
    parts.push(collateText(column.collation));
    if (column.notNullName !== undefined && column.notNull && column.notNullName !== makeObjectName(table.name.name, column.name, 'not_null')) {
        parts.push(` required constraint ${quotedText(column.notNullName)}`);
    }
    return parts;
}

function inlineCheck(check: SourceCheck, column: string, writer: TableWriter): Text {
    const { table, rules } = writer;
    const position = table.checks.indexOf(check);
    const key = writer.slot('check', check.name ?? position);
    // Of marked SQL the model does not know what it reads.
    const isMarked = writer.portable(check.condition, 'check', check.name ?? position) === undefined;
    const columns = isMarked ? [column] : only(columnsOfCheck(table, check));
    const expected = defaultName('check', { table: table.name, columns }, rules.naming.patterns);
    return [' check (', writer.expression(check.condition, 'check', check.name ?? position), ')', writer.nameClause('constraint', writer.names.of(check), expected, key)];
}

function uniqueOf(unique: SourceUnique, { table }: TableWriter): string | number {
    return unique.name ?? table.uniques.indexOf(unique);
}

function asText(columns: readonly string[], expected: readonly string[]): string {
    if (columns.every((column, position) => column === expected[position])) {
        return '';
    }
    const [only] = columns;
    return columns.length === 1 ? ` as ${quotedText(only!)}` : ` as (${columns.map(quotedText).join(', ')})`;
}

function optionsOf({ storage, compression, options }: SourceColumn): string {
    const all: SourceOption[] = [
        ...storage === undefined ? [] : [{ name: 'storage', value: storage }],
        ...compression === undefined ? [] : [{ name: 'compression', value: compression }],
        ...options,
    ];
    return optionsText(all);
}

function remarkText(...columns: readonly SourceColumn[]): string {
    const remarks = columns.flatMap(({ remark, comment }) => remark === undefined || remark === comment ? [] : remark.trim().split(/\s*[\r\n]+\s*/));
    const text = remarks.join(' ');
    return text === '' ? '' : `  // ${text}`;
}

export function sequenceOptionsText({ start, increment, min, max, cache, cycle }: SequenceOptions): string {
    const parts = [
        ...start === undefined ? [] : [`start ${start}`],
        ...increment === undefined ? [] : [`increment ${increment}`],
        ...min === undefined ? [] : [`min ${min}`],
        ...max === undefined ? [] : [`max ${max}`],
        ...cache === undefined ? [] : [`cache ${cache}`],
        ...cycle ? ['cycle'] : [],
    ];
    return parts.length === 0 ? '' : ` (${parts.join(' ')})`;
}

