import fc from 'fast-check';
import { annotations, expression, literal, options, orderElement, physicalName, sqlText, type } from './expressions.ts';
import { attribute, governanceLine, index, member, sequenceModifiers } from './members.ts';
import { block, declared, head, list, many, maybe, name, number, oneOf, parenthesized, path, qualified, seq, text, textBlock, type Tokens } from './tokens.ts';

const parameter = seq(maybe(oneOf('out', 'inout', 'variadic')), declared, type, maybe('=', oneOf(number, text)));
const parameters = parenthesized(maybe(list(parameter)));
const routineUse = seq(name, parenthesized(maybe(list(expression))));
const mixins = maybe('with', list(qualified));
const grantees = list(fc.constantFrom('appRole', 'public', 'reader').map((image): Tokens => [image]));

const modelLine = oneOf(
    seq('version', text),
    seq(head('targets', name), maybe('18'), many(seq(',', name, maybe('18')))),
    oneOf(head('schema', name), seq('schema', text)),
    seq(head('naming', name), maybe('plural')),
    seq('pattern', oneOf('index', seq('foreign', 'key')), text),
    head('compliance', list(name)),
);

const query = seq(
    head('from', qualified), 'c',
    many(seq(oneOf('left', 'inner', 'cross'), 'join', qualified, 'o', maybe('on', expression)), 2),
    maybe('where', expression), maybe('group', 'by', list(expression)), maybe('having', expression), maybe('order', 'by', list(orderElement)), maybe('limit', '10'),
);

const viewMember = oneOf(seq(declared, expression, physicalName, annotations), index);

const vocabulary = oneOf(
    seq(head('team', name), maybe(text), maybe('contact', text), annotations),
    seq(head('area', name), maybe(text), maybe('in', name), annotations),
    seq(head('purpose', name), maybe(text), maybe('basis', name), annotations),
    seq(head('domain', declared), type, maybe('=', literal), maybe('collate', text), many(seq('check', '(', expression, ')', maybe('message', text)), 1), maybe('inlined'), physicalName, annotations),
    seq(head('type', name), maybe('composite'), annotations, block(many(attribute))),
    seq(oneOf(head('enum', name), seq(head('enum', declared), type, maybe('lookup'))), physicalName, annotations, block(many(seq(name, maybe('=', literal), maybe(text), annotations), 5))),
    seq(head('session', declared), type, 'from', text, maybe('required'), annotations),
    seq(oneOf(head('sequence', name), seq(head('sequence', declared), type)), sequenceModifiers, maybe('owned', 'by', path), physicalName),
);

const structure = oneOf(
    seq(head('mixin', name), mixins, annotations, block(many(member, 4))),
    seq(oneOf(head('entity', name), seq('abstract', head('entity', name))), mixins, maybe('extends', qualified, maybe('is', literal)), physicalName, maybe('unlogged'), options, annotations, maybe(block(many(member, 6)))),
    seq(head('relationship', declared), path, oneOf('||--o{', '}o--o{', '|o..||', '}|--|{'), path, maybe(text, maybe('/', text)), maybe(oneOf('composition', 'aggregation')), maybe('identifying'), physicalName, annotations, maybe(block(many(member, 2)))),
    seq(head('rows', qualified), parenthesized(list(name)), block(many(parenthesized(list(expression)), 4))),
    seq(oneOf(head('view', name), seq('materialized', head('view', name))), physicalName, maybe('without', 'data'), maybe('check', 'option', 'local'), options, annotations, query, maybe(block(many(viewMember, 4)))),
    seq(head('view', name), sqlText, block(many(seq(head('column', declared), type, physicalName)))),
);

