import type { LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type { DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, FormattingOptions, TextEdit } from 'vscode-languageserver';
import { formatDocument, formatOnType, formatRange, type FormatOptions } from '../../language/index.ts';
import type { ErdServices } from './services.ts';

/** The formatter, with the editor's and the user's options. */
export class ErdFormatter implements Formatter {
    readonly formatOnTypeOptions: DocumentOnTypeFormattingOptions = { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] };
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    async formatDocument(document: LangiumDocument, { options }: DocumentFormattingParams): Promise<TextEdit[]> {
        return formatDocument(document, await this.optionsFor(document, options));
    }

    async formatDocumentRange(document: LangiumDocument, { range, options }: DocumentRangeFormattingParams): Promise<TextEdit[]> {
        return formatRange(document, range, await this.optionsFor(document, options));
    }

    async formatDocumentOnType(document: LangiumDocument, { position, ch, options }: DocumentOnTypeFormattingParams): Promise<TextEdit[]> {
        return formatOnType(document, position, ch, await this.optionsFor(document, options));
    }

    private async optionsFor(document: LangiumDocument, { tabSize, insertSpaces }: FormattingOptions): Promise<FormatOptions> {
        const { format } = await this.services.shared.lsp.Settings.of(document.uri.toString());
        return { tabSize, insertSpaces, align: format.align };
    }
}
