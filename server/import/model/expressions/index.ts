import type { PhysicalName } from '../../../../language/index.ts';
import type { ExpressionTree, SourceExpression, SourceType, TreeOrder } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { Namespace } from '../names.ts';
import { sqlText, type Text } from '../text.ts';
import { ExpressionWriter } from './writer.ts';

export { typedText } from './literals.ts';

/** Where an expression stands. */
export interface ExpressionPlace {
    /** The schema block around it. */
    readonly from: Namespace;
    /** The relation whose columns it may name: of a table's constraint, a policy, a trigger (`old.`, `new.`). */
    readonly relation?: PhysicalName;
    /** The relations of a query, by the aliases that qualify their columns. */
    readonly sources?: ReadonlyMap<string, QuerySource>;
    /** The type that is asked for: of the column for its default, of the domain for `value`. */
    readonly type?: SourceType;
    /** Key of the slot that the text is in. */
    readonly slot: string;
}

export interface QuerySource {
    readonly relation: PhysicalName;
    /** Of a view's columns, as far as they are known. */
    readonly types: ReadonlyMap<string, SourceType | undefined>;
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

/** One of several conditions that AND connects. */
export function conditionText(expression: SourceExpression, place: ExpressionPlace, isOneOfMany: boolean, context: LoweringContext): string | undefined {
    return expression.tree === undefined || context.decisions.isMarked(place.slot) ? undefined
        : new ExpressionWriter(place, context).condition(expression.tree, isOneOfMany);
}

/** A part of a query, which has no text of its own to be marked. */
export function treeText(tree: ExpressionTree, place: ExpressionPlace, context: LoweringContext): string | undefined {
    return new ExpressionWriter(place, context).write(tree);
}

export function orderText(order: readonly TreeOrder[], place: ExpressionPlace, context: LoweringContext): string | undefined {
    return new ExpressionWriter(place, context).order(order);
}

export function markedText({ sql }: SourceExpression): string {
    return `sql postgresql ${sqlText(sql)}`;
}

/** The columns that a tree reads, each time that it does. */
export function columnsRead(tree: ExpressionTree): readonly string[] {
    return columnsIn(tree).map(({ name }) => name);
}

export function columnsIn(tree: ExpressionTree): readonly Extract<ExpressionTree, { kind: 'column' }>[] {
    const found: Extract<ExpressionTree, { kind: 'column' }>[] = [];
    const open: ExpressionTree[] = [tree];
    for (let part = open.pop(); part; part = open.pop()) {
        if (part.kind === 'column') {
            found.push(part);
        } else {
            open.push(...partsOf(part));
        }
    }
    return found.reverse();
}

function partsOf(tree: ExpressionTree): readonly ExpressionTree[] {
    switch (tree.kind) {
        case 'cast':
        case 'unary':
        case 'test':
            return [tree.operand];
        case 'binary':
        case 'distinct':
            return [tree.left, tree.right];
        case 'between':
            return [tree.operand, tree.low, tree.high];
        case 'in':
            return [tree.operand, ...tree.values];
        case 'like':
            return [tree.operand, tree.pattern, ...tree.escape ? [tree.escape] : []];
        case 'case':
            return [
                ...tree.subject ? [tree.subject] : [], ...tree.branches.flatMap(({ when, then }) => [when, then]), ...tree.otherwise ? [tree.otherwise] : [],
            ];
        case 'array':
            return tree.elements;
        case 'call': {
            const { arguments: given, order = [], withinGroup = [], filter, window } = tree;
            const ordered = [...order, ...withinGroup, ...window?.order ?? []].map(({ expression }) => expression);
            return [...given, ...ordered, ...filter ? [filter] : [], ...window?.partition ?? []];
        }
        case 'operator':
            return [...tree.left ? [tree.left] : [], tree.right];
        case 'subscript':
            return [tree.array, tree.index];
        default:
            return [];
    }
}
