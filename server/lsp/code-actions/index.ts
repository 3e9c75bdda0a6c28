import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver';
import { CodeActionKind } from 'vscode-languageserver';
import { structuralFindings, type FindingEntry } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { ConversionActions } from './conversion-actions.ts';
import { Edits, fixesOf } from './quick-fixes.ts';
import { RefactoringActions } from './refactoring-actions.ts';
import { fixAll, organizedImports, safeCodes } from './source-actions.ts';

/** All that can safely be mended, for the editor to ask for when a file is saved. */
const fixAllKind = `${CodeActionKind.SourceFixAll}.erd`;

/** The kinds of actions that are offered, for the client to know beforehand. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, fixAllKind, CodeActionKind.SourceOrganizeImports, CodeActionKind.Refactor];

const registry: Readonly<Record<string, FindingEntry>> = structuralFindings;

/** Quick fixes of findings, the safe ones of a file at once, refactorings, and the order of imports. */
export class ErdCodeActionProvider implements CodeActionProvider {
    private readonly services: ErdServices;
    private readonly conversions: ConversionActions;
    private readonly refactorings: RefactoringActions;

    constructor(services: ErdServices) {
        this.services = services;
        this.conversions = new ConversionActions(services);
        this.refactorings = new RefactoringActions(services);
    }

    async getCodeActions(document: LangiumDocument, { context, range }: CodeActionParams): Promise<CodeAction[]> {
        const wants = (kind: string): boolean => !context.only || context.only.some(only => kind === only || kind.startsWith(`${only}.`));
        return [
            ...wants(CodeActionKind.QuickFix) ? context.diagnostics.flatMap(diagnostic => this.quickFixes(document, diagnostic)) : [],
            ...wants(CodeActionKind.QuickFix) ? this.fixesOfKind(document, context.diagnostics) : [],
            ...wants(CodeActionKind.QuickFix) ? this.conversions.of(document, context.diagnostics) : [],
            ...await this.refactorings.of(document, range, context, wants),
            ...context.only && wants(fixAllKind) ? this.fixAll(document) : [],
            ...context.only && wants(CodeActionKind.SourceOrganizeImports) ? this.organizeImports(document) : [],
        ];
    }

    /** @throws ResponseError with the reason, where it turns out that a refactoring cannot be done */
    async resolve(action: CodeAction): Promise<CodeAction> {
        return await this.conversions.resolve(action) ?? this.refactorings.resolve(action);
    }

    private quickFixes(document: LangiumDocument, diagnostic: Diagnostic): CodeAction[] {
        return fixesOf(document, diagnostic, this.services).map((fix, position) => {
            const edits = new Edits(document, this.services);
            edits.add(fix);
            return {
                title: fix.title, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], edit: edits.toWorkspaceEdit(),
                ...position === 0 && { isPreferred: true },
            };
        });
    }

    /** The same fault in other places of the file, mended with it. */
    private fixesOfKind(document: LangiumDocument, diagnostics: readonly Diagnostic[]): CodeAction[] {
        const codes = new Set(diagnostics.map(({ code }) => code).filter(code => typeof code === 'string'));
        return [...codes].flatMap(code => {
            const same = document.diagnostics?.filter(diagnostic => diagnostic.code === code) ?? [];
            const edits = same.length > 1 ? fixAll(document, this.services, diagnostic => diagnostic.code === code) : undefined;
            return edits && !edits.isEmpty ? [{
                title: `Fix all in this file: ${registry[code]?.title ?? code}`, kind: CodeActionKind.QuickFix,
                diagnostics: diagnostics.filter(diagnostic => diagnostic.code === code), edit: edits.toWorkspaceEdit(),
            }] : [];
        });
    }

    private fixAll(document: LangiumDocument): CodeAction[] {
        const edits = fixAll(document, this.services, ({ code }) => typeof code === 'string' && safeCodes.has(code));
        return edits.isEmpty ? [] : [{ title: 'Fix all that is safe to fix', kind: fixAllKind, edit: edits.toWorkspaceEdit() }];
    }

    private organizeImports(document: LangiumDocument): CodeAction[] {
        const edits = organizedImports(document, this.services);
        return edits.length === 0 ? [] : [{
            title: 'Organise imports', kind: CodeActionKind.SourceOrganizeImports, edit: { changes: { [document.uri.toString()]: edits } },
        }];
    }
}
