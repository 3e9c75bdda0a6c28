import type { A_Expr, FuncCall, Node, TypeCast, WindowDef } from 'libpg-query';
import type { BinaryOperator, ExpressionTree, SourceExpression, SourceType, TreeOrder, TreeWindow } from '../../source/index.ts';
import { fieldsOf, kindOf, textsOf } from '../parser.ts';
import { sameTree } from '../tree-walk.ts';
import { readCall, TEXT_OPERATORS } from './calls.ts';
import { printedNumber, readConstant, valueFunction } from './constants.ts';
import type { ExpressionDraft, ExpressionScope } from './draft.ts';
import { inElements, inList, withoutVarcharCast } from './lists.ts';
import { directionOf } from './order.ts';
import { assigned, beside, commonType, compared, isImpliedNull, isTextConstant, keyOf, TEXT, textArgument, truth, unified, VARCHAR, withoutDomainCast, withoutTextCast } from './reading.ts';
import type { Reading } from './reading.ts';

/** An expression in what the model's language can say, where all of it can be said and PostgreSQL prints the same of it. */
export function treeOf(draft: ExpressionDraft, scope: ExpressionScope): Pick<SourceExpression, 'tree' | 'near'> {
    const reader = new TreeReader(scope, draft);
    const reading = reader.read(draft.node);
    if (reading === undefined) {
        return {};
    }
    const { tree } = assigned(reading, scope.target === undefined ? undefined : keyOf(reader.baseType(scope.target)));
    return reader.isExact ? { tree } : { near: tree };
}

/** What is deeper was made by a program, and nobody reads it. */
const DEEPEST = 200;
type CallTree = Extract<ExpressionTree, { kind: 'call' }>;

/** Of a window that says nothing of its frame: from the start of the partition to the peers of the row (FRAMEOPTION_DEFAULTS in parsenodes.h). */
const DEFAULT_FRAME = 1058;
const ARITHMETIC = new Set(['+', '-', '*', '/']);
const COMPARISONS = new Set(['=', '<>', '<', '<=', '>', '>=']);
const LIKES: Readonly<Record<string, { readonly negated: boolean; readonly ignoresCase: boolean }>> = {
    '~~': { negated: false, ignoresCase: false }, '!~~': { negated: true, ignoresCase: false },
    '~~*': { negated: false, ignoresCase: true }, '!~~*': { negated: true, ignoresCase: true },
};
const NULL_TESTS = { IS_NULL: false, IS_NOT_NULL: true } as const;
const BOOLEAN_TESTS = {
    IS_TRUE: ['true', false], IS_NOT_TRUE: ['true', true], IS_FALSE: ['false', false], IS_NOT_FALSE: ['false', true],
    IS_UNKNOWN: ['unknown', false], IS_NOT_UNKNOWN: ['unknown', true],
} as const;

/** Reads parse trees as trees of the model, with the types that the columns in sight have. */
export class TreeReader {
    readonly #scope: ExpressionScope;
    readonly #draft: ExpressionDraft;
    #depth = 0;
    /** Whether PostgreSQL prints the same of the tree. */
    isExact = true;

    constructor(scope: ExpressionScope, draft: ExpressionDraft) {
        this.#scope = scope;
        this.#draft = draft;
    }

    /** What a domain is of, in the end. */
    baseType(type: SourceType): SourceType {
        return this.#scope.baseType?.(type) ?? type;
    }

    read(node: Node | undefined): Reading | undefined {
        if (node === undefined || this.#depth >= DEEPEST) {
            return undefined;
        }
        this.#depth++;
        try {
            return this.#read(node);
        } finally {
            this.#depth--;
        }
    }

