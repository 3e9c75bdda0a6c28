import type { AstNode, LangiumDocument, Reference } from 'langium';
import * as ast from '../generated/ast.ts';

/** What the references of a set of documents lead to, found in one pass. */
export class Uses {
    /** Everything that is referred to, except by blocks that only say something about it. */
    readonly used: ReadonlySet<AstNode>;
    /** References to elements that carry `@deprecated`. */
    readonly deprecated: readonly Reference[];
    /** References to what a database extension brings along. */
    readonly fromExtensions: readonly Reference[];
    private readonly targets = new Map<LangiumDocument, ReadonlySet<LangiumDocument>>();

    constructor(documents: Iterable<LangiumDocument>) {
        const used = new Set<AstNode>();
        const deprecated: Reference[] = [];
        const fromExtensions: Reference[] = [];
        for (const document of documents) {
            const targets = new Set<AstNode>();
            for (const reference of document.references as Reference[]) {
                const target = reference.ref;
                if (!target) {
                    continue;
                }
                targets.add(target);
                if (isDeprecated(target)) {
                    deprecated.push(reference);
                }
                if (target.$container?.$type === ast.Extension.$type) {
                    fromExtensions.push(reference);
                }
                if (!used.has(target) && !isAboutTarget(reference)) {
                    used.add(target);
                }
            }
            this.targets.set(document, documentsOf(targets));
        }
        this.used = used;
        this.deprecated = deprecated;
        this.fromExtensions = fromExtensions;
    }

    /** True where `document` uses something that `imported` declares. */
    uses(document: LangiumDocument, imported: LangiumDocument): boolean {
        return this.targets.get(document)?.has(imported) ?? false;
    }
}

function isDeprecated(target: AstNode): boolean {
    const { annotations } = target as { annotations?: readonly ast.Annotation[] };
    return annotations !== undefined && annotations.length > 0
        && annotations.some(({ declaration }) => declaration?.$refText === 'deprecated');
}

function isAboutTarget({ $refNode }: Reference): boolean {
    const segment = $refNode?.astNode;
    return segment?.$type === ast.PathSegment.$type && segment.$container?.$container?.$type === ast.Annotate.$type;
}

// Nodes beside each other are in the same document: the way up to it is walked once for each container.
function documentsOf(nodes: ReadonlySet<AstNode>): Set<LangiumDocument> {
    const byContainer = new Map<AstNode, LangiumDocument | undefined>();
    const find = (node: AstNode): LangiumDocument | undefined => {
        const { $container } = node;
        if (!$container) {
            return node.$document as LangiumDocument | undefined;
        }
        let document = byContainer.get($container);
        if (!document) {
            byContainer.set($container, document = find($container));
        }
        return document;
    };
    const documents = new Set<LangiumDocument>();
    for (const node of nodes) {
        const document = find(node);
        if (document) {
            documents.add(document);
        }
    }
    return documents;
}
