/** A way from one node of a graph to another. */
export interface Edge<N> {
    readonly target: N;
}

interface Step<N, E> {
    readonly node: N;
    readonly edges: readonly E[];
    next: number;
}

/**
 * Calls back for each edge that closes a circle, with the edges of the circle in their order, that one last. Each node is
 * entered once, so that circles which share nodes are not all found, but without the closing edges no circle is left.
 * Not recursive: a chain may be longer than the stack.
 */
export function findCycles<N, E extends Edge<N>>(nodes: Iterable<N>, edgesOf: (node: N) => readonly E[], found: (circle: readonly E[]) => void): void {
    const done = new Set<N>();
    const path: Step<N, E>[] = [];
    const onPath = new Map<N, number>();
    const enter = (node: N): void => {
        done.add(node);
        const edges = edgesOf(node);
        // Most nodes of most graphs lead nowhere.
        if (edges.length > 0) {
            onPath.set(node, path.length);
            path.push({ node, edges, next: 0 });
        }
    };
    for (const start of nodes) {
        if (!done.has(start)) {
            enter(start);
        }
        while (path.length > 0) {
            const step = path.at(-1)!;
            const edge = step.edges[step.next++];
            if (!edge) {
                onPath.delete(step.node);
                path.pop();
                continue;
            }
            const from = onPath.get(edge.target);
            if (from !== undefined) {
                found(path.slice(from).map(({ edges, next }) => edges[next - 1]!));
            } else if (!done.has(edge.target)) {
                enter(edge.target);
            }
        }
    }
}
