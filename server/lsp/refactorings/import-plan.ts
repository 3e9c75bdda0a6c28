import type { LangiumDocument, URI } from 'langium';
import { UriUtils } from 'langium';
import { importedUri, type Project } from '../../../language/index.ts';
import { rootOf } from '../syntax/elements.ts';
import { importPath, importStatement } from '../syntax/import-edit.ts';
import type { Changes } from './changes.ts';
import { changeImports, declaresModel, documentsSeenBy, importsOnlyFor } from './imports.ts';
import type { Use } from './uses.ts';

/** What is going to be imported where, when declarations go from one file to another. */
export class ImportPlan {
    private readonly added = new Map<string, URI[]>();
    private readonly removed = new Map<string, URI[]>();
    private readonly documents: readonly LangiumDocument[];

    constructor(documents: readonly LangiumDocument[]) {
        this.documents = documents;
    }

    add(from: URI, to: URI): void {
        if (!UriUtils.equals(from, to) && !listed(this.added, from).some(uri => UriUtils.equals(uri, to))) {
            listed(this.added, from).push(to);
        }
    }

    /** Lets the uses that come into a file find what they mean. */
    addSeen(from: URI, uses: readonly Use[]): void {
        documentsSeenBy(uses).forEach(({ uri }) => this.add(from, uri));
    }

    /** Takes away what a file imports for some of its uses only. */
    removeUnused(document: LangiumDocument, gone: readonly Use[], staying: readonly Use[]): void {
        for (const { path } of importsOnlyFor(document, gone, staying)) {
            listed(this.removed, document.uri).push(importedUri(document, path)!);
        }
    }

    /** Lets the document with the `model` declaration import what nothing would lead to any more. */
    connect({ root, documents }: Project, destination: URI = root.uri): void {
        if (!declaresModel(root)) {
            return;
        }
        let reached = this.reached(root);
        for (const uri of [destination, ...documents.map(document => document.uri)]) {
            if (!reached.has(uri.toString())) {
                this.add(root.uri, uri);
                reached = this.reached(root);
            }
        }
    }

    /** Whether files would import each other in a circle that a file is in, and did not before. */
    closesCircle(uri: URI): boolean {
        const leadsBack = (edges: ReadonlyMap<string, readonly string[]>): boolean => closure(edges.get(uri.toString()) ?? [], other => edges.get(other) ?? []).has(uri.toString());
        return leadsBack(this.edges()) && !leadsBack(new ImportPlan(this.documents).edges());
    }

    apply(changes: Changes): void {
        for (const document of this.documents) {
            const added = listed(this.added, document.uri);
            const removed = listed(this.removed, document.uri).filter(uri => !added.some(other => UriUtils.equals(other, uri)));
            const nodes = rootOf(document).imports.filter(({ path }) => removed.some(uri => isAt(document, path, uri)));
            changeImports(document, added, nodes, changes);
        }
    }

    /** The statements of a file that is not there yet. */
    statementsOf(uri: URI): readonly string[] {
        return listed(this.added, uri).map(target => importStatement(importPath(uri, target))).sort();
    }

    /** As the language tells which files make a model: what the root imports, and what imports the root, with what that imports. */
    private reached(root: LangiumDocument): ReadonlySet<string> {
        const edges = this.edges();
        const about = closure([root.uri.toString()], uri => [...edges].filter(([, targets]) => targets.includes(uri)).map(([source]) => source));
        return closure(about, uri => edges.get(uri) ?? []);
    }

    private edges(): ReadonlyMap<string, readonly string[]> {
        const edges = new Map<string, string[]>([...this.added].map(([uri, targets]) => [uri, targets.map(String)]));
        for (const document of this.documents) {
            const removed = listed(this.removed, document.uri);
            const kept = rootOf(document).imports.map(({ path }) => importedUri(document, path)).filter(uri => uri !== undefined)
                .filter(uri => !removed.some(other => UriUtils.equals(other, uri))).map(String);
            edges.set(document.uri.toString(), [...edges.get(document.uri.toString()) ?? [], ...kept]);
        }
        return edges;
    }
}

function closure(starts: Iterable<string>, next: (uri: string) => readonly string[]): ReadonlySet<string> {
    const reached = new Set(starts);
    for (const uri of reached) {
        next(uri).forEach(other => reached.add(other));
    }
    return reached;
}

function listed(map: Map<string, URI[]>, uri: URI): URI[] {
    const key = uri.toString();
    const present = map.get(key) ?? [];
    map.set(key, present);
    return present;
}

function isAt(document: LangiumDocument, path: string | undefined, uri: URI): boolean {
    const imported = importedUri(document, path);
    return imported !== undefined && UriUtils.equals(imported, uri);
}
