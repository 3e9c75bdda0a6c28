import type { AstNode, FindReferencesOptions, LangiumCoreServices, LangiumDocuments, Reference, ReferenceDescription, Stream } from 'langium';
import { AstUtils, CstUtils, DefaultReferences, stream, UriUtils } from 'langium';
import type * as ast from '../generated/ast.ts';

/**
 * Finds references by the identity of what they resolve to, in one pass over the references of all documents.
 * There is no index of references to keep up to date.
 */
export class ErdReferences extends DefaultReferences {
    private readonly allDocuments: () => LangiumDocuments;

    constructor(services: LangiumCoreServices) {
        super(services);
        this.allDocuments = () => services.shared.workspace.LangiumDocuments;
    }

    override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
        const found: ReferenceDescription[] = [];
        if (options.includeDeclaration) {
            const declaration = this.getSelfReferences(target);
            found.push(...declaration);
        }
        for (const document of this.allDocuments().all) {
            if (options.documentUri && !UriUtils.equals(options.documentUri, document.uri)) {
                continue;
            }
            for (const reference of document.references as Reference[]) {
                if (reference.ref === target && reference.$refNode && !isOwnValue(reference)) {
                    found.push({
                        sourceUri: document.uri,
                        sourcePath: '',
                        targetUri: AstUtils.getDocument(target).uri,
                        targetPath: '',
                        segment: CstUtils.toDocumentSegment(reference.$refNode),
                        local: AstUtils.getDocument(target) === document,
                    });
                }
            }
        }
        return stream(found);
    }

    /** How often each node is referred to, in all documents: what a lens on every entity needs, in one pass. */
    countReferences(): ReadonlyMap<AstNode, number> {
        const counts = new Map<AstNode, number>();
        for (const document of this.allDocuments().all) {
            for (const reference of document.references as Reference[]) {
                const target = reference.ref;
                if (target && !isOwnValue(reference)) {
                    counts.set(target, (counts.get(target) ?? 0) + 1);
                }
            }
        }
        return counts;
    }
}

/** True for `value` in a check of the domain that it stands for: no use of the domain. */
export function isOwnValue({ ref, $refText }: Reference): boolean {
    return $refText === 'value' && ref?.$type === 'Domain' && (ref as ast.Domain).name !== 'value';
}
