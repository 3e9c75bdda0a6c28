import type { AstNode, CstNode, GrammarAST, LangiumDocument, Reference } from 'langium';
import { isCompositeCstNode } from 'langium';
import type { Place, Range } from '../../findings.ts';
import { documentationOf } from '../../documentation/index.ts';
import { SyntaxToken } from '../../parser/index.ts';

const nowhere: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** What of a document is asked for again and again. */
interface Source {
    readonly uri: string;
    /** Lines directly below a line of documentation. */
    readonly documented: ReadonlySet<number>;
}

/**
 * Where nodes stand, and the documentation above them. Nodes are asked for in the order of the sources, so the last
 * document is nearly always the next one's too.
 */
export class Sources {
    private readonly known = new Map<AstNode, Source>();
    private lastRoot: AstNode | undefined;
    private last: Source = { uri: '', documented: new Set() };

    uriOf(node: AstNode): string {
        return this.sourceOf(node).uri;
    }

    placeOf(node: AstNode): Place {
        return this.placeIn(node, node.$cstNode);
    }

    placeOfReference(node: AstNode, reference: Reference | undefined): Place {
        return this.placeIn(node, reference?.$refNode ?? node.$cstNode);
    }

    /** Where an element's name stands; the element itself where it has none. */
    placeOfName(node: AstNode): Place {
        return this.placeIn(node, nameNode(node.$cstNode) ?? node.$cstNode);
    }

    /** The `///` lines above an element that starts in the line of `place`. */
    documentationOf(node: AstNode, place: Place): string | undefined {
        const line = place instanceof SourcePlace ? place.line : place.range.start.line;
        return this.sourceOf(node).documented.has(line) ? documentationOf(node.$cstNode) : undefined;
    }

    private placeIn(node: AstNode, cst: CstNode | undefined): Place {
        const { uri } = this.sourceOf(node);
        return cst ? new SourcePlace(uri, cst) : { uri, range: nowhere };
    }

    private sourceOf(node: AstNode): Source {
        let root = node;
        while (root.$container) {
            root = root.$container;
        }
        if (root !== this.lastRoot) {
            let source = this.known.get(root);
            if (!source) {
                const document = root.$document;
                source = document ? { uri: document.uri.toString(), documented: documentedLines(document) } : { uri: '', documented: new Set() };
                this.known.set(root, source);
            }
            this.lastRoot = root;
            this.last = source;
        }
        return this.last;
    }
}

/**
 * The place of a node of the syntax tree. A large model has a hundred thousand places, and nearly all of them are never
 * looked at: written out, they would take as much memory as everything else in it.
 */
export class SourcePlace implements Place {
    readonly uri: string;
    // Private for JavaScript too, so that whoever copies or compares places finds no syntax tree in them.
    readonly #node: CstNode;

    constructor(uri: string, node: CstNode) {
        this.uri = uri;
        this.#node = node;
    }

    get range(): Range {
        return this.#node.range;
    }

    /** Where it begins. */
    get line(): number {
        return this.#node instanceof SyntaxToken ? this.#node.startLine - 1 : this.#node.range.start.line;
    }

    /** What stands in a message to the editor. */
    toJSON(): Place {
        return { uri: this.uri, range: this.range };
    }
}

function documentedLines(document: LangiumDocument): ReadonlySet<number> {
    const lines = new Set<number>();
    const text = document.textDocument.getText();
    for (let offset = text.indexOf('///'); offset >= 0; offset = text.indexOf('///', offset + 3)) {
        lines.add(document.textDocument.positionAt(offset).line + 1);
    }
    return lines;
}

/** From the beginning of one place to the end of another, wherever they are moved. */
export class PlaceBetween implements Place {
    readonly uri: string;
    readonly #first: Place;
    readonly #last: Place;

    constructor(first: Place, last: Place) {
        this.uri = first.uri;
        this.#first = first;
        this.#last = last;
    }

    get range(): Range {
        return { start: this.#first.range.start, end: this.#last.range.end };
    }

    toJSON(): Place {
        return { uri: this.uri, range: this.range };
    }
}

/** The syntax tree's node of the property `name`. One level: what a declaration is called stands in itself. */
function nameNode(node: CstNode | undefined): CstNode | undefined {
    if (isCompositeCstNode(node)) {
        for (const child of node.content) {
            // A DECLARED token is a name by its form; what else is one, the grammar tells. A comment has none.
            if (child instanceof SyntaxToken && child.tokenType.name === 'DECLARED' || assignsName(child.grammarSource)) {
                return child;
            }
        }
    }
    return undefined;
}

const assigned = new WeakMap<GrammarAST.AbstractElement, boolean>();

function assignsName(source: GrammarAST.AbstractElement | undefined): boolean {
    if (!source) {
        return false;
    }
    let known = assigned.get(source);
    if (known === undefined) {
        let container: AstNode | undefined = source;
        while (container && container.$type !== 'Assignment' && container.$type !== 'ParserRule') {
            container = container.$container;
        }
        known = container?.$type === 'Assignment' && (container as GrammarAST.Assignment).feature === 'name';
        assigned.set(source, known);
    }
    return known;
}
