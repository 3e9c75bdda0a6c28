import type { LangiumDocument } from 'langium';
import { GrammarUtils } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver';
import { importedUri } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { rootOf } from './syntax/elements.ts';

/** Links the paths of imports to the files, where these are in the workspace. */
export class ErdDocumentLinkProvider implements DocumentLinkProvider {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    getDocumentLinks(document: LangiumDocument): DocumentLink[] {
        const links: DocumentLink[] = [];
        for (const node of rootOf(document).imports) {
            const path = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
            const target = importedUri(document, node.path);
            if (path && target && this.services.shared.workspace.LangiumDocuments.hasDocument(target)) {
                const { start, end } = path.range;
                // Without the quotes.
                const range = { start: { ...start, character: start.character + 1 }, end: { ...end, character: end.character - 1 } };
                links.push({ range, target: target.toString() });
            }
        }
        return links;
    }
}
