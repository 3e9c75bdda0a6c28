import type { AstNode, Cancellation, LangiumDocument, LangiumSharedCoreServices, Mutable, TextDocument, URI } from 'langium';
import { isOperationCancelled } from 'langium';
import { ErdDocumentFactory } from '../../../language/index.ts';
import { largestModelFile } from '../../workspace/index.ts';
import type { RefusedTexts } from './refused-texts.ts';

/** Documents of the editor: what is too large or no text is taken as empty, as it is when it is read from a file. */
export class EditorDocumentFactory extends ErdDocumentFactory {
    private readonly refused: RefusedTexts;

    constructor(services: LangiumSharedCoreServices, refused: RefusedTexts) {
        super(services);
        this.refused = refused;
    }

    override async update<T extends AstNode>(document: Mutable<LangiumDocument<T>>, cancelToken: Cancellation.CancellationToken): Promise<LangiumDocument<T>> {
        const open = this.textDocuments?.get(document.uri);
        if (open) {
            this.screen(document.uri, open);
        }
        if (open && this.refused.reasonFor(document.uri) !== undefined) {
            Object.defineProperty(document, 'textDocument', { value: open, configurable: true });
            return this.empty(document, cancelToken);
        }
        try {
            return await super.update(document, cancelToken);
        } catch (error) {
            if (isOperationCancelled(error)) {
                throw error;
            }
            this.refused.refuse(document.uri, `The file cannot be read as a model: ${(error as Error).message}`);
            return this.empty(document, cancelToken);
        }
    }

    private async empty<T extends AstNode>(document: Mutable<LangiumDocument<T>>, cancelToken: Cancellation.CancellationToken): Promise<LangiumDocument<T>> {
        document.parseResult = await this.parseAsync(document.uri, '', cancelToken);
        (document.parseResult.value as Mutable<AstNode>).$document = document;
        return document;
    }

    private screen(uri: URI, document: TextDocument): void {
        const text = document.getText();
        const zero = text.indexOf('\0');
        if (text.length > largestModelFile) {
            this.refused.refuse(uri, `The text has ${Math.round(text.length / 1024 / 1024)} million characters; models of up to ${largestModelFile / 1024 / 1024} million are read. Split it and import the parts.`);
        } else if (zero >= 0) {
            this.refused.refuse(uri, `The file is no text: character ${zero} is NUL.`);
        } else {
            this.refused.accept(uri);
        }
    }
}
