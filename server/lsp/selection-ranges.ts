import type { CstNode, LangiumDocument } from 'langium';
import { CstUtils } from 'langium';
import type { Position, Range, SelectionRange } from 'vscode-languageserver';
import { documentationOf } from '../../language/index.ts';

/** The ranges around each position, from the word to the whole text: what expanding the selection goes through. */
export function selectionRanges(document: LangiumDocument, positions: readonly Position[]): SelectionRange[] {
    return positions.map(position => selectionRangeAt(document, position));
}

function selectionRangeAt(document: LangiumDocument, position: Position): SelectionRange {
    const { textDocument } = document;
    const ranges: Range[] = [{ start: textDocument.positionAt(0), end: textDocument.positionAt(textDocument.getText().length) }];
    const root = document.parseResult.value.$cstNode;
    const offset = textDocument.offsetAt(position);
    const leaf = root && (CstUtils.findLeafNodeAtOffset(root, offset) ?? (offset > 0 ? CstUtils.findLeafNodeAtOffset(root, offset - 1) : undefined));
    const around: Range[] = [];
    for (let node: CstNode | undefined = leaf; node && node !== root; node = node.container) {
        around.unshift(node.range);
        if (node === node.astNode.$cstNode && documentationOf(node)) {
            around.unshift({ start: startOfDocumentation(document, node), end: node.range.end });
        }
    }
    for (const range of around) {
        if (isLarger(ranges.at(-1)!, range)) {
            ranges.push(range);
        }
    }
    return ranges.reduce<SelectionRange | undefined>((parent, range) => ({ range, ...parent && { parent } }), undefined)!;
}

function startOfDocumentation({ textDocument }: LangiumDocument, node: CstNode): Position {
    let { line } = node.range.start;
    const textOf = (number: number): string => textDocument.getText({ start: { line: number, character: 0 }, end: { line: number + 1, character: 0 } });
    while (line > 0 && textOf(line - 1).trimStart().startsWith('///')) {
        line--;
    }
    return { line, character: textOf(line).length - textOf(line).trimStart().length };
}

function isLarger(outer: Range, inner: Range): boolean {
    return isBefore(outer.start, inner.start) || isBefore(inner.end, outer.end);
}

function isBefore(a: Position, b: Position): boolean {
    return a.line < b.line || (a.line === b.line && a.character < b.character);
}
