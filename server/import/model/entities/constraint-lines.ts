import type { Text } from '../text.ts';
import { slot } from '../text.ts';
import { columnOfInline, inlineOf, isInlineKey, slotOf } from './attribute-lines.ts';
import { defaultName } from './constraint-names.ts';
import { canBeExclusion, checkLine, CheckNames, exclusionLine, keyLine, uniqueLine } from './constraints.ts';
import { canBeIndex, indexLine } from './indexes.ts';
import { addConstraintSql, checkSql, exclusionSql, indexSql, keySql } from './sql.ts';
import type { TableWriter } from './table-writer.ts';

/** What is about several columns or is more than a word, in the order of the source. */
export function constraintLines(writer: TableWriter): readonly Text[] {
    const { table } = writer;
    const parts: { readonly line: number; readonly text: Text }[] = [];
    if (table.primaryKey && !isInlineKey(writer) && !isHandedDown(writer) && !isOfEnds(writer)) {
        parts.push({ line: 0, text: keyLine(table.primaryKey, writer) });
    }
    for (const unique of table.uniques) {
        if (writer.isRefused(slotOf('unique', unique, writer))) {
            keep('UNIQUE', unique, addConstraintSql(table, writer.names.of(unique), keySql(unique, 'unique')), writer);
        } else if (!isInline(unique, writer)) {
            parts.push({ line: unique.line, text: uniqueLine(unique, writer) });
        }
    }
    const checkNames = new CheckNames();
    for (const check of table.checks) {
        const key = slotOf('check', check, writer);
        if (writer.isRefused(key)) {
            keep('CHECK', check, addConstraintSql(table, writer.names.of(check), checkSql(check)), writer);
        } else if (columnOfInline(check, writer) === undefined) {
            parts.push({ line: check.line, text: slot(`${key} line`, checkLine(check, checkNames, writer)) });
        }
    }
    for (const exclusion of table.exclusions) {
        if (canBeExclusion(exclusion) && !writer.isRefused(slotOf('exclusion', exclusion, writer))) {
            parts.push({ line: exclusion.line, text: exclusionLine(exclusion, writer) });
        } else {
            keep('EXCLUDE', exclusion, addConstraintSql(table, writer.names.of(exclusion), exclusionSql(exclusion)), writer);
        }
    }
    for (const index of table.indexes) {
        if (canBeIndex(index) && !writer.isRefused(slotOf('index', index, writer))) {
            parts.push({ line: index.line, text: indexLine(index, writer) });
        } else {
            keep('CREATE INDEX', index, indexSql({ ...index, name: writer.names.of(index) }, table.name), writer);
        }
    }
    // Those of one line, as in a dump, stay as they are.
    return parts.map((part, position) => ({ ...part, position })).sort((a, b) => a.line - b.line || a.position - b.position).map(({ text }) => text);
}

function keep(construct: string, constraint: { readonly line: number; readonly name?: string; readonly comment?: string }, sql: string, writer: TableWriter): void {
    const name = writer.names.of(constraint);
    writer.context.notice({
        kind: 'text', construct, line: constraint.line, subject: name,
        message: `${name} of ${writer.table.name.name} has what the language has no words for, and is kept as SQL.`,
    });
    writer.keep(sql);
}

function isInline(unique: TableWriter['table']['uniques'][number], writer: TableWriter): boolean {
    const [column] = unique.columns;
    const owner = writer.structure.references.find(({ ownColumns }) => ownColumns.includes(column!));
    return unique.columns.length === 1 && writer.table.columns.some(({ name }) => name === column) && inlineOf(column!, owner, writer).unique === unique;
}

/** A child of an entity with a key has that key. */
function isHandedDown({ structure, context }: TableWriter): boolean {
    const { parent } = structure;
    return parent !== undefined && [parent, ...context.structure.tables.ancestors(parent)].some(({ primaryKey }) => primaryKey !== undefined);
}

/** The ends of a relationship are its key, one behind the other. */
function isOfEnds(writer: TableWriter): boolean {
    const { table, structure } = writer;
    const key = table.primaryKey!;
    return structure.kind === 'relationship' && writer.names.of(key) === defaultName('key', { table: table.name, columns: [] }, writer.rules.naming.patterns)
        && key.columns.join('\0') === structure.references.slice(0, 2).flatMap(({ ownColumns }) => ownColumns).join('\0')
        && key.include.length === 0 && key.options.length === 0 && !key.timing.deferrable && key.comment === undefined && key.tablespace === undefined;
}
