/** The candidate that `word` was probably meant to be: at most a third of its letters differ, counting a swap of neighbours once. */
export function mostSimilar(word: string, candidates: Iterable<string>): string | undefined {
    const written = word.toLowerCase();
    let best: string | undefined;
    let limit = mistakesIn(written);
    for (const candidate of candidates) {
        const mistakes = distance(written, candidate.toLowerCase(), limit);
        if (mistakes <= limit) {
            best = candidate;
            limit = mistakes - 1;
        }
    }
    return best;
}

/** The names that somebody may have meant who wrote another one, the likeliest first; three at most. */
export function similarNames(name: string, candidates: Iterable<string>, limit = mistakesIn(name)): string[] {
    const written = name.toLowerCase();
    const found = new Map<string, number>();
    for (const candidate of candidates) {
        const mistakes = distance(written, candidate.toLowerCase(), limit);
        // A name of one letter is like any other.
        if (mistakes <= limit && mistakes < candidate.length && candidate !== name) {
            found.set(candidate, mistakes);
        }
    }
    return [...found].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).slice(0, 3).map(([candidate]) => candidate);
}

function mistakesIn(word: string): number {
    return Math.max(1, Math.floor(word.length / 3));
}

/**
 * Inserted, deleted, replaced and swapped letters between two words (Damerau's distance between neighbours, "optimal
 * string alignment"), or a number above `limit` where there are more: nearly all candidates are told apart after a few
 * letters.
 */
function distance(left: string, right: string, limit: number): number {
    if (Math.abs(left.length - right.length) > limit) {
        return limit + 1;
    }
    let beforePrevious: number[] = [];
    let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (let i = 1; i <= left.length; i++) {
        const row = [i];
        let least = i;
        for (let j = 1; j <= right.length; j++) {
            const replaced = previous[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
            let mistakes = Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1);
            if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
                mistakes = Math.min(mistakes, beforePrevious[j - 2]! + 1);
            }
            row.push(mistakes);
            least = Math.min(least, mistakes);
        }
        if (least > limit) {
            return limit + 1;
        }
        beforePrevious = previous;
        previous = row;
    }
    return previous[right.length]!;
}
