import type { SourceIndex, SourceTable, SourceView } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { Text } from '../text.ts';

export { structureOf, type ReferenceStructure, type Structure, type TableStructure } from './structure.ts';

/** The declaration of an entity, or of the relationship that a join table is, with its documentation above it. */
export function tableText(table: SourceTable, context: LoweringContext): Text {
    return `entity ${context.names.declaredRelation(table.name).name} {\n}`;
}

/** A line `index (...)` of a materialized view. */
export function viewIndexText(index: SourceIndex, _view: SourceView, _context: LoweringContext): Text {
    return `// index ${index.name ?? ''}`;
}
