import type { Notice, SourceExpression, SourceObject } from '../source/index.ts';
import { printName } from './identifiers.ts';

/**
 * Tells of the conditions that are kept as text only because PostgreSQL would print another one of what a person writes:
 * the model's words can replace them wherever the text of the catalog does not matter.
 */
export function nearNotices(objects: readonly SourceObject[]): readonly Notice[] {
    return objects.flatMap(object => object.kind !== 'table' ? [] : [
        ...object.checks.map(({ condition, line }) => ({ condition, line, construct: 'CHECK' })),
        ...object.indexes.map(({ predicate, line }) => ({ condition: predicate, line, construct: 'INDEX' })),
    ].flatMap(({ condition, line, construct }): Notice[] => isNear(condition) ? [{
        kind: 'text', construct, line, subject: printName(object.name),
        message: 'A list of texts is kept as pg_dump writes it: PostgreSQL prints `in (...)` in another way, though it means the same. A quick fix writes it in the model\'s words (ERD422).',
    }] : []));
}

function isNear(expression: SourceExpression | undefined): boolean {
    return expression?.near !== undefined;
}
