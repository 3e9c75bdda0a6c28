/** Random choices that are the same for the same seed. */
export class Random {
    private state: number;

    constructor(seed: number) {
        this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
    }

    /** From 0 to 1, 1 excluded: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
    next(): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }

    /** A whole number from 0 to below `end`. */
    below(end: number): number {
        return Math.floor(this.next() * end);
    }

    chance(probability: number): boolean {
        return this.next() < probability;
    }

    pick<T>(choices: readonly T[]): T {
        return choices[this.below(choices.length)]!;
    }

    list<T>(maximum: number, make: () => T): T[] {
        return Array.from({ length: this.below(maximum + 1) }, make);
    }
}
