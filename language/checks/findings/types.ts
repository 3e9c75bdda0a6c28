import type { FindingRegistry } from '../registry.ts';

/** ERD211 to ERD214, ERD217: types and the values that fit them. */
export const typeFindings = {
    ERD211: {
        title: 'Wrong arguments of a type',
        severity: 'error',
        explanation: `
\`string(n)\`, \`char(n)\` and \`binary(n)\` take a length from 1, \`decimal(p,s)\` a number of digits and how many of them stand
after the point, \`time\`, \`datetime\` and \`timestamp\` up to 6 digits of a second, \`vector(n)\` a number of dimensions,
\`range(t)\` a type whose values have an order.`,
        example: `
entity Product {
  id:    int key
  price: decimal(2,10)
}`,
        mended: `
entity Product {
  id:    int key
  price: decimal(10,2)
}`,
        fixes: ['Put precision before scale, or take out what does not belong'],
    },
    ERD212: {
        title: 'Type that nothing can be stored in',
        severity: 'error',
        explanation: '`any`, `number`, `attribute`, `void`, `trigger` and `record` are types of parameters and results. An attribute, a domain or a session variable needs a type that has values.',
        example: `
entity Product {
  id:    int key
  price: number
}`,
        mended: `
entity Product {
  id:    int key
  price: decimal(19,4)
}`,
        fixes: ['Use a type that can be stored'],
    },
    ERD217: {
        title: 'Type of more than one value where one is asked for',
        severity: 'error',
        explanation: `
An element of an array, a domain, an attribute of a composite type, a session variable is one value of one column. An
entity is none: an attribute of its type is a reference, with a foreign key, which no database has into an array. Many
rows belong into a relationship of many to many. A structured type without \`composite\` stands for several columns.`,
        example: `
entity Tag { id: int key }
entity Note {
  id:   int key
  tags: Tag[]
}`,
        mended: `
entity Tag { id: int key }
entity Note {
  id:   int key
}
relationship tagged: Note }o--o{ Tag`,
        fixes: [],
        withoutFix: 'Whether it is to be a relationship or a list of plain values, the model has to say.',
    },
    ERD213: {
        title: 'Type that contains itself',
        severity: 'error',
        explanation: 'A domain is over itself, or a structured type has an attribute of its own type, directly or over others: its values would have no end.',
        example: `
type Address { street: string(80)  previous: Address }
entity Customer {
  id:   int key
  home: Address
}`,
        mended: `
type Address { street: string(80)  previous: string(200) }
entity Customer {
  id:   int key
  home: Address
}`,
        fixes: [],
        withoutFix: 'What repeats belongs into an entity of its own; how, the model has to say.',
    },
    ERD214: {
        title: 'Value that does not fit its type',
        severity: 'error',
        explanation: 'The value is of the right kind, but too long, too large, with too many digits, or no valid date, time, interval or UUID: the database would refuse it.',
        example: `
entity Country {
  iso2: char(2) = 'DEU' key
}`,
        mended: `
entity Country {
  iso2: char(3) = 'DEU' key
}`,
        fixes: ['Make the type large enough'],
    },
} as const satisfies FindingRegistry;
