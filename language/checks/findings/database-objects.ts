import type { FindingRegistry } from '../registry.ts';

/** ERD313 to ERD323: views, triggers, access, sequences, jobs. */
export const databaseObjectFindings = {
    ERD313: {
        title: 'View over something that the model does not have',
        severity: 'warning',
        explanation: `
The SQL of the view reads from a table that no entity, view or relationship of the model becomes. Either the name is
mistyped, or the table is made elsewhere: then the script runs only where that has happened before.`,
        example: `
entity Customer {
  id:   int key
  name: string(80)
}
view Names sql postgresql "select name from custmer" {
  column name: string(80)
}`,
        mended: `
entity Customer {
  id:   int key
  name: string(80)
}
view Names sql postgresql "select name from customer" {
  column name: string(80)
}`,
        fixes: ['Change to the table that was meant'],
    },
    ERD314: {
        title: 'Clause that this kind of view does not have',
        severity: 'error',
        explanation: `
A plain view stores no rows: it has no indexes, and nothing to create without data. A materialized view stores them: it has no
check option, as nothing is written through it.`,
        source: 'PostgreSQL manual, CREATE VIEW, CREATE MATERIALIZED VIEW',
        example: `
entity Customer {
  id:   int key
  name: string(80)
}
view Names from Customer c {
  name: c.name
  index (name)
}`,
        mended: `
entity Customer {
  id:   int key
  name: string(80)
}
materialized view Names from Customer c {
  name: c.name
  index (name)
}`,
        fixes: ['Make the view materialized, or take out the clause'],
    },
    ERD315: {
        title: 'Trigger that cannot fire like this',
        severity: 'error',
        explanation: `
Views have \`instead of\` triggers for each row, tables \`before\` and \`after\`; \`truncate\` fires for each statement; only an
update has a list of attributes; there is no \`old\` row at an insert and no \`new\` one at a delete; a constraint trigger
fires after each row.`,
        source: 'PostgreSQL manual, CREATE TRIGGER',
        example: `
entity Customer {
  id:   int key
  name: string(80)
}
external function audit() returns trigger
trigger changed on Customer instead of update for each row execute audit()`,
        mended: `
entity Customer {
  id:   int key
  name: string(80)
}
external function audit() returns trigger
trigger changed on Customer before update for each row execute audit()`,
        fixes: ['Let it fire as its relation allows'],
    },
    ERD316: {
        title: 'Routine that cannot be called from here',
        severity: 'error',
        explanation: `
A trigger executes a function that \`returns trigger\`. Such a function can be executed by triggers only, not by a job and not
in an expression.`,
        source: 'PostgreSQL manual, 37.1 (Overview of Trigger Behavior)',
        example: `
entity Customer { id: int key }
external function audit() returns int
trigger changed on Customer after update for each row execute audit()`,
        mended: `
entity Customer { id: int key }
external function audit() returns trigger
trigger changed on Customer after update for each row execute audit()`,
        fixes: ['Let the function return a trigger'],
    },
    ERD317: {
        title: 'Policy without a role',
        severity: 'warning',
        explanation: `
The policy says for nobody in particular what rows may be seen, so that it holds for everybody, also for roles that come
later. Name the roles with \`to\`; where everybody is meant, \`to public\` says so.`,
        source: 'PostgreSQL manual, CREATE POLICY: the default is PUBLIC',
        example: `
entity Note {
  id:      int key
  private: boolean
}
policy shared on Note allow select using (private = false)`,
        mended: `
entity Note {
  id:      int key
  private: boolean
}
policy shared on Note allow select to public using (private = false)`,
        fixes: ['Say that everybody is meant'],
    },
    ERD318: {
        title: 'Condition that the policy does not have',
        severity: 'error',
        explanation: `
\`using\` says which rows are found, \`check\` which rows may be written: an insert finds none, a select and a delete write
none. A policy with neither allows everything.`,
        source: 'PostgreSQL manual, CREATE POLICY, table "Policies Applied by Command Type"',
        example: `
entity Note {
  id:      int key
  private: boolean
}
policy writing on Note allow insert to public using (private = false)`,
        mended: `
entity Note {
  id:      int key
  private: boolean
}
policy writing on Note allow insert to public check (private = false)`,
        fixes: ['Use the condition that the command has'],
    },
    ERD319: {
        title: 'Row security and policies contradict',
        severity: 'warning',
        explanation: `
The entity has policies, but its row security is disabled, so that none of them holds; or row security is on and no policy
allows anything, so that nobody but the owner sees a row; or all of its policies restrict and none allows.`,
        source: 'PostgreSQL manual, 5.9 (Row Security Policies)',
        example: `
entity Note {
  id:      int key
  private: boolean
  row security disabled
}
policy shared on Note allow select to public using (private = false)`,
        mended: `
entity Note {
  id:      int key
  private: boolean
}
policy shared on Note allow select to public using (private = false)`,
        fixes: ['Remove the line that disables row security'],
    },
    ERD320: {
        title: 'Privilege that the object does not have',
        severity: 'error',
        explanation: `
Tables and views can be read, written and referred to, functions executed, sequences and schemas used. Only \`select\`,
\`insert\`, \`update\` and \`references\` can be granted for single attributes.`,
        source: 'PostgreSQL manual, 5.8 (Privileges), table "Access Privileges"',
        example: `
entity Note { id: int key }
role reader
grant execute on Note to reader`,
        mended: `
entity Note { id: int key }
role reader
grant select on Note to reader`,
        fixes: ['Grant what the object has'],
    },
    ERD322: {
        title: 'Sequence without a next value',
        severity: 'error',
        explanation: 'The bounds of the sequence leave no room: its minimum is above its maximum, it starts outside of them, or its step is zero.',
        source: 'PostgreSQL manual, CREATE SEQUENCE',
        example: `
sequence invoiceNumbers start 1 min 1000
entity Invoice {
  number: bigint = next(invoiceNumbers) key
}`,
        mended: `
sequence invoiceNumbers start 1000 min 1000
entity Invoice {
  number: bigint = next(invoiceNumbers) key
}`,
        fixes: ['Start within the bounds'],
    },
    ERD323: {
        title: 'Schedule that cannot be read',
        severity: 'error',
        explanation: 'A schedule has five fields as cron has them: minute, hour, day of the month, month, day of the week. Each is `*`, a number, a range, a list, or a step such as `*/5`.',
        source: 'POSIX.1-2017, crontab',
        example: `
external function cleanup() returns void
job nightly at "61 2 * * *" run cleanup()`,
        mended: `
external function cleanup() returns void
job nightly at "1 2 * * *" run cleanup()`,
        fixes: [],
        withoutFix: 'When the job is to run, only the author knows.',
    },
    ERD325: {
        title: 'Join without its condition',
        severity: 'error',
        explanation: `
Every join but a cross join says with \`on\` which rows belong together: \`join Order o on o.customer = c\`. A cross join puts
each row beside every other, and has no condition.`,
        source: 'PostgreSQL manual, 7.2.1.1 (Joined Tables)',
        example: `
entity Customer { id: int key  name: string(80) }
entity Order { id: int key  customer: Customer }
view Orders from Order o join Customer c { id: o.id  name: c.name }`,
        mended: `
entity Customer { id: int key  name: string(80) }
entity Order { id: int key  customer: Customer }
view Orders from Order o join Customer c on o.customer = c { id: o.id  name: c.name }`,
        fixes: [],
        withoutFix: 'Which rows belong together, the model has to say.',
    },
    ERD326: {
        title: 'Column that is neither grouped nor aggregated',
        severity: 'error',
        explanation: `
A query with \`group by\`, or with an aggregate as count or sum, has one row for each group. A value that differs from row
to row of a group is none of the group: group by it, or say with an aggregate which of them is meant. What depends on a
key that is grouped by may stand by itself.`,
        source: 'PostgreSQL manual, 7.2.3 (The GROUP BY and HAVING Clauses)',
        example: `
entity Order { id: int key  city: string(80)  total: decimal(10,2) }
view Sales from Order o { city: o.city  total: sum(o.total) }`,
        mended: `
entity Order { id: int key  city: string(80)  total: decimal(10,2) }
view Sales from Order o group by o.city { city: o.city  total: sum(o.total) }`,
        fixes: ['Group by it'],
    },
} as const satisfies FindingRegistry;
