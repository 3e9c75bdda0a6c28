/** The candidate that `word` was probably meant to be: at most a third of its letters differ, counting a swap of neighbours once. */
export function mostSimilar(word: string, candidates: Iterable<string>): string | undefined {
    const written = word.toLowerCase();
    let best: string | undefined;
    let bestDistance = Math.floor(Math.max(written.length, 3) / 3) + 1;
    for (const candidate of candidates) {
        if (Math.abs(candidate.length - written.length) < bestDistance) {
            const distance = editDistance(written, candidate.toLowerCase());
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
    }
    return best;
}

/** Damerau's distance between neighbours ("optimal string alignment"): inserted, deleted, replaced and swapped letters. */
function editDistance(left: string, right: string): number {
    let beforePrevious: number[] = [];
    let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
    for (let i = 1; i <= left.length; i++) {
        const row = [i];
        for (let j = 1; j <= right.length; j++) {
            const replaced = previous[j - 1]! + (left[i - 1] === right[j - 1] ? 0 : 1);
            let distance = Math.min(replaced, previous[j]! + 1, row[j - 1]! + 1);
            if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
                distance = Math.min(distance, beforePrevious[j - 2]! + 1);
            }
            row.push(distance);
        }
        beforePrevious = previous;
        previous = row;
    }
    return previous[right.length]!;
}
