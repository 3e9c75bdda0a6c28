import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inDependencyOrder, type Ordered } from '../../../server/targets/order.ts';

const node = (key: string, needs: string[] = [], prefers: string[] = []): Ordered => ({ key, needs: new Set(needs), prefers: new Set(prefers) });
const keys = (nodes: readonly Ordered[]) => inDependencyOrder(nodes).map(({ key }) => key).join('');

describe('Dependency order', () => {
    it('keeps the given order where nothing forbids it', () => {
        assert.equal(keys([node('c'), node('a'), node('b')]), 'cab');
    });

    it('puts what is needed or preferred before, and only that', () => {
        assert.equal(keys([node('a', ['c']), node('b'), node('c', [], ['d']), node('d')]), 'dcab');
    });

    it('breaks a circle where one is only preferred', () => {
        assert.equal(keys([node('a', [], ['b']), node('b', [], ['a'])]), 'ab');
        assert.equal(keys([node('a', [], ['b']), node('b', ['a'])]), 'ab');
        assert.equal(keys([node('a', [], ['b']), node('b', [], ['c']), node('c', ['a'])]), 'abc');
        assert.equal(keys([node('a', ['b']), node('b', [], ['a'])]), 'ba');
    });

    it('ignores what is not there, and itself', () => {
        assert.equal(keys([node('a', ['x', 'a'])]), 'a');
    });

    it('takes chains of any length', () => {
        const chain = Array.from({ length: 50_000 }, (_, index) => node(String(index), [String(index + 1)]));
        assert.equal(inDependencyOrder(chain)[0]!.key, '49999');
    });

    it('never puts anything before what it needs, where that is possible', () => {
        const graph = fc.integer({ min: 1, max: 12 }).chain(size => fc.array(
            fc.record({ needs: fc.array(fc.nat(size - 1)), prefers: fc.array(fc.nat(size - 1)) }), { minLength: size, maxLength: size },
        ));
        fc.assert(fc.property(graph, nodes => {
            // Needs lead to lower numbers only, so they are no circle; preferences go anywhere.
            const given = nodes.map(({ needs, prefers }, index) => node(String(index), needs.filter(need => need < index).map(String), prefers.map(String)));
            const shuffled = given.toReversed();
            const order = inDependencyOrder(shuffled);
            const at = new Map(order.map(({ key }, position) => [key, position]));
            assert.equal(order.length, given.length);
            for (const { key, needs } of given) {
                for (const need of needs) {
                    assert.ok(at.get(need)! < at.get(key)!, `${need} before ${key}`);
                }
            }
        }));
    });
});
