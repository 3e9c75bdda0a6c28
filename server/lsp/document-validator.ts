import type { Cancellation, LangiumDocument, ValidationOptions } from 'langium';
import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { FindingValidator } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import type { RefusedTexts } from './workspace/index.ts';

/** Shows what is found in documents of the editor. One that could not be read has one diagnostic, at its beginning. */
export class EditorDocumentValidator extends FindingValidator {
    private readonly refused: RefusedTexts;

    constructor(services: ErdServices) {
        super(() => services.checks.FindingProvider, services.checks.PageOf);
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
