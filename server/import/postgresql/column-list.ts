import type { SelectStmt } from 'libpg-query';
import { depthsOf } from './depths.ts';
import { quoted } from './identifiers.ts';
import { fieldsOf, isFailure, parseStatement } from './parser.ts';
import { StatementText } from './statement-text.ts';

/** The words that end a list of results, where they stand outside parentheses. */
const ENDS = new Set(['from', 'where', 'group', 'having', 'window', 'order', 'limit', 'offset', 'fetch', 'for']);

/**
 * The query of `CREATE VIEW name (a, b) AS query` with the names in the query itself: `SELECT x AS a, y AS b`. Undefined where the
 * query has no list of results that could be named one by one: `*`, VALUES.
 */
export function withColumnNames(sql: string, names: readonly string[]): string | undefined {
    if (names.length === 0) {
        return sql;
    }
    const results = resultsOf(sql);
    const source = new StatementText(sql);
    const { tokens } = source;
    const depths = depthsOf(tokens);
    const select = tokens.findIndex(({ kind, value }, index) => depths[index] === 0 && kind === 'word' && value === 'select');
    if (results === undefined || select < 0 || names.length > results.length) {
        return undefined;
    }
    const isEnd = (index: number) => {
        const token = tokens[index];
        return token === undefined || depths[index] === 0 && token.kind === 'word' && ENDS.has(token.value) && tokens[index - 1]?.value !== 'distinct'
            || ['union', 'intersect', 'except'].includes(token.value) && depths[index] === 0;
    };
    let named = sql.slice(0, tokens[select]!.end);
    let from = tokens[select]!.end;
    let column = 0;
    for (let index = select + 1; column < names.length; index++) {
        if (isEnd(index) || depths[index] === 0 && tokens[index]?.value === ',' && tokens[index]?.kind === 'symbol') {
            named += `${sql.slice(from, endOfExpression(results[column]!.name, index, source))} AS ${quoted(names[column]!)}`;
            from = tokens[index - 1]!.end;
            column++;
            if (isEnd(index)) {
                break;
            }
        }
    }
    named += sql.slice(from);
    const made = resultsOf(named);
    return made?.length === results.length && names.every((name, index) => made[index]?.name === name) ? named : undefined;
}

/** The end of what stands before an alias, or of all where there is none. */
function endOfExpression(alias: string | undefined, after: number, { tokens }: StatementText): number {
    if (alias === undefined) {
        return tokens[after - 1]!.end;
    }
    const hasAs = tokens[after - 2]?.kind === 'word' && tokens[after - 2]?.value === 'as';
    return tokens[after - (hasAs ? 3 : 2)]!.end;
}

function resultsOf(sql: string): readonly { readonly name?: string }[] | undefined {
    const parsed = parseStatement(sql);
    let select: SelectStmt | undefined = isFailure(parsed) ? undefined : fieldsOf(parsed, 'SelectStmt');
    while (select?.larg !== undefined) {
        select = select.larg;
    }
    const targets = select?.targetList?.flatMap(node => fieldsOf(node, 'ResTarget') ?? []);
    return targets?.some(({ val }) => fieldsOf(fieldsOf(val, 'ColumnRef')?.fields?.at(-1), 'A_Star') !== undefined) ? undefined : targets;
}
