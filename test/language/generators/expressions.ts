import fc from 'fast-check';
import { declared, list, many, maybe, name, number, oneOf, parenthesized, path, seq, text, textBlock, type Tokens, value } from './tokens.ts';

const engine = fc.constantFrom('postgresql', 'mysql', 'sqlserver').map((image): Tokens => [image]);

/** sql postgresql "..." */
export const sqlText: fc.Arbitrary<Tokens> = seq('sql', engine, oneOf(text, textBlock));

export const literal: fc.Arbitrary<Tokens> = oneOf(number, seq('-', number), value, 'true', 'false', 'null');

/** A type: decimal(15,2)[]?, Order(id, placedAt), native(postgresql: "inet"). */
export const type: fc.Arbitrary<Tokens> = seq(
    oneOf(
        seq(fc.constantFrom('string', 'decimal', 'Order', 'sales.Order', 'range', 'timestamp').map((image): Tokens => [image]), maybe(parenthesized(list(oneOf(number, seq('-', '2'), name))))),
        seq('native', parenthesized(list(seq('postgresql:', text)))),
    ),
    many(seq('[', maybe('3'), ']'), 2),
    maybe('?'),
);

const { expression: expressionOfAnyKind } = fc.letrec<{ expression: Tokens; operand: Tokens }>(tie => {
    const expression = tie('expression');
    const operand = tie('operand');
    const ordered = list(seq(expression, maybe(oneOf('asc', 'desc')), maybe('nulls', oneOf('first', 'last'))), 2);
    const rows = seq(name, name, many(seq(maybe('left'), 'join', name, name, 'on', expression), 1), maybe('where', expression));
    const simple = oneOf(literal, path, seq('date', value), 'session.userRole');
    return {
        operand: fc.oneof(
            { maxDepth: 2, depthIdentifier: 'expression' },
            simple,
            seq('(', expression, ')'),
            seq(oneOf('-', '+'), operand),
            seq(name, parenthesized(maybe(maybe('distinct'), list(expression), maybe('order', 'by', ordered)))),
            seq('count', '(', '*', ')', maybe('filter', '(', 'where', expression, ')')),
            seq('rank', '(', ')', maybe('within', 'group', '(', 'order', 'by', ordered, ')'), maybe('over', '(', maybe('partition', 'by', list(expression)), maybe('order', 'by', ordered), ')')),
            seq('case', maybe(operand), 'when', expression, 'then', expression, many(seq('when', expression, 'then', expression), 1), maybe('else', expression), 'end'),
            seq('exists', '(', rows, ')'),
            seq('cast', '(', expression, 'as', type, ')'),
            seq('[', maybe(list(expression)), ']'),
            seq(name, '[', expression, ']'),
            seq(sqlText, many(sqlText, 1)),
        ),
        expression: fc.oneof(
            { maxDepth: 2, depthIdentifier: 'expression' },
            operand,
            seq(operand, oneOf('=', '<>', '<=', '>=', '<', '>'), operand),
            seq(operand, oneOf('+', '-', '*', '/', '||'), operand, many(seq('+', operand), 2)),
            seq(operand, 'is', maybe('not'), oneOf('null', 'true', 'unknown')),
            seq(operand, 'is', maybe('not'), 'distinct', 'from', operand),
            seq(operand, maybe('not'), 'between', operand, 'and', operand),
            seq(operand, maybe('not'), 'in', '(', list(expression, 8), ')'),
            seq(operand, maybe('not'), 'in', '(', expression, 'from', rows, ')'),
            seq(operand, maybe('not'), oneOf('like', 'ilike'), operand, maybe('escape', value)),
            seq('not', '(', expression, ')'),
            seq(seq('(', expression, ')'), many(seq(oneOf('and', 'or'), '(', expression, ')'), 5)),
        ),
    };
});

export const expression: fc.Arbitrary<Tokens> = expressionOfAnyKind;

export const orderElement: fc.Arbitrary<Tokens> = seq(path, maybe(oneOf('asc', 'desc')), maybe('nulls', oneOf('first', 'last')));

const argument = oneOf(seq(declared, oneOf(number, text)), text, number, name);

export const annotations: fc.Arbitrary<Tokens> = many(seq(fc.constantFrom('@pii', '@mask', '@was', '@allow').map((image): Tokens => [image]), maybe(parenthesized(maybe(list(argument))))), 2);

export const physicalName: fc.Arbitrary<Tokens> = maybe('as', text);

export const options: fc.Arbitrary<Tokens> = maybe('options', engine, parenthesized(list(seq(fc.constantFrom('fillfactor', 'toast.autovacuum_enabled').map((image): Tokens => [image]), maybe('=', oneOf(number, value, 'true', 'on'))))));
