import type * as ast from '../../generated/ast.ts';
import type { Query, View, ViewColumn } from '../model.ts';
import { unknownType } from '../typing.ts';
import { engineOptions } from './annotations.ts';
import type { BuildContext } from './context.ts';
import { declared, element } from './elements.ts';
import { bind, bindColumns, bindOrder, rowsOf, sqlTexts, viewColumnExpression } from './expressions.ts';
import { indexOf } from './indexes.ts';
import type { RelationShape, Scope } from './shapes.ts';

export function viewOf(context: BuildContext, node: ast.View): View {
    const shape = context.shapes.of(node)!;
    const members = context.annotates.about(node)?.members;
    const columns: ViewColumn[] = [];
    for (const attribute of shape.attributes) {
        columns.push(viewColumnOf(context, shape, attribute.viewColumn!, members?.get(attribute.name)));
    }
    return {
        ...declared(context, node),
        physicalName: shape.table,
        materialized: node.materialized,
        withData: !node.noData,
        ...node.checkOption ? { checkOption: node.checkOption } : {},
        options: engineOptions(node.options),
        ...node.query ? { query: queryOf(context, node.query, shape.scope) } : { sql: sqlTexts(node.bodies) },
        columns,
        indexes: node.members.filter(member => member.$type === 'Index').map(index => indexOf(context, shape, index)),
    };
}

function viewColumnOf(context: BuildContext, shape: RelationShape, node: ast.ViewColumn, added: readonly ast.Annotation[] | undefined): ViewColumn {
    const column = { ...element(context, node, `${shape.id}.${node.name}`, shape.scope, [...context.annotates.about(node)?.annotations ?? [], ...added ?? []]),
        physicalName: shape.byName.get(node.name)!.columns![0]!.name };
    if (!node.expression) {
        return { ...column, type: shape.byName.get(node.name)?.type ?? unknownType };
    }
    const expression = viewColumnExpression(context, node);
    return { ...column, type: expression.type, expression };
}

function queryOf(context: BuildContext, node: ast.Query, scope: Scope): Query {
    return {
        ...rowsOf(context, node, scope),
        grouping: node.grouping.flatMap(expression => bindColumns(context, expression, scope, node)),
        ...node.having ? { having: bind(context, node.having, scope, node) } : {},
        distinct: node.distinct,
        order: bindOrder(context, node.order, scope),
        ...node.limit === undefined ? {} : { limit: Number(node.limit) },
    };
}
