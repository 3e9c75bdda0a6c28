import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { Place } from '../../findings.ts';
import type * as ast from '../../generated/ast.ts';
import { preludeScheme } from '../../prelude/index.ts';
import type { SqlTexts } from '../elements.ts';
import type { CallExpression, Expression, InnerQuery, OrderBy, QuerySource } from '../expressions.ts';
import { arithmeticType, commonType, isPrimitiveName, nullType, primitive, unknownType } from '../typing.ts';
import type { Type } from '../types.ts';
import { comparisonOf, inRowsOf, inTestOf, nullTestOf } from './conditions.ts';
import type { BuildContext } from './context.ts';
import { enumValue } from './enum-values.ts';
import {
    attributeOperand, column, columnsIn, isAttributeNode, memberOperand, rowOperand, unresolved, valueOf, type Operand,
} from './operands.ts';
import { partsOf } from './columns.ts';
import { PlaceBetween, SourcePlace } from './source.ts';
import type { AttributeShape, Scope } from './shapes.ts';
import { numberType, typeOf } from './types.ts';

/** One value. */
export function bind(context: BuildContext, node: ast.Expression | undefined, scope: Scope, around: AstNode): Expression {
    return node ? valueOf(new Binder(context, scope, node).operand(node)) : unresolved('', context.sources.placeOf(around));
}

/** An element of a list, of which each column is an element: `index (customer)` with a composite key. */
export function bindColumns(context: BuildContext, node: ast.Expression | undefined, scope: Scope, around: AstNode): readonly Expression[] {
    return node ? columnsIn(context, new Binder(context, scope, node).operand(node)) : [unresolved('', context.sources.placeOf(around))];
}

export function bindOrder(context: BuildContext, order: readonly ast.OrderElement[], scope: Scope): readonly OrderBy[] {
    const first = order[0];
    return first ? new Binder(context, scope, first).order(order) : [];
}

/** The sources of a query, how they are joined, and which rows of them it is about. */
export function rowsOf(context: BuildContext, node: ast.Query | ast.InnerQuery, scope: Scope): InnerQuery {
    context.queries++;
    return {
        from: sourceOf(context, node.source),
        joins: node.joins.map(join => ({
            kind: join.kind ?? 'inner', source: sourceOf(context, join.source),
            ...join.condition ? { condition: bind(context, join.condition, scope, join) } : {},
        })),
        ...node.where ? { where: bind(context, node.where, scope, node) } : {},
    };
}

function sourceOf(context: BuildContext, node: ast.QuerySource | undefined): QuerySource {
    const relation = node?.relation?.ref;
    return { alias: node?.name ?? '', relation: relation ? context.id(relation) : '' };
}

export function sqlTexts(texts: readonly ast.SqlText[]): SqlTexts {
    const byEngine: Record<string, string> = {};
    for (const { engine, text } of texts) {
        if (engine) {
            byEngine[engine.$refText] = text ?? '';
        }
    }
    return byEngine;
}

/** What a column of a view is computed from, bound once. A view over itself has no answer. */
export function viewColumnExpression(context: BuildContext, node: ast.ViewColumn): Expression {
    const known = context.viewColumns.get(node);
    if (known) {
        return known === 'busy' ? unresolved(node.name, context.sources.placeOf(node)) : known;
    }
    context.viewColumns.set(node, 'busy');
    const expression = bind(context, node.expression, {}, node);
    context.viewColumns.set(node, expression);
    return expression;
}

class Binder {
    private readonly context: BuildContext;
    private readonly scope: Scope;
    private readonly uri: string;

    constructor(context: BuildContext, scope: Scope, root: AstNode) {
        this.context = context;
        this.scope = scope;
        this.uri = context.sources.uriOf(root);
    }

    /** What is missing in a half-typed line is unresolved. */
    private present(node: ast.Expression | undefined, around: AstNode): Operand {
        return node ? this.operand(node) : unresolved('', this.place(around));
    }

    private value(node: ast.Expression | undefined, around: AstNode): Expression {
        return valueOf(this.present(node, around));
    }

    order(order: readonly ast.OrderElement[]): readonly OrderBy[] {
        const bound: OrderBy[] = [];
        for (const { expression, direction, nulls } of order) {
            for (const key of expression ? columnsIn(this.context, this.operand(expression)) : []) {
                const descending = direction === 'desc';
                bound.push(nulls ? { expression: key, descending, nulls } : { expression: key, descending });
            }
        }
        return bound;
    }

    private place(node: AstNode): Place {
        const cst = node.$cstNode;
        return cst ? new SourcePlace(this.uri, cst) : this.context.sources.placeOf(node);
    }

