import { CodeActionKind, commands, Range, TextDocumentSaveReason, workspace, type CodeAction, type Disposable, type TextDocument, type TextEdit } from 'vscode';

const fixAllKind = CodeActionKind.SourceFixAll.append('erd');

/**
 * Mends what is always safe to mend when a person saves a model, where the setting `erd.fixOnSave` is on. Not when the editor
 * saves by itself: it would take an import away before anything of it is used.
 */
export function registerFixOnSave(): Disposable {
    return workspace.onWillSaveTextDocument(({ document, reason, waitUntil }) => {
        const isAsked = document.languageId === 'erd' && reason === TextDocumentSaveReason.Manual;
        if (isAsked && workspace.getConfiguration('erd', document).get('fixOnSave', false)) {
            waitUntil(safeFixes(document));
        }
    });
}

async function safeFixes(document: TextDocument): Promise<TextEdit[]> {
    const whole = document.validateRange(new Range(0, 0, document.lineCount, 0));
    const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, whole, fixAllKind.value);
    return actions.filter(({ kind }) => kind?.value === fixAllKind.value).flatMap(({ edit }) => edit?.get(document.uri) ?? []);
}
