import type { LangiumDocument } from 'langium';
import type { TextEdit } from './index.ts';
import { type Item, type Piece, type Source, sourceOf } from './pieces.ts';

/** An import with the comments that belong to it. */
interface Entry {
    readonly path: string;
    /** From its comments to its end, or that of the comment behind it. */
    readonly text: string;
    readonly hasComments: boolean;
}

/**
 * What to change to have the imports in the order of their paths, and each once. A blank line or a comment that stands
 * alone divides them into sections, which are sorted on their own; an import with a comment is never left out.
 */
export function organizeImports(document: LangiumDocument): TextEdit[] {
    const source = sourceOf(document);
    const imports = source.root.items.filter(item => item.kind === 'Import');
    if (source.frozen.size > 0 && imports.some(item => source.frozen.has(source.pieces[item.first]!.line))) {
        return [];
    }
    const known = new Set<string>();
    return sections(source, imports).flatMap(section => {
        const start = source.pieces[section[0]!.from]!.start;
        const end = source.pieces[section.at(-1)!.to]!.end;
        const entries = section.map(({ item, from, to }) => entryOf(source, item, from, to));
        const sorted = entries
            .filter(({ path, hasComments }) => hasComments || !known.has(path) && known.add(path).size > 0)
            .sort((left, right) => left.path < right.path ? -1 : left.path > right.path ? 1 : 0);
        return replaceSection(document, source, start, end, sorted.map(({ text }) => text));
    });
}

interface Placed {
    readonly item: Item;
    /** Its first piece, comments above it included. */
    readonly from: number;
    /** Its last piece, a comment behind it included. */
    readonly to: number;
}

function sections({ pieces }: Source, imports: readonly Item[]): Placed[][] {
    const result: Placed[][] = [];
    for (const item of imports) {
        let from = item.first;
        while (from > 0 && isAbove(pieces, from - 1, from)) {
            from--;
        }
        const behind = pieces[item.last + 1];
        const to = behind?.comment !== undefined && behind.breaks === 0 ? item.last + 1 : item.last;
        const section = result.at(-1);
        if (section !== undefined && section.at(-1)!.to === from - 1 && pieces[from]!.breaks === 1) {
            section.push({ item, from, to });
        } else {
            result.push([{ item, from, to }]);
        }
    }
    return result;
}

/** Whether a comment stands right above a piece, on a line of its own. */
function isAbove(pieces: readonly Piece[], comment: number, piece: number): boolean {
    return pieces[comment]!.comment !== undefined && pieces[piece]!.breaks <= 1 && (comment === 0 || pieces[comment]!.breaks > 0);
}

function entryOf({ text, pieces }: Source, item: Item, from: number, to: number): Entry {
    const path = text.slice(pieces[item.last]!.start, pieces[item.last]!.end);
    return { path, text: text.slice(pieces[from]!.start, pieces[to]!.end), hasComments: from < item.first || to > item.last };
}

function replaceSection({ textDocument }: LangiumDocument, { text }: Source, start: number, end: number, entries: readonly string[]): TextEdit[] {
    const lineEnd = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
    const newText = entries.join(lineEnd);
    return newText === text.slice(start, end) ? [] : [{ range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }, newText }];
}
