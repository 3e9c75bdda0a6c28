import type { FindingRegistry } from '../../../language/index.ts';
import { entry } from './finding-entry.ts';

/** Findings about what no version does as the model says it. */
export const constructFindings = {
    PG013: entry({
        title: 'No SQL for PostgreSQL',
        severity: 'error',
        explanation: `
What stands here is written in other engines' own words only. Marked SQL and native types hold for the engines that they
name; PostgreSQL needs its own beside them.`,
        example: `
model Shop { targets postgresql 18 }
entity Customer {
  id:      int key
  address: native(mysql: "varchar(45)")
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Customer {
  id:      int key
  address: native(mysql: "varchar(45)", postgresql: "inet")
}`,
        withoutFix: 'Only the modeller knows what it should say.',
    }),
    PG014: entry({
        title: 'Range of a type that PostgreSQL has no ranges of',
        severity: 'error',
        explanation: `
PostgreSQL has ranges of int, bigint, decimal, date, datetime and timestamp. For other types a range type would have to be
created with CREATE TYPE ... AS RANGE; the column becomes text.`,
        source: 'PostgreSQL manual, 8.17 (Range Types)',
        example: `
model Shop { targets postgresql 18 }
entity Shelf {
  id:    int key
  codes: range(string)
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Shelf {
  id:    int key
  codes: range(int)
}`,
        withoutFix: 'Only the modeller knows which type is meant.',
    }),
    PG015: entry({
        title: 'Length of binary values is not kept',
        severity: 'information',
        explanation: `
The type for bytes, \`bytea\`, has no length. Longer values get in unless a check on \`octet_length\` keeps them out.`,
        source: 'PostgreSQL manual, 8.4 (Binary Data Types)',
        example: `
model Shop { targets postgresql 18 }
entity Image {
  id:     int key
  digest: binary(32)
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Image {
  id:     int key
  digest: binary check (octet_length(digest) <= 32)
}`,
        withoutFix: 'Whether a check is wanted is for the modeller to decide.',
    }),
    PG016: entry({
        title: 'Concurrent index on a partitioned table',
        severity: 'warning',
        explanation: `
CREATE INDEX CONCURRENTLY does not work on a partitioned table. The index is created without it: that does no harm to an empty table, but
one with rows is locked against writes meanwhile. There, create it with ON ONLY, then concurrently on each partition, and
attach those.`,
        source: 'PostgreSQL manual, "CREATE INDEX", Building Indexes Concurrently',
        example: `
model Shop { targets postgresql 18 }
entity Event {
  id: int
  at: timestamp
  key (id, at)
  index (at) concurrently
  partition by range (at) every 1 month from date '2025-01-01' to date '2025-03-01'
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Event {
  id: int
  at: timestamp
  key (id, at)
  index (at)
  partition by range (at) every 1 month from date '2025-01-01' to date '2025-03-01'
}`,
        withoutFix: 'Removing the word may hide that the table is in use.',
    }),
    PG020: entry({
        title: 'Size beyond what PostgreSQL has',
        severity: 'error',
        explanation: `
A text of a given length has up to 10,485,760 characters, a decimal up to 1000 digits, an indexable vector of pgvector up to
16,000 dimensions. Where a text has no limit that means anything, \`text\` says so.`,
        source: 'PostgreSQL manual, 8.1.2 (Arbitrary Precision Numbers), 8.3 (Character Types)',
        example: `
model Shop { targets postgresql 18 }
entity Product {
  id:   int key
  name: string(99999999)
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Product {
  id:   int key
  name: text
}`,
        withoutFix: 'How much is enough, only the modeller knows.',
    }),
    PG021: entry({
        title: 'Storage parameter that PostgreSQL does not take',
        severity: 'error',
        explanation: `
The tables and indexes of PostgreSQL have parameters of certain names, each with its least and its largest value. It refuses
others.`,
        source: 'PostgreSQL manual, CREATE TABLE, "Storage Parameters"; CREATE INDEX, "Index Storage Parameters"',
        example: `
model Shop { targets postgresql 18 }
entity Product options postgresql (fillfactor = 1000) {
  id: int key
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Product options postgresql (fillfactor = 100) {
  id: int key
}`,
        withoutFix: 'Which value is meant, only the modeller knows.',
    }),
    PG022: entry({
        title: 'Index over a virtual column',
        severity: 'error',
        explanation: `
A virtual column is computed when it is read. PostgreSQL has no keys, unique constraints and indexes over such columns: make
it \`stored\`, or index the expression that it is computed by.`,
        source: 'PostgreSQL manual, 5.4 (Generated Columns)',
        example: `
model Shop { targets postgresql 18 }
entity Product {
  id:    int key
  price: decimal(10,2)
  gross: decimal(10,2) computed (price * 1.2) virtual
  index (gross)
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Product {
  id:    int key
  price: decimal(10,2)
  gross: decimal(10,2) computed (price * 1.2) stored
  index (gross)
}`,
        withoutFix: 'A stored column takes room and an index over the expression is another: which is better, only the modeller knows.',
    }),
    PG024: entry({
        title: 'Computed column that reads a computed column',
        severity: 'error',
        explanation: `
All computed columns of a row are computed from the others at once, so that none can read another. Write out what the other is
computed from, or leave the second to a view.`,
        source: 'PostgreSQL manual, 5.4 (Generated Columns): "A generated column cannot reference another generated column"',
        example: `
model Shop { targets postgresql 18 }
entity Product {
  id:    int key
  price: decimal(10,2)
  tax:   decimal(10,2) computed (price * 0.19) stored
  gross: decimal(10,2) computed (price + tax) stored
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Product {
  id:    int key
  price: decimal(10,2)
  tax:   decimal(10,2) computed (price * 0.19) stored
  gross: decimal(10,2) computed (price * 1.19) stored
}`,
        withoutFix: 'Writing the expressions out where they are used may make them hard to read: a view may be better.',
    }),
    PG023: entry({
        title: 'Policies that ask each other in a circle',
        severity: 'warning',
        explanation: `
A table that a policy reads is read under the policies of its own. Where these lead back to the first table, PostgreSQL stops
each query with "infinite recursion detected in policy", for all who are subject to them. A function with \`security definer\`
reads with the rights of its owner, whom policies do not concern unless row security is forced.`,
        source: 'PostgreSQL manual, CREATE POLICY; rewriteHandler.c, fireRIRrules',
        example: `
model Shop { targets postgresql 18 }
role app
session userId: int from "app.user_id"
entity Membership {
  team: int
  user: int
  key (team, user)
}
policy mine on Membership allow select to app using (exists (Membership m where m.team = team and m.user = session.userId))`,
        mended: `
model Shop { targets postgresql 18 }
role app
session userId: int from "app.user_id"
entity Membership {
  team: int
  user: int
  key (team, user)
}
function isMember(team: int, user: int) returns boolean language sql stable security definer
  sql postgresql "select exists (select from membership m where m.team = $1 and m.user = $2)"
policy mine on Membership allow select to app using (isMember(team, session.userId))`,
        withoutFix: 'Which of the policies can do without the other, only the modeller knows.',
    }),
} as const satisfies FindingRegistry;
