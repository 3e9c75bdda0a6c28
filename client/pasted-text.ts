// What may stand before the word that tells. One step at a time: a single pattern for all of it tries every way to divide a
// line of dashes into comments, which for fifty of them takes minutes.
const beforeScript = /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y;
const beforeDiagram = /\s+|%%[^\n]*/y;
const frontMatter = /\s*---\r?\n[\s\S]*?\n---\s/y;

const scriptBegins = /(?:create|alter|set|begin|start|drop|comment\s+on|select\s+pg_catalog)\b/iy;
const diagramBegins = /(?:(?:`{3,}|~{3,})\s*mermaid|erDiagram)\b/iy;
const makesSomething = /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+|temp(?:orary)?\s+)?(?:table|type|domain|(?:materialized\s+)?view)\b/i;

/** Worth a question to the server: it begins as only a diagram or a script does, not as a model that has SQL in it. */
export function isConvertible(text: string): boolean {
    return beginsWith(diagramBegins, text, endOf(beforeDiagram, text, stepOver(frontMatter, text, 0)))
        || beginsWith(scriptBegins, text, endOf(beforeScript, text, 0)) && makesSomething.test(text);
}

function endOf(pattern: RegExp, text: string, start: number): number {
    let position = start;
    for (let next = stepOver(pattern, text, position); next > position; next = stepOver(pattern, text, position)) {
        position = next;
    }
    return position;
}

/** The offset behind what the pattern finds at a place, which is the place itself where it finds nothing. */
function stepOver(pattern: RegExp, text: string, start: number): number {
    return beginsWith(pattern, text, start) ? pattern.lastIndex : start;
}

function beginsWith(pattern: RegExp, text: string, start: number): boolean {
    pattern.lastIndex = start;
    return pattern.test(text);
}
