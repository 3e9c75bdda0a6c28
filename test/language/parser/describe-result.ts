import assert from 'node:assert/strict';
import type { AstNode, CstNode, ParseResult } from 'langium';

/** Everything that a reader of the trees could see, positions included. */
export function describeResult(result: ParseResult): unknown {
    return {
        tree: describeNode(result.value),
        leaves: leavesOf(result.value.$cstNode!),
        lexerErrors: result.lexerErrors.map(({ message, offset, line, column }) => ({ message: message.replace(/offset: \d+/, ''), offset, line, column })),
        parserErrors: result.parserErrors.map(({ message, token }) => ({ message, offset: token.startOffset, line: token.startLine })),
    };
}

function describeNode(node: AstNode): unknown {
    const described: Record<string, unknown> = { at: node.$cstNode && [node.$cstNode.offset, node.$cstNode.end, node.$cstNode.range], $type: node.$type };
    for (const [key, value] of Object.entries(node)) {
        if (!key.startsWith('$') && value !== undefined) {
            described[key] = Array.isArray(value) ? value.map(item => describeValue(item, node)) : describeValue(value, node);
        }
    }
    return described;
}

function describeValue(value: unknown, container: AstNode): unknown {
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    if ('$refText' in value) {
        return `-> ${String(value.$refText)}`;
    }
    assert.equal((value as AstNode).$container, container, 'a node knows its container');
    return describeNode(value as AstNode);
}

function leavesOf(node: CstNode): unknown[] {
    if ('content' in node) {
        return (node.content as CstNode[]).flatMap(child => {
            assert.equal(child.container, node);
            return leavesOf(child);
        });
    }
    return [[node.offset, node.end, node.range, node.hidden, node.text]];
}
