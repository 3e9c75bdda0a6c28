import type { Cardinality } from '../../source/index.ts';

/** The end of a line at the entity on its left. */
export function leftFoot({ min, max }: Cardinality): string {
    return max === 1 ? min === 1 ? '||' : '|o' : min === 1 ? '}|' : '}o';
}

/** The end of a line at the entity on its right. */
export function rightFoot({ min, max }: Cardinality): string {
    return max === 1 ? min === 1 ? '||' : 'o|' : min === 1 ? '|{' : 'o{';
}
