import type { AstNode, Cancellation, LangiumDocument, Mutable, ParseResult } from 'langium';
import { DefaultLangiumDocumentFactory } from 'langium';
import * as ast from '../generated/ast.ts';
import { reparse } from '../parser/index.ts';

/** Parses what has changed in a document, not all of it, where that is possible. */
export class ErdDocumentFactory extends DefaultLangiumDocumentFactory {
    override async update<T extends AstNode>(document: Mutable<LangiumDocument<T>>, cancelToken: Cancellation.CancellationToken): Promise<LangiumDocument<T>> {
        const previous: ParseResult = document.parseResult;
        const open = this.textDocuments?.get(document.uri);
        if (open && ast.isDocument(previous.value)) {
            const { parser } = this.serviceRegistry.getServices(document.uri);
            const result = reparse(parser.LangiumParser, previous as ParseResult<ast.Document>, open.getText());
            if (result) {
                (result.value as Mutable<AstNode>).$document = document;
                document.parseResult = result as unknown as ParseResult<T>;
            }
        }
        // What is left: the text document of the new version, and parsing where the text is not yet that of the tree.
        return super.update(document, cancelToken);
    }
}