const behaviour = oneOf(
    seq(head('function', name), parameters, maybe('returns', oneOf(seq(maybe('setof'), type), seq('table', '(', list(parameter), ')'))), many(oneOf(seq('language', 'plpgsql'), 'stable', 'strict', seq('security', 'definer'), seq('cost', '100'), seq('set', 'search_path', '=', "'public'")), 3), physicalName, annotations, many(sqlText, 2)),
    seq(head('trigger', name), 'on', qualified, oneOf('before', seq('instead', 'of')), oneOf('insert', seq('update', 'of', list(name))), many(seq('or', 'delete'), 1), maybe('for', 'each', 'row'), maybe('when', '(', expression, ')'), oneOf(seq('execute', routineUse), sqlText), physicalName, annotations),
    seq(head('job', name), 'at', text, oneOf(seq('run', routineUse), sqlText), physicalName),
    seq(head('role', name), maybe('login'), maybe('inherits', list(name)), physicalName),
    seq('grant', list(seq(oneOf('select', 'update'), maybe(parenthesized(list(name))))), 'on', oneOf(path, head('schema', name), seq('future', 'tables', 'in', head('schema', name))), 'to', grantees, maybe('with', 'grant', 'option')),
    seq('revoke', 'all', 'on', path, 'from', grantees),
    seq(head('policy', name), 'on', qualified, oneOf('allow', 'restrict'), oneOf('all', 'select'), maybe('to', grantees), maybe('using', '(', expression, ')'), maybe('check', '(', expression, ')'), physicalName),
    seq(head('flow', path), '<-', list(path), maybe('via', name, maybe(parenthesized(list(name))))),
    seq('statement postgresql', maybe(oneOf('before', 'after'), path), oneOf(text, textBlock)),
    seq(head('annotation', name), maybe(parameters), 'on', list(oneOf('entity', 'attribute', 'any'))),
    seq(head('annotate', path), annotations, maybe(block(many(oneOf(governanceLine, seq(name, '@internal', annotations)), 4)))),
    seq(oneOf('extension "uuid-ossp"', 'extension pg_trgm'), maybe('in', name), maybe('version', text)),
);

const declaration = oneOf(vocabulary, structure, behaviour);

/** The tokens of a document that has no syntax errors, with everything that the grammar knows. What it names need not exist. */
export const documents: fc.Arbitrary<Tokens> = seq(
    many(seq('import', text), 3),
    maybe(head('model', name), annotations, block(many(modelLine, 5))),
    many(oneOf(declaration, declaration, declaration, seq(head('schema', name), maybe(text), physicalName, block(many(declaration)))), 6),
);

/** Tokens on one line, each a space apart. */
export function onOneLine(tokens: Tokens): string {
    return tokens.join(' ');
}

const closing = new Set([')', ']', ',', '?']);
const opening = new Set(['(', '[']);

/** What may stand between two tokens, or after the last. */
function between(left: string, right: string | undefined): fc.Arbitrary<string> {
    const tight = right !== undefined && (opening.has(left) || closing.has(right));
    return fc.oneof(
        { weight: 12, arbitrary: fc.constant(' ') },
        { weight: tight ? 8 : 0, arbitrary: fc.constant('') },
        { weight: 4, arbitrary: fc.constantFrom('\n', '\n  ', '\n    ', '\n\n', '\n\n\n\n', '  ', '\t', '   \n\t') },
        { weight: 1, arbitrary: fc.constantFrom(' // comment\n', '// glued\n', '\n// alone\n', '\n\n  // apart  \n\n', '\n  /// documentation\n', ' /* block */ ', '/**/', '\n/* alone */\n', '\n  /* two\n     lines */\n', ' /* two\nlines */ ') },
    );
}

/** The same tokens with white space and comments of any kind between them. */
export function written(tokens: Tokens): fc.Arbitrary<string> {
    const gaps = tokens.map((token, index) => between(token, tokens[index + 1]));
    // A slash right before a comment would begin another one.
    const separate = (token: string, gap: string): string => token.endsWith('/') && gap.startsWith('/') ? `${token} ${gap}` : token + gap;
    return fc.tuple(fc.constantFrom('', '\n\n', '// first\n', '\uFEFF'), ...gaps).map(([start, ...rest]) => start + tokens.map((token, index) => separate(token, rest[index]!)).join(''));
}

/** Documents without syntax errors, written in any way. */
export const models: fc.Arbitrary<string> = documents.chain(written);
