import type { RelationDraft } from './drafts.ts';
import { NO_COLUMNS } from './expressions/draft.ts';
import type { ExpressionScope } from './expressions/draft.ts';

/** The columns of a relation's rows, under its own name or as `new` and `old`. */
export function columnsIn(relation: RelationDraft): ExpressionScope {
    const types = relation.columnTypes;
    return types === undefined ? NO_COLUMNS : { columnType: name => types.get(name) };
}
