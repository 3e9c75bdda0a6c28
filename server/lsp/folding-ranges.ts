import type { LangiumDocument } from 'langium';
import type { FoldingRangeProvider } from 'langium/lsp';
import type { FoldingRange } from 'vscode-languageserver';
import { FoldingRangeKind } from 'vscode-languageserver';

/** What braces cannot be counted in, braces, and lines that begin with an import. */
const token = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""(?:[^\\]|\\[\s\S])*?(?:"""|$)|"(?:\\[^\n]|[^"\\\n])*"?|'(?:[^'\n]|'')*'?|`[^`\n]*`?|[{}\n]|\bimport(?=\s+")/g;

interface Lines {
    readonly start: number;
    readonly end: number;
}

/** What can be folded: blocks, text blocks, comments, the imports, and regions marked by `// #region`. */
export class ErdFoldingRangeProvider implements FoldingRangeProvider {
    /** From the text alone: a half-typed line unfolds nothing. */
    getFoldingRanges(document: LangiumDocument): FoldingRange[] {
        const ranges: FoldingRange[] = [];
        const blocks: number[] = [];
        const regions: number[] = [];
        const add = (start: number, end: number, kind?: FoldingRangeKind): void => {
            if (start < end) {
                ranges.push({ startLine: start, endLine: end, ...kind !== undefined && { kind } });
            }
        };
        let imports: Lines | undefined;
        let comment: Lines | undefined;
        let line = 0;
        for (const { 0: text } of document.textDocument.getText().matchAll(token)) {
            if (text === '\n') {
                line++;
                continue;
            }
            const first = line;
            line += text.length > 2 ? countLines(text) : 0;
            if (text.startsWith('//')) {
                const region = /^\/\/\s*#?(end)?region\b/.exec(text);
                if (region) {
                    const start = region[1] ? regions.pop() : void regions.push(first);
                    add(start ?? first, first, FoldingRangeKind.Region);
                } else {
                    if (comment && comment.end < first - 1) {
                        add(comment.start, comment.end, FoldingRangeKind.Comment);
                        comment = undefined;
                    }
                    comment = { start: comment?.start ?? first, end: first };
                }
                continue;
            }
            if (comment) {
                add(comment.start, comment.end, FoldingRangeKind.Comment);
                comment = undefined;
            }
            if (text === '{') {
                blocks.push(first);
            } else if (text === '}') {
                // The closing brace stays visible, in a line of its own.
                add(blocks.pop() ?? first, first - 1);
            } else if (text === 'import') {
                imports = { start: imports?.start ?? first, end: first };
            } else if (text.startsWith('/*')) {
                add(first, line, FoldingRangeKind.Comment);
            } else {
                add(first, line - (text.startsWith('"""') ? 1 : 0));
            }
        }
        if (comment) {
            add(comment.start, comment.end, FoldingRangeKind.Comment);
        }
        if (imports) {
            add(imports.start, imports.end, FoldingRangeKind.Imports);
        }
        return ranges;
    }
}

function countLines(text: string): number {
    let lines = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
        lines++;
    }
    return lines;
}
