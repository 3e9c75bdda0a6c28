import { singularize } from '../../../language/index.ts';
import type { SourceTable } from '../source/index.ts';
import type { Lowering } from './declarations/index.ts';
import type { Unit } from './units.ts';

/** Fewer tables than this are no area of their own. */
const smallest = 3;

/** More than this in one file is hard to read; areas join only up to here. */
const largest = 40;

/**
 * To which area each table and view belongs, by its key: those whose names begin with the same word, and what has no such
 * company with the area that it refers to most. Without an area: what belongs to none more than to another.
 */
export function areasOf(units: readonly Unit[], { names, schema, structure }: Lowering): ReadonlyMap<string, string> {
    const firstWords = new Map(units.flatMap(({ relation, object, namespace }): [string, string][] => relation !== undefined && (object.kind === 'table' || object.kind === 'view')
        ? [[relation, [namespace, firstWord(object.name)].filter(part => part !== undefined).join(' ')]] : []));
    const sizes = new Map<string, number>();
    firstWords.forEach(word => sizes.set(word, (sizes.get(word) ?? 0) + 1));
    const areas = new Map([...firstWords].filter(([, word]) => sizes.get(word)! >= smallest));
    const neighbours = neighboursOf(schema.objects.filter(object => object.kind === 'table'), table => names.keyOf(table.name), table => structure.of(table).references.map(({ target }) => names.keyOf(target.name)));
    // Each round takes in those next to an area; a chain of tables is followed to its end.
    for (let hasGrown = true; hasGrown;) {
        hasGrown = false;
        for (const key of firstWords.keys()) {
            const area = areas.has(key) ? undefined : most((neighbours.get(key) ?? []).flatMap(other => areas.get(other) ?? []));
            if (area !== undefined && sizes.get(area)! < largest) {
                areas.set(key, area);
                sizes.set(area, sizes.get(area)! + 1);
                hasGrown = true;
            }
        }
    }
    return areas;
}

function firstWord({ name }: { readonly name: string }): string {
    const [word = name] = name.replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1_$2').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    return singularize(word);
}

function neighboursOf(tables: readonly SourceTable[], keyOf: (table: SourceTable) => string, targets: (table: SourceTable) => readonly string[]): ReadonlyMap<string, readonly string[]> {
    const neighbours = new Map<string, string[]>();
    const add = (from: string, to: string) => {
        const known = neighbours.get(from);
        if (known) {
            known.push(to);
        } else {
            neighbours.set(from, [to]);
        }
    };
    for (const table of tables) {
        for (const target of targets(table)) {
            add(keyOf(table), target);
            add(target, keyOf(table));
        }
    }
    return neighbours;
}

/** What is there more often than all else together. */
function most(all: readonly string[]): string | undefined {
    const counts = new Map<string, number>();
    all.forEach(each => counts.set(each, (counts.get(each) ?? 0) + 1));
    return [...counts].find(([, count]) => count * 2 > all.length)?.[0];
}
