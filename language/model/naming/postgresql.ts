/** NAMEDATALEN - 1: bytes that PostgreSQL keeps of a name. */
export const longestName = 63;

const encoder = new TextEncoder();

// Nearly all names are ASCII, where bytes and code units are the same.
// oxlint-disable-next-line no-control-regex
const ascii = /^[\u0000-\u007f]*$/;

export function byteLength(text: string): number {
    return ascii.test(text) ? text.length : encoder.encode(text).length;
}

/** The longest start of the text that takes no more than so many bytes, never half a character. */
export function clip(text: string, bytes: number): string {
    if (ascii.test(text)) {
        return text.slice(0, bytes);
    }
    let length = 0;
    let end = 0;
    for (const character of text) {
        length += encoder.encode(character).length;
        if (length > bytes) {
            break;
        }
        end += character.length;
    }
    return text.slice(0, end);
}

/**
 * The name that PostgreSQL makes of up to three parts: the longer of the first two is shortened until all fits, the
 * label never (`makeObjectName` in src/backend/commands/indexcmds.c).
 */
export function makeObjectName(first: string, second: string | undefined, label: string | undefined): string {
    const whole = first + (second === undefined ? '' : `_${second}`) + (label === undefined ? '' : `_${label}`);
    if (whole.length <= longestName && ascii.test(whole)) {
        return whole;
    }
    let firstBytes = byteLength(first);
    let secondBytes = second === undefined ? 0 : byteLength(second);
    const available = longestName - (second === undefined ? 0 : 1) - (label === undefined ? 0 : byteLength(label) + 1);
    while (firstBytes + secondBytes > available && firstBytes + secondBytes > 0) {
        if (firstBytes > secondBytes) {
            firstBytes--;
        } else {
            secondBytes--;
        }
    }
    let name = clip(first, firstBytes);
    if (second !== undefined) {
        name += `_${clip(second, secondBytes)}`;
    }
    return label === undefined ? name : `${name}_${label}`;
}

/** Columns as they stand in a generated name; it stops growing at 64 bytes (`ChooseIndexNameAddition`, same file). */
export function columnsInName(columns: readonly string[]): string {
    if (columns.length === 1) {
        return columns[0]!;
    }
    let text = '';
    for (const column of columns) {
        text += text === '' ? column : `_${column}`;
        if (byteLength(text) > longestName) {
            break;
        }
    }
    return text;
}

/** The names of an index's columns, of which a repeated one gets a number (`ChooseIndexColumnNames`, same file). */
export function indexColumnNames(columns: readonly string[]): readonly string[] {
    const names: string[] = [];
    for (const column of columns) {
        let name = column;
        for (let i = 1; names.includes(name); i++) {
            name = clip(column, longestName - String(i).length) + String(i);
        }
        names.push(name);
    }
    return names;
}
