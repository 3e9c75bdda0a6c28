import type { FindingRegistry } from '../registry.ts';

/** ERD101 to ERD115: keys and references. */
export const keyFindings = {
    ERD101: {
        title: 'Entity without a key',
        severity: 'warning',
        explanation: `
Nothing tells the rows of the entity apart: the same row can be stored twice, no other entity can refer to one, and
replication and many tools refuse such a table. Mark the identifying attribute with \`key\`, or several with a line
\`key (a, b)\`.`,
        source: 'E. F. Codd, The Relational Model for Database Management, Version 2, 1990, RS-8 (entity integrity)',
        example: `
entity Log {
  line: text
}`,
        mended: `
entity Log {
  id: uuid = uuid() key
  line: text
}`,
        fixes: ['Make an attribute that identifies it the key', 'Add a key attribute'],
    },
    ERD102: {
        title: 'Key stated twice',
        severity: 'error',
        explanation: `
An entity has one primary key. It is stated by \`key\` at its attributes, or by one line \`key (a, b)\`; another set of
attributes that identifies a row is \`unique\`.`,
        example: `
entity OrderLine {
  order:  int key
  number: int
  key (order, number)
}`,
        mended: `
entity OrderLine {
  order:  int
  number: int
  key (order, number)
}`,
        fixes: ['Remove `key` from the attribute'],
    },
    ERD103: {
        title: 'Optional attribute in the key',
        severity: 'error',
        explanation: 'An attribute of the primary key has a value in every row; a row without one could not be referred to.',
        source: 'SQL:2016, part 2, 11.7: the columns of a primary key are implicitly not null',
        example: `
entity Customer {
  number: int? key
}`,
        mended: `
entity Customer {
  number: int key
}`,
        fixes: ['Make the attribute required'],
    },
    ERD104: {
        title: 'Attribute listed twice',
        severity: 'error',
        explanation: 'A key, a unique constraint, an index or another list names the same attribute twice; the second says nothing new, and databases refuse it.',
        example: `
entity Customer {
  id:     int key
  number: int
  region: int
  unique (region, number, region)
}`,
        mended: `
entity Customer {
  id:     int key
  number: int
  region: int
  unique (region, number)
}`,
        fixes: ['Remove the second'],
    },
    ERD110: {
        title: 'Reference to what cannot be referred to',
        severity: 'error',
        explanation: `
A reference holds the key of the entity that it refers to. That entity has none, or it is abstract and has no table, or
its key contains the reference itself.`,
        example: `
entity Log {
  line: text
}
entity Alert {
  id:  int key
  log: Log
}`,
        mended: `
entity Log {
  id: uuid = uuid() key
  line: text
}
entity Alert {
  id:  int key
  log: Log
}`,
        fixes: ['Add a key to the entity referred to'],
    },
    ERD111: {
        title: 'Reference to attributes that are not unique',
        severity: 'error',
        explanation: `
\`Country(iso2)\` refers to a country by its attribute \`iso2\`. That has to tell countries apart: it needs to be the key, or
\`unique\`; in PostgreSQL a unique index over it will do. No database creates a foreign key to anything else.`,
        source: 'SQL:2016, part 2, 11.8: the referenced columns are those of a unique constraint',
        example: `
entity Country {
  id:   int key
  iso2: char(2)
}
entity Customer {
  id:      int key
  country: Country(iso2)
}`,
        mended: `
entity Country {
  id:   int key
  iso2: char(2) unique
}
entity Customer {
  id:      int key
  country: Country(iso2)
}`,
        fixes: ['Make the attributes unique'],
    },
    ERD112: {
        title: 'Another number of columns than the key has',
        severity: 'error',
        explanation: `
\`via (tenant, order)\` shares existing columns for a reference, and \`as ("a", "b")\` names its columns: there have to be as
many as the key has that is referred to, in the same order.`,
        example: `
entity Order {
  tenant: int
  number: int
  key (tenant, number)
}
entity OrderLine {
  id:     int key
  tenant: int
  number: int
  order:  Order via (tenant)
}`,
        mended: `
entity Order {
  tenant: int
  number: int
  key (tenant, number)
}
entity OrderLine {
  id:     int key
  tenant: int
  number: int
  order:  Order via (tenant, number)
}`,
        fixes: ['Name the attributes that the key asks for'],
    },
    ERD113: {
        title: 'Shared attribute of another type than the key has',
        severity: 'error',
        explanation: `
A reference \`via\` existing attributes compares them with the key that is referred to, one by one. They need to be of the
same types, and in the order of the key.`,
        example: `
entity Order {
  tenant: int
  number: string(20)
  key (tenant, number)
}
entity OrderLine {
  id:     int key
  tenant: int
  number: string(20)
  order:  Order via (number, tenant)
}`,
        mended: `
entity Order {
  tenant: int
  number: string(20)
  key (tenant, number)
}
entity OrderLine {
  id:     int key
  tenant: int
  number: string(20)
  order:  Order via (tenant, number)
}`,
        fixes: ['Put them into the order of the key'],
    },
    ERD114: {
        title: 'Action that the attribute cannot follow',
        severity: 'warning',
        explanation: `
\`set null\` empties the reference when the row that it refers to is deleted or gets another key, but the reference is
required; or \`set default\` has no default to set. The database accepts the table, and every such deletion fails.`,
        example: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer on delete set null
}`,
        mended: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer? on delete set null
}`,
        fixes: ['Make the reference optional', 'Restrict instead'],
    },
    ERD115: {
        title: 'Foreign-key cycle that cannot be inserted into',
        severity: 'warning',
        explanation: `
Entities require each other in a circle: a row of none of them can be stored before a row of the other. One reference of
the circle has to be optional, to be filled in later, or \`deferrable initially deferred\`, to be checked at the end of
the transaction.`,
        source: 'PostgreSQL manual, CREATE TABLE, "DEFERRABLE"',
        example: `
entity Department {
  id:   int key
  head: Employee
}
entity Employee {
  id:         int key
  department: Department
}`,
        mended: `
entity Department {
  id:   int key
  head: Employee
}
entity Employee {
  id:         int key
  department: Department deferrable initially deferred
}`,
        fixes: ['Defer the check to the end of the transaction', 'Make the reference optional'],
    },
} as const satisfies FindingRegistry;
