import { keyOf, type Catalog, type Fact, type PropertyValue } from './facts.ts';

export interface PropertyChange {
    readonly property: string;
    readonly expected: PropertyValue | undefined;
    readonly actual: PropertyValue | undefined;
}

/** `missing` is only in the expected catalog, `extra` only in the actual one. */
export type Difference =
    | { readonly type: 'missing' | 'extra'; readonly fact: Fact }
    | { readonly type: 'changed'; readonly kind: string; readonly identity: string; readonly changes: readonly PropertyChange[] };

/** Compares two catalogs fact for fact; the differences are in the order of the facts. */
export function compareCatalogs(expected: Catalog, actual: Catalog): Difference[] {
    const expectedFacts = new Map(expected.map((fact) => [keyOf(fact), fact]));
    const actualFacts = new Map(actual.map((fact) => [keyOf(fact), fact]));
    const differences = new Map<string, Difference>();
    for (const [key, fact] of expectedFacts) {
        const counterpart = actualFacts.get(key);
        if (counterpart === undefined) {
            differences.set(key, { type: 'missing', fact });
            continue;
        }
        const changes = changesBetween(fact, counterpart);
        if (changes.length > 0) {
            differences.set(key, { type: 'changed', kind: fact.kind, identity: fact.identity, changes });
        }
    }
    for (const [key, fact] of actualFacts) {
        if (!expectedFacts.has(key)) {
            differences.set(key, { type: 'extra', fact });
        }
    }
    return [...differences].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, difference]) => difference);
}

/** One line for each difference, and one for each changed property. Parts of what is missing or extra are only counted. */
export function printDifferences(differences: readonly Difference[]): string {
    const whole = new Set(differences.flatMap((one) => (one.type === 'changed' ? [] : [`${one.type} ${keyOf(one.fact)}`])));
    const partsOf = new Map<string, number>();
    const lines: (() => string)[] = [];
    for (const difference of differences) {
        if (difference.type === 'changed') {
            lines.push(() => `changed  ${keyOf(difference)}`);
            for (const { property, expected, actual } of difference.changes) {
                lines.push(() => `           ${property}: ${print(expected)} -> ${print(actual)}`);
            }
            continue;
        }
        const { type, fact } = difference;
        const owner = `${type} ${fact.partOf}`;
        if (fact.partOf !== undefined && whole.has(owner)) {
            partsOf.set(owner, (partsOf.get(owner) ?? 0) + 1);
            continue;
        }
        lines.push(() => {
            const parts = partsOf.get(`${type} ${keyOf(fact)}`);
            return `${type.padEnd(7)}  ${keyOf(fact)}${parts === undefined ? '' : ` with ${parts} parts`}${summary(fact)}`;
        });
    }
    return lines.map((line) => line()).join('\n');
}

function changesBetween(expected: Fact, actual: Fact): PropertyChange[] {
    const names = [...new Set([...Object.keys(expected.properties), ...Object.keys(actual.properties)])].sort();
    return names.flatMap((property) => {
        const before = expected.properties[property];
        const after = actual.properties[property];
        const isSame = property === 'columnOrder' ? hasSameOrder(before, after) : print(before) === print(after);
        return isSame ? [] : [{ property, expected: before, actual: after }];
    });
}

/** A missing or extra column is a difference of its own, not one of the order of the others. */
function hasSameOrder(before: PropertyValue | undefined, after: PropertyValue | undefined): boolean {
    if (!Array.isArray(before) || !Array.isArray(after)) {
        return before === after;
    }
    const common = (names: readonly string[], others: readonly string[]): string => names.filter((name) => others.includes(name)).join('\n');
    return common(before, after) === common(after, before);
}

function print(value: PropertyValue | undefined): string {
    return value === undefined ? '(none)' : JSON.stringify(value);
}

function summary({ properties }: Fact): string {
    const { definition, text, type, privileges } = properties;
    const most = definition ?? text ?? type ?? privileges;
    return most === undefined ? '' : `: ${String(most).replaceAll(/\s+/g, ' ').trim()}`;
}
