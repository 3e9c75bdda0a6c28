import assert from 'node:assert/strict';
import { findingsIn } from './check.ts';

const entity = 'entity A { id: int key }\ntype Pair { x: int  y: int }\ntype Point composite { x: int }\n';

const cases: Readonly<Record<string, readonly [text: string, ...findings: string[]]>> = {
    'an array holds values of one column': ['entity B { id: int key  p: Point[]  n: int[]  a: A  q: Pair }'],
    'an array holds no references': [
        'entity B { id: int key  a: A[] }',
        'ERD217 An element of an array is one value, and A is an entity: only an attribute of that type refers to it.',
    ],
    'an array holds nothing of several columns': [
        'mixin M { p: Pair[] }\nentity B with M { id: int key }\ntype Outer { inner: Pair[] }',
        'ERD217 An element of an array is one value, and Pair stands for several columns, unless it is composite.',
        'ERD217 An element of an array is one value, and Pair stands for several columns, unless it is composite.',
    ],
    'a domain is over values': [
        'domain D: A\ndomain E: Pair\ndomain F: Point',
        'ERD217 The domain D is one value, and A is an entity: only an attribute of that type refers to it.',
        'ERD217 The domain E is one value, and Pair stands for several columns, unless it is composite.',
    ],
    'an attribute of a composite type is one value': [
        'type Q composite { a: A }',
        'ERD217 An attribute of the composite type Q is one value, and A is an entity: only an attribute of that type refers to it.',
    ],
    'a session variable is one value': [
        'session who: A from "app.who"',
        'ERD217 The session variable who is one value, and A is an entity: only an attribute of that type refers to it.',
    ],
    'an enumeration is stored as what holds its values': [
        "enum E: smallint { A1 = 1  B }\nenum F: char(1) lookup { C = 'C'  D = 'DD'  E = 5 }\nenum G { X = 1  Y = 'long' }\nenum H: decimal(2,1) { L = 1.5  M = 10 }",
        "ERD214 E.B does not fit into smallint: it is stored as 'B', which is no number.",
        "ERD214 F.D does not fit into char(1): 'DD' has 2 characters.",
        'ERD214 H.M does not fit into decimal(2, 1): 10 has too many digits.',
    ],
};

describe('types', () => {
    for (const [what, [text, ...findings]] of Object.entries(cases)) {
        it(what, async () => {
            const found = (await findingsIn(entity + text)).filter(({ severity }) => severity === 'error');
            assert.deepEqual(found.map(({ code, message }) => `${code} ${message}`), findings);
        });
    }
});
