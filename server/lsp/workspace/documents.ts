import type { Cancellation, LangiumDocument, LangiumSharedCoreServices, URI } from 'langium';
import { DefaultLangiumDocuments } from 'langium';
import { LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { WorkspaceBoundary } from './boundary.ts';

/** The documents of the workspace. A request about a file that is not in it does not bring it in. */
export class EditorDocuments extends DefaultLangiumDocuments {
    private readonly boundary: WorkspaceBoundary;

    constructor(services: LangiumSharedCoreServices, boundary: WorkspaceBoundary) {
        super(services);
        this.boundary = boundary;
    }

    override async getOrCreateDocument(uri: URI, cancelToken?: Cancellation.CancellationToken): Promise<LangiumDocument> {
        if (!this.hasDocument(uri) && !await this.boundary.allows(uri)) {
            throw new ResponseError(LSPErrorCodes.RequestFailed, `No document found for URI: ${uri.toString()}`);
        }
        return super.getOrCreateDocument(uri, cancelToken);
    }
}
