import { Uri, window } from 'vscode';

/** The document that a command is for: the one in its arguments, which was clicked, else the one in the active editor. */
export function modelResource([clicked]: readonly unknown[]): Uri | undefined {
    if (typeof clicked === 'string') {
        return Uri.parse(clicked);
    }
    if (clicked instanceof Uri) {
        return clicked;
    }
    const document = window.activeTextEditor?.document;
    if (document?.languageId === 'erd') {
        return document.uri;
    }
    void window.showErrorMessage('Open a model first, that is an .erd file.');
    return undefined;
}

/** What a caller of the command passes behind the resource. Menus pass things of their own there. */
export function optionsIn<Options extends object>([, given]: readonly unknown[]): Partial<Options> {
    return typeof given === 'object' && given !== null ? given : {};
}
