import type { Item, Piece, Source } from './pieces.ts';

/**
 * Where a line may be broken, the lower the earlier. Per bracket that is open ten more, so that the outermost parts
 * come apart first.
 */
export const never = 0;
const clause = 1;
const disjunction = 2;
const conjunction = 3;
const element = 4;
const branch = 5;
const arithmetic = 6;
const perBracket = 10;

const brackets: Readonly<Record<string, number>> = { '(': 1, '[': 1, case: 1, ')': -1, ']': -1, end: -1 };

/** How a piece changes the number of open brackets. */
export function bracketOf({ role }: Piece): number {
    const { keyword, rule } = role;
    return keyword === undefined || (keyword === 'case' || keyword === 'end') && rule !== 'Operand' ? 0 : brackets[keyword] ?? 0;
}

export interface Break {
    /** Of the piece that would begin the next line. */
    readonly index: number;
    readonly rank: number;
    /** Whether all breaks of this rank are made when one is: the parts of a condition, the cases, the clauses of a query. */
    readonly together: boolean;
}

/** The places where the line of an item may be broken, in their order. */
export function breaksOf(source: Source, item: Item, end: number): readonly Break[] {
    const { pieces, text } = source;
    const breaks: Break[] = [];
    let depth = 0;
    for (let index = item.first; index <= end; index++) {
        const piece = pieces[index]!;
        const change = bracketOf(piece);
        depth += Math.min(change, 0);
        const rank = index === item.first || piece.comment !== undefined ? never : rankOf(text, piece, pieces[index - 1]!, depth);
        if (rank !== never) {
            breaks.push({
                index,
                rank: rank + perBracket * depth,
                together: rank === disjunction || rank === conjunction || rank === branch || isPartOf('Query', piece) || isPartOf('InnerQuery', piece),
            });
        }
        depth += Math.max(change, 0);
    }
    return breaks;
}

/** Whether the line goes from one part of a query to the next. */
export function isQueryPart(piece: Piece): boolean {
    return isPartOf('Query', piece);
}

function isPartOf(query: 'Query' | 'InnerQuery', { role, begins }: Piece): boolean {
    return role.rule === query && role.clause || begins.some(node => node.rule === query && node.feature === 'joins');
}

function rankOf(text: string, piece: Piece, previous: Piece, depth: number): number {
    const { role, begins } = piece;
    if (previous.role.keyword === ',') {
        return element;
    }
    if (role.operator) {
        return text.startsWith('or', piece.start) ? disjunction : text.startsWith('and', piece.start) ? conjunction : arithmetic;
    }
    if (role.keyword !== undefined && (role.keyword === 'when' && role.rule === 'CaseBranch' || (role.keyword === 'else' || role.keyword === 'end') && role.rule === 'Operand')) {
        return branch;
    }
    if (isPartOf('InnerQuery', piece)) {
        return clause;
    }
    return depth === 0 && (role.clause || begins.some(node => node.clause)) ? clause : never;
}
