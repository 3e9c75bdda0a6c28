import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { CstUtils, isCompositeCstNode, URI } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver';
import type { FindingData, FixableStructuralCode, Place } from '../../../language/index.ts';
import type { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';

/** What a quick fix would change. */
export interface Fix {
    readonly title: string;
    readonly edits: readonly FileEdit[];
}

/** A change in a document of the workspace; in the one that the finding is in, where none is named. */
export interface FileEdit extends TextEdit {
    readonly uri?: string;
}

type DataOf<C> = C extends keyof FindingData ? FindingData[C] : undefined;

/** Where a finding is, and what its check knew. */
export interface FixContext<C extends FixableStructuralCode> {
    readonly document: LangiumDocument<ast.Document>;
    readonly range: Range;
    readonly data: DataOf<C>;
    readonly services: ErdServices;
}

/** The fixes of a finding, the preferred one first; none where this case of it has none. */
export type QuickFix<C extends FixableStructuralCode> = (context: FixContext<C>) => readonly (Fix | undefined)[];

export type QuickFixes<C extends FixableStructuralCode = FixableStructuralCode> = { readonly [K in C]: QuickFix<K> };

interface At {
    readonly document: LangiumDocument;
    readonly range: Range;
}

/** The largest element of a type that begins where the finding does; where there is none, the nearest around it. */
export function nodeAt<N extends AstNode>({ document, range }: At, isWanted: (node: unknown) => node is N): N | undefined {
    const leaf = leafAt({ document, range });
    let found: N | undefined;
    for (let node: AstNode | undefined = leaf?.astNode; node; node = node.$container) {
        if (isWanted(node)) {
            if (!leaf || node.$cstNode?.offset !== leaf.offset) {
                return found ?? node;
            }
            found = node;
        }
    }
    return found;
}

/** The nearest element of a type around the finding. */
export function aroundAt<N extends AstNode>(at: At, isWanted: (node: unknown) => node is N): N | undefined {
    for (let node: AstNode | undefined = leafAt(at)?.astNode; node; node = node.$container) {
        if (isWanted(node)) {
            return node;
        }
    }
    return undefined;
}

/** The outermost element that is just what the finding is about. */
export function exactlyAt(at: At): AstNode | undefined {
    const leaf = leafAt(at);
    const end = at.document.textDocument.offsetAt(at.range.end);
    let found: AstNode | undefined;
    for (let node: AstNode | undefined = leaf?.astNode; node?.$cstNode && node.$cstNode.offset === leaf!.offset && node.$cstNode.end <= end; node = node.$container) {
        found = node;
    }
    return found;
}

function leafAt({ document, range }: At): CstNode | undefined {
    const root = document.parseResult.value.$cstNode;
    return root && CstUtils.findLeafNodeAtOffset(root, document.textDocument.offsetAt(range.start));
}

/** An element of another place, with its document. */
export function nodeAtPlace<N extends AstNode>({ uri, range }: Place, services: ErdServices, isWanted: (node: unknown) => node is N): N | undefined {
    const document = services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
    return document && aroundAt({ document, range }, isWanted);
}

/** A keyword among an element's own tokens. */
export function keywordOf(node: AstNode, keyword: string): CstNode | undefined {
    return isCompositeCstNode(node.$cstNode) ? node.$cstNode.content.find(child => child.text === keyword) : undefined;
}
