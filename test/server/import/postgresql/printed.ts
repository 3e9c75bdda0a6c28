import { readPostgresql } from '../../../../server/import/postgresql/index.ts';
import type {
    ExpressionTree, SourceColumn, SourceConstraint, SourceExpression, SourceIndex, SourceIndexElement, SourceKey, SourceObject, SourceOption,
    SourcePartitioning, SourceSchema, SourceTable,
} from '../../../../server/import/source/index.ts';

/** What a script is read as, a line for each thing that is said, without what is said by default. */
export async function printed(script: string): Promise<string[]> {
    return printSchema(await readPostgresql(script));
}

export function printSchema({ objects }: SourceSchema): string[] {
    return objects.flatMap(printObject);
}

export function tableIn(schema: SourceSchema, name: string): SourceTable {
    const found = schema.objects.find((object): object is SourceTable => object.kind === 'table' && object.name.name === name);
    if (found === undefined) {
        throw new Error(`There is no table ${name}.`);
    }
    return found;
}

function printObject(object: SourceObject): string[] {
    const comment = object.comment === undefined ? '' : ` -- ${object.comment}`;
    switch (object.kind) {
        case 'schema': return [`schema ${object.name}${comment}`];
        case 'extension': return [`extension ${object.name}${said(' in ', object.schema)}${said(' version ', object.version)}${comment}`];
        case 'enum': return [`enum ${nameOf(object)} ${object.values.join('|')}${comment}`];
        case 'domain': return [[
            `domain ${nameOf(object)} ${object.type.sql}`, ...object.notNull ? ['not null'] : [], ...object.default ? [`= ${object.default.sql}`] : [],
            ...object.collation === undefined ? [] : [`collate ${nameOf({ name: object.collation })}`],
            ...object.checks.map(({ name, condition }) => `check${said(' ', name)} (${condition.sql})`),
        ].join(' ') + comment];
        case 'composite': return [`composite ${nameOf(object)} (${object.attributes.map(each => `${each.name} ${each.type.sql}${said(' collate ', each.collation && nameOf({ name: each.collation }))}`).join(', ')})${comment}`];
        case 'sequence': return [`sequence ${nameOf(object)}${said(' ', object.type?.sql)}${printOptions(Object.entries(object.options).map(([name, value]) => ({ name, value: String(value) })))}`
            + (object.ownedBy === undefined ? '' : ` of ${object.ownedBy.table.name}.${object.ownedBy.column}`) + comment];
        case 'statement': return [`statement${object.after === undefined ? '' : ` after ${object.after.kind} ${object.after.name.name}`}: ${object.sql.replace(/\s+/g, ' ')}`];
        case 'table': return printTable(object);
        default: return ['name' in object ? `${object.kind} ${typeof object.name === 'string' ? object.name : object.name.name}` : object.kind];
    }
}

