/** The same model in three languages. */
export interface ModelTexts {
    readonly erd: string;
    readonly dbml: string;
    readonly prisma: string;
}

/** Entities that share an enumeration. */
const entitiesPerEnum = 10;

/**
 * A model with as many entities, always the same for a size. Each has twelve attributes with two references to other
 * entities among them, a key, a unique attribute, two indexes, a check and documentation; ten share an enumeration.
 * Prisma's language has no checks and wants each reference to be declared on both sides. The unique attribute is the
 * last: entities that end alike would be told that a mixin could say it once.
 */
export function modelOf(entities: number): ModelTexts {
    const all = Array.from({ length: entities }, (_, index) => entityOf(index));
    const enums = Array.from({ length: Math.ceil(entities / entitiesPerEnum) }, (_, index) => index);
    return {
        erd: [
            '/// A generated model, to measure with.\nmodel Bench {\n  version "1.0"\n  targets postgresql 18\n  naming snake_case\n}\n',
            ...enums.map(erdEnum), ...all.map(erdEntity),
        ].join('\n'),
        dbml: ["Project Bench {\n  database_type: 'PostgreSQL'\n  Note: 'A generated model, to measure with.'\n}\n", ...enums.map(dbmlEnum), ...all.map(dbmlTable)].join('\n'),
        prisma: ['datasource db {\n  provider = "postgresql"\n}\n', ...enums.map(prismaEnum), ...prismaModels(all)].join('\n'),
    };
}

interface Entity {
    readonly name: string;
    readonly status: string;
    readonly parent: string;
    readonly owner: string;
}

// The steps are prime: the references reach all over the model, without a pattern that a cache could like.
function entityOf(index: number): Entity {
    return {
        name: entityName(index),
        status: `Status${Math.floor(index / entitiesPerEnum)}`,
        parent: entityName((index * 7919 + 13) % Math.max(index, 1)),
        owner: entityName((index * 104729 + 7) % Math.max(index, 1)),
    };
}

function entityName(index: number): string {
    return `Entity${index}`;
}

function erdEnum(index: number): string {
    return `/// The states of group ${index}.\nenum Status${index} { DRAFT ACTIVE SUSPENDED CLOSED }\n`;
}

function erdEntity({ name, status, parent, owner }: Entity): string {
    return `/// ${name} holds what the business knows of one kind of thing.
entity ${name} {
  id:          uuid = uuid()  key
  name:        string(100)
  /// In the words of the owner.
  description: text?
  status:      ${status} = DRAFT
  amount:      decimal(12,2) = 0
  quantity:    int = 1
  active:      boolean = true
  createdAt:   timestamp = now()
  updatedAt:   timestamp?
  parent:      ${parent}  on delete restrict
  owner:       ${owner}?  on delete set null
  code:        string(20)  unique

  index (parent, createdAt desc)
  index (owner, status)
  check sensible: amount >= 0 and quantity > 0
}
`;
}

function dbmlEnum(index: number): string {
    return `// The states of group ${index}.\nEnum Status${index} {\n  DRAFT\n  ACTIVE\n  SUSPENDED\n  CLOSED\n}\n`;
}

function dbmlTable({ name, status, parent, owner }: Entity): string {
    return `Table ${name} {
  id uuid [pk, default: \`gen_random_uuid()\`]
  code varchar(20) [not null, unique]
  name varchar(100) [not null]
  description text [note: 'In the words of the owner.']
  status ${status} [not null, default: 'DRAFT']
  amount decimal(12,2) [not null, default: 0]
  quantity int [not null, default: 1]
  active boolean [not null, default: true]
  createdAt timestamp [not null, default: \`now()\`]
  updatedAt timestamp
  parentId uuid [not null, ref: > ${parent}.id]
  ownerId uuid [ref: > ${owner}.id]

  indexes {
    (parentId, createdAt)
    (ownerId, status)
  }
  checks {
    \`amount >= 0 and quantity > 0\` [name: 'sensible_${name}']
  }
  Note: '${name} holds what the business knows of one kind of thing.'
}
`;
}

function prismaEnum(index: number): string {
    return `/// The states of group ${index}.\nenum Status${index} {\n  DRAFT\n  ACTIVE\n  SUSPENDED\n  CLOSED\n}\n`;
}

function prismaModels(entities: readonly Entity[]): string[] {
    const children = Map.groupBy(entities, ({ parent }) => parent);
    const owned = Map.groupBy(entities, ({ owner }) => owner);
    return entities.map(({ name, status, parent, owner }) => `/// ${name} holds what the business knows of one kind of thing.
model ${name} {
  id          String    @id @default(uuid()) @db.Uuid
  code        String    @unique @db.VarChar(20)
  name        String    @db.VarChar(100)
  /// In the words of the owner.
  description String?
  status      ${status} @default(DRAFT)
  amount      Decimal   @default(0) @db.Decimal(12, 2)
  quantity    Int       @default(1)
  active      Boolean   @default(true)
  createdAt   DateTime  @default(now())
  updatedAt   DateTime?
  parentId    String    @db.Uuid
  parent      ${parent} @relation("${name}Parent", fields: [parentId], references: [id], onDelete: Restrict)
  ownerId     String?   @db.Uuid
  owner       ${owner}? @relation("${name}Owner", fields: [ownerId], references: [id], onDelete: SetNull)
${(children.get(name) ?? []).map(child => `  childrenOf${child.name} ${child.name}[] @relation("${child.name}Parent")\n`).join('')}${(owned.get(name) ?? []).map(child => `  ownedOf${child.name} ${child.name}[] @relation("${child.name}Owner")\n`).join('')}
  @@index([parentId, createdAt(sort: Desc)])
  @@index([ownerId, status])
}
`);
}
