import type { AstNode, LangiumDocument, Reference, ReferenceInfo } from 'langium';
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';
import * as ast from '../generated/ast.ts';

const referencesBetweenChecks = 500;

/** The references in a declaration, and what they led to when they were last resolved. */
interface Links {
    readonly references: readonly ReferenceInfo[];
    readonly targets: (AstNode | undefined)[];
    changes: number;
}

/**
 * Langium's linker with a plain walk over the tree. The default's streams and its await at each node take most of
 * the time of linking a large model. A declaration that a change leaves as it is, is walked once in its life.
 */
export class ErdLinker extends DefaultLinker {
    private readonly links = new WeakMap<AstNode, Links>();

    override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
        let linked = 0;
        for (const declaration of (document.parseResult.value as ast.Document).declarations) {
            const links = this.linksIn(declaration);
            const { references, targets } = links;
            for (let index = 0; index < references.length; index++) {
                const info = references[index]!;
                this.doLink(info, document);
                const target = (info.reference as Reference).ref;
                if (targets[index] !== target) {
                    targets[index] = target;
                    links.changes++;
                }
                if (++linked % referencesBetweenChecks === 0) {
                    await interruptAndCheck(cancelToken);
                }
            }
        }
    }

    /** Grows whenever a reference in a declaration of a document, which has been linked, comes to lead to another node. */
    changesIn(declaration: AstNode): number {
        return this.links.get(declaration)?.changes ?? 0;
    }

    private linksIn(declaration: AstNode): Links {
        let links = this.links.get(declaration);
        if (!links) {
            const references = collectReferences(declaration);
            links = { references, targets: references.map(() => undefined), changes: 0 };
            this.links.set(declaration, links);
        }
        return links;
    }
}

/** Where a node may hold references, and where further nodes. */
interface Features {
    readonly references: readonly string[];
    readonly nodes: readonly string[];
}

const featuresByType = new Map<string, Features>();

function featuresOf(type: string): Features {
    let features = featuresByType.get(type);
    if (!features) {
        const { properties } = ast.reflection.getTypeMetaData(type);
        const names = Object.keys(properties);
        features = {
            references: names.filter(name => properties[name]!.referenceType !== undefined),
            nodes: names.filter(name => properties[name]!.referenceType === undefined),
        };
        featuresByType.set(type, features);
    }
    return features;
}

/** By what the grammar knows of a type, not by looking at each property of each node. */
function collectReferences(root: AstNode): readonly ReferenceInfo[] {
    const found: ReferenceInfo[] = [];
    const waiting: AstNode[] = [root];
    for (let node = waiting.pop(); node; node = waiting.pop()) {
        const { references, nodes } = featuresOf(node.$type);
        for (const property of references) {
            const value: unknown = node[property as keyof AstNode];
            if (Array.isArray(value)) {
                value.forEach((reference: unknown, index) => {
                    if (isReference(reference)) {
                        found.push({ reference, container: node, property, index });
                    }
                });
            } else if (isReference(value)) {
                found.push({ reference: value, container: node, property });
            }
        }
        for (const property of nodes) {
            const value: unknown = node[property as keyof AstNode];
            if (typeof value !== 'object' || value === null) {
                continue;
            }
            if (Array.isArray(value)) {
                for (let index = 0; index < value.length; index++) {
                    if (isAstNode(value[index])) {
                        waiting.push(value[index]);
                    }
                }
            } else if (isAstNode(value)) {
                waiting.push(value);
            }
        }
    }
    return found;
}
