import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils, UriUtils } from 'langium';
import type { Position, TypeHierarchyItem } from 'vscode-languageserver';
import { SymbolTag } from 'vscode-languageserver';
import { nameAt } from './cursor.ts';
import { isDeprecated } from './deprecation.ts';
import { kindOf, nameOf, rangeOf, selectionRangeOf } from './elements.ts';
import { symbolKindOf } from './kinds.ts';

/** An element as the type and call hierarchies show it: both have the same items. */
export function itemOf(node: AstNode): TypeHierarchyItem {
    const { uri } = AstUtils.getDocument(node);
    return {
        name: nameOf(node) ?? '', kind: symbolKindOf(node), detail: `${kindOf(node)} in ${UriUtils.basename(uri)}`, uri: uri.toString(),
        range: rangeOf(node), selectionRange: selectionRangeOf(node),
        ...isDeprecated(node) && { tags: [SymbolTag.Deprecated] },
    };
}

/** The declaration whose name stands at a position. */
export function nodeOf(document: LangiumDocument, position: Position): AstNode | undefined {
    const found = nameAt(document, position);
    return found?.kind === 'declaration' ? found.target : undefined;
}
