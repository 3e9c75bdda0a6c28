import type { AstNode, LangiumDocument, ReferenceInfo } from 'langium';
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';
import type * as ast from '../generated/ast.ts';

const referencesBetweenChecks = 500;

/**
 * Langium's linker with a plain walk over the tree. The default's streams and its await at each node take most of
 * the time of linking a large model. A declaration that a change leaves as it is, is walked once in its life.
 */
export class ErdLinker extends DefaultLinker {
    private readonly references = new WeakMap<AstNode, readonly ReferenceInfo[]>();

    override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
        let linked = 0;
        for (const declaration of (document.parseResult.value as ast.Document).declarations) {
            for (const reference of this.referencesIn(declaration)) {
                this.doLink(reference, document);
                if (++linked % referencesBetweenChecks === 0) {
                    await interruptAndCheck(cancelToken);
                }
            }
        }
    }

    private referencesIn(declaration: AstNode): readonly ReferenceInfo[] {
        let found = this.references.get(declaration);
        if (!found) {
            this.references.set(declaration, found = collectReferences(declaration));
        }
        return found;
    }
}

function collectReferences(root: AstNode): readonly ReferenceInfo[] {
    const found: ReferenceInfo[] = [];
    const waiting: AstNode[] = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
        // Not by the entries, which would be made anew for each node of the tree.
        for (const property in node) {
            const value: unknown = node[property as keyof AstNode];
            if (typeof value !== 'object' || value === null || property.startsWith('$')) {
                continue;
            }
            if (Array.isArray(value)) {
                for (let index = 0; index < value.length; index++) {
                    const item: unknown = value[index];
                    if (isReference(item)) {
                        found.push({ reference: item, container: node, property, index });
                    } else if (isAstNode(item)) {
                        waiting.push(item);
                    }
                }
            } else if (isReference(value)) {
                found.push({ reference: value, container: node, property });
            } else if (isAstNode(value)) {
                waiting.push(value);
            }
        }
    }
    return found;
}
