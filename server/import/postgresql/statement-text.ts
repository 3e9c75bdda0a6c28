import type { Node } from 'libpg-query';

/** The text of a statement and where things are in it. */
export class StatementText {
    readonly text: string;
    #offsets: Uint32Array | undefined;
    readonly #ascii: boolean;

    constructor(text: string) {
        this.text = text;
        this.#ascii = !/[\u0080-\uffff]/.test(text);
    }

    /** Of a `location` in the parse tree, which counts bytes of UTF-8. */
    offset(location: number): number {
        if (this.#ascii) {
            return location;
        }
        this.#offsets ??= offsetsOf(this.text);
        return this.#offsets[location] ?? this.text.length;
    }

    expression(_node: Node): string {
        return '';
    }
}

function offsetsOf(text: string): Uint32Array {
    const offsets = new Uint32Array(Buffer.byteLength(text) + 1);
    let byte = 0;
    let offset = 0;
    for (const character of text) {
        const length = Buffer.byteLength(character);
        offsets.fill(offset, byte, byte + length);
        byte += length;
        offset += character.length;
    }
    offsets[byte] = offset;
    return offsets;
}
