import type { LangiumDocument } from 'langium';
import { DocumentState, URI } from 'langium';
import type { CodeAction, CodeActionContext, CreateFile, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CodeActionTriggerKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { formatDocument } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { difference } from './source-actions.ts';
import { isRefused, refactoringsOf, Trial, type Offer, type Refactoring } from '../refactorings/index.ts';

/** Where an action was offered, for it to be found again when it is taken. */
interface Offered {
    readonly refactoring: { readonly uri: string; readonly range: Range; readonly title: string };
}

/**
 * Refactorings as actions of the editor. Each is tried on a copy of the model before it is given away: when the user
 * takes it, where the client asks for the edit then, and else when it is offered.
 */
export class RefactoringActions {
    private readonly services: ErdServices;
    private readonly trial: Trial;

    constructor(services: ErdServices) {
        this.services = services;
        this.trial = new Trial(services);
    }

    async of(document: LangiumDocument, range: Range, { triggerKind }: CodeActionContext, wants: (kind: string) => boolean): Promise<CodeAction[]> {
        const isAsked = triggerKind !== CodeActionTriggerKind.Automatic;
        if (!isAsked && !this.resolvesEdits) {
            return [];
        }
        const actions: CodeAction[] = [];
        for (const offer of refactoringsOf(document, range, this.services).filter(({ kind, ...rest }) => wants(kind) && this.isPossible(rest))) {
            const { title, kind } = offer;
            if (isRefused(offer)) {
                actions.push(...this.disabled(offer, offer.refused));
            } else if (this.resolvesEdits) {
                const data: Offered = { refactoring: { uri: document.uri.toString(), range, title } };
                actions.push({ title, kind, data });
            } else {
                const reason = await this.trial.reasonAgainst(offer, document);
                actions.push(...reason === undefined ? [{ title, kind, edit: this.editOf(offer, document) }] : this.disabled(offer, reason));
            }
        }
        return actions;
    }

    /** @throws ResponseError with the reason, where it turns out that it cannot be done */
    async resolve(action: CodeAction): Promise<CodeAction> {
        const offered = (action.data as Partial<Offered> | undefined)?.refactoring;
        if (!offered) {
            return action;
        }
        const uri = URI.parse(offered.uri);
        const { DocumentBuilder, LangiumDocuments } = this.services.shared.workspace;
        if (LangiumDocuments.hasDocument(uri)) {
            await DocumentBuilder.waitUntil(DocumentState.Linked, uri);
        }
        const document = LangiumDocuments.getDocument(uri);
        const refactoring = document && refactoringsOf(document, offered.range, this.services).find(({ title }) => title === offered.title);
        if (!refactoring || isRefused(refactoring)) {
            throw new ResponseError(LSPErrorCodes.RequestFailed, refactoring?.refused ?? 'The text is another by now.');
        }
        const reason = await this.trial.reasonAgainst(refactoring, document);
        if (reason !== undefined) {
            throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
        }
        return { ...action, edit: this.editOf(refactoring, document) };
    }

    private disabled({ title, kind }: Offer, reason: string): CodeAction[] {
        return this.capabilities?.disabledSupport ? [{ title, kind, disabled: { reason } }] : [];
    }

    private isPossible(offer: Partial<Refactoring>): boolean {
        return !offer.files || (this.services.shared.lsp.Session.capabilities.workspace?.workspaceEdit?.resourceOperations ?? []).includes('create');
    }

    private get capabilities() {
        return this.services.shared.lsp.Session.capabilities.textDocument?.codeAction;
    }

    private get resolvesEdits(): boolean {
        return this.capabilities?.dataSupport === true && this.capabilities.resolveSupport?.properties.includes('edit') === true;
    }

    private editOf({ edits, files = [] }: Refactoring, document: LangiumDocument): WorkspaceEdit {
        const byUri = Map.groupBy(edits, ({ uri = document.uri.toString() }) => uri);
        const changes = [...byUri].map(([uri, own]) => [uri, this.laidOut(uri, own.map(({ range, newText }): TextEdit => ({ range, newText })))] as const);
        if (!this.services.shared.lsp.Session.capabilities.workspace?.workspaceEdit?.documentChanges) {
            return { changes: Object.fromEntries(changes) };
        }
        const { TextDocuments } = this.services.shared.workspace;
        const start = { line: 0, character: 0 };
        const isLaidOut = formatDocument(document).length === 0;
        return {
            documentChanges: [
                ...files.flatMap(({ uri, text }): (CreateFile | TextDocumentEdit)[] => [
                    { kind: 'create', uri },
                    { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: isLaidOut ? this.formatted(uri, text) : text }] },
                ]),
                ...changes.map(([uri, own]): TextDocumentEdit => ({ textDocument: { uri, version: TextDocuments.get(uri)?.version ?? null }, edits: own })),
            ],
        };
    }

    /** What has its normal look keeps it; what has another stays as it is but for the refactoring. */
    private laidOut(uri: string, edits: TextEdit[]): TextEdit[] {
        const before = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        if (!before || formatDocument(before).length > 0) {
            return edits;
        }
        const text = TextDocument.applyEdits(TextDocument.create(uri, 'erd', 0, before.textDocument.getText()), edits);
        const formatted = this.formatted(uri, text);
        return formatted === text ? edits : [difference(before.textDocument, formatted)];
    }

    private formatted(uri: string, text: string): string {
        const document = this.services.shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse(uri));
        return TextDocument.applyEdits(TextDocument.create(uri, 'erd', 0, text), formatDocument(document));
    }
}