    operand(node: ast.Expression): Operand {
        switch (node.$type) {
            case 'NumberLiteral':
                return { kind: 'literal', literal: 'number', value: node.value, type: numberType(node.value), place: this.place(node) };
            case 'StringLiteral':
            case 'TextValue':
                return { kind: 'literal', literal: 'string', value: node.value, type: primitive('string'), place: this.place(node) };
            case 'BooleanLiteral':
                return { kind: 'literal', literal: 'boolean', value: node.value, type: primitive('boolean'), place: this.place(node) };
            case 'NullLiteral':
                return { kind: 'literal', literal: 'null', value: 'null', type: nullType, place: this.place(node) };
            case 'TypedLiteral': {
                const name = node.type?.ref?.name;
                return name !== undefined && isPrimitiveName(name)
                    ? { kind: 'typed-literal', primitive: name, value: node.value, type: primitive(name), place: this.place(node) }
                    : unresolved(node.$cstNode?.text ?? '', this.place(node));
            }
            case 'NameExpression':
                return this.name(node);
            case 'MemberAccess':
                return this.member(node);
            case 'SessionExpression':
                return this.session(node);
            case 'ParenthesizedExpression':
                return node.expression ? this.operand(node.expression) : unresolved('', this.place(node));
            case 'NotExpression':
                return { kind: 'unary', operator: 'not', operand: this.value(node.operand, node), type: primitive('boolean'), place: this.place(node) };
            case 'UnaryExpression': {
                const operand = this.value(node.operand, node);
                return { kind: 'unary', operator: node.operator, operand, type: operand.type, place: this.place(node) };
            }
            case 'Disjunction':
            case 'Arithmetic':
                return this.chain(node);
            case 'Comparison':
            case 'DistinctTest':
                return this.comparison(node);
            case 'NullTest':
                return nullTestOf(this.context, node.kind, node.negated, this.present(node.operand, node), this.place(node));
            case 'BetweenTest':
                return {
                    kind: 'between', operand: this.value(node.operand, node), low: this.value(node.low, node), high: this.value(node.high, node),
                    negated: node.negated, type: primitive('boolean'), place: this.place(node),
                };
            case 'InTest':
                if (node.rows) {
                    const value = this.present(node.values[0], node);
                    return inRowsOf(this.context, node.negated, this.present(node.operand, node), value, rowsOf(this.context, node.rows, this.scope), this.place(node));
                }
                return inTestOf(this.context, node.negated, this.present(node.operand, node), node.values.map(value => this.operand(value)), this.place(node));
            case 'LikeTest': {
                const operand = this.value(node.operand, node);
                const pattern = this.value(node.pattern, node);
                const common = { kind: 'like', operand, pattern, caseInsensitive: node.kind === 'ilike', negated: node.negated } as const;
                const escape = node.escape ? { escape: this.value(node.escape, node) } : {};
                return { ...common, ...escape, type: primitive('boolean'), place: this.place(node) };
            }
            case 'CaseExpression':
                return this.caseOf(node);
            case 'CastExpression': {
                const to = typeOf(this.context, node.type);
                return { kind: 'cast', operand: this.value(node.operand, node), to, type: to, place: this.place(node) };
            }
            case 'ArrayExpression': {
                const elements = node.elements.map(element => this.value(element, node));
                const element = commonType(elements.map(({ type }) => type), this.context.types) ?? unknownType;
                return { kind: 'array', elements, type: { kind: 'array', element: element.kind === 'null' ? unknownType : element }, place: this.place(node) };
            }
            case 'Subscript': {
                const array = this.value(node.array, node);
                const index = this.value(node.index, node);
                return { kind: 'subscript', array, index, type: elementType(array.type), place: this.place(node) };
            }
            case 'ExistsTest':
                return node.rows
                    ? { kind: 'exists', rows: rowsOf(this.context, node.rows, this.scope), type: primitive('boolean'), place: this.place(node) }
                    : unresolved(node.$cstNode?.text ?? '', this.place(node));
            case 'SqlExpression':
                return { kind: 'sql', texts: sqlTexts(node.texts), type: unknownType, place: this.place(node) };
            case 'Call':
                return this.call(node);
            case 'UnboundedValue':
                return unresolved(node.kind, this.place(node), 'no value');
            default:
                return unresolved((node as AstNode).$cstNode?.text ?? '', this.place(node));
        }
    }

