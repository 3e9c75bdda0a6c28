import { conditionsOf, sourcesOf } from '../../../language/index.ts';
import type { Expression, InnerQuery } from '../../../language/index.ts';
import type { ExpressionScope } from './expressions.ts';
import { identifier } from './identifiers.ts';
import { asOne, columnsByAlias, freeAlias, qualifierIn, writeSource, type WrittenSource } from './sources.ts';

/** In one line. */
export function writeInnerQuery(...query: Parameters<typeof innerQueryClauses>): string {
    return innerQueryClauses(...query).join(' ');
}

/**
 * The clauses of a SELECT with the rows that a condition asks about. PostgreSQL takes a bare name in it for a column of these rows first,
 * so that columns of the rows around it are always written with their table or alias.
 *
 * @param value what is selected of each row; absent where it only matters that there is one
 */
export function innerQueryClauses(
    rows: InnerQuery, value: Expression | undefined, scope: ExpressionScope, write: (expression: Expression, scope: ExpressionScope) => string,
): readonly string[] {
    const { from, joins, where } = rows;
    const columns = columnsByAlias([...conditionsOf(rows), ...value ? [value] : []]);
    const aliases = new Map(sourcesOf(rows).map(({ alias }) => [alias, alias === scope.row ? freeAlias(alias, scope.taken ?? new Set([alias])) : alias]));
    const taken = new Set([...scope.taken ?? [], ...scope.row === undefined ? [] : [scope.row], ...aliases.values()]);
    const sources = new Map<string, WrittenSource>();
    for (const { alias, relation } of sourcesOf(rows)) {
        sources.set(alias, writeSource({ alias: aliases.get(alias)!, relation }, columns.get(alias) ?? new Set(), true, taken, scope.names, condition => (
            write(condition, { names: scope.names, version: scope.version })
        )));
        sources.get(alias)!.inherited.forEach(name => taken.add(name));
    }
    const own = qualifierIn(sources);
    const inner: ExpressionScope = {
        ...scope,
        taken,
        aliases: new Map([...scope.aliases ?? [], ...aliases]),
        qualifier: attribute => {
            if (attribute.source !== undefined && sources.has(attribute.source)) {
                return own(attribute);
            }
            return scope.qualifier ? scope.qualifier(attribute) : scope.row === undefined ? undefined : identifier(scope.row);
        },
    };
    return [
        `SELECT ${value ? write(value, inner) : '1'}`,
        `FROM ${[sources.get(from.alias)!.text, ...sources.get(from.alias)!.joins].join(' ')}`,
        ...joins.map(({ kind, source, condition }) =>
            `${kind === 'inner' ? '' : `${kind.toUpperCase()} `}JOIN ${asOne(sources.get(source.alias)!)}${condition ? ` ON ${write(condition, inner)}` : ''}`),
        ...where ? [`WHERE ${write(where, inner)}`] : [],
    ];
}
