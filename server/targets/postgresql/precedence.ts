/**
 * How tightly what is printed holds together, from loose to tight (manual, "Operator Precedence"). An operand whose
 * level is below what its place asks for goes into parentheses.
 */
export const Level = {
    Any: 0,
    Or: 1,
    And: 2,
    Not: 3,
    Is: 4,
    Comparison: 5,
    /** LIKE, BETWEEN, IN. */
    Range: 6,
    /** `||` and every operator without a place of its own in the manual's table. */
    Operator: 7,
    Sum: 8,
    Product: 9,
    Sign: 10,
    Cast: 11,
    Atom: 12,
} as const;

/** A printed expression. */
export interface Printed {
    readonly text: string;
    readonly level: number;
    /** A plain function call: it may be an index's element without parentheses. */
    readonly isCall?: boolean;
}

export function enclosed({ text, level }: Printed, least: number): string {
    return level < least ? `(${text})` : text;
}
