/** A snippet in the syntax of the Language Server Protocol, with what it is for. */
export interface Block {
    readonly snippet: string;
    readonly detail: string;
}

/** Whole blocks, by the rule of the grammar and the words that they begin with. */
export const blocks: Readonly<Record<string, Block>> = {
    'ModelDeclaration: model': { detail: 'What the model is called and which databases it is for', snippet: 'model ${1:MyModel} {\n\tversion "${2:1.0}"\n\ttargets ${3:postgresql} ${4:18}\n\tnaming  ${5|snake_case,as_written|}\n}$0' },
    'Schema: schema': { detail: 'A physical schema and what is in it', snippet: 'schema ${1:name} {\n\t$0\n}' },
    'Entity: entity': { detail: 'An entity with a key', snippet: 'entity ${1:Name} {\n\tid: uuid = uuid()  key\n\t$0\n}' },
    'Entity: abstract entity': { detail: 'An entity that others extend', snippet: 'abstract entity ${1:Name} {\n\tid: uuid = uuid()  key\n\tsubtypes ${2|joined,single table,concrete|}\n\t$0\n}' },
    'Mixin: mixin': { detail: 'Attributes that several entities share', snippet: 'mixin ${1:Audited} {\n\tcreatedAt: timestamp = now()\n\t$0\n}' },
    'Enum: enum': { detail: 'A closed list of values', snippet: 'enum ${1:Status} { ${2:ACTIVE} ${3:CLOSED} }$0' },
    'Domain: domain': { detail: 'A type with a rule of its own', snippet: 'domain ${1:Email}: ${2:string(255)} check (${3:value like \'%_@_%\'})$0' },
    'StructuredType: type': { detail: 'Attributes that belong together, flattened into columns', snippet: 'type ${1:Money} {\n\t${2:amount}: ${3:decimal(19,4)}\n\t$0\n}' },
    'Relationship: relationship': { detail: 'How many of one belong to how many of the other', snippet: 'relationship ${1:name}: ${2:Customer} ${3:||--o{} ${4:Order.customer}$0' },
    'View: view': { detail: 'A query with a name', snippet: 'view ${1:Name}\n\tfrom ${2:Entity} ${3:e}\n{\n\t${4:column}: ${3:e}.${5:attribute}$0\n}' },
    'View: materialized view': { detail: 'A query whose result is kept', snippet: 'materialized view ${1:Name}\n\tfrom ${2:Entity} ${3:e}\n{\n\t${4:column}: ${3:e}.${5:attribute}$0\n}' },
    'Routine: function': { detail: 'A function in an engine\'s own language', snippet: 'function ${1:name}(${2:value}: ${3:int}) returns ${4:int} language ${5:sql}\n\tsql postgresql """\n\t\t$0\n\t"""' },
    'Routine: procedure': { detail: 'A procedure in an engine\'s own language', snippet: 'procedure ${1:name}() language ${2:plpgsql}\n\tsql postgresql """\n\t\t$0\n\t"""' },
    'Trigger: trigger': { detail: 'Runs when rows change', snippet: 'trigger ${1:name} on ${2:Entity} ${3|before,after|} ${4|insert,update,delete|} for each row execute ${5:routine}()$0' },
    'Policy: policy': { detail: 'Which rows a role may see or change', snippet: 'policy ${1:name} on ${2:Entity} allow ${3|select,insert,update,delete,all|} to ${4:role} using (${5:condition})$0' },
    'Annotate: annotate': { detail: 'Governance of an element that is declared elsewhere', snippet: 'annotate ${1:Entity} {\n\t$0\n}' },
    'ReferenceRows: rows': { detail: 'Rows that belong to the model', snippet: 'rows ${1:Entity} (${2:attribute}) {\n\t(${3:value})$0\n}' },
    'Job: job': { detail: 'Runs at certain times', snippet: 'job ${1:name} at "${2:0 2 * * *}" run ${3:routine}()$0' },
    'Index: index': { detail: 'An index over attributes', snippet: 'index (${1:attribute})$0' },
    'Check: check': { detail: 'A rule for the whole row', snippet: 'check ${1:name}: ${2:condition}$0' },
    'Partitioning: partition by': { detail: 'Divides the table', snippet: 'partition by range (${1:attribute})\n\tevery ${2:1} ${3|day,week,month,quarter,year|} from date \'${4:2025-01-01}\'$0' },
    'RetentionLine: retention': { detail: 'How long rows are kept', snippet: 'retention ${1:7} years after ${2:attribute} then ${3|delete,anonymize,archive|}$0' },
    'VolumeLine: volume': { detail: 'How many rows there are and how fast they grow', snippet: 'volume ${1:10k} growth ${2:10}%/year$0' },
    'AccessPattern: access': { detail: 'How the rows are read', snippet: 'access ${1:name}(${2:attribute}) ${3:60}/min$0' },
    'Operand: case': { detail: 'A choice', snippet: 'case when ${1:condition} then ${2:value} else ${3:value} end$0' },
    'Operand: cast': { detail: 'A value as another type', snippet: 'cast(${1:value} as ${2:int})$0' },
    'Operand: exists': { detail: 'Whether there are rows', snippet: 'exists (${1:Entity} ${2:e} where ${3:condition})$0' },
    'SessionVariable: session': { detail: 'What policies and defaults may ask of the session', snippet: 'session ${1:userRole}: ${2:string} from "${3:app.user_role}"$0' },
    'CheckModifier: check': { detail: 'A rule for this attribute', snippet: 'check (${1:condition})$0' },
    'ComputedModifier: computed': { detail: 'Follows from other attributes', snippet: 'computed (${1:expression}) ${2|stored,virtual|}$0' },
    'ViaModifier: via': { detail: 'Shares columns that are there already', snippet: 'via (${1:attribute})$0' },
    'IndexInclude: include': { detail: 'Further columns that the index holds', snippet: 'include (${1:attribute})$0' },
    'Operand: session': { detail: 'A variable of the session', snippet: 'session.${1:variable}$0' },
};

/** A key of several attributes, a unique key: `key` and `unique` are tokens of their own before a parenthesis. */
export const heads: Readonly<Record<string, Block & { readonly label: string }>> = {
    KEY_HEAD: { label: 'key', detail: 'The primary key, of one attribute or several', snippet: 'key (${1:attribute})$0' },
    UNIQUE_HEAD: { label: 'unique', detail: 'Attributes that are unique together', snippet: 'unique (${1:attribute})$0' },
};

/** Crow's-foot notations, read from left to right. */
export const crowsFeet: Readonly<Record<string, string>> = {
    '||--o{': 'exactly one to any number',
    '||--|{': 'exactly one to at least one',
    '|o--o{': 'at most one to any number',
    '||--||': 'exactly one to exactly one',
    '||--o|': 'exactly one to at most one',
    '}o--o{': 'any number to any number: a table of its own',
    '}|--|{': 'at least one to at least one: a table of its own',
    '}o--||': 'any number to exactly one',
};

export const partitionUnits: readonly string[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
