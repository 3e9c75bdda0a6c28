import type { Position } from 'vscode-languageserver';

/** Lines that hold `pattern`, `count` of them spread over the text: where something is asked for, and the character behind the match. */
export function placesOf(text: string, pattern: RegExp, count = 11): Position[] {
    const lines = text.split('\n');
    const matching: Position[] = [];
    lines.forEach((content, line) => {
        const match = pattern.exec(content);
        if (match) {
            matching.push({ line, character: match.index + match[0].length });
        }
    });
    return Array.from({ length: count }, (_, index) => matching[Math.floor((index + 0.5) / count * matching.length)]!);
}

/** Texts that differ by what is typed at each place, one after the other. */
export function* typedInto(text: string, places: readonly Position[], typed: string): Generator<string> {
    const lines = text.split('\n');
    for (const { line, character } of places) {
        const changed = lines.with(line, lines[line]!.slice(0, character) + typed + lines[line]!.slice(character));
        yield changed.join('\n');
    }
}
