/** Something that is made, and by the keys of others what has to be made before it. */
export interface Ordered {
    readonly key: string;
    readonly needs: ReadonlySet<string>;
    /** What should come before it, if that is possible. */
    readonly prefers: ReadonlySet<string>;
}

/**
 * Puts each node after what it needs and, where no circle forbids it, after what it prefers. Otherwise the order is the
 * given one. Nodes that need each other in a circle keep the given order: nothing can be right for them.
 */
export function inDependencyOrder<T extends Ordered>(nodes: readonly T[]): readonly T[] {
    return components(nodes, node => [...node.needs, ...node.prefers])
        .flatMap(circle => circle.length === 1 ? circle : components(circle, node => [...node.needs]).flat());
}

interface Visit<T> {
    readonly node: T;
    readonly remaining: Iterator<string>;
    readonly index: number;
    lowest: number;
}

/**
 * Circles of nodes, each after those that it depends on: Tarjan's algorithm gives strongly connected components in just
 * this order (R. Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM Journal on Computing 1(2), 1972). With a stack of its
 * own, as chains of thousands of tables would overflow the call stack.
 */
function components<T extends Ordered>(nodes: readonly T[], edges: (node: T) => readonly string[]): readonly (readonly T[])[] {
    const byKey = new Map(nodes.map(node => [node.key, node]));
    const positions = new Map(nodes.map((node, position) => [node.key, position]));
    const result: T[][] = [];
    const visits = new Map<string, Visit<T>>();
    const open: T[] = [];
    const isOpen = new Set<string>();

    const enter = (node: T): Visit<T> => {
        const visit = { node, remaining: edges(node)[Symbol.iterator](), index: visits.size, lowest: visits.size };
        visits.set(node.key, visit);
        open.push(node);
        isOpen.add(node.key);
        return visit;
    };
    const close = (root: T): void => {
        const circle = open.splice(open.lastIndexOf(root));
        circle.forEach(node => isOpen.delete(node.key));
        result.push(circle.sort((left, right) => positions.get(left.key)! - positions.get(right.key)!));
    };

    for (const start of nodes) {
        const stack = visits.has(start.key) ? [] : [enter(start)];
        for (let visit = stack.at(-1); visit; visit = stack.at(-1)) {
            const { value: key, done } = visit.remaining.next();
            if (!done) {
                const target = byKey.get(key);
                const known = visits.get(key);
                if (known && isOpen.has(key)) {
                    visit.lowest = Math.min(visit.lowest, known.index);
                } else if (target && !known) {
                    stack.push(enter(target));
                }
                continue;
            }
            stack.pop();
            const parent = stack.at(-1);
            if (parent) {
                parent.lowest = Math.min(parent.lowest, visit.lowest);
            }
            if (visit.lowest === visit.index) {
                close(visit.node);
            }
        }
    }
    return result;
}