    #read(node: Node): Reading | undefined {
        switch (kindOf(node)) {
            case 'A_Const': return readConstant(fieldsOf(node, 'A_Const') ?? {});
            case 'ColumnRef': return this.#column(textsOf(fieldsOf(node, 'ColumnRef')?.fields));
            case 'TypeCast': return this.#cast(fieldsOf(node, 'TypeCast') ?? {});
            case 'A_Expr': return this.#operator(fieldsOf(node, 'A_Expr') ?? {});
            case 'BoolExpr': return this.#logic(node);
            case 'NullTest': {
                const { arg, nulltesttype = 'IS_NULL' } = fieldsOf(node, 'NullTest') ?? {};
                const operand = this.read(arg);
                return operand && truth({ kind: 'test', test: 'null', negated: NULL_TESTS[nulltesttype], operand: operand.tree });
            }
            case 'BooleanTest': {
                const { arg, booltesttype = 'IS_TRUE' } = fieldsOf(node, 'BooleanTest') ?? {};
                const operand = this.read(arg);
                const [test, negated] = BOOLEAN_TESTS[booltesttype];
                return operand && truth({ kind: 'test', test, negated, operand: operand.tree });
            }
            case 'CaseExpr': return this.#choice(node);
            case 'CoalesceExpr': return this.#unifiedCall('coalesce', fieldsOf(node, 'CoalesceExpr')?.args);
            case 'MinMaxExpr': {
                const { op, args } = fieldsOf(node, 'MinMaxExpr') ?? {};
                return this.#unifiedCall(op === 'IS_LEAST' ? 'least' : 'greatest', args);
            }
            case 'FuncCall': return this.#call(fieldsOf(node, 'FuncCall') ?? {});
            case 'SQLValueFunction': return valueFunction(fieldsOf(node, 'SQLValueFunction') ?? {});
            case 'A_ArrayExpr': {
                const elements = this.#all(fieldsOf(node, 'A_ArrayExpr')?.elements);
                return elements && { tree: { kind: 'array', elements: elements.map(({ tree }) => tree) }, type: undefined };
            }
            case 'A_Indirection': return this.#subscript(node);
            default: return undefined;
        }
    }

    #all(nodes: readonly Node[] | undefined): readonly Reading[] | undefined {
        const readings: Reading[] = [];
        for (const node of nodes ?? []) {
            const reading = this.read(node);
            if (reading === undefined) {
                return undefined;
            }
            readings.push(reading);
        }
        return readings;
    }

    #column(names: readonly string[]): Reading | undefined {
        const name = names.at(-1);
        if (name === undefined || name === '' || names.length > 2) {
            return undefined;
        }
        const of = this.#scope.ownerOf === undefined ? names.at(-2) : this.#scope.ownerOf(name, names.at(-2));
        if (of === undefined && this.#scope.ownerOf !== undefined) {
            return undefined;
        }
        const type = this.#scope.columnType(name, of);
        const base = type && this.baseType(type);
        return { tree: { kind: 'column', name, ...of === undefined ? {} : { of } }, type: base && keyOf(base) };
    }

    #cast({ arg, typeName }: TypeCast): Reading | undefined {
        const operand = this.read(arg);
        if (operand === undefined || typeName === undefined) {
            return undefined;
        }
        const type = this.#draft.typeOf(typeName);
        const key = keyOf(type);
        if (operand.constant === 'text' && operand.tree.kind === 'string') {
            const { value } = operand.tree;
            // A precision changes the value.
            const number = type.arguments.length > 0 ? undefined : printedNumber(value, key);
            if (number !== undefined) {
                return number;
            }
            const tree: ExpressionTree = { kind: 'typed', type, value };
            return type.arguments.length > 0 ? { tree, type: key } : { tree, type: key, uncast: operand };
        }
        if (operand.constant === 'null') {
            return { tree: { kind: 'cast', operand: operand.tree, type }, type: key };
        }
        const tree: ExpressionTree = { kind: 'cast', operand: operand.tree, type };
        return type.arguments.length > 0 ? { tree, type: key } : { tree, type: key, uncast: operand };
    }

    #logic(node: Node): Reading | undefined {
        const { boolop, args = [] } = fieldsOf(node, 'BoolExpr') ?? {};
        if (boolop === 'NOT_EXPR') {
            const operand = this.read(args[0]);
            // As which PostgreSQL keeps IS NOT DISTINCT FROM.
            return operand && truth(operand.tree.kind === 'distinct' && !operand.tree.negated
                ? { ...operand.tree, negated: true } : { kind: 'unary', operator: 'not', operand: operand.tree });
        }
        if (boolop === 'AND_EXPR' && args.length === 2) {
            const between = this.#between(args);
            if (between !== undefined) {
                return between;
            }
        }
        const operator = boolop === 'OR_EXPR' ? 'or' : 'and';
        return args.length > DEEPEST ? undefined : this.#all(args)?.reduce((left, right) => truth({ kind: 'binary', operator, left: left.tree, right: right.tree }));
    }

    /** `x >= 1 and x <= 5`, as which PostgreSQL keeps BETWEEN. */
    #between([lower, upper]: readonly Node[]): Reading | undefined {
        const low = fieldsOf(lower, 'A_Expr');
        const high = fieldsOf(upper, 'A_Expr');
        const isRange = isOperator(low, '>=') && isOperator(high, '<=') && low?.lexpr !== undefined && sameTree(low.lexpr, high?.lexpr);
        return isRange ? this.#range(low?.lexpr, [low?.rexpr, high?.rexpr], false) : undefined;
    }

    #range(node: Node | undefined, limits: readonly (Node | undefined)[], negated: boolean): Reading | undefined {
        const operand = this.read(node);
        const low = this.read(limits[0]);
        const high = this.read(limits[1]);
        if (operand === undefined || low === undefined || high === undefined) {
            return undefined;
        }
        const [left, bareLow] = compared(operand, low);
        const [other, bareHigh] = compared(operand, high);
        return left === other || sameTree(left.tree, other.tree)
            ? truth({ kind: 'between', negated, operand: left.tree, low: bareLow.tree, high: bareHigh.tree }) : undefined;
    }

    #operator(expression: A_Expr): Reading | undefined {
        const { kind, lexpr, rexpr } = expression;
        const names = textsOf(expression.name);
        const name = names.at(-1) ?? '';
        if (names.length > 1 && names[0] !== 'pg_catalog') {
            return undefined;
        }
        switch (kind) {
            case 'AEXPR_OP': return lexpr === undefined ? this.#prefix(name, rexpr) : this.#infix(name, lexpr, rexpr);
            case 'AEXPR_LIKE':
            case 'AEXPR_ILIKE': return this.#like(name, lexpr, rexpr);
            case 'AEXPR_IN': return this.#in(lexpr, fieldsOf(rexpr, 'List')?.items ?? [], name === '<>');
            case 'AEXPR_OP_ANY': return name === '=' ? this.#inArray(lexpr, rexpr, false) : undefined;
            case 'AEXPR_OP_ALL': return name === '<>' ? this.#inArray(lexpr, rexpr, true) : undefined;
            case 'AEXPR_BETWEEN':
            case 'AEXPR_NOT_BETWEEN': return this.#range(lexpr, fieldsOf(rexpr, 'List')?.items ?? [], kind === 'AEXPR_NOT_BETWEEN');
            case 'AEXPR_DISTINCT':
            case 'AEXPR_NOT_DISTINCT': {
                const pair = this.#pair(lexpr, rexpr);
                return pair && truth({ kind: 'distinct', negated: kind === 'AEXPR_NOT_DISTINCT', left: pair[0].tree, right: pair[1].tree });
            }
            case 'AEXPR_NULLIF': {
                const pair = this.#pair(lexpr, rexpr);
                return pair && { tree: { kind: 'call', name: 'nullif', arguments: pair.map(({ tree }) => tree), star: false, distinct: false }, type: pair[0].type };
            }
            default: return undefined;
        }
    }

    #pair(left: Node | undefined, right: Node | undefined): readonly [Reading, Reading] | undefined {
        const first = this.read(left);
        const second = this.read(right);
        return first && second && compared(first, second);
    }

    #prefix(operator: string, node: Node | undefined): Reading | undefined {
        const operand = this.read(node);
        if (operand === undefined) {
            return undefined;
        }
        return operator === '-' || operator === '+'
            ? { tree: { kind: 'unary', operator, operand: operand.tree }, type: operand.type }
            : { tree: { kind: 'operator', operator, right: operand.tree }, type: undefined };
    }

    #infix(operator: string, left: Node, right: Node | undefined): Reading | undefined {
        if (Object.hasOwn(LIKES, operator)) {
            return this.#like(operator, left, right);
        }
        const first = this.read(left);
        const second = this.read(right);
        if (first === undefined || second === undefined) {
            return undefined;
        }
        if (COMPARISONS.has(operator)) {
            const [bareLeft, bareRight] = compared(first, second);
            return truth({ kind: 'binary', operator: operator as BinaryOperator, left: bareLeft.tree, right: bareRight.tree });
        }
        if (ARITHMETIC.has(operator)) {
            const [bareLeft, bareRight] = isTextConstant(first) || isTextConstant(second) ? [first, second] : [beside(first, second), beside(second, first)];
            const type = first.type === second.type ? first.type : undefined;
            return { tree: { kind: 'binary', operator: operator as BinaryOperator, left: bareLeft.tree, right: bareRight.tree }, type };
        }
        if (operator === '||') {
            const isText = [first, second].every(({ type, constant }) => type === TEXT || type === VARCHAR || constant === 'text');
            const [bareLeft, bareRight] = isText ? compared(first, second) : [first, second];
            return { tree: { kind: 'binary', operator, left: bareLeft.tree, right: bareRight.tree }, type: isText ? TEXT : undefined };
        }
        const [bareLeft, bareRight] = TEXT_OPERATORS.has(operator) ? [withoutTextCast(first), textArgument(second)] : compared(first, second);
        return { tree: { kind: 'operator', operator, left: bareLeft.tree, right: bareRight.tree }, type: operator === '->>' || operator === '#>>' ? TEXT : undefined };
    }

    #like(operator: string, left: Node | undefined, right: Node | undefined): Reading | undefined {
        const like = LIKES[operator];
        const escaped = fieldsOf(right, 'FuncCall');
        const hasEscape = escaped !== undefined && textsOf(escaped.funcname).at(-1) === 'like_escape';
        const pair = this.#pair(left, hasEscape ? escaped.args?.[0] : right);
        const escape = hasEscape ? this.read(escaped.args?.[1]) : undefined;
        if (like === undefined || pair === undefined || hasEscape && escape === undefined) {
            return undefined;
        }
        return truth({ kind: 'like', ...like, operand: pair[0].tree, pattern: pair[1].tree, ...escape === undefined ? {} : { escape: textArgument(escape).tree } });
    }

    #in(left: Node | undefined, items: readonly Node[], negated: boolean): Reading | undefined {
        const operand = this.read(left);
        const values = this.#all(items);
        return operand && values && inList(operand, values, negated);
    }

    /** `x = ANY (ARRAY[...])`, as which PostgreSQL keeps IN. */
    #inArray(left: Node | undefined, right: Node | undefined, negated: boolean): Reading | undefined {
        const cast = fieldsOf(right, 'TypeCast');
        const array = fieldsOf(cast?.arg ?? right, 'A_ArrayExpr');
        const operand = this.read(left);
        const values = array && this.#all(array.elements);
        if (operand === undefined || values === undefined || values.length < 2) {
            return undefined;
        }
        const bare = values.map(value => withoutVarcharCast(value));
        if (operand.uncast?.type === VARCHAR && bare.every(value => value !== undefined)) {
            // The same list, read again from what PostgreSQL has printed of it, is printed in another way.
            this.isExact = false;
            return truth({ kind: 'in', negated, operand: operand.uncast.tree, values: bare.map(({ tree }) => tree) });
        }
        return cast === undefined ? inElements(withoutDomainCast(operand), values, negated) : undefined;
    }

    #choice(node: Node): Reading | undefined {
        const { arg, args = [], defresult } = fieldsOf(node, 'CaseExpr') ?? {};
        const subject = arg === undefined ? undefined : this.read(arg);
        const conditions = this.#all(args.flatMap(branch => fieldsOf(branch, 'CaseWhen')?.expr ?? []));
        const results = this.#all([...args.flatMap(branch => fieldsOf(branch, 'CaseWhen')?.result ?? []), ...defresult === undefined ? [] : [defresult]]);
        if (arg !== undefined && subject === undefined || conditions === undefined || results === undefined) {
            return undefined;
        }
        const bare = unified(results);
        const isNullAnyway = defresult !== undefined && isImpliedNull(results);
        const branches = conditions.map((condition, index) => ({
            // oxlint-disable-next-line unicorn/no-thenable -- The word of SQL.
            when: (subject === undefined ? condition : compared(subject, condition)[1]).tree, then: bare[index]?.tree ?? { kind: 'null' as const },
        }));
        const otherwise = defresult === undefined || isNullAnyway ? undefined : bare.at(-1)?.tree;
        return {
            tree: { kind: 'case', ...subject === undefined ? {} : { subject: subject.tree }, branches, ...otherwise === undefined ? {} : { otherwise } },
            type: commonType(results),
        };
    }

    #unifiedCall(name: string, nodes: readonly Node[] | undefined): Reading | undefined {
        const values = this.#all(nodes);
        return values && {
            tree: { kind: 'call', name, arguments: unified(values).map(({ tree }) => tree), star: false, distinct: false }, type: commonType(values),
        };
    }

    #call(call: FuncCall): Reading | undefined {
        const values = this.#all(call.args);
        const called = values && readCall(call, values, this.#draft.routineOf(call));
        if (called === undefined || !hasClauses(call)) {
            return called;
        }
        const clauses = this.#scope.ownerOf === undefined ? undefined : this.#clauses(call);
        return clauses && { ...called, tree: { ...called.tree as CallTree, ...clauses } };
    }

    /** What only aggregates and windows have. */
    #clauses({ agg_filter, agg_order, agg_within_group, over }: FuncCall): Partial<CallTree> | undefined {
        const order = this.order(agg_order);
        const filter = agg_filter && this.read(agg_filter)?.tree;
        const window = over && this.#window(over);
        if (order === undefined || agg_filter && filter === undefined || over && window === undefined) {
            return undefined;
        }
        return {
            ...order.length === 0 ? {} : agg_within_group === true ? { withinGroup: order } : { order },
            ...filter && { filter }, ...window && { window },
        };
    }

    #window({ name, refname, partitionClause, orderClause, frameOptions }: WindowDef): TreeWindow | undefined {
        const partition = this.#all(partitionClause);
        const order = this.order(orderClause);
        return name === undefined && refname === undefined && frameOptions === DEFAULT_FRAME && partition && order
            ? { partition: partition.map(({ tree }) => tree), order } : undefined;
    }

    /** ORDER BY; undefined where it says what the model has no words for. */
    order(nodes: readonly Node[] = []): readonly TreeOrder[] | undefined {
        const order: TreeOrder[] = [];
        for (const node of nodes) {
            const sort = fieldsOf(node, 'SortBy') ?? {};
            const direction = directionOf(sort);
            const expression = this.read(sort.node)?.tree;
            if (direction === undefined || expression === undefined) {
                return undefined;
            }
            order.push({ ...direction, expression });
        }
        return order;
    }

    #subscript(node: Node): Reading | undefined {
        const { arg, indirection = [] } = fieldsOf(node, 'A_Indirection') ?? {};
        const array = this.read(arg);
        const index = fieldsOf(indirection[0], 'A_Indices');
        const position = index?.is_slice === true ? undefined : this.read(index?.uidx);
        return array && position && indirection.length === 1
            ? { tree: { kind: 'subscript', array: array.tree, index: position.tree }, type: array.type?.endsWith('[]') === true ? array.type.slice(0, -2) : undefined }
            : undefined;
    }
}

function hasClauses({ agg_filter, agg_order, over }: FuncCall): boolean {
    return agg_filter !== undefined || agg_order !== undefined || over !== undefined;
}

function isOperator(expression: A_Expr | undefined, name: string): boolean {
    return expression?.kind === 'AEXPR_OP' && textsOf(expression.name).join('.') === name;
}
