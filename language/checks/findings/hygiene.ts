import type { FindingRegistry } from '../registry.ts';

/** ERD401 to ERD409: imports, what nobody uses, what is no longer to be used. */
export const hygieneFindings = {
    ERD401: {
        title: 'Imported file not found',
        severity: 'error',
        explanation: `
The import leads to no file. Paths are relative to the importing file, begin with \`./\` or \`../\`, and are written with
their ending \`.erd\`.`,
        example: `
import "./cuntries.erd"
entity Customer {
  id:      int key
  country: Country
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        mended: `
import "./countries.erd"
entity Customer {
  id:      int key
  country: Country
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        fixes: ['Change to a file that exists', 'Remove the import'],
    },
    ERD402: {
        title: 'Import that leads out of the workspace',
        severity: 'error',
        explanation: `
A model is read from its workspace and from nowhere else, so that opening a folder never reads what lies beside it.
Move the file into the workspace, add its folder to the workspace, or name the folder in the setting
\`erd.workspace.allowedFolders\`. For the command the workspace is the folder that it is run in and those of the files that
it is given: run it further up. A path has to begin with \`./\` or \`../\`: absolute paths and addresses are refused.`,
        example: `
import "/etc/passwd.erd"
entity Country { iso2: char(2) key }`,
        mended: `
entity Country { iso2: char(2) key }`,
        fixes: ['Remove the import'],
    },
    ERD403: {
        title: 'Import that brings nothing new',
        severity: 'information',
        explanation: 'The file is imported already, or imports itself.',
        example: `
import "./countries.erd"
import "./countries.erd"
entity Customer {
  id:      int key
  country: Country
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        mended: `
import "./countries.erd"
entity Customer {
  id:      int key
  country: Country
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        fixes: ['Remove the import'],
        safe: true,
    },
    ERD404: {
        title: 'Import cycle',
        severity: 'information',
        explanation: `
Files import each other in a circle. That works: references in both directions are part of real models, and all files of
the circle are one model. But none of them can be understood, reviewed or used without the others. Where the circle is
not meant, move what both sides need into a file of its own.`,
        example: `
import "./invoices.erd"
entity Customer {
  id:   int key
  last: Invoice?
}
// ---- ./invoices.erd
import "./model.erd"
entity Invoice {
  id:       int key
  customer: Customer
}`,
        mended: `
import "./invoices.erd"
entity Customer {
  id: int key
}
annotate Invoice @internal
// ---- ./invoices.erd
entity Invoice {
  id: int key
}`,
        fixes: [],
        withoutFix: 'Which of the files should not know the other is a decision about the model.',
    },
    ERD405: {
        title: 'Unused import',
        severity: 'information',
        explanation: `
Nothing that the file declares is used here. A file that has a \`model\` declaration, or nothing but imports, puts the
model together: its imports are never unused.`,
        example: `
import "./countries.erd"
entity Customer {
  id: int key
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        mended: `
entity Customer {
  id: int key
}
// ---- ./countries.erd
entity Country { iso2: char(2) key }`,
        fixes: ['Remove the import'],
        safe: true,
    },
    ERD406: {
        title: 'Unused type or mixin',
        severity: 'information',
        explanation: 'No attribute has the domain, enumeration or structured type, no entity takes in the mixin.',
        example: `
domain Email: string(255)
entity Customer {
  id: int key
}`,
        mended: `
entity Customer {
  id: int key
}`,
        fixes: ['Remove the declaration'],
    },
    ERD407: {
        title: 'Unused role or session variable',
        severity: 'information',
        explanation: 'No grant or policy names the role, no expression asks for the session variable, nothing carries the annotation.',
        example: `
session tenant: uuid from "app.tenant"
entity Customer {
  id: int key
}`,
        mended: `
entity Customer {
  id: int key
}`,
        fixes: ['Remove the declaration'],
    },
    ERD408: {
        title: 'Unused area, team or purpose',
        severity: 'information',
        explanation: 'No entity belongs to the area or serves the purpose, the team owns nothing and looks after nothing.',
        example: `
area Sales "What we sell"
entity Customer {
  id: int key
}`,
        mended: `
entity Customer {
  id: int key
}`,
        fixes: ['Remove the declaration'],
    },
    ERD409: {
        title: 'Use of something deprecated',
        severity: 'information',
        explanation: 'The element carries `@deprecated`. Its text says what to use instead.',
        example: `
domain Mail:  string(255) @deprecated("Email")
domain Email: string(255)
entity Customer {
  id:    int key
  mail:  Mail
  email: Email
}`,
        mended: `
domain Mail:  string(255) @deprecated("Email")
domain Email: string(255)
entity Customer {
  id:    int key
  mail:  Email
  email: Email
}`,
        fixes: ['Use what is named instead'],
    },
} as const satisfies FindingRegistry;
