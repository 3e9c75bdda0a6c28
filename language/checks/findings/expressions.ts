import type { FindingRegistry } from '../registry.ts';

/** ERD201 to ERD210, ERD215, ERD216, ERD218, ERD219: expressions. */
export const expressionFindings = {
    ERD201: {
        title: 'Value of the wrong type',
        severity: 'error',
        explanation: `
A default, a computed value, a value at an update or in a row does not fit the type of its attribute. SQL values stand in
single quotes, numbers and \`true\` or \`false\` in none, values of an enumeration are written by their name.`,
        example: `
entity Customer {
  id:    int key
  limit: decimal(10,2) = '100'
}`,
        mended: `
entity Customer {
  id:    int key
  limit: decimal(10,2) = 100
}`,
        fixes: ['Write the value as its type asks for', 'Remove the default'],
    },
    ERD202: {
        title: 'Condition that is not true or false',
        severity: 'error',
        explanation: 'A check, a predicate, a row policy and each part of `and`, `or` and `not` is something that is true or false of a row.',
        example: `
entity Customer {
  id:     int key
  active: int check (active)
}`,
        mended: `
entity Customer {
  id:     int key
  active: int check (active <> 0)
}`,
        fixes: ['Compare the number with zero'],
    },
    ERD203: {
        title: 'Wrong arguments of a function',
        severity: 'error',
        explanation: 'No declaration of the function takes these arguments: their number or the type of one of them is another. The message says what can be called.',
        example: `
entity Customer {
  id:   int key
  name: string(80) check (length(name, 2) > 0)
}`,
        mended: `
entity Customer {
  id:   int key
  name: string(80) check (length(name) > 0)
}`,
        fixes: [],
        withoutFix: 'Which argument is to be changed depends on what the call was meant to do.',
    },
    ERD204: {
        title: 'Extension that is not declared',
        severity: 'error',
        explanation: `
The function, type or operator class comes with a PostgreSQL extension. A model says which extensions it needs, so that
the script creates them first.`,
        source: 'PostgreSQL manual, "CREATE EXTENSION"',
        example: `
entity Customer {
  id:   int key
  name: string(80)
  index (name ops gin_trgm_ops) using gin
}`,
        mended: `
extension pg_trgm

entity Customer {
  id:   int key
  name: string(80)
  index (name ops gin_trgm_ops) using gin
}`,
        fixes: ['Declare the extension'],
    },
    ERD205: {
        title: 'Comparison of types that do not fit',
        severity: 'error',
        explanation: 'The two sides are of different kinds, such as a number and a text, so that they are never equal or cannot be compared at all. Convert one with `cast(... as ...)`.',
        example: `
entity Customer {
  id:     int key
  number: int check (number <> '0')
}`,
        mended: `
entity Customer {
  id:     int key
  number: int check (number <> 0)
}`,
        fixes: ['Write the value as the other side asks for'],
    },
    ERD206: {
        title: 'Operand that the operator cannot take',
        severity: 'error',
        explanation: `
\`+ - * /\` calculate with numbers and times, \`||\` joins texts and arrays, \`like\` compares texts, \`[...]\` takes an element
of an array or a part of a JSON document.`,
        example: `
entity Customer {
  id:     int key
  name:   string(80)
  double: string(160) computed (name * 2)
}`,
        mended: `
entity Customer {
  id:     int key
  name:   string(80)
  double: string(160) computed (name || name)
}`,
        fixes: [],
        withoutFix: 'What the expression was meant to calculate cannot be known.',
    },
    ERD207: {
        title: 'Computed attribute that reads itself',
        severity: 'error',
        explanation: 'The expression reads the attribute that it computes, directly or over other computed attributes, so that it has no value to begin with.',
        example: `
entity Invoice {
  id:    int key
  net:   decimal(12,2)
  gross: decimal(12,2) computed (net + gross)
}`,
        mended: `
entity Invoice {
  id:    int key
  net:   decimal(12,2)
  gross: decimal(12,2) computed (net + net)
}`,
        fixes: [],
        withoutFix: 'Which attribute was meant cannot be known.',
    },
    ERD208: {
        title: 'Default that reads attributes',
        severity: 'error',
        explanation: `
A default is calculated before there is a row, so that it cannot read other attributes. What follows from other
attributes is \`computed\`.`,
        source: 'PostgreSQL manual, CREATE TABLE, "DEFAULT default_expr"; SQL:2016, part 2, 11.5',
        example: `
entity Invoice {
  id:    int key
  net:   decimal(12,2)
  gross: decimal(12,2) = net * 1.19
}`,
        mended: `
entity Invoice {
  id:    int key
  net:   decimal(12,2)
  gross: decimal(12,2) computed (net * 1.19)
}`,
        fixes: ['Make it computed'],
    },
    ERD209: {
        title: 'Expression that gives another value each time',
        severity: 'error',
        explanation: `
What is stored or indexed has to give the same value for the same row, today and tomorrow. The expression calls a function
that depends on the time, the session or chance, or asks for a session variable.`,
        source: 'PostgreSQL manual, "Function Volatility Categories"; CREATE INDEX: only immutable functions',
        example: `
entity Person {
  id:   int key
  born: date
  old:  boolean computed (born < today())
}`,
        mended: `
entity Person {
  id:   int key
  born: date
  old:  boolean computed (born < date '1960-01-01')
}`,
        fixes: [],
        withoutFix: 'A value that changes by itself belongs into a view or into the query.',
    },
    ERD210: {
        title: 'Aggregate where there is one row',
        severity: 'error',
        explanation: `
\`count\`, \`sum\` and the like look at many rows. A default, a check, a computed attribute, an index, a row policy and the
\`where\` of a query look at one. In a view, such a condition goes into \`having\`.`,
        example: `
entity Invoice {
  id:    int key
  net:   decimal(12,2) check (sum(net) > 0)
}`,
        mended: `
entity Invoice {
  id:    int key
  net:   decimal(12,2) check (net > 0)
}`,
        fixes: [],
        withoutFix: 'A rule over many rows needs another form: a view, a trigger or a constraint of another kind.',
    },
    ERD215: {
        title: 'Comparison with null',
        severity: 'warning',
        explanation: 'Nothing is equal to null, and nothing is unequal to it: the comparison is neither true nor false, and a condition of it never holds. `is null` and `is not null` ask for it.',
        source: 'SQL:2016, part 2, 8.2: a comparison with the null value is unknown',
        example: `
entity Customer {
  id:        int key
  deletedAt: timestamp?
  name:      string(80)
  index (name) where deletedAt = null
}`,
        mended: `
entity Customer {
  id:        int key
  deletedAt: timestamp?
  name:      string(80)
  index (name) where deletedAt is null
}`,
        fixes: ['Ask with `is null` or `is not null`'],
        safe: true,
    },
    ERD216: {
        title: 'Name that is no single value here',
        severity: 'error',
        explanation: `
The expression needs one value, and the name stands for something else: for several columns (a composite reference), for
a row of another table that only a join reaches, for an entity, a schema or a function that is not called.`,
        example: `
entity Customer {
  id:   int key
  name: string(80)
}
entity Order {
  id:       int key
  customer: Customer
  label:    string(80) computed (customer.name)
}`,
        mended: `
entity Customer {
  id:   int key
  name: string(80)
}
entity Order {
  id:       int key
  customer: Customer
  label:    int computed (customer.id)
}`,
        fixes: [],
        withoutFix: 'A value of another table belongs into a view that joins the two.',
    },
    ERD218: {
        title: 'Other rows asked about where there is one row',
        severity: 'error',
        explanation: `
A check, a computed attribute, an index, a default, a domain and the condition of a trigger are about one row: the database looks
at them when this row is written, and not again when others change, so that no engine takes a query there. Conditions of
row policies and of views are asked each time. What has to hold between rows is a key, a reference or an exclusion, or a
trigger looks when a row is written.`,
        source: 'PostgreSQL manual, CREATE TABLE: a check "cannot contain subqueries"',
        example: `
entity Team {
  id: int key
}
entity Member {
  id:   int key
  team: int check (exists (Team t where t.id = team))
}`,
        mended: `
entity Team {
  id: int key
}
entity Member {
  id:   int key
  team: Team
}`,
        fixes: [],
        withoutFix: 'Whether a reference, an exclusion or a trigger says the same depends on what the condition is for.',
    },
    ERD219: {
        title: 'Check that a row stops to meet',
        severity: 'warning',
        explanation: `
The check asks the clock, chance or the session. The database looks when a row is written, and takes it for granted that the
row stays right: when it no longer is, the next update of any other attribute fails, and so does reading the table back from
a backup. A time that lies before now stays so: \`born < today()\` is fine, \`due > today()\` is not. A trigger can look at new
rows only.`,
        source: 'PostgreSQL manual, 5.5.1 (Check Constraints): conditions of checks are assumed to be immutable',
        example: `
entity Voucher {
  id:  int key
  due: date
  check open: due >= today()
}`,
        mended: `
entity Voucher {
  id:     int key
  issued: date
  due:    date
  check open: due >= issued
}`,
        fixes: [],
        withoutFix: 'Whether another attribute, a trigger or nothing takes its place depends on what the check is for.',
    },
} as const satisfies FindingRegistry;
