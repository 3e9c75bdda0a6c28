import type { Piece } from './pieces.ts';

/** Before these never a space. */
const closers: ReadonlySet<string> = new Set([',', ')', ']', '.', ':', '?']);

/** After these never a space. */
const openers: ReadonlySet<string> = new Set(['(', '[', '.', '@']);

/** Rules whose parenthesis holds the arguments of the name before it. Elsewhere it stands on its own. */
const callLike: ReadonlySet<string> = new Set([
    'AccessPattern', 'Annotation', 'AnnotationDeclaration', 'Flow', 'IndexElement', 'NativeType', 'PrimitiveType', 'Routine', 'RoutineUse', 'TypeUse',
]);

/** Rules in which a minus is a part of the number, or belongs to the operand after it. */
const signed: ReadonlySet<string> = new Set(['NumberText', 'Operand', 'OptionValue', 'SignedInteger', 'SignedNumber']);

/** Rules in which `/`, `%` and a magnitude belong to the number before them: 10%/year, 900/min, 2M. */
const rates: ReadonlySet<string> = new Set(['AccessPattern', 'VolumeLine', 'Quantity']);

/** How many spaces stand between two pieces of a line that are in no columns. */
export function spacesBetween(left: Piece, right: Piece): number {
    if (right.comment === 'line') {
        return 2;
    }
    if (right.comment !== undefined || left.comment !== undefined) {
        return isBracket(left, '(', '[') || isBracket(right, ')', ']', ',') ? 0 : 1;
    }
    return isTightAfter(left, right) || isTightBefore(left, right) ? 0 : 1;
}

function isBracket({ role }: Piece, ...signs: readonly string[]): boolean {
    return role.keyword !== undefined && signs.includes(role.keyword);
}

function isTightAfter({ role }: Piece, right: Piece): boolean {
    const { keyword, rule } = role;
    if (keyword === undefined || role.operator) {
        return false;
    }
    if (keyword === ',') {
        // decimal(15,2), but Order(id, placedAt)
        return rule === 'TypeUse' && right.role.rule === 'SignedNumber';
    }
    return openers.has(keyword) || (keyword === '-' || keyword === '+') && signed.has(rule) || keyword === '/' && rates.has(rule);
}

function isTightBefore(left: Piece, { role }: Piece): boolean {
    const { keyword, rule } = role;
    if (keyword === undefined || role.operator) {
        return false;
    }
    switch (keyword) {
        case '(':
            // After what is called; not where a parenthesis begins an operand or belongs to a word.
            return role.postfix || callLike.has(rule) || left.role.keyword === 'cast' && left.role.rule === rule;
        case '[':
            return role.postfix || rule === 'ArrayDimension';
        case '/':
        case '%':
            return rates.has(rule);
        case 'k':
        case 'M':
        case 'B':
            return rule === 'Quantity';
        default:
            return closers.has(keyword);
    }
}
