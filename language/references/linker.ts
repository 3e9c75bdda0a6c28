import type { AstNode, LangiumDocument } from 'langium';
import { Cancellation, DefaultLinker, interruptAndCheck, isAstNode, isReference } from 'langium';

const nodesBetweenChecks = 500;

/**
 * Langium's linker with a plain walk over the tree. The default's streams and its await at each node take most of
 * the time of linking a large model.
 */
export class ErdLinker extends DefaultLinker {
    override async link(document: LangiumDocument, cancelToken = Cancellation.CancellationToken.None): Promise<void> {
        const waiting: AstNode[] = [document.parseResult.value];
        let visited = 0;
        while (waiting.length > 0) {
            const node = waiting.pop()!;
            if (++visited % nodesBetweenChecks === 0) {
                await interruptAndCheck(cancelToken);
            }
            this.linkNode(node, document, waiting);
        }
    }

    private linkNode(node: AstNode, document: LangiumDocument, children: AstNode[]): void {
        for (const [property, value] of Object.entries(node)) {
            if (property.startsWith('$') || typeof value !== 'object' || value === null) {
                continue;
            }
            if (Array.isArray(value)) {
                for (let index = 0; index < value.length; index++) {
                    const item: unknown = value[index];
                    if (isReference(item)) {
                        this.doLink({ reference: item, container: node, property, index }, document);
                    } else if (isAstNode(item)) {
                        children.push(item);
                    }
                }
            } else if (isReference(value)) {
                this.doLink({ reference: value, container: node, property }, document);
            } else if (isAstNode(value)) {
                children.push(value);
            }
        }
    }
}
