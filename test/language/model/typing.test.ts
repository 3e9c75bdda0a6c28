import assert from 'node:assert/strict';
import {
    baseType, commonType, displayType, indexModel, isAssignable, isComparable, primitive, type ModelIndex, type Type,
} from '../../../language/model/index.ts';
import { attributeNamed, modelOf } from './model-of.ts';

describe('typing', () => {
    let types: ModelIndex;
    const of: Record<string, Type> = {};

    before(async () => {
        const model = await modelOf(`enum E { A } enum F { B } domain Positive: int  domain Tiny: Positive  domain Loop: Loop  type S { x: int }
            entity R { id: uuid key  code: string unique } entity P { x: int key  y: int key }
            entity T { id: int key  small: smallint  n: int  big: bigint  rate: decimal(5,2)  part: float  name: string(10)  note: text  code: char(2)  on: date  at: timestamp  local: datetime  day: time
              span: interval  yes: boolean  doc: json  u: uuid  e: E  f: F  positive: Positive  tiny: Tiny  loop: Loop  s: S[]  r: R  byCode: R(code)  p: P  ns: int[]  bigs: bigint[]  names: string[]
              days: range(date)  times: range(timestamp)  many: multirange(date)  raw: native(postgresql: "inet")  odd: Missing }`);
        types = indexModel(model);
        for (const { name, type } of model.entities.at(-1)!.attributes) {
            of[name] = type;
        }
        of['null'] = { kind: 'null' };
        of['rowOfR'] = { kind: 'row', relation: 'R' };
    });

    const assignable: readonly (readonly [value: string, target: string, expected: boolean])[] = [
        ['n', 'big', true], ['big', 'small', true], ['rate', 'n', true], ['n', 'name', false], ['name', 'note', true], ['note', 'code', true], ['name', 'n', false],
        ['on', 'at', true], ['at', 'on', true], ['local', 'at', true], ['day', 'at', false], ['span', 'day', false], ['yes', 'n', false], ['name', 'doc', false],
        ['e', 'e', true], ['e', 'f', false], ['name', 'e', false], ['n', 'positive', true], ['positive', 'n', true], ['tiny', 'rate', true], ['name', 'tiny', false],
        ['u', 'r', true], ['n', 'r', false], ['name', 'byCode', true], ['u', 'byCode', false], ['rowOfR', 'r', true], ['rowOfR', 'p', false], ['n', 'p', false], ['p', 'p', true],
        ['ns', 'bigs', true], ['ns', 'names', false], ['n', 'ns', false], ['days', 'times', true], ['days', 'many', true], ['many', 'days', false], ['on', 'days', false],
        ['null', 'n', true], ['null', 'p', true], ['raw', 'n', true], ['n', 'raw', true], ['odd', 'n', true], ['n', 'odd', true], ['n', 'loop', true], ['s', 's', true], ['n', 's', false],
    ];
    for (const [value, target, expected] of assignable) {
        it(`${value} ${expected ? 'fits' : 'does not fit'} into ${target}`, () => {
            assert.equal(isAssignable(of[value]!, of[target]!, types), expected);
        });
    }

    it('comparing works in either direction', () => {
        assert.equal(isComparable(of['many']!, of['days']!, types), true);
        assert.equal(isComparable(of['n']!, of['name']!, types), false);
    });

    it('the base of a domain is what it is over in the end', () => {
        assert.deepEqual(baseType(of['tiny']!, types), primitive('int'));
        assert.equal(baseType(of['loop']!, types).kind, 'unknown');
        assert.deepEqual(baseType(of['r']!, types), primitive('uuid'));
        assert.equal(baseType(of['p']!, types).kind, 'reference');
    });

    it('what values have in common is the widest type', () => {
        const common = (...names: string[]): string | undefined => {
            const type = commonType(names.map(name => of[name]!), types);
            return type && displayType(type);
        };
        assert.equal(common('small', 'big', 'n'), 'bigint');
        assert.equal(common('n', 'part'), 'double');
        assert.equal(common('name', 'code'), 'text');
        assert.equal(common('on', 'local', 'at'), 'timestamp');
        assert.equal(common('null', 'e'), 'E');
        assert.equal(common('null'), 'null');
        assert.equal(common('positive', 'positive'), 'Positive');
        assert.equal(common('positive', 'big'), 'bigint');
        assert.equal(common('ns', 'bigs'), 'bigint[]');
        assert.equal(common('odd', 'n'), 'int');
        assert.equal(common('e', 'f'), undefined);
        assert.equal(common('n', 'name'), undefined);
    });
});

describe('the index of a model', () => {
    it('is made once', async () => {
        const model = await modelOf('entity A { id: int key }');
        assert.equal(indexModel(model), indexModel(model));
    });

    it('finds elements by their ids', async () => {
        const model = await modelOf(`schema s { entity A { id: int key  p: Point } type Point { x: int } } view V from s.A a { n: a.id } relationship r: s.A }o--o{ s.A role reader area X
            function f() returns int sql postgresql "1"`);
        const index = indexModel(model);
        assert.equal(index.entities.get('s.A')?.name, 'A');
        assert.equal(index.entities.get('r')?.attributes.length, 2);
        assert.equal(index.attributes.get('s.A.p')?.name, 'p');
        assert.equal(index.attributes.get('s.Point.x')?.name, 'x');
        assert.equal(index.attributes.get('V.n')?.name, 'n');
        assert.deepEqual([index.views, index.relationships, index.roles, index.areas, index.routines, index.structures, index.schemas].map(map => map.size), [1, 1, 1, 1, 1, 1, 1]);
    });

    it('of elements that share an id gives the first', async () => {
        const model = await modelOf('entity A { id: int key } entity A { id: uuid key } entity A extends A { x: int }');
        const index = indexModel(model);
        assert.equal(index.entities.get('A'), model.entities[0]);
        assert.deepEqual(index.ancestorsOf(model.entities[2]!), [model.entities[0]]);
    });

    it('knows how subtypes are stored', async () => {
        const model = await modelOf(`entity A { id: int key  subtypes single table } entity B extends A { } entity C extends B { } entity J { id: int key } entity K extends J { }
            abstract entity X { id: int key } entity Y extends X { }`);
        const index = indexModel(model);
        assert.deepEqual(model.entities.map(entity => index.strategyOf(entity)), [undefined, 'single table', 'single table', undefined, 'joined', undefined, 'concrete']);
        assert.deepEqual(model.entities.map(entity => index.tableOf(entity)?.name), ['a', 'a', 'a', 'j', 'k', undefined, 'y']);
        assert.deepEqual(index.subtypesOf('A').map(({ id }) => id), ['B']);
    });

    it('agrees with the builder on the types of keys', async () => {
        const model = await modelOf('entity A { a: uuid key  b: B key } entity B { x: int key } entity C { id: int key  a: A }');
        assert.deepEqual(indexModel(model).keyTypes('A').map(displayType), ['uuid', 'int']);
        assert.deepEqual(attributeNamed(model, 'C.a').columns.map(({ type }) => displayType(type)), ['uuid', 'int']);
    });
});
