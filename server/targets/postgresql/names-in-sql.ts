const identifierPattern = String.raw`"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`;
const sqlToken = new RegExp(
    [
        String.raw`--[^\n]*`, String.raw`\/\*[\s\S]*?(?:\*\/|$)`, String.raw`'(?:[^']|'')*(?:'|$)`, String.raw`\$(\w*)\$[\s\S]*?(?:\$\1\$|$)`,
        String.raw`(${identifierPattern})(?:\s*\.\s*(${identifierPattern}))?`,
        // Some operators are names too. A comment or a sign of its own is none.
        String.raw`([+*\/<>=~!@#%^&|?\x60-]{2,})`,
    ].join('|'), 'g',
);

/** The names in a text of SQL, qualified ones with and without what stands behind the point. Comments and quoted texts are no names. */
export function namesIn(text: string): readonly string[] {
    const names: string[] = [];
    for (const [, , first, second, operator] of text.matchAll(sqlToken)) {
        if (operator !== undefined) {
            names.push(operator);
        }
        if (first !== undefined) {
            names.push(folded(first));
        }
        if (first !== undefined && second !== undefined) {
            names.push(`${folded(first)}.${folded(second)}`);
        }
    }
    return names;
}

function folded(name: string): string {
    return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name.toLowerCase();
}
