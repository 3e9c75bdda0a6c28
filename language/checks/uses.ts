import type { AstNode, LangiumDocument, Reference } from 'langium';
import * as ast from '../generated/ast.ts';
import { isOwnValue } from '../references/index.ts';

const mayBeUnused: ReadonlySet<string> = new Set([
    ast.Domain.$type, ast.Enum.$type, ast.EnumValue.$type, ast.StructuredType.$type, ast.Mixin.$type, ast.Role.$type, ast.SessionVariable.$type,
    ast.AnnotationDeclaration.$type, ast.Area.$type, ast.Team.$type, ast.Purpose.$type,
]);

/** What the references of a set of documents lead to, found in one pass. */
export class Uses {
    /** What may be unused and is not: blocks that only say something about an element do not use it. */
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
            const hasImports = ((document.parseResult.value as ast.Document).imports?.length ?? 0) > 0;
            const containers = new Set<AstNode>();
            for (const reference of document.references as Reference[]) {
                const target = reference.ref;
                if (!target) {
                    continue;
                }
                if (hasImports) {
                    containers.add(target.$container ?? target);
                }
                if (isDeprecated(target)) {
                    deprecated.push(reference);
                }
                if (target.$container?.$type === ast.Extension.$type) {
                    fromExtensions.push(reference);
                }
                if (mayBeUnused.has(target.$type) && !used.has(target) && !isAboutTarget(reference) && !isOwnValue(reference)) {
                    used.add(target);
                }
            }
            this.targets.set(document, documentsOf(containers));
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
    return annotations !== undefined
        && annotations.some(({ declaration }) => declaration?.$refText === 'deprecated');
}

function isAboutTarget({ $refNode }: Reference): boolean {
    const segment = $refNode?.astNode;
    return segment?.$type === ast.PathSegment.$type && segment.$container?.$container?.$type === ast.Annotate.$type;
}

function documentsOf(nodes: ReadonlySet<AstNode>): Set<LangiumDocument> {
    const documents = new Set<LangiumDocument>();
    for (const node of nodes) {
        let root = node;
        while (root.$container) {
            root = root.$container;
        }
        if (root.$document) {
            documents.add(root.$document);
        }
    }
    return documents;
}
