import type { AstNode, CommentProvider, CstNode } from 'langium';

const documentationLine = /^[ \t]*\/\/\/ ?(.*)$/;

/** The documentation of a declaration: the `///` lines directly above it, without the slashes. */
export class DocumentationLines implements CommentProvider {
    getComment(node: AstNode): string | undefined {
        return documentationOf(node.$cstNode);
    }
}

/**
 * Reads the text above the node, not the tree: hidden tokens have no index by position, and most nodes have no
 * documentation, which one look at the line above tells.
 */
export function documentationOf(node: CstNode | undefined): string | undefined {
    if (!node) {
        return undefined;
    }
    const text = node.root.fullText;
    const lines: string[] = [];
    let lineStart = startOfLine(text, node.offset);
    // What stands before the node in its own line is another element.
    if (text.slice(lineStart, node.offset).trim() !== '') {
        return undefined;
    }
    while (lineStart > 0) {
        const above = startOfLine(text, lineStart - 1);
        const match = documentationLine.exec(text.slice(above, lineStart).replace(/\r?\n$/, ''));
        if (!match) {
            break;
        }
        lines.unshift(match[1]!.trimEnd());
        lineStart = above;
    }
    return lines.length > 0 ? lines.join('\n') : undefined;
}

function startOfLine(text: string, offset: number): number {
    return text.lastIndexOf('\n', offset - 1) + 1;
}
