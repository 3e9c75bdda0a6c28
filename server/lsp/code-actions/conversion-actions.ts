import { Cancellation, type LangiumDocument } from 'langium';
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver';
import { CodeActionKind, DiagnosticSeverity } from 'vscode-languageserver';
import { convert } from '../commands/index.ts';
import type { ErdServices } from '../services.ts';
import { foreignPassages, type ForeignPassage } from './foreign-passages.ts';

interface Offered {
    readonly conversion: { readonly uri: string; readonly range: Range; readonly text: string };
}

/** Where a syntax error stands in SQL or in a diagram, the whole of that can be made part of the model. */
export class ConversionActions {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    /** The work is done when the user takes the action, and not offered to clients that cannot wait for it. */
    of({ uri, textDocument }: LangiumDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
        const errors = diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error);
        if (errors.length === 0 || !this.resolvesEdits) {
            return [];
        }
        return foreignPassages(textDocument.getText()).flatMap((passage): CodeAction[] => {
            const range = rangeOf(passage, textDocument);
            const own = errors.filter(error => touches(error.range, passage, textDocument));
            if (own.length === 0) {
                return [];
            }
            const data: Offered = { conversion: { uri: uri.toString(), range, text: textDocument.getText(range) } };
            return [{ title: 'Convert to ERD', kind: CodeActionKind.QuickFix, diagnostics: own, isPreferred: true, data }];
        });
    }

    /** Undefined for an action that is none of these. */
    async resolve(action: CodeAction): Promise<CodeAction | undefined> {
        const offered = (action.data as Partial<Offered> | undefined)?.conversion;
        if (!offered) {
            return undefined;
        }
        const { uri, range, text } = offered;
        const converted = await convert({ uri, text }, this.services, Cancellation.CancellationToken.None);
        return { ...action, edit: { changes: { [uri]: [{ range, newText: converted.text.trimEnd() }] } } };
    }

    private get resolvesEdits(): boolean {
        const { codeAction } = this.services.shared.lsp.Session.capabilities.textDocument ?? {};
        return codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes('edit') === true;
    }
}

function rangeOf({ start, end }: ForeignPassage, document: LangiumDocument['textDocument']): Range {
    return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** An error may also stand at the last word before that which is not understood. */
function touches({ start, end }: Range, passage: ForeignPassage, document: LangiumDocument['textDocument']): boolean {
    const between = document.getText().slice(document.offsetAt(end), passage.start);
    return document.offsetAt(start) <= passage.end && between.trim() === '';
}
