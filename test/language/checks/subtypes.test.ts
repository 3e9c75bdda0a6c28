import { holds as holdsFor, type Cases } from './check.ts';

const holds = (cases: Cases): void => holdsFor(cases, ({ severity }) => severity === 'error');

describe('subtypes in one table', () => {
    const root = 'role app\nenum K { CAR = \'c\'  VAN = \'v\' }\nentity V { id: int key  k: string(3)  n: string(9)?  subtypes single table by k }\n';
    holds({
        'share an attribute of one name and type': [`${root}entity A extends V { a: int = 1  o: V }\nentity B extends V { a: int? = 1  o: V }`],
        'do not share one with another type': [
            `${root}entity A extends V { a: int }\nentity B extends V { a: string(3) }`,
            'ERD137 B.a is string(3), and A.a int: in the one table of both that is the column a.',
        ],
        'do not change the type of what they inherit': [
            `${root}entity A extends V { override n: string(10) }`,
            'ERD137 A.n is string(10), and V.n string(9): in the one table of both that is the column n.',
        ],
        'may require what they inherit': [`${root}entity A extends V { override n: string(9) }`],
        'share no column by accident': [
            `${root}entity A extends V { ownerId: int }\nentity B extends V { owner: V }`,
            'ERD137 B.owner and A.ownerId are two attributes: in the one table of both that is the column owner_id.',
        ],
        'have one default, and refer to one entity': [
            `${root}entity A extends V { a: int = 1  o: V }\nentity B extends V { a: int = 2  o: O }\nentity O { id: int key }`,
            'ERD137 B.a has another default or calculation than A.a: in the one table of both that is the column a.',
            'ERD137 B.o refers to something else than A.o: in the one table of both that is the column o_id.',
        ],
        'have a value of the enumeration by its name': [`${root}entity W { id: int key  k: K  subtypes single table by k }\nentity A extends W is CAR {}\nentity B extends A is VAN {}`],
        'have no value that the enumeration lacks': [
            `${root}entity W { id: int key  k: K  subtypes single table by k }\nentity A extends W is CARR {}\nentity B extends W is 'CARR' {}\nentity C extends W is CAR {}\nentity D extends W is 'c' {}`,
            "ERD004 K has no value 'CARR'. Did you mean 'CAR'?",
            "ERD214 B has 'CARR' in the discriminator: K has no such value.",
            "ERD134 C and D have the same value 'c' in the discriminator of W.",
        ],
        'have a value in quotes where that is no enumeration': [
            `${root}entity A extends V is Bus {}`,
            "ERD004 The discriminator k is no enumeration: its value stands in quotes, 'Bus'.",
        ],
        'have no privileges of their own': [
            `${root}entity A extends V { a: int }\ngrant select on A to app\ngrant select on V to app`,
            'ERD138 A is in the table of its parent: a grant is about all rows of that.',
        ],
        'have no key, history and settings of their own': [
            `${root}entity A extends V unlogged { a: int key  history system }`,
            'ERD138 A is in the table of its parent, and has its key.',
            'ERD138 A is in the table of its parent, and has its history.',
            'ERD138 A is in the table of its parent, and has its settings.',
        ],
        'tell no rows apart by what other rows have too': [
            `${root}entity A extends V { a: int  unique (n)  unique (n, a) }`,
            'ERD138 A is in the table of its parent, and what is unique is so among all rows of that: make it a unique index, which can be of some rows.',
        ],
        'have triggers that can tell which rows are theirs': [
            `${root}entity A extends V { a: int }
             trigger r on A after insert or update for each row sql postgresql "return null"
             trigger s on A after insert for each statement sql postgresql "return null"
             trigger t on A after insert or delete for each row sql postgresql "return null"`,
            'ERD138 A is in the table of its parent: only a trigger for each row can tell which rows are its.',
            'ERD138 A is in the table of its parent: a trigger for both insert and delete has no row that says whether it is one of its.',
        ],
        'are told apart by values that fit': [
            `${root}entity A extends V is 'ABCD' { a: int }\nabstract entity Between extends V { b: int }`,
            "ERD214 A has 'ABCD' in the discriminator: 'ABCD' has 4 characters.",
        ],
        'are told apart by values of the enumeration, or their names': [
            "enum K { CAR = 'c'  VAN = 'v' }\nentity V { id: int key  k: K  subtypes single table by k }\n"
            + "entity A extends V is 'c' { a: int }\nentity B extends V is 'VAN' { b: int }\nentity C extends V is 'BUS' { c: int }",
            "ERD214 C has 'BUS' in the discriminator: K has no such value.",
        ],
        'are told apart by numbers': [
            "entity V { id: int key  k: int  subtypes single table by k }\nentity A extends V is 1 { a: int }\nentity B extends V { b: int }",
            "ERD214 B has 'B' in the discriminator: it is no number.",
        ],
        'cannot overlap': [
            'entity V { id: int key  k: string(3)  subtypes single table by k overlapping }\nentity A extends V { a: int }',
            'ERD134 A row of V has one value in the discriminator, so that its subtypes cannot overlap.',
        ],
    });
});

describe('joined subtypes', () => {
    const root = 'role app\nentity P { id: int key  name: string(9) }\n';
    holds({
        'have the key of their parent': [
            `${root}entity A extends P { a: int key }\nentity B extends P { b: int  key (b) }\nentity C extends P { c: int  key (id) }`,
            'ERD139 A has the key (id, a), and P (id): a row of the one would not be one row of the other.',
            'ERD139 B has the key (b), and P (id): a row of the one would not be one row of the other.',
        ],
        'may say anything of what is theirs': [
            `${root}entity A extends P { a: int  d: int computed (a + id) stored  unique (a, id)  index (id, a)  check c: a > id }
             policy p on A allow all to app using (a > id)\ngrant select (id, a) on A to app
             trigger t on A after update of a for each row when (new.id > 0) sql postgresql "return null"
             view V from A a where a.name <> '' { n: a.name }`,
        ],
        'say nothing of what is in the tables above': [
            `${root}entity A extends P { a: int  d: text computed (name) stored  unique (a, name)  check c: name <> ''  index (a) where name <> ''
               exclude (name with "=") using btree }
             entity B extends A { index (name, a) include (id) }
             policy p on A allow all to app using (name = 'x')\ngrant select (name) on A to app
             trigger t on A after update of name for each row sql postgresql "return null"`,
            'ERD170 name is in the table of P, and the value of d sees that of A only.',
            'ERD170 name is in the table of P, and the unique constraint sees that of A only.',
            'ERD170 name is in the table of P, and the check c sees that of A only.',
            'ERD170 name is in the table of P, and the index sees that of A only.',
            'ERD170 name is in the table of P, and the exclusion sees that of A only.',
            'ERD170 name is in the table of P, and the index sees that of B only.',
            'ERD170 a is in the table of A, and the index sees that of B only.',
            'ERD170 name is in the table of P, and the policy p sees that of A only.',
            'ERD170 name is in the table of P, and the trigger t sees that of A only.',
            'ERD170 name is in the table of P, and the grant sees that of A only.',
        ],
    });
});
