import type { FindingRegistry } from '../../../language/index.ts';
import { entry } from './finding-entry.ts';

const otherModel = 'What to give up instead is for the modeller to decide.';

/** Findings about what came with a version, or never came. */
export const versionFindings = {
    PG001: entry({
        title: 'Version of PostgreSQL that no DDL can be written for',
        severity: 'error',
        explanation: `
DDL is written for PostgreSQL 14 to 18. Older versions get no security updates any more; newer ones are not known yet. Of
several versions, as in \`postgresql 15 to 18\`, the older comes first.`,
        source: 'PostgreSQL versioning policy',
        example: `
model Shop { targets postgresql 9.6 }
entity Customer { id: int key }`,
        mended: `
model Shop { targets postgresql 18 }
entity Customer { id: int key }`,
        withoutFix: 'Only the modeller knows which version is in use.',
    }),
    PG002: entry({
        title: 'NULLS NOT DISTINCT before PostgreSQL 15',
        severity: 'error',
        explanation: `
Until PostgreSQL 14 a unique constraint or index always takes two nulls for different. The clause is left out, and rows that
the model forbids get in.`,
        source: 'PostgreSQL 15 release notes, E.17.3.1.2',
        example: `
model Shop { targets postgresql 14 }
entity Customer {
  id:    int key
  email: string(80)?  unique nulls not distinct
}`,
        mended: `
model Shop { targets postgresql 15 }
entity Customer {
  id:    int key
  email: string(80)?  unique nulls not distinct
}`,
        withoutFix: otherModel,
    }),
    PG003: entry({
        title: 'NOT ENFORCED before PostgreSQL 18',
        severity: 'warning',
        explanation: `
Until PostgreSQL 17 every check and foreign key is enforced. One that is not meant to be is left out of the script, so that the
data stays as free as the model says; the database then knows nothing of the rule.`,
        source: 'PostgreSQL 18 release notes',
        example: `
model Shop { targets postgresql 17 }
entity Customer {
  id:   int key
  name: string(80)
  check named: name <> '' not enforced
}`,
        mended: `
model Shop { targets postgresql 18 }
entity Customer {
  id:   int key
  name: string(80)
  check named: name <> '' not enforced
}`,
        withoutFix: otherModel,
    }),
    PG004: entry({
        title: 'Key without overlaps before PostgreSQL 18',
        severity: 'warning',
        explanation: `
Until PostgreSQL 17 there are no keys without overlaps. The key becomes an exclusion constraint: it keeps rows from
overlapping, but the table has no primary key, and no foreign key can refer to it.`,
        source: 'PostgreSQL 18 release notes; manual, "CREATE TABLE", EXCLUDE',
        example: `
model Shop { targets postgresql 17 }
extension btree_gist
entity Price {
  product: int
  during:  range(date)
  amount:  decimal(10,2)
  key (product, during without overlaps)
}`,
        mended: `
model Shop { targets postgresql 18 }
extension btree_gist
entity Price {
  product: int
  during:  range(date)
  amount:  decimal(10,2)
  key (product, during without overlaps)
}`,
        withoutFix: otherModel,
    }),
    PG005: entry({
        title: 'Foreign key over a period before PostgreSQL 18',
        severity: 'error',
        explanation: `
Until PostgreSQL 17 a foreign key cannot ask for a row that holds during a period. It is left out, and nothing keeps
references from pointing to a time when there was nothing.`,
        source: 'PostgreSQL 18 release notes; manual, "CREATE TABLE", PERIOD',
        example: `
model Shop { targets postgresql 17 }
extension btree_gist
entity Price {
  id:    int
  since: date
  until: date
  period valid (since, until)
  key (id, valid without overlaps)
}
entity Offer {
  id:    int key
  since: date
  until: date
  period valid (since, until)
  price: Price during valid
}`,
        mended: `
model Shop { targets postgresql 18 }
extension btree_gist
entity Price {
  id:    int
  since: date
  until: date
  period valid (since, until)
  key (id, valid without overlaps)
}
entity Offer {
  id:    int key
  since: date
  until: date
  period valid (since, until)
  price: Price during valid
}`,
        withoutFix: otherModel,
    }),
    PG006: entry({
        title: 'SET NULL or SET DEFAULT of some columns before PostgreSQL 15',
        severity: 'error',
        explanation: `
Until PostgreSQL 14 the action sets all columns of the foreign key. The list is left out: a column that is shared with
another key, as a tenant is, would be set too, or the deletion fails because it is required.`,
        source: 'PostgreSQL 15 release notes, E.17.3.4.2',
        example: `
model Shop { targets postgresql 14 }
entity User {
  tenant: int
  number: int
  key (tenant, number)
}
entity Task {
  id:       int key
  tenant:   int
  number:   int?
  assignee: User? via (tenant, number) on delete set null (number)
}`,
        mended: `
model Shop { targets postgresql 15 }
entity User {
  tenant: int
  number: int
  key (tenant, number)
}
entity Task {
  id:       int key
  tenant:   int
  number:   int?
  assignee: User? via (tenant, number) on delete set null (number)
}`,
        withoutFix: otherModel,
    }),
    PG007: entry({
        title: 'Virtual column before PostgreSQL 18',
        severity: 'warning',
        explanation: `
Until PostgreSQL 17 a computed column is always stored. It becomes one: reading is as cheap as of any other column, but it takes
room, and adding it to a table that has rows rewrites the table.`,
        source: 'PostgreSQL 18 release notes; manual, 5.4 (Generated Columns)',
        example: `
model Shop { targets postgresql 17 }
entity Line {
  id:    int key
  count: int
  price: decimal(10,2)
  total: decimal(12,2) computed (count * price) virtual
}`,
        mended: `
model Shop { targets postgresql 17 }
entity Line {
  id:    int key
  count: int
  price: decimal(10,2)
  total: decimal(12,2) computed (count * price) stored
}`,
        withoutFix: otherModel,
    }),
    PG008: entry({
        title: 'MATCH PARTIAL',
        severity: 'error',
        explanation: `
PostgreSQL knows the words but has never done what they say. The clause is left out: the reference counts as absent as soon as
one of its columns is null.`,
        source: 'PostgreSQL manual, "CREATE TABLE", REFERENCES',
        example: `
model Shop { targets postgresql 18 }
entity User {
  tenant: int
  number: int
  key (tenant, number)
}
entity Task {
  id:       int key
  assignee: User? match partial
}`,
        mended: `
model Shop { targets postgresql 18 }
entity User {
  tenant: int
  number: int
  key (tenant, number)
}
entity Task {
  id:       int key
  assignee: User? match full
}`,
        withoutFix: otherModel,
    }),
    PG009: entry({
        title: 'Name of a not-null constraint before PostgreSQL 18',
        severity: 'information',
        explanation: `
Until PostgreSQL 17 being required is a mark of the column, not a constraint: the name is left out.`,
        source: 'PostgreSQL 18 release notes',
        example: `
model Shop { targets postgresql 17 }
entity Customer {
  id:   int key
  name: string(80) required constraint "customer_has_name"
}`,
        mended: `
model Shop { targets postgresql 17 }
entity Customer {
  id:   int key
  name: string(80)
}`,
        withoutFix: 'The name does no harm, and is there for the day of the upgrade.',
    }),
    PG010: entry({
        title: 'UUID of version 7 before PostgreSQL 18',
        severity: 'warning',
        explanation: `
Until PostgreSQL 17 the server makes UUIDs of version 4 only, and that is what the values become: unique all the same, but new
rows are spread over the whole index.`,
        source: 'PostgreSQL 18 release notes; manual, 9.14 (UUID Functions)',
        example: `
model Shop { targets postgresql 17 }
entity Customer { id: uuid = uuid7() key }`,
        mended: `
model Shop { targets postgresql 17 }
entity Customer { id: uuid = uuid() key }`,
        withoutFix: otherModel,
    }),
    PG011: entry({
        title: 'security_invoker before PostgreSQL 15',
        severity: 'error',
        explanation: `
Until PostgreSQL 14 a view always reads with the rights of its owner. The option is left out, and who may read the view sees
rows that row policies of the tables would hide from him.`,
        source: 'PostgreSQL 15 release notes; manual, "CREATE VIEW", security_invoker',
        example: `
model Shop { targets postgresql 14 }
entity Customer { id: int key }
view Customers options postgresql (security_invoker = true)
  from Customer c
{
  id: c.id
}`,
        mended: `
model Shop { targets postgresql 15 }
entity Customer { id: int key }
view Customers options postgresql (security_invoker = true)
  from Customer c
{
  id: c.id
}`,
        withoutFix: otherModel,
    }),
    PG012: entry({
        title: 'Privilege MAINTAIN before PostgreSQL 17',
        severity: 'error',
        explanation: `
Until PostgreSQL 16 only the owner of a table may vacuum, analyze, reindex or cluster it. The privilege is left out.`,
        source: 'PostgreSQL 17 release notes; manual, 5.8 (Privileges)',
        example: `
model Shop { targets postgresql 16 }
role keeper
entity Customer { id: int key }
grant maintain on Customer to keeper`,
        mended: `
model Shop { targets postgresql 17 }
role keeper
entity Customer { id: int key }
grant maintain on Customer to keeper`,
        withoutFix: otherModel,
    }),
} as const satisfies FindingRegistry;
