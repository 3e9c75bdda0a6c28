import { areasOf } from './areas.ts';
import type { Lowering } from './declarations/index.ts';
import type { FilePlan } from './layout.ts';
import type { Unit } from './units.ts';

/** Which files the units go into. */
export function plansOf(units: readonly Unit[], split: 'none' | 'schema' | 'area', name: string, lowering: Lowering): readonly FilePlan[] {
    const main = `${fileName(name)}.erd`;
    // A schema or area of the model's name gets the file of that name.
    const beside = (others: readonly string[]): string => others.some(other => fileName(other) === fileName(name)) ? freePath('model', new Set(others.map(other => `${fileName(other)}.erd`))) : main;
    switch (split) {
        case 'none':
            return [{ path: main, units }];
        case 'schema':
            return bySchema(units, beside(lowering.names.schemas.blocks), lowering);
        case 'area':
            return byArea(units, beside([...new Set(areasOf(units, lowering).values())]), lowering);
    }
}

function bySchema(units: readonly Unit[], main: string, { names }: Lowering): readonly FilePlan[] {
    const taken = new Set([main]);
    const paths = new Map(names.schemas.blocks.map((block): [string, string] => [block, freePath(fileName(block), taken)]));
    const byPath = Map.groupBy(units, unit => unit.isSetUp || unit.namespace === undefined ? main : paths.get(unit.namespace) ?? main);
    return [{ path: main, units: byPath.get(main) ?? [] }, ...[...paths.values()].flatMap(path => byPath.has(path) ? [{ path, units: byPath.get(path)! }] : [])];
}

/** Each area in a file of its own, with what only it names; what several share stands in the main file. */
function byArea(units: readonly Unit[], main: string, lowering: Lowering): readonly FilePlan[] {
    const areas = areasOf(units, lowering);
    const areaOf = (unit: Unit): string | undefined => unit.relation === undefined || unit.isSetUp ? undefined : areas.get(unit.relation);
    const users = new Map<object, Set<string | undefined>>();
    for (const unit of units) {
        unit.mentioned.forEach(identity => {
            const known = users.get(identity) ?? new Set();
            users.set(identity, known.add(areaOf(unit)));
        });
    }
    const homeOf = (unit: Unit): string | undefined => {
        const own = areaOf(unit);
        if (own !== undefined || unit.isSetUp || unit.relation !== undefined || unit.identity === undefined) {
            return own;
        }
        const [only, ...others] = users.get(unit.identity) ?? [];
        return others.length === 0 ? only : undefined;
    };
    const taken = new Set([main]);
    const byHome = Map.groupBy(units, homeOf);
    return [
        { path: main, units: byHome.get(undefined) ?? [] },
        ...[...byHome].flatMap(([area, inArea]) => area === undefined ? [] : [{ path: freePath(fileName(area), taken), units: inArea }]),
    ];
}

/** `OrderManagement` and `order management` as `order-management`. */
export function fileName(name: string): string {
    const words = name.normalize('NFKC').replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1-$2').toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    return words.join('-') || 'model';
}

function freePath(name: string, taken: Set<string>): string {
    let path = `${name}.erd`;
    for (let number = 2; taken.has(path); number++) {
        path = `${name}-${number}.erd`;
    }
    taken.add(path);
    return path;
}
