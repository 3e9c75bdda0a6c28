/** Fields of parse trees that say where something is and not what. */
const PLACES = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end', 'stmt_location', 'stmt_len']);

/** Whether two parse trees say the same, wherever it is written. Not recursive: a sum of thousands of terms is that deep. */
export function sameTree(one: unknown, other: unknown): boolean {
    const open: [unknown, unknown][] = [[one, other]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
        const [left, right] = pair;
        if (left === right) {
            continue;
        }
        if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null || Array.isArray(left) !== Array.isArray(right)) {
            return false;
        }
        const keys = keysOf(left);
        if (keys.length !== keysOf(right).length) {
            return false;
        }
        for (const key of keys) {
            open.push([(left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]]);
        }
    }
    return true;
}

function keysOf(node: object): string[] {
    return Object.keys(node).filter(key => !PLACES.has(key));
}

/** Every `location` in a parse tree, in bytes of its statement's UTF-8. */
export function locationsIn(tree: unknown): readonly number[] {
    const locations: number[] = [];
    visitObjects(tree, object => {
        const { location } = object as { readonly location?: unknown };
        if (typeof location === 'number' && location >= 0) {
            locations.push(location);
        }
    });
    return locations;
}

/** Visits all nodes of a parse tree, outer ones first, each with its kind. */
export function nodesIn(tree: unknown, visit: (kind: string, fields: unknown) => void): void {
    visitObjects(tree, (object, key) => visit(key, object));
}

function visitObjects(tree: unknown, visit: (object: object, key: string) => void): void {
    const open: [string, unknown][] = [['', tree]];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const [key, value] = next;
        if (typeof value !== 'object' || value === null) {
            continue;
        }
        if (Array.isArray(value)) {
            for (let index = value.length - 1; index >= 0; index--) {
                open.push([key, value[index]]);
            }
            continue;
        }
        visit(value, key);
        const entries = Object.entries(value);
        for (let index = entries.length - 1; index >= 0; index--) {
            open.push(entries[index]!);
        }
    }
}
