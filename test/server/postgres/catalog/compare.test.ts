import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { compareCatalogs, keyOf, printDifferences, type Fact } from '../../../../server/postgres/index.ts';

const table = (identity: string, columnOrder: string[]): Fact => ({ kind: 'table', identity, properties: { columnOrder } });
const column = (identity: string, type: string, properties: Fact['properties'] = {}): Fact => ({
    kind: 'column',
    identity,
    partOf: `table ${identity.split('.')[0]}`,
    properties: { type, ...properties },
});

describe('compareCatalogs', () => {
    const catalog = [column('t.a', 'integer'), column('t.b', 'text', { default: `'x'` }), table('t', ['a', 'b'])];

    it('finds nothing between equals', () => {
        assert.deepEqual(compareCatalogs(catalog, structuredClone(catalog)), []);
    });

    it('does not mind the order of facts and properties', () => {
        const other = [table('t', ['a', 'b']), column('t.b', 'text', { default: `'x'` }), column('t.a', 'integer')];
        assert.deepEqual(compareCatalogs(catalog, other), []);
    });

    it('names a changed, an added and a removed property', () => {
        const other = [column('t.a', 'bigint', { notNull: true }), column('t.b', 'text'), table('t', ['a', 'b'])];
        assert.deepEqual(compareCatalogs(catalog, other), [
            {
                type: 'changed',
                kind: 'column',
                identity: 't.a',
                changes: [
                    { property: 'notNull', expected: undefined, actual: true },
                    { property: 'type', expected: 'integer', actual: 'bigint' },
                ],
            },
            { type: 'changed', kind: 'column', identity: 't.b', changes: [{ property: 'default', expected: `'x'`, actual: undefined }] },
        ]);
    });

    it('tells missing from extra, and does not call it a change of order', () => {
        const other = [column('t.b', 'text', { default: `'x'` }), column('t.c', 'date'), table('t', ['b', 'c'])];
        assert.deepEqual(compareCatalogs(catalog, other), [
            { type: 'missing', fact: column('t.a', 'integer') },
            { type: 'extra', fact: column('t.c', 'date') },
        ]);
    });

    it('finds a changed order of columns', () => {
        const changes = compareCatalogs(catalog, [...catalog.slice(0, 2), table('t', ['b', 'a'])]);
        assert.deepEqual(changes.map((one) => one.type === 'changed' && one.changes.map(({ property }) => property)), [['columnOrder']]);
    });

    const fact = fc.record({
        kind: fc.constantFrom('table', 'column'),
        identity: fc.constantFrom('a', 'b', 'c', 'd'),
        properties: fc.dictionary(fc.constantFrom('type', 'x', 'y'), fc.oneof(fc.string(), fc.boolean(), fc.array(fc.string()))),
    });
    const anyCatalog = fc.uniqueArray(fact, { selector: keyOf });

    it('finds nothing between a catalog and itself, and the same the other way round', () => {
        const turned = { missing: 'extra', extra: 'missing', changed: 'changed' } as const;
        const outline = (one: ReturnType<typeof compareCatalogs>[number]) => `${one.type} ${one.type === 'changed' ? keyOf(one) : keyOf(one.fact)}`;
        fc.assert(
            fc.property(anyCatalog, anyCatalog, (one, other) => {
                assert.deepEqual(compareCatalogs(one, structuredClone(one)), []);
                const there = compareCatalogs(one, other);
                const back = compareCatalogs(other, one).map((difference) => ({ ...difference, type: turned[difference.type] }) as typeof difference);
                assert.deepEqual(there.map(outline), back.map(outline));
                assert.equal(there.length === 0, JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
            }),
        );
    });
});

/** In one order, for a comparison by text. */
function sorted(catalog: readonly Fact[]): unknown[] {
    return catalog
        .map((fact) => [keyOf(fact), Object.entries(fact.properties).sort(([a], [b]) => (a < b ? -1 : 1))] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('printDifferences', () => {
    it('prints nothing for nothing', () => {
        assert.equal(printDifferences([]), '');
    });

    it('prints one line for each difference and property', () => {
        const expected = [column('t.a', 'integer'), column('t.b', 'text')];
        const actual = [column('t.a', 'bigint', { default: '1' }), { kind: 'index', identity: 'i', properties: { definition: 'CREATE INDEX i\n  ON t (a)' } }];
        assert.equal(
            printDifferences(compareCatalogs(expected, actual)),
            `changed  column t.a
           default: (none) -> "1"
           type: "integer" -> "bigint"
missing  column t.b: text
extra    index i: CREATE INDEX i ON t (a)`,
        );
    });

    it('only counts the parts of what is missing as a whole', () => {
        assert.equal(printDifferences(compareCatalogs([column('t.a', 'integer'), column('t.b', 'text'), table('t', ['a', 'b'])], [])), 'missing  table t with 2 parts');
    });
});
