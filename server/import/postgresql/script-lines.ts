/** Which line an offset is in. */
export class ScriptLines {
    readonly #starts: number[] = [0];

    constructor(script: string) {
        for (let at = script.indexOf('\n'); at >= 0; at = script.indexOf('\n', at + 1)) {
            this.#starts.push(at + 1);
        }
    }

    /** 1-based. */
    lineAt(offset: number): number {
        let low = 0;
        let high = this.#starts.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if ((this.#starts[middle] ?? 0) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
