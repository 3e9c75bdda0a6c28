/** An `erDiagram`, and where it stands in the text that was given. */
export interface DiagramText {
    /** What follows the word `erDiagram`. */
    readonly text: string;
    /** 0-based, of the first line of `text`. */
    readonly line: number;
    /** From the front matter. */
    readonly title?: string;
}

export interface FoundDiagrams {
    readonly diagrams: readonly DiagramText[];
    /** Diagrams of another kind, such as `flowchart`. */
    readonly others: readonly { readonly kind: string; readonly line: number }[];
}

/** Fences of Markdown, with as many marks as one likes, and the containers of Azure DevOps. */
const opening = /^(?<indent>[ \t>]*)(?<fence>`{3,}|~{3,}|:{3,})[ \t]*\{?\.?mermaid\b.*$/i;

/** The diagrams of a Mermaid file, or of all Mermaid blocks of a Markdown file. */
export function findDiagrams(text: string): FoundDiagrams {
    const lines = text.split(/\r\n|\n|\r/);
    const blocks = blocksOf(lines) ?? [{ lines, line: 0 }];
    const diagrams: DiagramText[] = [];
    const others: FoundDiagrams['others'][number][] = [];
    for (const block of blocks) {
        const found = diagramOf(block);
        if (found && 'kind' in found) {
            others.push(found);
        } else if (found) {
            diagrams.push(found);
        }
    }
    return { diagrams, others };
}

interface Block {
    readonly lines: readonly string[];
    /** 0-based, of the first line. */
    readonly line: number;
}

/** Undefined where the text has no fences, and is a diagram itself. */
function blocksOf(lines: readonly string[]): Block[] | undefined {
    const blocks: Block[] = [];
    for (let at = 0; at < lines.length; at++) {
        const { indent, fence } = opening.exec(lines[at]!)?.groups ?? {};
        if (fence === undefined) {
            continue;
        }
        const closing = new RegExp(`^[ \\t>]*${fence[0]}{${fence.length},}[ \\t]*$`);
        const from = at + 1;
        while (at + 1 < lines.length && !closing.test(lines[at + 1]!)) {
            at++;
        }
        blocks.push({ line: from, lines: lines.slice(from, at + 1).map(line => line.startsWith(indent!) ? line.slice(indent!.length) : line.trimStart()) });
        at++;
    }
    return blocks.length > 0 ? blocks : undefined;
}

/** Of an empty block, nothing. */
function diagramOf({ lines, line }: Block): DiagramText | FoundDiagrams['others'][number] | undefined {
    const matter = frontMatter(lines);
    let at = matter.end;
    while (at < lines.length && (lines[at]!.trim() === '' || lines[at]!.trimStart().startsWith('%%'))) {
        at = afterDirective(lines, at);
    }
    const first = lines[at];
    if (first === undefined) {
        return undefined;
    }
    const [, before = '', kind = ''] = /^(\s*)([\w-]*)/.exec(first)!;
    if (kind.toLowerCase() !== 'erdiagram') {
        return { kind: kind === '' ? first.trim().slice(0, 20) : kind, line: line + at };
    }
    const rest = [first.slice(before.length + kind.length), ...lines.slice(at + 1)];
    return { text: rest.join('\n'), line: line + at, ...matter.title !== undefined && { title: matter.title } };
}

/** `%%{init: ...}%%` may go on for several lines; a comment has one. */
function afterDirective(lines: readonly string[], at: number): number {
    if (!/^\s*%%\{/.test(lines[at]!)) {
        return at + 1;
    }
    const end = lines.findIndex((line, index) => index >= at && line.includes('}%%'));
    return end === -1 ? at + 1 : end + 1;
}

/** The block between `---` and `---` at the beginning, of which only the title says something of the data. */
function frontMatter(lines: readonly string[]): { readonly end: number; readonly title?: string } {
    const start = lines.findIndex(line => line.trim() !== '');
    const end = lines[start]?.trim() === '---' ? lines.findIndex((line, index) => index > start && line.trim() === '---') : -1;
    if (end === -1) {
        return { end: 0 };
    }
    const title = lines.slice(start + 1, end).map(line => /^title:\s*(.+?)\s*$/.exec(line)?.[1]).find(found => found !== undefined);
    return { end: end + 1, ...title !== undefined && { title: title.replace(/^(["'])(.*)\1$/, '$2') } };
}
