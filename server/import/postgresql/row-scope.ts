import type { RelationDraft } from './drafts.ts';
import type { ExpressionScope } from './expressions/draft.ts';

/** The columns of a relation's rows, under its own name or as `new` and `old`. */
export function columnsIn(relation: RelationDraft): ExpressionScope {
    return relation.scope;
}
