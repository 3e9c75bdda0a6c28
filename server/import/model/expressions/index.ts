import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceExpression, SourceType } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { Namespace } from '../names.ts';
import { sqlText, type Text } from '../text.ts';
import { ExpressionWriter } from './writer.ts';

/** Where an expression stands. */
export interface ExpressionPlace {
    /** The schema block around it. */
    readonly from: Namespace;
    /** The relation whose columns it may name: of a table's constraint, a policy, a trigger (`old.`, `new.`). */
    readonly relation?: PhysicalName;
    /** The type that is asked for: of the column for its default, of the domain for `value`. */
    readonly type?: SourceType;
    /** Key of the slot that the text is in. */
    readonly slot: string;
}

/** The expression in the model's words where they surely mean the same, as marked SQL otherwise; in its slot. */
export function expressionText(expression: SourceExpression, place: ExpressionPlace, context: LoweringContext): Text {
    return { slot: place.slot, text: portableText(expression, place, context) ?? markedText(expression) };
}

/** The expression in the model's words; undefined where it has to be marked SQL. */
export function portableText(expression: SourceExpression, place: ExpressionPlace, context: LoweringContext): string | undefined {
    return expression.tree === undefined || context.decisions.isMarked(place.slot) ? undefined
        : new ExpressionWriter(place, context).write(expression.tree, place.type);
}

export function markedText({ sql }: SourceExpression): string {
    return `sql postgresql ${sqlText(sql)}`;
}
