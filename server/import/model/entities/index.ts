import type { SourceIndex, SourceTable, SourceView } from '../../source/index.ts';
import { slotOf, type LoweringContext } from '../context.ts';
import { slot, type Text } from '../text.ts';
import { entityText, statementTable } from './entity.ts';
import { canBeIndex, indexLine } from './indexes.ts';
import { relationshipText } from './relationship.ts';
import { TableWriter } from './table-writer.ts';

export { structureOf, type ReferenceStructure, type Structure, type TableStructure } from './structure.ts';

/**
 * The declaration of an entity, or of the relationship that a join table is, with its documentation above it; behind it
 * the lines of relationships that the source draws, and the statements for what the language has no words for.
 */
export function tableText(table: SourceTable, context: LoweringContext): Text {
    const writer = new TableWriter(table, context);
    const { kind } = writer.structure;
    const text = kind === 'statement' ? statementTable(writer) : kind === 'relationship' ? relationshipText(writer) : entityText(writer);
    return slot(slotOf('table', table.name), text);
}

/** A line `index (...)` of a materialized view; undefined where the language has no words for it. */
export function viewIndexText(index: SourceIndex, view: SourceView, context: LoweringContext): Text | undefined {
    const { name, line, indexes } = view;
    const writer = new TableWriter({
        kind: 'table', name, line, indexes, columns: [], uniques: [], checks: [], foreignKeys: [], exclusions: [], inherits: [], unlogged: false, options: [],
    }, context);
    return canBeIndex(index) && !writer.isRefused(writer.slot('index', index.name ?? indexes.indexOf(index))) ? indexLine(index, writer) : undefined;
}

export { indexSql } from './sql.ts';
