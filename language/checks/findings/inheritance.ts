import type { FindingRegistry } from '../registry.ts';

/** ERD130 to ERD136: inheritance and mixins. */
export const inheritanceFindings = {
    ERD130: {
        title: 'Inheritance cycle',
        severity: 'error',
        explanation: 'An entity extends itself, or a mixin takes itself in, directly or over others. What it consists of would have no end.',
        example: `
entity Person extends Employee {
  id: int key
}
entity Employee extends Person {
  salary: decimal(10,2)
}`,
        mended: `
entity Person extends Employee {
  id: int key
}
entity Employee {
  salary: decimal(10,2)
}`,
        fixes: ['Take out the clause that closes the circle'],
    },
    ERD131: {
        title: 'Attribute that replaces an inherited one',
        severity: 'error',
        explanation: `
The entity has an attribute of this name already, from its parent or a mixin. Where it is meant to take its place, say so
with \`override\`; else give it another name. Without the word a later change of the mixin would silently change the
entity.`,
        example: `
mixin Named { name: string(80) }
entity Country with Named {
  iso2: char(2) key
  name: string(200)
}`,
        mended: `
mixin Named { name: string(80) }
entity Country with Named {
  iso2: char(2) key
  override name: string(200)
}`,
        fixes: ['Add `override`', 'Remove the attribute'],
    },
    ERD132: {
        title: 'Override of nothing',
        severity: 'error',
        explanation: 'Neither the parent nor a mixin has an attribute of this name, so that there is nothing to replace.',
        example: `
mixin Named { name: string(80) }
entity Country with Named {
  iso2: char(2) key
  override nmae: string(200)
}`,
        mended: `
mixin Named { name: string(80) }
entity Country with Named {
  iso2: char(2) key
  override name: string(200)
}`,
        fixes: ['Change to the name that was meant', 'Remove `override`'],
    },
    ERD133: {
        title: 'Mixins that conflict',
        severity: 'error',
        explanation: `
Two mixins, or a mixin and the parent, bring an attribute of the same name. Say which it is to be with an \`override\` in
the entity, or take out one of them.`,
        example: `
mixin Named { name: string(80) }
mixin Titled { name: string(200) }
entity Country with Named, Titled {
  iso2: char(2) key
}`,
        mended: `
mixin Named { name: string(80) }
mixin Titled { name: string(200) }
entity Country with Named, Titled {
  iso2: char(2) key
  override name: string(80)
}`,
        fixes: ['Decide with an `override`'],
    },
    ERD134: {
        title: 'Subtypes that cannot be told apart',
        severity: 'error',
        explanation: `
Where all subtypes are stored in one table, an attribute has to say of each row which one it is: \`subtypes single table
by kind\`. Each subtype has a value of its own there, its name or what stands after \`is\`; and \`is\` needs a
discriminator to be stored in.`,
        example: `
entity Payment {
  id:   int key
  kind: string(20)
  subtypes single table
}
entity Transfer extends Payment { iban: string(34)? }
entity Cheque extends Payment { number: string(20)? }`,
        mended: `
entity Payment {
  id:   int key
  kind: string(20)
  subtypes single table by kind
}
entity Transfer extends Payment { iban: string(34)? }
entity Cheque extends Payment { number: string(20)? }`,
        fixes: ['Name the discriminator'],
    },
    ERD136: {
        title: 'Subtypes line without subtypes',
        severity: 'information',
        explanation: 'The entity says how its subtypes are stored, but no entity extends it.',
        example: `
entity Payment {
  id: int key
  subtypes joined
}`,
        mended: `
entity Payment {
  id: int key
}`,
        fixes: ['Remove the line'],
    },
} as const satisfies FindingRegistry;
