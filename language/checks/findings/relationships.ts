import type { FindingRegistry } from '../registry.ts';

/** ERD120 to ERD125: lines between entities. */
export const relationshipFindings = {
    ERD120: {
        title: 'Cardinality that contradicts the attribute',
        severity: 'error',
        explanation: `
The end of the line at the other entity says whether a row needs one (\`||\`) or can do without (\`|o\`), and the reference
attribute says it too, with or without \`?\`. The end at the attribute says whether many rows may refer to the same one
(\`o{\`), or only one (\`o|\`), in which case the attribute is \`unique\`.`,
        example: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer?
}
relationship places: Customer ||--o{ Order.customer`,
        mended: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer?
}
relationship places: Customer |o--o{ Order.customer`,
        fixes: ['Change the line', 'Change the attribute'],
    },
    ERD121: {
        title: 'Relationship without a reference attribute',
        severity: 'error',
        explanation: `
A line names and refines a reference attribute, and creates none by itself, so that a typing error never makes a column.
Bind its end to the attribute: \`Customer ||--o{ Order.customer\`. Only a many-to-many line needs none, as it makes a
table.`,
        example: `
entity Customer { id: int key }
entity Order { id: int key }
relationship places: Customer ||--o{ Order`,
        mended: `
entity Customer { id: int key }
entity Order { id: int key  customer: Customer }
relationship places: Customer ||--o{ Order.customer`,
        fixes: ['Bind it to the attribute that is there, or create it'],
    },
    ERD122: {
        title: 'Relationship bound to the wrong attribute',
        severity: 'error',
        explanation: 'The attribute at the end of the line is no reference, or refers to another entity than the other end of the line.',
        example: `
entity Customer { id: int key }
entity Clerk { id: int key }
entity Order {
  id:       int key
  customer: Customer
  clerk:    Clerk
}
relationship places: Customer ||--o{ Order.clerk`,
        mended: `
entity Customer { id: int key }
entity Clerk { id: int key }
entity Order {
  id:       int key
  customer: Customer
  clerk:    Clerk
}
relationship places: Customer ||--o{ Order.customer`,
        fixes: ['Bind it to the attribute that refers to the other end'],
    },
    ERD123: {
        title: 'Attributes of a relationship that has no table',
        severity: 'error',
        explanation: `
Only a many-to-many relationship makes a table, which can have attributes, keys and indexes of its own. What belongs to
a relationship with one row at an end belongs to the entity that holds the reference.`,
        example: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer
}
relationship places: Customer ||--o{ Order.customer {
  channel: string(20)
}`,
        mended: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer
  channel: string(20)
}
relationship places: Customer ||--o{ Order.customer`,
        fixes: ['Move the members to the entity that holds the reference'],
    },
    ERD124: {
        title: 'Identifying relationship outside of the key',
        severity: 'error',
        explanation: `
\`identifying\` says that a row is told apart by what it belongs to: the reference is part of the primary key. It is not.`,
        source: 'IEEE 1320.2 (IDEF1X), identifying relationship',
        example: `
entity Order { id: int key }
entity OrderLine {
  number: int key
  order:  Order
}
relationship contains: Order ||--o{ OrderLine.order identifying`,
        mended: `
entity Order { id: int key }
entity OrderLine {
  number: int key
  order:  Order key
}
relationship contains: Order ||--o{ OrderLine.order identifying`,
        fixes: ['Add the reference to the key', 'Remove `identifying`'],
    },
    ERD125: {
        title: 'Two relationships for one attribute',
        severity: 'warning',
        explanation: 'Two lines are bound to the same reference attribute. A reader will take them for two relationships, but there is one.',
        example: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer
}
relationship places: Customer ||--o{ Order.customer
relationship pays:   Customer ||--o{ Order.customer`,
        mended: `
entity Customer { id: int key }
entity Order {
  id:       int key
  customer: Customer
}
relationship places: Customer ||--o{ Order.customer
`,
        fixes: ['Remove the second line'],
    },
} as const satisfies FindingRegistry;
