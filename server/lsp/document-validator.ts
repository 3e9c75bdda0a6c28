import type { Cancellation, LangiumDocument } from 'langium';
import { DefaultDocumentValidator } from 'langium';
import type { ValidationOptions } from 'langium';
import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import type { ErdServices } from './services.ts';
import type { RefusedTexts } from './workspace/index.ts';

/** Validates documents of the editor. One that could not be read has one diagnostic, at its beginning. */
export class EditorDocumentValidator extends DefaultDocumentValidator {
    private readonly refused: RefusedTexts;

    constructor(services: ErdServices) {
        super(services);
        this.refused = services.shared.workspace.RefusedTexts;
    }

    override async validateDocument(document: LangiumDocument, options?: ValidationOptions, cancelToken?: Cancellation.CancellationToken): Promise<Diagnostic[]> {
        const message = this.refused.reasonFor(document.uri);
        if (message !== undefined) {
            const start = { line: 0, character: 0 };
            return [{ severity: DiagnosticSeverity.Error, range: { start, end: start }, message, source: 'erd' }];
        }
        return super.validateDocument(document, options, cancelToken);
    }
}