function printTable(table: SourceTable): string[] {
    const lines = [
        `table ${nameOf(table)}${table.unlogged ? ' unlogged' : ''}${said(' in ', table.tablespace)}${printOptions(table.options)}`
        + (table.inherits.length === 0 ? '' : ` inherits ${table.inherits.map(({ name }) => name).join(', ')}`)
        + (table.rowSecurity === undefined ? '' : ` row security${table.rowSecurity.enabled ? '' : ' off'}${table.rowSecurity.forced ? ' forced' : ''}`) + commentOf(table),
        ...table.columns.map(column => `  ${printColumn(column)}`),
        ...table.primaryKey === undefined ? [] : [`  ${printKey('key', table.primaryKey)}`],
        ...table.uniques.map(unique => `  ${printKey('unique', unique)}${unique.nullsNotDistinct ? ' nulls not distinct' : ''}`),
        ...table.checks.map(check => `  ${named('check', check)}${said(' on ', check.column)} (${check.condition.sql})`
            + `${check.noInherit ? ' no inherit' : ''}${check.notValid ? ' not valid' : ''}${check.notEnforced ? ' not enforced' : ''}${commentOf(check)}`),
        ...table.foreignKeys.map(key => `  ${named('foreign key', key)} (${key.columns.join(', ')}) to ${key.target.name}`
            + (key.targetColumns.length === 0 ? '' : ` (${key.targetColumns.join(', ')})`) + said(' match ', key.match) + said(' on delete ', key.onDelete)
            + (key.onDeleteColumns.length === 0 ? '' : ` (${key.onDeleteColumns.join(', ')})`) + said(' on update ', key.onUpdate) + printTiming(key.timing)
            + (key.period ? ' period' : '') + (key.notValid ? ' not valid' : '') + (key.notEnforced ? ' not enforced' : '') + commentOf(key)),
        ...table.exclusions.map(exclusion => `  ${named('exclude', exclusion)} using ${exclusion.method} (${exclusion.elements.map(each => `${printElement(each)} with ${each.operator}`).join(', ')})`
            + `${exclusion.predicate === undefined ? '' : ` where ${exclusion.predicate.sql}`}${printTiming(exclusion.timing)}${commentOf(exclusion)}`),
        ...table.indexes.map(index => `  ${printIndex(index)}`),
        ...printPartitioning(table.partitioning, '  '),
    ];
    return lines;
}

function printColumn(column: SourceColumn): string {
    const { identity, generated } = column;
    return [
        `${column.name} ${column.type.sql}`, ...column.notNull ? [`not null${said(' as ', column.notNullName)}`] : [], ...column.default ? [`= ${column.default.sql}`] : [],
        ...identity ? [`identity ${identity.kind}${said(' ', identity.sequence?.name)}${printOptions(Object.entries(identity.options).map(([name, value]) => ({ name, value: String(value) })))}`] : [],
        ...generated ? [`generated ${generated.storage} (${generated.expression.sql})`] : [],
        ...column.collation === undefined ? [] : [`collate ${nameOf({ name: column.collation })}`], ...column.storage === undefined ? [] : [`storage ${column.storage}`],
        ...column.compression === undefined ? [] : [`compression ${column.compression}`], ...column.options.length === 0 ? [] : [printOptions(column.options).trim()],
    ].join(' ') + commentOf(column) + (column.remark === undefined ? '' : ` // ${column.remark}`);
}

function printKey(kind: string, key: SourceKey): string {
    return `${named(kind, key)} (${key.columns.join(', ')}${key.withoutOverlaps ? ' without overlaps' : ''})`
        + (key.include.length === 0 ? '' : ` include (${key.include.join(', ')})`) + printOptions(key.options) + said(' in ', key.tablespace) + printTiming(key.timing) + commentOf(key);
}

function printIndex(index: SourceIndex): string {
    return `${index.unique ? 'unique ' : ''}${named('index', index)}${index.method === 'btree' ? '' : ` using ${index.method}`} (${index.elements.map(printElement).join(', ')})`
        + (index.include.length === 0 ? '' : ` include (${index.include.join(', ')})`) + (index.nullsNotDistinct ? ' nulls not distinct' : '') + printOptions(index.options)
        + said(' in ', index.tablespace) + (index.predicate === undefined ? '' : ` where ${index.predicate.sql}`) + (index.concurrently ? ' concurrently' : '') + commentOf(index);
}

function printElement(element: SourceIndexElement): string {
    return element.expression.sql + said(' collate ', element.collation && nameOf({ name: element.collation })) + said(' ops ', element.operatorClass) + printOptions(element.operatorClassParameters)
        + (element.descending ? ' desc' : '') + said(' nulls ', element.nulls);
}

function printPartitioning(partitioning: SourcePartitioning | undefined, indent: string): string[] {
    return partitioning === undefined ? [] : [
        `${indent}partition by ${partitioning.method} (${partitioning.elements.map(printElement).join(', ')})`,
        ...partitioning.partitions.flatMap(partition => {
            const { bound } = partition;
            const limits = (values: readonly (SourceExpression | string)[]): string => values.map(value => typeof value === 'string' ? value : value.sql).join(', ');
            const text = bound.kind === 'range' ? `from ${limits(bound.from)} to ${limits(bound.to)}` : bound.kind === 'list' ? `in ${limits(bound.values)}`
                : bound.kind === 'hash' ? `${bound.remainder} of ${bound.modulus}` : 'default';
            return [`${indent}  ${partition.name.name} ${text}${printOptions(partition.options)}`, ...printPartitioning(partition.partitioning, `${indent}    `)];
        }),
    ];
}

