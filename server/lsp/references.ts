import type { AstNode, LangiumDocument } from 'langium';
import { URI, UriUtils } from 'langium';
import type { DocumentHighlightProvider, ReferencesProvider } from 'langium/lsp';
import type { DocumentHighlight, DocumentHighlightParams, Location, ReferenceParams } from 'vscode-languageserver';
import { DocumentHighlightKind } from 'vscode-languageserver';
import { importedUri } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { nameAt } from './syntax/cursor.ts';
import { locationOf, nameNodeOf, rootOf } from './syntax/elements.ts';

/** Everywhere that a name's element is used, in all files and in marked SQL; of an import, who else imports the file. */
export class ErdReferencesProvider implements ReferencesProvider {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    findReferences(document: LangiumDocument, { position, context }: ReferenceParams): Location[] {
        const found = nameAt(document, position);
        if (found?.kind === 'import') {
            return this.importsOf(importedUri(document, found.import.path));
        }
        return found?.target ? [...this.referencesTo(found.target, context.includeDeclaration), ...this.services.lsp.SqlUsages.usagesOf(found.target)] : [];
    }

    referencesTo(target: AstNode, includeDeclaration: boolean): Location[] {
        const references = this.services.references.References.findReferences(target, {})
            .map(({ sourceUri, segment }): Location => ({ uri: sourceUri.toString(), range: segment.range }))
            .toArray();
        return includeDeclaration && nameNodeOf(target) ? [locationOf(target), ...references] : references;
    }

    private importsOf(target: URI | undefined): Location[] {
        const locations: Location[] = [];
        for (const importer of this.services.shared.workspace.LangiumDocuments.all) {
            for (const node of rootOf(importer).imports) {
                if (target && node.$cstNode && UriUtils.equals(importedUri(importer, node.path), target)) {
                    locations.push({ uri: importer.uri.toString(), range: node.$cstNode.range });
                }
            }
        }
        return locations;
    }
}

/** Where the element under the cursor occurs in this document. */
export class ErdDocumentHighlightProvider implements DocumentHighlightProvider {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    getDocumentHighlight(document: LangiumDocument, { position }: DocumentHighlightParams): DocumentHighlight[] | undefined {
        const found = nameAt(document, position);
        if (!found || found.kind === 'import' || !found.target) {
            return undefined;
        }
        const { target } = found;
        const highlights = this.services.references.References.findReferences(target, { documentUri: document.uri })
            .map(({ segment }): DocumentHighlight => ({ range: segment.range, kind: DocumentHighlightKind.Read }))
            .toArray();
        const declared = locationOf(target);
        if (nameNodeOf(target) && UriUtils.equals(URI.parse(declared.uri), document.uri)) {
            highlights.unshift({ range: declared.range, kind: DocumentHighlightKind.Write });
        }
        return highlights;
    }
}
