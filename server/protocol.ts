/**
 * What the editor and the server say to each other beyond the Language Server Protocol: all that a client may import
 * from the server.
 */

/** Sent with `initialize`. */
export interface InitializationOptions {
    /** False in a restricted workspace: models are read, checked and navigated, and nothing is written. */
    readonly trusted?: boolean;
    /** False where the client brings snippets for whole blocks itself. */
    readonly snippets?: boolean;
    /** The uri of the folder with a Markdown page for each code of a finding. Without one, findings link to no page. */
    readonly findingPages?: string;
}

/** Notification from the client, without parameters: the user trusts the workspace from now on. */
export const trustGranted = 'erd/trustGranted';

/** Command of the client with {@link ShowReferencesArguments}: lists places in a peek view. */
export const showReferencesCommand = 'erd.showReferences';

/** The uri and position at which the view opens, and the places it lists; as the Language Server Protocol writes them. */
export type ShowReferencesArguments = readonly [uri: string, position: ProtocolPosition, locations: readonly ProtocolLocation[]];

/** Command of the client with the uri of a document of the model: generates its DDL. */
export const generateDdlCommand = 'erd.generateDdl';

export interface ProtocolPosition {
    readonly line: number;
    readonly character: number;
}

export interface ProtocolLocation {
    readonly uri: string;
    readonly range: { readonly start: ProtocolPosition; readonly end: ProtocolPosition };
}
