import type { FindingRegistry } from '../registry.ts';

/** ERD420 to ERD422: what could be said once, or in the model's words. Imported models have much of it. */
export const simplificationFindings = {
    ERD420: {
        title: 'List of texts that could be an enumeration',
        severity: 'hint',
        explanation: `
A check lists all texts that the attribute may have. An enumeration says the same, gives each value a name that completes
and links wherever it is compared, and can say what it means. The column keeps its type and its check.`,
        example: `
entity Invoice {
  id:     int        key
  status: string(20) check (status in ('NEW', 'PAID'))
}`,
        mended: `
enum Status: string(20) {
  NEW
  PAID
}

entity Invoice {
  id:     int        key
  status: Status
}`,
        fixes: ['Extract an enumeration'],
    },
    ERD421: {
        title: 'Attributes that several entities repeat',
        severity: 'hint',
        explanation: `
Three entities or more end with the same attributes. A mixin says them once, and what is added to it comes to all of them.
The columns keep their order, as those of a mixin stand behind the entity's own.`,
        example: `
entity Customer {
  id:        int key
  createdAt: timestamp = now()
  createdBy: string(100)
}

entity Invoice {
  id:        int key
  createdAt: timestamp = now()
  createdBy: string(100)
}

entity Product {
  id:        int key
  createdAt: timestamp = now()
  createdBy: string(100)
}`,
        mended: `
mixin Audited {
  createdAt: timestamp = now()
  createdBy: string(100)
}

entity Customer with Audited {
  id:        int key
}

entity Invoice with Audited {
  id:        int key
}

entity Product with Audited {
  id:        int key
}`,
        fixes: ['Extract a mixin that all of them take in'],
    },
    ERD422: {
        title: 'List of texts as PostgreSQL prints it',
        severity: 'hint',
        explanation: `
PostgreSQL keeps \`status in ('NEW', 'PAID')\` over a varchar as a comparison with an array, which is what pg_dump writes. When
that text is run it means the same, but is printed in yet another way: so that nothing of a database changes unasked, an import
keeps it as it is. In the model's words it can be read, renamed and made an enumeration. The next migration makes the
constraint or index anew, once.`,
        example: `
entity Invoice {
  id:     int        key
  status: string(20)

  check known: sql postgresql "(status)::text = ANY ((ARRAY['NEW'::character varying, 'PAID'::character varying])::text[])"
}`,
        mended: `
entity Invoice {
  id:     int        key
  status: string(20)

  check known: status in ('NEW', 'PAID')
}`,
        fixes: ['Write it in the model\'s words'],
    },
} as const satisfies FindingRegistry;
