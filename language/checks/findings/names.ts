import { deepestNesting } from '../../parser/index.ts';
import type { FindingRegistry } from '../registry.ts';

/** ERD0xx: reading the text, and the names in it. */
export const nameFindings = {
    ERD001: {
        title: 'Syntax error',
        severity: 'error',
        explanation: `
The text does not follow the grammar of the language here. The rest of the file is still understood: one mistake gives
one error, and while a declaration cannot be read, nothing else is said about it.`,
        example: `
entity Country {
  iso2: char(2) key
  name:
}`,
        mended: `
entity Country {
  iso2: char(2) key
  name: string(80)
}`,
        fixes: [],
        withoutFix: 'What was meant cannot be known; the message says what may stand there.',
    },
    ERD002: {
        title: 'Character that the language does not have',
        severity: 'error',
        explanation: `
Lines need no semicolon at their end, and names are letters, digits and underscores. Any other name can be written in
backticks: \`\` \`unit price\`: decimal(10,2) \`\`.`,
        example: `
entity Country {
  iso2: char(2) key;
}`,
        mended: `
entity Country {
  iso2: char(2) key
}`,
        fixes: ['Remove the character, or write what the language has instead'],
    },
    ERD003: {
        title: 'Nested too deeply',
        severity: 'error',
        explanation: `
Brackets are nested more than ${deepestNesting} levels deep. Nobody writes that by hand, and reading it would exhaust the memory of
the tools that come after. The text from there on is not read.`,
        example: `
entity Country {
  iso2: char(2) key
  size: int = ${'('.repeat(deepestNesting)}1${')'.repeat(deepestNesting)}
}`,
        mended: `
entity Country {
  iso2: char(2) key
  size: int = 1
}`,
        fixes: [],
        withoutFix: 'Such a text is made by a program; the program is to be mended.',
    },
    ERD004: {
        title: 'Unknown name',
        severity: 'error',
        explanation: `
A name refers to something that is not declared, or that is declared in a file which this file does not import. Names
are case-sensitive. Imports are not transitive: a file sees what it declares, what the files declare that it imports,
and what comes with the language.

What follows from an unknown name is not reported: the values of an unknown enumeration, the attributes of an unknown
entity and the rest of a dotted path are silent until the first name is mended.`,
        example: `
entity Customer {
  id:     uuid = uuid()  key
  status: CustomerStatsu = ACTIVE
}
enum CustomerStatus { ACTIVE CLOSED }`,
        mended: `
entity Customer {
  id:     uuid = uuid()  key
  status: CustomerStatus = ACTIVE
}
enum CustomerStatus { ACTIVE CLOSED }`,
        fixes: ['Change to the name that was meant', 'Import the file that declares it', 'Declare it'],
    },
    ERD005: {
        title: 'Declared twice',
        severity: 'error',
        explanation: `
Two declarations of one model have the same name, in one file or in two. References would take whichever is found first,
and the database cannot have both. In different \`schema\` blocks the same name may be used again. Functions may share a
name when their parameters differ.`,
        example: `
area Sales
area Sales "What we sell"`,
        mended: `
area Sales
area Sales2 "What we sell"`,
        fixes: ['Rename the second declaration'],
    },
    ERD006: {
        title: 'Attribute declared twice',
        severity: 'error',
        explanation: 'An entity, mixin, structured type or relationship has two attributes of one name. A table cannot have two columns of one name.',
        example: `
entity Country {
  iso2: char(2) key
  name: string(80)
  name: string(80)
}`,
        mended: `
entity Country {
  iso2: char(2) key
  name: string(80)
  name2: string(80)
}`,
        fixes: ['Rename the second attribute', 'Remove the second attribute'],
    },
    ERD007: {
        title: 'Enumeration values that clash',
        severity: 'error',
        explanation: `
Two values of an enumeration have the same name, or are stored as the same value, so that one could not be told from the
other in the database. A value without \`= ...\` is stored by its name.`,
        example: `
enum Status {
  ACTIVE = 'A'
  ARCHIVED = 'A'
}
entity Thing {
  id:     int key
  status: Status
}`,
        mended: `
enum Status {
  ACTIVE = 'A'
  ARCHIVED
}
entity Thing {
  id:     int key
  status: Status
}`,
        fixes: ['Store the second value by its name', 'Rename the second value'],
    },
    ERD008: {
        title: 'Name given twice within one element',
        severity: 'error',
        explanation: `
Two constraints, indexes, periods or access patterns of an entity, two parameters of a function, two columns of a view,
two aliases of a query or two partitions have the same name. What refers to the name would not know which is meant.`,
        example: `
entity Invoice {
  id:   int key
  net:  decimal(12,2)
  paid: decimal(12,2)
  check positive: net >= 0
  check positive: paid >= 0
}`,
        mended: `
entity Invoice {
  id:   int key
  net:  decimal(12,2)
  paid: decimal(12,2)
  check positive: net >= 0
  check positive2: paid >= 0
}`,
        fixes: ['Rename the second'],
    },
    ERD009: {
        title: 'More than one model declaration',
        severity: 'error',
        explanation: `
A file may say only once what model it is about: targets, naming and the default schema follow from the declaration. A
second model needs a file of its own; both may import the same files.`,
        example: `
model Shop { targets postgresql 18 }
model Store { targets postgresql 17 }`,
        mended: `
model Shop { targets postgresql 18 }
`,
        fixes: ['Remove the second declaration'],
    },
    ERD010: {
        title: 'Name that mixes scripts',
        severity: 'warning',
        explanation: `
The name has letters of two scripts that look alike, such as a Cyrillic \`а\` in a Latin word. It cannot be told from
the name that it imitates by looking at it, but it is another name.`,
        source: 'Unicode Technical Standard 39, Security Mechanisms, section 5.1 (Mixed-Script Detection)',
        example: `
entity Invoice {
  id:   int key
  n\u0430me: string(80)
}`,
        mended: `
entity Invoice {
  id:   int key
  name: string(80)
}`,
        fixes: ['Write the name in one script'],
    },
    ERD011: {
        title: 'Invisible control character',
        severity: 'warning',
        explanation: `
The text has a character that is not shown but changes how the text around it is shown: a bidirectional control, a
zero-width space, a null byte. A reader sees something else than the tools read. Right-to-left scripts need no such
characters: editors order them by themselves.`,
        source: 'CVE-2021-42574; Unicode Technical Report 36, Unicode Security Considerations',
        example: `
// Only for administrators\u202e
area Sales
entity Invoice {
  id: int key
  area Sales
}`,
        mended: `
// Only for administrators
area Sales
entity Invoice {
  id: int key
  area Sales
}`,
        fixes: ['Remove the invisible characters'],
    },
    ERD012: {
        title: 'Name that looks like another',
        severity: 'warning',
        explanation: `
Two names of the model look the same and are not: one is written in Latin letters, the other in letters of another
script that fonts draw alike.`,
        source: 'Unicode Technical Standard 39, Security Mechanisms, section 4 (Confusable Detection)',
        example: `
entity Journal {
  id:   int key
  copy: text
  \u0441\u043e\u0440\u0443: text
}`,
        mended: `
entity Journal {
  id:   int key
  copy: text
  copy2: text
}`,
        fixes: [],
        withoutFix: 'Which of the two names is the intruder, only the author knows; renaming either one follows all its uses.',
    },
    ERD013: {
        title: 'Declaration that belongs to the language',
        severity: 'error',
        explanation: `
Primitive types, operator classes and what an extension brings along are declared by the language itself. For a type of
your own use \`domain\`, \`type\` or \`enum\`; for a type that only one engine has, \`native(postgresql: "inet")\`; for a
function that exists already, \`external function\`.`,
        example: `
primitive Colour
area Sales
entity Invoice {
  id: int key
  area Sales
}`,
        mended: `
area Sales
entity Invoice {
  id: int key
  area Sales
}`,
        fixes: ['Remove the declaration'],
    },
} as const satisfies FindingRegistry;
