import type { LangiumDocument } from 'langium';
import * as ast from '../generated/ast.ts';
import { preludeScheme } from '../prelude/index.ts';
import { importedUri } from '../references/index.ts';

/** The documents of one model. */
export interface Project {
    /** The one with the `model` declaration, else the first that nobody imports. */
    readonly root: LangiumDocument<ast.Document>;
    /** The root first, then the others in the order in which imports reach them. */
    readonly documents: readonly LangiumDocument<ast.Document>[];
}

type ErdDocument = LangiumDocument<ast.Document>;

/** Who imports whom, among documents that exist. */
class ImportGraph {
    readonly documents: readonly ErdDocument[];
    private readonly imports = new Map<ErdDocument, ErdDocument[]>();
    private readonly importers = new Map<ErdDocument, ErdDocument[]>();

    constructor(documents: readonly LangiumDocument[]) {
        this.documents = documents.filter(isModelDocument);
        const byUri = new Map(this.documents.map(document => [document.uri.toString(), document]));
        for (const document of this.documents) {
            for (const { path } of document.parseResult.value.imports ?? []) {
                const target = byUri.get(importedUri(document, path)?.toString() ?? '');
                if (target && target !== document) {
                    append(this.imports, document, target);
                    append(this.importers, target, document);
                }
            }
        }
    }

    importsOf(document: ErdDocument): readonly ErdDocument[] {
        return this.imports.get(document) ?? [];
    }

    importersOf(document: ErdDocument): readonly ErdDocument[] {
        return this.importers.get(document) ?? [];
    }

    /** All that can be reached, the starts included, in breadth-first order. */
    reach(starts: Iterable<ErdDocument>, next: (document: ErdDocument) => readonly ErdDocument[]): Set<ErdDocument> {
        const reached = new Set(starts);
        for (const document of reached) {
            for (const neighbour of next(document)) {
                reached.add(neighbour);
            }
        }
        return reached;
    }
}

/**
 * Which documents make one model. A file with a `model` declaration, what it imports, and the files that import it
 * (governance may stand in a file of its own) with what they import, short of another `model`. Files connected to no
 * `model` declaration make a model together.
 */
export function projectsOf(documents: readonly LangiumDocument[]): Project[] {
    const graph = new ImportGraph(documents);
    const projects: Project[] = [];
    const placed = new Set<ErdDocument>();
    const roots = graph.documents.filter(declaresModel);
    for (const root of roots) {
        const own = graph.reach([root], document => graph.importsOf(document));
        const about = graph.reach([root], document => graph.importersOf(document).filter(importer => !declaresModel(importer)));
        const all = graph.reach([...own, ...about], document => graph.importsOf(document).filter(imported => !declaresModel(imported)));
        projects.push({ root, documents: [...all] });
        for (const document of all) {
            placed.add(document);
        }
    }
    for (const document of graph.documents) {
        if (placed.has(document)) {
            continue;
        }
        const all = graph.reach([document], current => [...graph.importsOf(current), ...graph.importersOf(current)]);
        const members = graph.documents.filter(candidate => all.has(candidate) && !placed.has(candidate));
        const root = members.find(candidate => graph.importersOf(candidate).length === 0) ?? document;
        projects.push({ root, documents: [root, ...members.filter(member => member !== root)] });
        for (const member of members) {
            placed.add(member);
        }
    }
    return projects;
}

/** The documents that may share a model with one of the URIs. */
export function connectedDocuments(documents: readonly LangiumDocument[], uris: ReadonlySet<string>): Iterable<LangiumDocument> {
    const graph = new ImportGraph(documents);
    const starts = graph.documents.filter(document => uris.has(document.uri.toString()) || importsOneOf(document, uris));
    return graph.reach(starts, document => [...graph.importsOf(document), ...graph.importersOf(document)]);
}

// A deleted file is no node of the graph any more, but the paths that lead to it are still written.
function importsOneOf(document: ErdDocument, uris: ReadonlySet<string>): boolean {
    return (document.parseResult.value.imports ?? []).some(({ path }) => uris.has(importedUri(document, path)?.toString() ?? ''));
}

function isModelDocument(document: LangiumDocument): document is ErdDocument {
    return document.uri.scheme !== preludeScheme && ast.isDocument(document.parseResult.value);
}

export function declaresModel(document: ErdDocument): boolean {
    return document.parseResult.value.declarations.some(ast.isModelDeclaration);
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
    const present = map.get(key);
    if (present) {
        present.push(value);
    } else {
        map.set(key, [value]);
    }
}
