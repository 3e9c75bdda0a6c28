/**
 * The number of single-character insertions, deletions, replacements and swaps of neighbours between two texts
 * (optimal string alignment, a restricted Damerau-Levenshtein distance), or a number above `limit` where there are
 * more: nearly all candidates are told apart after a few characters.
 */
export function distance(first: string, second: string, limit: number): number {
    if (Math.abs(first.length - second.length) > limit) {
        return limit + 1;
    }
    let twoBack: number[] = [];
    let previous = Array.from({ length: second.length + 1 }, (_, column) => column);
    for (let row = 1; row <= first.length; row++) {
        const current = [row];
        let best = row;
        for (let column = 1; column <= second.length; column++) {
            const same = first[row - 1] === second[column - 1];
            let cost = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (same ? 0 : 1));
            if (row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1]) {
                cost = Math.min(cost, twoBack[column - 2]! + 1);
            }
            current.push(cost);
            best = Math.min(best, cost);
        }
        if (best > limit) {
            return limit + 1;
        }
        twoBack = previous;
        previous = current;
    }
    return previous[second.length]!;
}

/**
 * The candidates that somebody may have meant who wrote `name`, the likeliest first: those that differ in case only,
 * then those within one mistake in three characters.
 */
export function similarNames(name: string, candidates: Iterable<string>, most = 3): string[] {
    const limit = Math.max(1, Math.floor(name.length / 3));
    const lower = name.toLowerCase();
    const found = new Map<string, number>();
    for (const candidate of candidates) {
        const mistakes = distance(lower, candidate.toLowerCase(), limit);
        if (mistakes <= limit && candidate !== name && mistakes < candidate.length) {
            found.set(candidate, mistakes);
        }
    }
    return [...found].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).slice(0, most).map(([candidate]) => candidate);
}
