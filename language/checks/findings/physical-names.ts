import type { FindingRegistry } from '../registry.ts';

/** ERD301 to ERD306, ERD321, ERD324: names in the database, and partitions. */
export const physicalNameFindings = {
    ERD301: {
        title: 'Physical names that collide',
        severity: 'error',
        explanation: `
Two elements get the same name in the database: two tables, views, sequences or indexes of a schema, two columns of a
table, two constraints of a table. Often both follow from names that differ in the model and not by the naming rule. Give
one of them a name with \`as "..."\`.`,
        source: 'PostgreSQL manual, pg_class: tables, views, sequences and indexes of a schema share one namespace',
        example: `
model Shop { naming snake_case }
entity Customer {
  id:     int key
  userID: int
  userId: int
}`,
        mended: `
model Shop { naming snake_case }
entity Customer {
  id:     int key
  userID: int
  userId: int as "user_id2"
}`,
        fixes: ['Give the second a physical name of its own'],
    },
    ERD302: {
        title: 'Physical name that is too long',
        severity: 'error',
        explanation: `
The engine keeps only so much of a name: 63 bytes in PostgreSQL, 64 characters in MySQL, 128 in SQL Server and Oracle. What
is longer is cut off without a word or refused; either way the name in the database is another than in the model.`,
        source: 'PostgreSQL manual, 4.1.1 (Identifiers and Key Words); MySQL manual, 11.2.1 (Identifier Length Limits)',
        example: `
model Shop { targets postgresql 18 }
entity CustomerWithAnUnusuallyLongNameThatNobodyWouldEverWantToTypeTwice {
  id: int key
}`,
        mended: `
model Shop { targets postgresql 18 }
entity CustomerWithAnUnusuallyLongNameThatNobodyWouldEverWantToTypeTwice as "customer_with_an_unusually_long_name_that_nobody_would_ever_wan" {
  id: int key
}`,
        fixes: ['Give it a shorter physical name'],
    },
    ERD303: {
        title: 'Physical name that is a reserved word',
        severity: 'information',
        explanation: `
The name is a reserved word of SQL. The generated scripts quote it and work; whoever writes a query by hand has to quote it
too, each time. A plural or a longer name is easier to live with.`,
        source: 'SQL:2016, part 2, 5.2 (<reserved word>)',
        example: `
entity Order {
  id: int key
}`,
        mended: `
entity Order as "orders" {
  id: int key
}`,
        fixes: ['Give it a physical name that is not reserved'],
    },
    ERD304: {
        title: 'Partition attribute missing from the primary key',
        severity: 'error',
        explanation: `
A partitioned table keeps its keys unique within each partition, so that the attributes that it is partitioned by have to
be part of the primary key. Without them no engine creates the table.`,
        source: 'PostgreSQL manual, 5.12.2.3 (Limitations of declarative partitioning); MySQL manual, 26.6.1',
        example: `
entity Event {
  id: uuid = uuid() key
  at: timestamp = now()
  partition by range (at) every 1 month from date '2025-01-01'
}`,
        mended: `
entity Event {
  id: uuid = uuid() key
  at: timestamp = now() key
  partition by range (at) every 1 month from date '2025-01-01'
}`,
        fixes: ['Add the attribute to the key'],
    },
    ERD305: {
        title: 'Partition attribute missing from a unique constraint',
        severity: 'error',
        explanation: `
A partitioned table keeps a unique constraint or index within each partition, so that the attributes that it is
partitioned by have to be part of it.`,
        source: 'PostgreSQL manual, 5.12.2.3 (Limitations of declarative partitioning); MySQL manual, 26.6.1',
        example: `
entity Event {
  id:     uuid = uuid()
  at:     timestamp = now()
  number: int
  key (id, at)
  unique (number)
  partition by range (at) every 1 month from date '2025-01-01'
}`,
        mended: `
entity Event {
  id:     uuid = uuid()
  at:     timestamp = now()
  number: int
  key (id, at)
  unique (number, at)
  partition by range (at) every 1 month from date '2025-01-01'
}`,
        fixes: ['Add the attribute to the constraint'],
    },
    ERD306: {
        title: 'Partitions that cannot be',
        severity: 'error',
        explanation: `
The partitions do not divide the table: a range ends before it begins or overlaps another, a value is listed twice, there
are two defaults, a remainder is not below its modulus, a bound is of another type or number than what is partitioned by, or
the kind of bound does not fit the kind of partitioning.`,
        source: 'PostgreSQL manual, CREATE TABLE, "PARTITION OF"',
        example: `
entity Event {
  id:   int
  year: int
  key (id, year)
  partition by range (year) {
    early from (2020) to (2024)
    late  from (2023) to (2030)
  }
}`,
        mended: `
entity Event {
  id:   int
  year: int
  key (id, year)
  partition by range (year) {
    early from (2020) to (2024)
    late  from (2024) to (2030)
  }
}`,
        fixes: [],
        withoutFix: 'Which partition the rows belong to, only the author knows.',
    },
    ERD321: {
        title: 'Useless former name',
        severity: 'warning',
        explanation: `
\`@was("...")\` says what an element was called in the database before, so that a migration renames it and does not drop it.
Here it is the name that it has now, or the name of another element.`,
        example: `
entity Customer {
  id:   int key
  name: string(80) @was("name")
}`,
        mended: `
entity Customer {
  id:   int key
  name: string(80)
}`,
        fixes: ['Remove the annotation'],
        safe: true,
    },
    ERD324: {
        title: 'Unknown placeholder',
        severity: 'error',
        explanation: `
A pattern for names is filled in with what stands in braces: \`{table}\`, \`{columns}\` and \`{name}\` for constraints and
indexes; \`{table}\`, \`{year}\`, \`{month}\`, \`{day}\`, \`{hour}\`, \`{week}\`, \`{quarter}\` and \`{remainder}\` for partitions. What it
does not know would stay in the name as it is.`,
        example: `
model Shop { pattern index "ix_{tabel}_{columns}" }
entity Customer {
  id:   int key
  name: string(80)
  index (name)
}`,
        mended: `
model Shop { pattern index "ix_{table}_{columns}" }
entity Customer {
  id:   int key
  name: string(80)
  index (name)
}`,
        fixes: ['Change to the placeholder that was meant'],
    },
} as const satisfies FindingRegistry;
