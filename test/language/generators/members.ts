import fc from 'fast-check';
import { annotations, expression, options, orderElement, physicalName, type } from './expressions.ts';
import { block, declared, head, list, many, maybe, name, number, oneOf, parenthesized, path, seq, text, type Tokens } from './tokens.ts';

const constraintName = maybe('constraint', text);
const names = parenthesized(list(name));

const sequenceModifier = oneOf(seq(oneOf('start', 'increment', 'min', 'max', 'cache'), maybe('-'), number), 'cycle');
export const sequenceModifiers: fc.Arbitrary<Tokens> = many(sequenceModifier, 2);

const modifier = oneOf(
    seq('key', constraintName),
    seq('unique', constraintName, maybe('nulls', 'not', 'distinct')),
    seq('check', '(', expression, ')', constraintName, maybe('message', text)),
    seq('computed', '(', expression, ')', maybe(oneOf('stored', 'virtual'))),
    seq('identity', maybe(oneOf('always', seq('by', 'default'), 'serial')), maybe('(', sequenceModifier, ')'), maybe('sequence', text)),
    seq('on', 'update', '(', expression, ')'),
    seq('on', oneOf('delete', 'update'), oneOf('cascade', 'restrict', seq('no', 'action'), seq('set', 'null', maybe(names)), seq('set', 'default'))),
    seq('via', names),
    seq('during', name),
    seq('match', oneOf('full', 'simple', 'partial')),
    seq('foreign', 'key', 'constraint', text),
    seq('not', oneOf('enforced', 'valid')),
    'logical',
    seq('collate', text),
    seq('deferrable', maybe('initially', 'deferred')),
    seq('required', 'constraint', text),
    seq('as', oneOf(text, parenthesized(list(text)))),
);

export const attribute: fc.Arbitrary<Tokens> = seq(
    fc.oneof({ weight: 9, arbitrary: declared }, { weight: 1, arbitrary: head('override', declared) }),
    type, maybe('=', expression), many(modifier, 3), options, annotations,
);

const indexElements = parenthesized(list(seq(expression, maybe('ops', name, maybe('(', 'siglen', '=', '32', ')')), maybe(oneOf('asc', 'desc')), maybe('nulls', oneOf('first', 'last')))));
const include = maybe('include', names);
const timing = maybe('deferrable', maybe('initially', 'deferred'));

export const index: fc.Arbitrary<Tokens> = seq(
    oneOf('index', head('index', name)), indexElements,
    many(oneOf('unique', seq('using', name), seq('language', 'english'), seq('include', names), seq('where', expression), 'concurrently', seq('tablespace', text)), 3),
    physicalName, annotations,
);

const partitioning = seq(
    'partition', 'by',
    oneOf(
        seq('range', '(', orderElement, ')', 'every', '1', 'month', 'from', 'date', "'2025-01-01'", maybe('to', 'date', "'2026-01-01'"), maybe('named', text), maybe('default')),
        seq('hash', '(', list(name), ')', 'into', '4', maybe('named', text)),
        seq('list', '(', name, ')', block(many(oneOf(seq('north', 'in', '(', list(expression), ')', physicalName), seq('first', 'from', '(', 'minvalue', ')', 'to', '(', number, ')'), seq('second', 'modulus', '2', 'remainder', '0'), seq('rest', 'default', maybe('partition', 'by', 'hash', '(', name, ')', 'into', '2')))))),
    ),
);

const quantity = seq('2', maybe(oneOf('k', 'M', 'B')));

export const governanceLine: fc.Arbitrary<Tokens> = oneOf(
    seq(head('area', name), many(seq(',', name), 2)),
    head('owner', name),
    head('steward', name),
    seq(head('purpose', name), many(seq(',', name), 1)),
    seq('subject', maybe('via', path)),
    seq('retention', oneOf(seq('7', 'years'), 'unlimited'), maybe('after', name), maybe('then', oneOf('delete', seq('anonymize', names))), maybe('because', text)),
    seq('audit', list(oneOf('read', 'write', 'delete'))),
    seq('volume', quantity, maybe('growth', '10', '%', '/', 'year')),
    seq(head('access', name), parenthesized(maybe(list(oneOf(name, seq(declared, type))))), maybe(oneOf('insert', 'update')), quantity, '/', oneOf('min', 'hour'), maybe('where', expression), maybe('order', 'by', list(orderElement)), maybe('limit', '20')),
);

export const member: fc.Arbitrary<Tokens> = fc.oneof(
    { weight: 8, arbitrary: attribute },
    { weight: 2, arbitrary: index },
    { weight: 3, arbitrary: governanceLine },
    // A comment may not stand between the word and its parenthesis: they are one head.
    seq('key (', list(seq(name, maybe('without', 'overlaps'))), ')', include, timing, options, physicalName, annotations),
    seq('unique (', list(name), ')', include, maybe('nulls', 'not', 'distinct'), timing, physicalName, annotations),
    seq(head('check', declared), expression, maybe('message', text), maybe('no', 'inherit'), maybe('not', oneOf('valid', 'enforced')), physicalName, annotations),
    seq(oneOf('exclude', head('exclude', name)), parenthesized(list(seq(expression, 'with', '"&&"'))), maybe('using', 'gist'), maybe('where', expression), timing, physicalName),
    partitioning,
    seq(head('period', name), '(', name, ',', name, ')'),
    seq('history', 'system', physicalName),
    seq('subtypes', oneOf('joined', seq('single', 'table'), 'concrete'), maybe('by', name), maybe(oneOf('overlapping', 'exclusive')), maybe(oneOf('complete', 'partial'))),
    seq('row', 'security', maybe('forced')),
    seq(head('determines', name), many(seq(',', name), 1), '->', list(name)),
);
