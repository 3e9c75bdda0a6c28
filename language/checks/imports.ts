import type { LangiumDocument, LangiumDocuments, URI } from 'langium';
import { UriUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { importedUri } from '../references/index.ts';
import { declaresModel } from '../workspace/index.ts';
import { findCycles, type Edge } from './cycles.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty } from './places.ts';
import { similarNames } from '../parser/index.ts';
import type { Uses } from './uses.ts';

type ErdDocument = LangiumDocument<ast.Document>;

export interface ImportServices {
    readonly documents: LangiumDocuments;
    /** The folders that imports may lead to; undefined where that is not known. */
    readonly folders: readonly URI[] | undefined;
}

/** ERD401 to ERD403: where imports lead. */
export function checkImportPaths(document: ErdDocument, { documents, folders }: ImportServices, report: Report): void {
    const seen = new Set<string>();
    for (const node of document.parseResult.value.imports) {
        if (node.path === undefined) {
            continue;
        }
        const uri = importedUri(document, node.path);
        const place = placeOfProperty(node, 'path');
        if (!uri) {
            report(finding('ERD402', place, `'${node.path}' is no path to a file of the workspace: it has to begin with ./ or ../.`));
        } else if (UriUtils.equals(uri, document.uri)) {
            report(finding('ERD403', place, 'The file imports itself.', { tags: ['unnecessary'] }));
        } else if (seen.has(uri.toString())) {
            report(finding('ERD403', place, `'${node.path}' is imported already.`, { tags: ['unnecessary'] }));
        } else if (folders && !folders.some(folder => isInside(uri, folder))) {
            report(finding('ERD402', place, `'${node.path}' leads out of the workspace.`));
        } else if (!documents.hasDocument(uri)) {
            const similar = similarPaths(document, node.path, documents);
            const advice = similar.length > 0 ? ` Did you mean '${similar[0]}'?` : '';
            report(finding('ERD401', place, `There is no file '${node.path}'.${advice}`, { data: { similar } }));
        }
        seen.add(uri?.toString() ?? '');
    }
}

function isInside(uri: URI, folder: URI): boolean {
    const prefix = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
    return uri.scheme === folder.scheme && uri.authority === folder.authority && uri.path.startsWith(prefix);
}

/** The paths of files that an import may have meant, the likeliest first. */
export function similarPaths(document: LangiumDocument, path: string, documents: LangiumDocuments): string[] {
    const folder = UriUtils.dirname(document.uri);
    const paths: string[] = [];
    for (const other of documents.all) {
        if (other !== document && other.uri.scheme === document.uri.scheme) {
            const relative = UriUtils.relative(folder, other.uri);
            paths.push(relative.startsWith('.') ? relative : `./${relative}`);
        }
    }
    const name = path.slice(path.lastIndexOf('/'));
    // A file that was moved keeps its name, one that was mistyped its folder.
    return [...new Set([...paths.filter(other => other.endsWith(name)), ...similarNames(path, paths)])];
}

interface ImportEdge extends Edge<ErdDocument> {
    readonly source: ErdDocument;
    readonly node: ast.Import;
}

/** ERD404: files that import each other in a circle; reported where the circle closes. */
export function checkImportCycles(documents: readonly ErdDocument[], all: LangiumDocuments, report: Report): void {
    const edgesOf = (source: ErdDocument): ImportEdge[] => source.parseResult.value.imports.flatMap(node => {
        const uri = importedUri(source, node.path);
        const target = uri && all.getDocument(uri) as ErdDocument | undefined;
        return target && target !== source ? [{ source, node, target }] : [];
    });
    findCycles(documents, edgesOf, circle => {
        const names = circle.map(({ target }) => UriUtils.basename(target.uri));
        const path = [names.at(-1)!, ...names];
        const shown = path.length > 6 ? [...path.slice(0, 3), '...', ...path.slice(-2)] : path;
        report(finding('ERD404', placeOfProperty(circle.at(-1)!.node, 'path'), `Files import each other in a circle: ${shown.join(' -> ')}.`, {
            related: circle.slice(0, -1).slice(0, 10).map(({ source, node, target }) => ({
                place: placeOfProperty(node, 'path'), message: `${UriUtils.basename(source.uri)} imports ${UriUtils.basename(target.uri)} here`,
            })),
        }));
    });
}

/** ERD405: imports of files of which nothing is used. */
export function checkUnusedImports(document: ErdDocument, documents: LangiumDocuments, uses: Uses, report: Report): void {
    const root = document.parseResult.value;
    if (root.declarations.length === 0 || declaresModel(document)) {
        return;
    }
    const seen = new Set<LangiumDocument>([document]);
    for (const node of root.imports) {
        const uri = importedUri(document, node.path);
        const imported = uri && documents.getDocument(uri);
        if (imported && !seen.has(imported)) {
            seen.add(imported);
            if (!uses.uses(document, imported)) {
                report(finding('ERD405', placeOf(node), `Nothing of '${node.path}' is used here.`, { tags: ['unnecessary'] }));
            }
        }
    }
}
