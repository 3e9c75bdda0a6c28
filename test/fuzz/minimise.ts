/** Takes pieces out of a text for as long as it still fails, half of it first, single characters last; for so many milliseconds at most. */
export async function minimised(text: string, fails: (text: string) => Promise<boolean>, time: number): Promise<string> {
    let best = text;
    const end = performance.now() + time;
    for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
        for (let start = 0; start < best.length && performance.now() < end;) {
            const shorter = best.slice(0, start) + best.slice(start + size);
            if (await fails(shorter)) {
                best = shorter;
            } else {
                start += size;
            }
        }
    }
    return best;
}
