/** What takes two columns of a fixed-width font (Unicode Standard Annex 11, wide and fullwidth). */
const wide = /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;

/** What takes none: marks on the character before. */
const mark = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** The columns that a part of a text takes up to the end of its first line. */
export function widthOf(text: string, start: number, end: number): number {
    let width = 0;
    for (let offset = start; offset < end;) {
        const code = text.codePointAt(offset)!;
        if (code === 0x0a || code === 0x0d) {
            break;
        }
        const character = String.fromCodePoint(code);
        width += code < 0x300 ? 1 : mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
        offset += character.length;
    }
    return width;
}
