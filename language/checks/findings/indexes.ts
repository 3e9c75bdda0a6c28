import type { FindingRegistry } from '../registry.ts';

/** ERD307 to ERD312: indexes. */
export const indexFindings = {
    ERD307: {
        title: 'Index method that cannot index this type',
        severity: 'error',
        explanation: `
Each method of PostgreSQL knows certain types: \`gin\` documents, arrays and text search, \`gist\` ranges and geometry,
\`brin\` and \`btree\` what has an order, \`hnsw\` and \`ivfflat\` vectors. For numbers, dates and texts \`gin\` and \`gist\` need
an operator class of an extension, such as \`btree_gist\` or \`pg_trgm\`.`,
        source: 'PostgreSQL manual, 11.2 (Index Types) and 11.10 (Operator Classes)',
        example: `
entity Reading {
  id:    int key
  value: int
  index (value) using gin
}`,
        mended: `
entity Reading {
  id:    int key
  value: int
  index (value)
}`,
        fixes: ['Use a method that can'],
    },
    ERD308: {
        title: 'Index that finds whole documents only',
        severity: 'warning',
        explanation: `
A sorted index over a JSON document or an array finds rows by the whole value, and fails for large ones; MySQL and SQL
Server refuse it. To find rows by what is inside, use \`gin\`, or an index on the part that is asked for.`,
        source: 'PostgreSQL manual, 8.14.4 (jsonb Indexing)',
        example: `
entity Event {
  id:   int key
  data: json
  index (data)
}`,
        mended: `
entity Event {
  id:   int key
  data: json
  index (data) using gin
}`,
        fixes: ['Use `gin`'],
    },
    ERD309: {
        title: 'Full-text index over something that is no text',
        severity: 'error',
        explanation: 'A full-text index takes texts apart into words. Numbers, dates and the like have none.',
        example: `
entity Article {
  id:    int key
  title: string(200)
  year:  int
  index search (title, year) using fulltext
}`,
        mended: `
entity Article {
  id:    int key
  title: string(200)
  year:  int
  index search (title) using fulltext
}`,
        fixes: ['Take it out of the index'],
    },
    ERD310: {
        title: 'Index that is there already',
        severity: 'warning',
        explanation: `
The same columns in the same order are indexed by another index, by the primary key or by a unique constraint. The second
index finds nothing faster, and costs time at each write and space.`,
        example: `
entity Customer {
  id:    int key
  email: string(255) unique
  index (email)
}`,
        mended: `
entity Customer {
  id:    int key
  email: string(255) unique
}`,
        fixes: ['Remove the index'],
    },
    ERD311: {
        title: 'Option that the index method does not have',
        severity: 'error',
        explanation: `
Only \`btree\` keeps an order (\`asc\`, \`desc\`, \`nulls first\`) and uniqueness; \`include\` is for \`btree\`, \`gist\` and
\`spgist\`; \`hash\`, \`spgist\`, \`hnsw\` and \`ivfflat\` take one element; a language is for \`fulltext\`.`,
        source: 'PostgreSQL manual, CREATE INDEX',
        example: `
entity Event {
  id:   int key
  data: json
  index (data desc) using gin
}`,
        mended: `
entity Event {
  id:   int key
  data: json
  index (data) using gin
}`,
        fixes: ['Remove the option'],
    },
    ERD312: {
        title: 'Operator class of another index method',
        severity: 'error',
        explanation: 'An operator class tells one index method how to treat a type. This one belongs to another method than the index uses.',
        source: 'PostgreSQL manual, 11.10 (Operator Classes and Operator Families)',
        example: `
extension pg_trgm
entity Customer {
  id:   int key
  name: string(80)
  index (name ops gin_trgm_ops)
}`,
        mended: `
extension pg_trgm
entity Customer {
  id:   int key
  name: string(80)
  index (name ops gin_trgm_ops) using gin
}`,
        fixes: ['Use the method of the operator class'],
    },
} as const satisfies FindingRegistry;
