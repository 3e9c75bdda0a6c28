import type { AstNode, AstNodeDescription, Scope, Stream, URI } from 'langium';
import { AstUtils, EMPTY_STREAM, stream } from 'langium';
import * as ast from '../generated/ast.ts';

/** What a reference may name. `find` is for linking and does no more than it must; `all` is for completion. */
export interface Names {
    find(name: string): AstNode | undefined;
    all(): Iterable<AstNode & { readonly name?: string }>;
}

export const noNames: Names = { find: () => undefined, all: () => [] };

/** One element, under another name than its own. */
export function single(name: string, node: AstNode): Names {
    return { find: wanted => wanted === name ? node : undefined, all: () => [{ ...node, name }] };
}

/** Those of the first, and those of the second that it does not hide. */
export function both(first: Names, second: Names): Names {
    return { find: name => first.find(name) ?? second.find(name), all: () => [...first.all(), ...second.all()] };
}

/** Elements by their own names. */
export function namesIn(nodes: readonly (AstNode & { readonly name?: string })[]): Names {
    return { find: name => nodes.find(node => node.name === name), all: () => nodes };
}

/** A scope that makes descriptions only of what is asked for. */
export class NamesScope implements Scope {
    private readonly names: Names;

    constructor(names: Names) {
        this.names = names;
    }

    getElement(name: string): AstNodeDescription | undefined {
        const node = this.names.find(name);
        return node && describe(node, name);
    }

    getElements(name: string): Stream<AstNodeDescription> {
        const found = this.getElement(name);
        return found ? stream([found]) : EMPTY_STREAM;
    }

    getAllElements(): Stream<AstNodeDescription> {
        const described: AstNodeDescription[] = [];
        for (const node of this.names.all()) {
            const name = nameOf(node);
            if (name) {
                described.push(describe(node, name));
            }
        }
        return stream(described);
    }
}

/** The name that references use; a model's default schema may have only a physical one. */
function nameOf(node: AstNode & { readonly name?: string }): string | undefined {
    return node.name ?? (ast.isDefaultSchemaLine(node) ? node.physicalName : undefined);
}

function describe(node: AstNode, name: string): AstNodeDescription {
    return new Described(node, name);
}

/** The path and URI of a description are for references that outlive their document; ours hold the node itself. */
class Described implements AstNodeDescription {
    readonly node: AstNode;
    readonly name: string;
    readonly path = '';

    constructor(node: AstNode, name: string) {
        this.node = node;
        this.name = name;
    }

    get type(): string {
        return this.node.$type;
    }

    // On demand, as linking makes a description for each reference and never asks where its target is.
    get documentUri(): URI {
        return AstUtils.getDocument(this.node).uri;
    }
}
