/** Reads a text from left to right by regular expressions, and knows the line. */
export class Scanner {
    private readonly text: string;
    private readonly lineStarts: readonly number[];
    private readonly firstLine: number;
    private at = 0;

    /** `firstLine` is the 1-based line of the source in which `text` begins. */
    constructor(text: string, firstLine: number) {
        this.text = text;
        this.firstLine = firstLine;
        this.lineStarts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
    }

    get isAtEnd(): boolean {
        return this.at >= this.text.length;
    }

    get line(): number {
        let low = 0;
        let high = this.lineStarts.length - 1;
        while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            if (this.lineStarts[middle]! <= this.at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return this.firstLine + low;
    }

    /** What the sticky pattern finds here, which is then behind. */
    take(pattern: RegExp): RegExpExecArray | undefined {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text) ?? undefined;
        if (found) {
            this.at = pattern.lastIndex;
        }
        return found;
    }

    sees(pattern: RegExp): boolean {
        pattern.lastIndex = this.at;
        return pattern.test(this.text);
    }

    /** Blanks within the line. */
    skipBlanks(): void {
        this.take(/[ \t\r]*/y);
    }

    /** The rest of the line, without its comment and the line break. */
    restOfLine(): string {
        return this.take(/[^\n]*/y)![0].replace(/%%.*$/, '').trim();
    }
}
