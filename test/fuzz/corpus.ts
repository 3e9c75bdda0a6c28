import { globSync, readFileSync } from 'node:fs';

const longest = 12_000;

/** Models that mean something: the examples, those of the documentation, and what the fuzz run once found. */
export const corpus: readonly string[] = [
    ...globSync('{examples,test/fuzz/found}/**/*.erd').sort().map(file => readFileSync(file, 'utf8')).flatMap(parts),
    ...globSync('docs/**/*.md').sort().flatMap(file => [...readFileSync(file, 'utf8').matchAll(/^```erd\n([\s\S]*?)^```$/gm)].map(match => match[1]!)),
];

/** A long file in pieces, so that many fit into the time. */
function parts(text: string): string[] {
    if (text.length <= longest) {
        return [text];
    }
    const end = text.indexOf('\n}\n', longest / 2);
    return end < 0 ? [text] : [text.slice(0, end + 3), ...parts(text.slice(end + 3))];
}
