import type { Expression, InnerQuery, OrderBy } from '../../../language/model/index.ts';

/** An expression in one line, with all that it is bound to: columns with their source, enumeration values, routines. */
export function show(expression: Expression | undefined): string {
    switch (expression?.kind) {
        case undefined:
            return '';
        case 'literal':
            return expression.literal === 'string' ? `'${expression.value}'` : expression.value;
        case 'typed-literal':
            return `${expression.primitive} '${expression.value}'`;
        case 'attribute':
            return (expression.source === undefined ? '' : `${expression.source}.`) + expression.column;
        case 'value':
            return 'value';
        case 'row':
            return `row ${expression.source}`;
        case 'enum-value':
            return `${expression.enum}.${expression.name}`;
        case 'sequence':
            return `sequence ${expression.sequence}`;
        case 'session':
            return `session ${expression.setting}`;
        case 'parameter':
            return `:${expression.name}`;
        case 'unary':
            return `(${expression.operator} ${show(expression.operand)})`;
        case 'binary':
            return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
        case 'is':
            return `(${show(expression.operand)} is ${expression.negated ? 'not ' : ''}${expression.test})`;
        case 'distinct':
            return `(${show(expression.left)} is ${expression.negated ? 'not ' : ''}distinct from ${show(expression.right)})`;
        case 'between':
            return `(${show(expression.operand)} ${not(expression.negated)}between ${show(expression.low)} and ${show(expression.high)})`;
        case 'in':
            return `(${show(expression.operand)} ${not(expression.negated)}in (${expression.values.map(show).join(', ')}))`;
        case 'in rows':
            return `(${show(expression.operand)} ${not(expression.negated)}in (${show(expression.value)} from ${rows(expression.rows)}))`;
        case 'exists':
            return `exists (${rows(expression.rows)})`;
        case 'like':
            return `(${show(expression.operand)} ${not(expression.negated)}${expression.caseInsensitive ? 'ilike' : 'like'} ${show(expression.pattern)}`
                + `${expression.escape ? ` escape ${show(expression.escape)}` : ''})`;
        case 'case':
            return ['case', show(expression.subject), ...expression.branches.map(({ condition, result }) => `when ${show(condition)} then ${show(result)}`),
                expression.otherwise ? `else ${show(expression.otherwise)}` : '', 'end'].filter(Boolean).join(' ');
        case 'cast':
            return `cast(${show(expression.operand)})`;
        case 'call':
            return `${expression.routine}(${expression.star ? '*' : `${expression.distinct ? 'distinct ' : ''}${expression.arguments.map(show).join(', ')}`}`
                + `${ordered(' order by', expression.order)})${ordered(' within group', expression.withinGroup)}`
                + (expression.filter ? ` filter ${show(expression.filter)}` : '')
                + (expression.window ? ` over (${expression.window.partition.map(show).join(', ')}${ordered(' order by', expression.window.order)})` : '');
        case 'array':
            return `[${expression.elements.map(show).join(', ')}]`;
        case 'subscript':
            return `${show(expression.array)}[${show(expression.index)}]`;
        case 'sql':
            return `sql ${JSON.stringify(expression.texts)}`;
        case 'unresolved':
            return `unresolved ${expression.text}${expression.reason === undefined ? '' : ` (${expression.reason})`}`;
    }
}

function not(negated: boolean): string {
    return negated ? 'not ' : '';
}

function ordered(head: string, order: readonly OrderBy[]): string {
    return order.length === 0 ? '' : `${head} ${order.map(({ expression, descending }) => show(expression) + (descending ? ' desc' : '')).join(', ')}`;
}

function rows({ from, joins, where }: InnerQuery): string {
    return [
        `${from.relation} ${from.alias}`,
        ...joins.map(({ kind, source, condition }) => `${kind} join ${source.relation} ${source.alias}${condition ? ` on ${show(condition)}` : ''}`),
        ...where ? [`where ${show(where)}`] : [],
    ].join(' ');
}
