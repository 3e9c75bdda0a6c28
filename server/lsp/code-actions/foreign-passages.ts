/** A part of a document that is written in another language, which can be converted. Offsets of its text. */
export interface ForeignPassage {
    readonly start: number;
    readonly end: number;
}

/** Marked SQL is where it belongs. */
const markedText = /"""(?:[^"\\]|\\.|"(?!""))*"""/g;
/** A line with which a declaration of the language goes on after the passage; `grant` begins one of SQL, too. */
const declaration = /^(?:import\s+"|(?:abstract\s+|external\s+|materialized\s+)?(?:model|schema|area|team|purpose|domain|type|enum|session|sequence|extension|mixin|entity|relationship|view|function|procedure|trigger|job|role|policy|annotate|annotation|flow|statement)\s+[\p{L}_`]|\/\/)/mu;
const diagram = /^[ \t]*(?:(?:`{3,}|~{3,})[ \t]*mermaid[^\n]*\n(?:\s|%%[^\n]*\n)*)?erDiagram\b/m;
const fenceEnd = /^[ \t]*(?:`{3,}|~{3,})[ \t]*$/m;
const script = /^[ \t]*(?:create\s+(?:or\s+replace\s+)?(?:unlogged\s+|temp(?:orary)?\s+)?(?:table|type|domain|schema|extension|(?:materialized\s+)?view|function|sequence)\b|alter\s+table\b|comment\s+on\b)/im;

/** Diagrams and scripts that stand in a document between its declarations. */
export function foreignPassages(text: string): ForeignPassage[] {
    const masked = text.replace(markedText, block => ' '.repeat(block.length));
    const passages: ForeignPassage[] = [];
    for (let from = 0; from < masked.length;) {
        const rest = masked.slice(from);
        const found = [diagram.exec(rest), script.exec(rest)].filter(match => match !== null).toSorted((a, b) => a.index - b.index)[0];
        if (!found) {
            break;
        }
        const start = from + found.index;
        const after = start + found[0].length;
        const isFenced = /^[ \t]*[`~]/.test(found[0]);
        const end = isFenced ? endOf(fenceEnd, masked, after) : startOf(declaration, masked, after);
        passages.push({ start: start + /^[ \t]*/.exec(found[0])![0].length, end: start + masked.slice(start, end).trimEnd().length });
        from = end;
    }
    return passages;
}

function startOf(pattern: RegExp, text: string, from: number): number {
    const match = pattern.exec(text.slice(from));
    return match ? from + match.index : text.length;
}

function endOf(pattern: RegExp, text: string, from: number): number {
    const match = pattern.exec(text.slice(from));
    return match ? from + match.index + match[0].length : text.length;
}
