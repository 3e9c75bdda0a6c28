import type { Node } from 'libpg-query';
import type { SourceExpression, SourceType } from '../../source/index.ts';

/** An expression as parsed, with its text. */
export class ExpressionDraft {
    node: Node;
    sql: string;

    constructor(node: Node, sql: string) {
        this.node = node;
        this.sql = sql;
    }
}

/** What an expression can name, and where its value goes. */
export interface ExpressionScope {
    /** The type of a column; `of` is the relation or alias that qualifies it. Absent where it is not known. */
    columnType(name: string, of?: string): SourceType | undefined;
    /** The type of the value that the expression is for: the column of a default. */
    readonly target?: SourceType;
}

/** Where no columns are in sight, or none are known. */
export const NO_COLUMNS: ExpressionScope = { columnType: () => undefined };

export function freezeExpression(draft: ExpressionDraft, _scope: ExpressionScope): SourceExpression {
    return { sql: draft.sql };
}
