import type { Token } from './statement-text.ts';

/** How deep in parentheses and brackets each token stands; the signs themselves stand outside. */
export function depthsOf(tokens: readonly Token[]): readonly number[] {
    let depth = 0;
    return tokens.map(({ kind, value }) => {
        if (kind !== 'symbol') {
            return depth;
        }
        if (value === '(' || value === '[') {
            return depth++;
        }
        return value === ')' || value === ']' ? --depth : depth;
    });
}
