import type { FindingRegistry } from '../../language/index.ts';

/** What proving a model on the embedded PostgreSQL may find. */
export const verificationFindings = {
    VER001: {
        title: 'PostgreSQL refuses it',
        severity: 'error',
        explanation: 'The generated statement was run on the embedded PostgreSQL, and the server refused it. The message is the server\'s own; it stands at the element of the model that the refused part of the statement was made for.',
        source: 'PostgreSQL manual, appendix A "PostgreSQL Error Codes"',
        example: `model M { targets postgresql 18 }

entity Account {
  id: int key
}

view Balances
  sql postgresql """
    select id, balance from account
    """
`,
        mended: `model M { targets postgresql 18 }

entity Account {
  id:      int  key
  balance: decimal(15,2)
}

view Balances
  sql postgresql """
    select id, balance from account
    """
`,
        fixes: [],
        withoutFix: 'What is wrong is in SQL of your own, or a fault of ours to be reported; only its author knows what was meant.',
    },
    VER002: {
        title: 'Not run on the embedded PostgreSQL',
        severity: 'information',
        explanation: 'The embedded PostgreSQL has no such extension, or the statement needs what only a server has. The statement is generated, but nothing is known of it: try it on a server of your own.',
        example: `model M { targets postgresql 18 }

extension pg_cron
`,
        mended: `model M { targets postgresql 18 }

extension pg_trgm
`,
        fixes: [],
        withoutFix: 'It is no fault of the model.',
    },
} as const satisfies FindingRegistry;