    private name(node: ast.NameExpression): Operand {
        const reference = node.target;
        const text = reference?.$refText ?? '';
        const refNode = reference?.$refNode;
        const place: Place = refNode ? new SourcePlace(this.uri, refNode) : this.place(node);
        const target = reference?.ref;
        return target ? this.named(target, text, place) : unresolved(text, place);
    }

    /** What a name stands for that is no member of something else. */
    private named(target: AstNode, text: string, place: Place): Operand {
        if (isAttributeNode(target)) {
            return this.attribute(target, text, place);
        }
        switch (target.$type) {
            case 'EnumValue':
                return enumValue(this.context, target as ast.EnumValue, place);
            case 'QuerySource': {
                const row = this.context.shapes.of((target as ast.QuerySource).relation?.ref);
                return row ? rowOperand(row, text, place) : unresolved(text, place);
            }
            case 'Entity':
            case 'View': {
                const end = this.scope.row?.node.$type === 'Relationship' ? this.scope.row.byName.get(text) : undefined;
                if (end) {
                    return attributeOperand(this.context, end, undefined, place, text);
                }
                // In a trigger's condition the relation itself answers to `old` and `new`.
                const row = text === 'old' || text === 'new' ? this.context.shapes.of(target) : undefined;
                return row ? rowOperand(row, text, place) : unresolved(text, place, 'no value');
            }
            case 'Period':
                return this.period(target as ast.Period, place);
            case 'Domain':
                return { kind: 'value', type: typeOf(this.context, (target as ast.Domain).type), place };
            case 'AccessParameter':
            case 'Parameter':
                return { kind: 'parameter', name: text, type: typeOf(this.context, (target as ast.AccessParameter).type), place };
            case 'Sequence': {
                const sequence = target as ast.Sequence;
                const physicalName = this.context.physicalName(sequence, sequence.physicalName);
                return { kind: 'sequence', sequence: this.context.id(sequence), physicalName, type: unknownType, place };
            }
            case 'Role': {
                const role = target as ast.Role;
                const value = role.physicalName ?? this.context.rules.physical(role.name);
                return { kind: 'literal', literal: 'string', value, type: primitive('string'), place };
            }
            default:
                return unresolved(text, place, 'no value');
        }
    }

    private attribute(target: ast.Attribute | ast.ViewColumn, text: string, place: Place): Operand {
        const { row, within } = this.scope;
        if (within) {
            return this.innerAttribute(within, target.name, place);
        }
        const shape = row?.byName.get(target.name) ?? this.context.shapes.of(target.$container)?.byName.get(target.name);
        return shape ? this.typed(shape, attributeOperand(this.context, shape, undefined, place, text)) : unresolved(text, place);
    }

    /** In an exclusion a period is the range from its start to its end. */
    private period({ start, end }: ast.Period, place: Place): Expression {
        const [from, to] = [start, end].map(bound => bound?.ref ? valueOf(this.named(bound.ref, bound.$refText, place)) : unresolved(bound?.$refText ?? '', place));
        return {
            kind: 'call', routine: 'range', physicalName: { name: 'range' }, builtin: true, arguments: [from!, to!], star: false, distinct: false, order: [], withinGroup: [],
            type: { kind: 'range', of: from!.type, multi: false }, place,
        };
    }

    private innerAttribute(within: AttributeShape, name: string, place: Place): Operand {
        const parts = partsOf(this.context, within).filter(part => part.route[0] === name);
        return parts.length === 1 ? column(parts[0]!, undefined, place) : unresolved(name, place, 'composite');
    }

    /** A view's column that is computed has the type of its expression. */
    private typed(shape: AttributeShape, operand: Operand): Operand {
        if (shape.viewColumn?.expression && operand.kind === 'attribute') {
            return { ...operand, type: viewColumnExpression(this.context, shape.viewColumn).type };
        }
        return operand;
    }

    private member(node: ast.MemberAccess): Operand {
        const member = node.member?.ref;
        const name = node.member?.$refText ?? '';
        const receiver = node.receiver ? this.operandOrNamespace(node.receiver) : undefined;
        const place = this.place(node);
        if (!member) {
            return unresolved(name, place);
        }
        const isEnd = member.$type === 'Entity' && receiver?.kind === 'columns' && receiver.row?.node.$type === 'Relationship';
        if (receiver === undefined || !isAttributeNode(member) && !isEnd) {
            return this.named(member, name, place);
        }
        const operand = memberOperand(this.context, receiver, name, place, node.$cstNode?.text ?? name);
        const shape = receiver.kind === 'columns' ? receiver.row?.byName.get(name) : undefined;
        return shape ? this.typed(shape, operand) : operand;
    }

