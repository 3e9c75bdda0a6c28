import type { AstNode, CommentProvider, CstNode } from 'langium';

const mark = '///';

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
    let lineStart = startOfLine(text, node.offset);
    // What stands before the node in its own line is another element.
    if (afterBlanks(text, lineStart) < node.offset) {
        return undefined;
    }
    let lines: string[] | undefined;
    while (lineStart > 0) {
        const above = startOfLine(text, lineStart - 1);
        const start = afterBlanks(text, above);
        if (!text.startsWith(mark, start)) {
            break;
        }
        const content = text.slice(start + mark.length, lineStart).trimEnd();
        (lines ??= []).push(content.startsWith(' ') ? content.slice(1) : content);
        lineStart = above;
    }
    return lines?.reverse().join('\n');
}

function startOfLine(text: string, offset: number): number {
    return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

function afterBlanks(text: string, offset: number): number {
    let position = offset;
    while (text[position] === ' ' || text[position] === '\t') {
        position++;
    }
    return position;
}
