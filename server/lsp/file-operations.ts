import type { LangiumDocument, URI } from 'langium';
import { GrammarUtils, URI as Uri, UriUtils } from 'langium';
import type { FileOperationHandler } from 'langium/lsp';
import type { FileOperationOptions, RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { importedUri, preludeScheme } from '../../language/index.ts';
import type { ErdSharedServices } from './services.ts';
import { rootOf } from './syntax/elements.ts';
import { importPath } from './syntax/import-edit.ts';

/** Keeps imports right when files or folders are renamed or moved. */
export class ErdFileOperationHandler implements FileOperationHandler {
    readonly fileOperationOptions: FileOperationOptions = {
        willRename: { filters: [{ pattern: { glob: '**/*.erd', matches: 'file' } }, { pattern: { glob: '**/*', matches: 'folder' } }] },
    };
    private readonly services: ErdSharedServices;

    constructor(services: ErdSharedServices) {
        this.services = services;
    }

    async willRenameFiles({ files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
        await this.services.workspace.WorkspaceManager.ready;
        return this.services.workspace.WorkspaceLock.read(() => {
            const moves = files.map(({ oldUri, newUri }) => ({ from: Uri.parse(oldUri), to: Uri.parse(newUri) }));
            const changes: Record<string, TextEdit[]> = {};
            for (const document of this.services.workspace.LangiumDocuments.all) {
                const edits = document.uri.scheme === preludeScheme ? [] : importEdits(document, moves);
                if (edits.length > 0) {
                    changes[document.uri.toString()] = edits;
                }
            }
            return Object.keys(changes).length > 0 ? { changes } : null;
        });
    }
}

interface Move {
    readonly from: URI;
    readonly to: URI;
}

/** Of what the document imports, and of the document itself, each may move. */
function importEdits(document: LangiumDocument, moves: readonly Move[]): TextEdit[] {
    const edits: TextEdit[] = [];
    for (const node of rootOf(document).imports) {
        const target = importedUri(document, node.path);
        const token = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
        if (target && token) {
            const path = importPath(moved(document.uri, moves), moved(target, moves));
            if (path !== importPath(document.uri, target)) {
                edits.push({ range: token.range, newText: JSON.stringify(path) });
            }
        }
    }
    return edits;
}

/** Where a file is after the moves; of a folder that moves, with what is in it. */
function moved(uri: URI, moves: readonly Move[]): URI {
    const move = moves.find(({ from }) => UriUtils.contains(from, uri));
    return move ? uri.with({ path: move.to.path + uri.path.slice(move.from.path.length) }) : uri;
}