    /** Undefined for a schema or an enumeration: what stands behind the dot means itself. */
    private operandOrNamespace(node: ast.Expression): Operand | undefined {
        const target = node.$type === 'NameExpression' ? node.target?.ref
            : node.$type === 'MemberAccess' ? node.member?.ref
                : undefined;
        return target?.$type === 'Schema' || target?.$type === 'Enum' ? undefined : this.operand(node);
    }

    private session(node: ast.SessionExpression): Operand {
        const variable = node.variable?.ref;
        if (!variable) {
            return unresolved(`session.${node.variable?.$refText ?? ''}`, this.place(node));
        }
        return {
            kind: 'session', variable: this.context.id(variable), setting: variable.setting ?? '', required: variable.required,
            type: typeOf(this.context, variable.type), place: this.place(node),
        };
    }

    /** `a + b + c` is a tree as deep as it is long, to the left: it is taken apart in a loop. */
    private chain(node: ast.Arithmetic | ast.Disjunction): Operand {
        const spine: (ast.Arithmetic | ast.Disjunction)[] = [];
        let left: ast.Expression = node;
        while (left?.$type === 'Arithmetic' || left?.$type === 'Disjunction') {
            spine.push(left);
            left = left.left;
        }
        let bound = this.value(left, node);
        for (let i = spine.length - 1; i >= 0; i--) {
            const { operator, right: rightNode } = spine[i]!;
            const right = this.value(rightNode, node);
            const type = operator === 'and' || operator === 'or' ? primitive('boolean')
                : arithmeticType(operator, bound.type, right.type, this.context.types) ?? unknownType;
            bound = { kind: 'binary', operator, left: bound, right, type, place: new PlaceBetween(bound.place, right.place) };
        }
        return bound;
    }

    private comparison(node: ast.Comparison | ast.DistinctTest): Expression {
        const how = node.$type === 'Comparison'
            ? { kind: 'binary', operator: node.operator } as const
            : { kind: 'distinct', negated: node.negated } as const;
        return comparisonOf(this.context, how, this.present(node.left, node), this.present(node.right, node), this.place(node), node.$cstNode?.text ?? '');
    }

    private caseOf(node: ast.CaseExpression): Expression {
        const branches = node.branches.map(branch => ({ condition: this.value(branch.condition, node), result: this.value(branch.result, node) }));
        const otherwise = node.otherwise && this.value(node.otherwise, node);
        const results = branches.map(({ result }) => result.type);
        const type = commonType(otherwise ? [...results, otherwise.type] : results, this.context.types) ?? unknownType;
        return {
            kind: 'case', ...node.subject ? { subject: this.value(node.subject, node) } : {}, branches, ...otherwise ? { otherwise } : {},
            type, place: this.place(node),
        };
    }

    private call(node: ast.Call): Expression {
        const callee: ast.Expression | undefined = node.callee;
        const reference = callee?.$type === 'NameExpression' ? callee.target
            : callee?.$type === 'MemberAccess' ? callee.member
                : undefined;
        const routine = reference?.ref;
        const place = this.place(node);
        if (routine?.$type !== 'Routine') {
            return unresolved(node.$cstNode?.text ?? '', place);
        }
        const given: Expression[] = [];
        for (const argument of node.arguments) {
            const operand = this.operand(argument);
            // A composite reference is several arguments; a row is one.
            given.push(...operand.kind === 'columns' && !operand.row ? columnsIn(this.context, operand) : [valueOf(operand)]);
        }
        const withinGroup = this.order(node.withinGroup);
        const resolved = this.context.signatures.resolve(routine, given.map(({ type }) => type), withinGroup[0]?.expression.type, this.context.types);
        const builtin = AstUtils.getDocument(resolved.routine).uri.scheme === preludeScheme;
        const { window } = node;
        const call: CallExpression = {
            kind: 'call',
            routine: this.context.id(resolved.routine),
            physicalName: builtin ? { name: resolved.routine.name } : this.context.physicalName(resolved.routine, resolved.routine.physicalName),
            builtin, arguments: given, star: node.star, distinct: node.distinct, order: this.order(node.order), withinGroup,
            ...node.filter ? { filter: this.value(node.filter, node) } : {},
            ...window ? { window: {
                partition: window.partition.flatMap(expression => columnsIn(this.context, this.operand(expression))),
                order: this.order(window.order),
            } } : {},
            ...resolved.mismatch ? { mismatch: resolved.mismatch } : {},
        };
        return { ...call, type: resolved.type, place };
    }
}

function elementType(type: Type): Type {
    return type.kind === 'array' ? type.element : type.kind === 'primitive' && type.name === 'json' ? type : unknownType;
}