function named(kind: string, { name }: SourceConstraint): string {
    return kind + said(' ', name);
}

function printTiming({ deferrable, initiallyDeferred }: { readonly deferrable: boolean; readonly initiallyDeferred: boolean }): string {
    return initiallyDeferred ? ' initially deferred' : deferrable ? ' deferrable' : '';
}

function printOptions(options: readonly SourceOption[]): string {
    return options.length === 0 ? '' : ` with ${options.map(({ name, value }) => value === undefined ? name : `${name}=${value}`).join(' ')}`;
}

function commentOf({ comment }: { readonly comment?: string }): string {
    return comment === undefined ? '' : ` -- ${comment}`;
}

function said(before: string, text: string | undefined): string {
    return text === undefined ? '' : before + text;
}

function nameOf({ name }: { readonly name: { readonly schema?: string; readonly name: string } }): string {
    return name.schema === undefined || name.schema === 'public' ? name.name : `${name.schema}.${name.name}`;
}

/** A tree as one line, with parentheses around everything that has parts. */
export function printTree(tree: ExpressionTree): string {
    const list = (trees: readonly ExpressionTree[]): string => trees.map(printTree).join(', ');
    const negated = (is: boolean): string => is ? 'not ' : '';
    switch (tree.kind) {
        case 'number': return tree.text;
        case 'string': return `'${tree.value}'`;
        case 'boolean': return String(tree.value);
        case 'null': return 'null';
        case 'typed': return `${tree.type.sql} '${tree.value}'`;
        case 'column': return tree.of === undefined ? tree.name : `${tree.of}.${tree.name}`;
        case 'cast': return `cast(${printTree(tree.operand)} as ${tree.type.sql})`;
        case 'unary': return `(${tree.operator} ${printTree(tree.operand)})`;
        case 'binary': return `(${printTree(tree.left)} ${tree.operator} ${printTree(tree.right)})`;
        case 'test': return `(${printTree(tree.operand)} is ${negated(tree.negated)}${tree.test})`;
        case 'distinct': return `(${printTree(tree.left)} is ${negated(tree.negated)}distinct from ${printTree(tree.right)})`;
        case 'between': return `(${printTree(tree.operand)} ${negated(tree.negated)}between ${printTree(tree.low)} and ${printTree(tree.high)})`;
        case 'in': return `(${printTree(tree.operand)} ${negated(tree.negated)}in (${list(tree.values)}))`;
        case 'like': return `(${printTree(tree.operand)} ${negated(tree.negated)}${tree.ignoresCase ? 'ilike' : 'like'} ${printTree(tree.pattern)}`
            + `${tree.escape === undefined ? '' : ` escape ${printTree(tree.escape)}`})`;
        case 'case': return `case${tree.subject === undefined ? '' : ` ${printTree(tree.subject)}`}${tree.branches.map(({ when, then }) => ` when ${printTree(when)} then ${printTree(then)}`).join('')}`
            + `${tree.otherwise === undefined ? '' : ` else ${printTree(tree.otherwise)}`} end`;
        case 'array': return `[${list(tree.elements)}]`;
        case 'call': return `${tree.schema === undefined ? '' : `${tree.schema}.`}${tree.name}${tree.standardSyntax === true ? ' standard' : ''}(${tree.star ? '*' : list(tree.arguments)})`;
        case 'operator': return `(${tree.left === undefined ? '' : `${printTree(tree.left)} `}${tree.operator} ${printTree(tree.right)})`;
        case 'subscript': return `${printTree(tree.array)}[${printTree(tree.index)}]`;
    }
}
