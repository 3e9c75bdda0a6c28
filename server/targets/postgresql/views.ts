import { isInnerQuery, sourcesOf, walk } from '../../../language/index.ts';
import type { Expression, Query, View } from '../../../language/index.ts';
import { concatenated, joined, madeFor, statement, type SqlText, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, withClause } from './engine-options.ts';
import { conditionLines, writeExpression, writeOrder, type ExpressionScope } from './expressions.ts';
import { identifier, qualified } from './identifiers.ts';
import { asOne, columnsByAlias, qualifierIn, writeSource, type WrittenSource } from './sources.ts';
import { engine, securityInvokerVersion } from './versions.ts';

const longestLine = 100;

export function createView(view: View, context: PostgresContext): Statement {
    const { options } = context;
    const name = qualified(view.physicalName);
    const entries = entriesOf(view.options)
        .filter(entry => entry.name !== 'tablespace' && (entry.name !== 'security_invoker' || context.version >= securityInvokerVersion));
    const tablespace = entriesOf(view.options).find(entry => entry.name === 'tablespace')?.value;
    const head = view.materialized
        ? `CREATE MATERIALIZED VIEW ${options.ifNotExists ? 'IF NOT EXISTS ' : ''}${name}`
        : `CREATE ${options.ifNotExists ? 'OR REPLACE ' : ''}VIEW ${name}`;
    const tail = view.materialized
        ? view.withData ? '' : '\nWITH NO DATA'
        : view.checkOption === undefined ? '' : `\nWITH ${view.checkOption.toUpperCase()} CHECK OPTION`;
    return statement({ id: view.id, place: view.place }, concatenated(
        head, withClause(entries), view.materialized && tablespace !== undefined ? ` TABLESPACE ${identifier(tablespace)}` : '', ' AS\n',
        view.query ? writeQuery(view, view.query, context) : (view.sql?.[engine] ?? '').trim().replace(/;$/, ''), tail,
    ));
}

function writeQuery(view: View, query: Query, context: PostgresContext): SqlText {
    const expressions = expressionsOf(view, query);
    const columns = columnsByAlias(expressions);
    const isQualified = needsQualifiers(query, expressions);
    const sources = new Map<string, WrittenSource>();
    const taken = new Set(sourcesOf(query).map(({ alias }) => alias));
    for (const source of sourcesOf(query)) {
        const written = writeSource(source, columns.get(source.alias) ?? new Set(), isQualified, taken, context.names, condition => writeExpression(condition, context));
        sources.set(source.alias, written);
        written.inherited.forEach(name => taken.add(name));
    }
    const scope: ExpressionScope = { ...context, taken, qualifier: qualifierIn(sources) };
    const place = (expression: Expression, text: string) => madeFor({ id: view.id, place: expression.place }, text);
    const clauses: SqlText[] = [
        concatenated(`SELECT${query.distinct ? ' DISTINCT' : ''}\n    `, joined(view.columns.map(column => selected(column, scope)), ',\n    ')),
        concatenated([`FROM ${sources.get(query.from.alias)!.text}`, ...sources.get(query.from.alias)!.joins].join('\n')),
        ...query.joins.map(({ kind, source, condition }) => concatenated(
            `${kind === 'inner' ? '' : `${kind.toUpperCase()} `}JOIN ${asOne(sources.get(source.alias)!)}`,
            ...condition ? [' ON ', place(condition, conditionLines(condition, scope, longestLine).join('\n    '))] : [],
        )),
        ...query.where ? [concatenated('WHERE ', place(query.where, conditionLines(query.where, scope, longestLine).join('\n    ')))] : [],
        ...query.grouping.length > 0
            ? [concatenated('GROUP BY ', joined(query.grouping.map(by => place(by, grouping(by, scope))), ', '))]
            : [],
        ...query.having ? [concatenated('HAVING ', place(query.having, conditionLines(query.having, scope, longestLine).join('\n    ')))] : [],
        ...query.order.length > 0 ? [concatenated(`ORDER BY ${writeOrder(query.order, scope)}`)] : [],
        ...query.limit === undefined ? [] : [concatenated(`LIMIT ${query.limit}`)],
    ];
    return joined(clauses, '\n');
}

/**
 * Columns of a single table under its own name need not say whose they are, unless its rows are used as a whole, ORDER BY
 * could take a column of the result for one of the table, or an inner query one of the table for its own.
 */
function needsQualifiers({ joins, order }: Query, expressions: readonly Expression[]): boolean {
    let isAsked = false;
    expressions.forEach(expression => walk(expression, part => {
        isAsked ||= part.kind === 'row' || isInnerQuery(part);
    }));
    return joins.length > 0 || order.length > 0 || isAsked;
}

function selected({ id, place, physicalName, expression }: View['columns'][number], scope: ExpressionScope): SqlText {
    if (!expression) {
        return madeFor({ id, place }, identifier(physicalName));
    }
    const isSameName = expression.kind === 'attribute' && expression.path.length === 0 && expression.column === physicalName;
    // Alone in a SELECT, the value of an enumeration would be just a text.
    const text = expression.kind === 'enum-value'
        ? writeExpression({ kind: 'cast', operand: expression, to: expression.type, type: expression.type, place: expression.place }, scope)
        : writeExpression(expression, scope);
    return madeFor({ id, place }, isSameName ? text : `${text} AS ${identifier(physicalName)}`);
}

/** A constant in GROUP BY would be the number of a column, or an error. */
function grouping(expression: Expression, scope: ExpressionScope): string {
    const text = writeExpression(expression, scope);
    return expression.kind === 'literal' ? `(${text})` : text;
}

function expressionsOf(view: View, query: Query): readonly Expression[] {
    return [
        ...view.columns.flatMap(column => column.expression ?? []),
        ...query.joins.flatMap(join => join.condition ?? []),
        ...query.where ? [query.where] : [],
        ...query.grouping,
        ...query.having ? [query.having] : [],
        ...query.order.map(by => by.expression),
    ];
}
