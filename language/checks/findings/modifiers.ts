import type { FindingRegistry } from '../registry.ts';

/** ERD140 to ERD163: what is said of an attribute, periods, reference rows. */
export const modifierFindings = {
    ERD140: {
        title: 'Said twice',
        severity: 'error',
        explanation: 'What can be said only once is said again: a modifier of an attribute or index, a line of an entity or of the model, the SQL for one engine.',
        example: `
entity Customer {
  id:     int key
  number: string(20) unique unique
}`,
        mended: `
entity Customer {
  id:     int key
  number: string(20) unique
}`,
        fixes: ['Remove the second'],
    },
    ERD141: {
        title: 'Modifiers that contradict each other',
        severity: 'error',
        explanation: `
Both cannot hold: an identity and a computed attribute get their value from the database, so that there is nothing to
give by default or at an update; an identity is never null; a reference that is logical only has no foreign key to
defer, to name or to react with.`,
        example: `
entity Customer {
  id:     int = 1 identity key
  number: string(20)
}`,
        mended: `
entity Customer {
  id:     int identity key
  number: string(20)
}`,
        fixes: ['Remove what contradicts'],
    },
    ERD142: {
        title: 'Modifier that does not apply',
        severity: 'error',
        explanation: `
\`on delete\`, \`via\`, \`match\`, \`during\`, \`logical\` and the like are said of references, \`identity\` of whole
numbers, \`collate\` of texts, \`deferrable\` of references.`,
        example: `
entity Customer {
  id:     int key
  number: string(20) on delete cascade
}`,
        mended: `
entity Customer {
  id:     int key
  number: string(20)
}`,
        fixes: ['Remove the modifier'],
    },
    ERD150: {
        title: 'Period over unsuitable attributes',
        severity: 'error',
        explanation: `
A period runs from one attribute to another of the same type: dates, or points in time. Both belong to every row, or
their absence means no end; they are not computed, and not the same attribute.`,
        source: 'SQL:2011, part 2, 4.6.5.3 (Periods)',
        example: `
entity Price {
  id:        int key
  validFrom: date
  validTo:   timestamp
  period valid (validFrom, validTo)
}`,
        mended: `
entity Price {
  id:        int key
  validFrom: date
  validTo:   date
  period valid (validFrom, validTo)
}`,
        fixes: ['Give both the type of the first'],
    },
    ERD151: {
        title: 'Misplaced `without overlaps`',
        severity: 'error',
        explanation: `
\`without overlaps\` stands at the last element of a key, which is a period or an attribute of a range type, and another
element comes before it: rows that agree in those may not overlap in this.`,
        source: 'PostgreSQL manual, CREATE TABLE, "WITHOUT OVERLAPS"; SQL:2011, part 2, 11.7',
        example: `
entity Price {
  id:    int
  valid: range(date)
  key (valid without overlaps, id)
}`,
        mended: `
entity Price {
  id:    int
  valid: range(date)
  key (id, valid without overlaps)
}`,
        fixes: ['Move it to the end'],
    },
    ERD152: {
        title: 'Period that nothing is about',
        severity: 'warning',
        explanation: `
A period gives two attributes a name for what uses it: a key or unique constraint \`without overlaps\`, or a reference
\`during\` it. By itself it changes nothing in the database, not even that the start comes before the end. Use it in a
key, say what has to hold in a check, or take it out.`,
        source: 'PostgreSQL manual, CREATE TABLE, "WITHOUT OVERLAPS"',
        example: `
entity Price {
  id:        int key
  validFrom: date
  validTo:   date
  period valid (validFrom, validTo)
}`,
        mended: `
entity Price {
  id:        int key
  validFrom: date
  validTo:   date
}`,
        fixes: ['Remove the period'],
    },
    ERD160: {
        title: 'Row with another number of values',
        severity: 'error',
        explanation: 'Each row has one value for each attribute that the head of the rows names, in its order.',
        example: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2, name) {
  ('DE', 'Germany', 49)
}`,
        mended: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2, name) {
  ('DE', 'Germany')
}`,
        fixes: ['Remove the superfluous values'],
    },
    ERD161: {
        title: 'Rows that lack a required attribute',
        severity: 'error',
        explanation: 'The rows have no value for an attribute that is required and has no default, so that they cannot be stored.',
        example: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2) {
  ('DE')
}`,
        mended: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2, name) {
  ('DE', 'Germany')
}`,
        fixes: [],
        withoutFix: 'Only the author knows the values.',
    },
    ERD162: {
        title: 'Rows with the same key',
        severity: 'error',
        explanation: 'Two rows that belong to the model have the same values in the primary key: the second could not be stored.',
        example: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2, name) {
  ('DE', 'Germany')
  ('DE', 'Germany')
}`,
        mended: `
entity Country {
  iso2: char(2) key
  name: string(80)
}
rows Country (iso2, name) {
  ('DE', 'Germany')
}`,
        fixes: ['Remove the second row'],
    },
    ERD163: {
        title: 'Row values for an attribute of several columns',
        severity: 'error',
        explanation: 'A reference to a composite key, or a structured type, has several columns, but a row one value for each attribute. '
            + 'References whose columns are attributes of their own take their values from these.',
        example: `
entity Region {
  country: char(2)
  code:    char(3)
  key (country, code)
}
entity City {
  id:     int key
  region: Region
}
rows City (id, region) {
  (1, sql postgresql "('DE', 'BY')")
}`,
        mended: `
entity Region {
  country: char(2)
  code:    char(3)
  key (country, code)
}
entity City {
  id:      int key
  country: char(2)
  code:    char(3)
  region:  Region via (country, code)
}
rows City (id, country, code) {
  (1, 'DE', 'BY')
}`,
        fixes: [],
        withoutFix: 'Only the author knows the values.',
    },
} as const satisfies FindingRegistry;
