import type { FindingRegistry } from '../registry.ts';

/** ERD137 to ERD139, ERD170: what the way that subtypes are stored rules out. */
export const storedSubtypeFindings = {
    ERD137: {
        title: 'Attribute that subtypes in one table have differently',
        severity: 'error',
        explanation: `
Where all subtypes are stored in one table, attributes of one name are one column. That has one type, one default and one
foreign key; with another type in another subtype, or in an \`override\`, one of the two would be lost.`,
        example: `
entity Vehicle {
  id:   int key
  kind: string(10)
  subtypes single table by kind
}
entity Car extends Vehicle   { size: int }
entity Truck extends Vehicle { size: string(10) }`,
        mended: `
entity Vehicle {
  id:   int key
  kind: string(10)
  subtypes single table by kind
}
entity Car extends Vehicle   { size: int }
entity Truck extends Vehicle { sizeClass: string(10) }`,
        fixes: [],
        withoutFix: 'Whether it is to be one attribute of one type or two of different names, the model has to say.',
    },
    ERD138: {
        title: 'Something of its own at a subtype that has no table of its own',
        severity: 'error',
        explanation: `
A subtype that is stored in its parent's table has that table's key, partitions, history, settings and privileges. A grant
on it would be one on the rows of all types. Policies, checks, indexes and triggers for each row are possible: they get the
condition that the row is of the subtype. To grant the rows of one type, grant a view of it.`,
        source: 'PostgreSQL manual, "GRANT"; 5.9 (Row Security Policies)',
        example: `
role clerk
entity Payment {
  id:   int key
  kind: string(10)
  subtypes single table by kind
}
entity Transfer extends Payment { iban: string(34) }
grant select on Transfer to clerk`,
        mended: `
role clerk
entity Payment {
  id:   int key
  kind: string(10)
  subtypes single table by kind
}
entity Transfer extends Payment { iban: string(34) }
view Transfers from Transfer t { id: t.id  iban: t.iban }
grant select on Transfers to clerk`,
        fixes: [],
        withoutFix: 'Whether all rows are meant or a view of some, the model has to say.',
    },
    ERD139: {
        title: 'Key of a joined subtype that is not its parent\'s',
        severity: 'error',
        explanation: `
Each row of a joined subtype is a row of its parent too, told apart by the same key: the subtype's key is a foreign key to
the parent's. With a key of its own, one row of the parent could be several of the subtype. Make it \`unique\` instead, or
the subtypes \`concrete\`, or refer to the other entity where it is no subtype.`,
        example: `
entity Document {
  id: int key
}
entity Book extends Document {
  isbn: string(13) key
}`,
        mended: `
entity Document {
  id: int key
}
entity Book extends Document {
  isbn: string(13) unique
}`,
        fixes: ['Make it unique'],
    },
    ERD170: {
        title: 'Inherited attribute whose column is in another table',
        severity: 'error',
        explanation: `
A joined subtype has a table with its own attributes and the key; what it inherits is in the parent's table. A check, a
unique constraint, an index, a computed attribute, a policy, a trigger or a grant sees one table only. Write it at the
parent, or store the subtypes in another way.`,
        example: `
entity Document {
  id:    int key
  title: string(100)
}
entity Book extends Document {
  pages: int
  index (title)
}`,
        mended: `
entity Document {
  id:    int key
  title: string(100)
  index (title)
}
entity Book extends Document {
  pages: int
}`,
        fixes: [],
        withoutFix: 'At the parent it would be about all of its rows, which may not be what is meant.',
    },
} as const satisfies FindingRegistry;
