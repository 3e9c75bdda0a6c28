import type {
    SourceCheck, SourceColumn, SourceExclusion, SourceForeignKey, SourceIndex, SourceIndexElement, SourceKey, SourceOption, SourceTable, SourceUnique,
} from '../../source/index.ts';
import type { ConstraintTiming, PhysicalName } from '../../../../language/index.ts';

// Parts of a table in PostgreSQL's own words, for what the language has none for.

export function quoted(name: string): string {
    return /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function qualifiedName({ schema, name }: PhysicalName): string {
    return schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

/** Words that cannot be names of columns or tables (manual, "SQL Key Words": reserved). */
const reserved: ReadonlySet<string> = new Set((
    'all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column concurrently constraint create'
    + ' cross current_catalog current_date current_role current_schema current_time current_timestamp current_user default deferrable desc distinct do'
    + ' else end except false fetch for foreign freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading'
    + ' left like limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning'
    + ' right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose'
    + ' when where window with'
).split(' '));

export function addConstraintSql(table: SourceTable, name: string | undefined, definition: string): string {
    return `alter table ${qualifiedName(table.name)} add ${name === undefined ? '' : `constraint ${quoted(name)} `}${definition}`;
}

export function keySql(key: SourceKey, word: 'primary key' | 'unique'): string {
    const nulls = (key as Partial<SourceUnique>).nullsNotDistinct === true ? ' nulls not distinct' : '';
    return `${word}${nulls} (${key.columns.map(quoted).join(', ')}${key.withoutOverlaps ? ' without overlaps' : ''})${includeSql(key.include)}`
        + `${withSql(key.options)}${key.tablespace === undefined ? '' : ` using index tablespace ${quoted(key.tablespace)}`}${timingSql(key.timing)}`;
}

export function checkSql(check: SourceCheck): string {
    return `check (${check.condition.sql})${check.noInherit ? ' no inherit' : ''}${enforcementSql(check)}`;
}

export function foreignKeySql(key: SourceForeignKey): string {
    const columns = (names: readonly string[]): string => names.map((name, index) => (key.period && index === names.length - 1 ? 'period ' : '') + quoted(name)).join(', ');
    return `foreign key (${columns(key.columns)}) references ${qualifiedName(key.target)}${key.targetColumns.length === 0 ? '' : ` (${columns(key.targetColumns)})`}`
        + (key.match === undefined ? '' : ` match ${key.match}`)
        + (key.onDelete === undefined ? '' : ` on delete ${key.onDelete}${key.onDeleteColumns.length === 0 ? '' : ` (${key.onDeleteColumns.map(quoted).join(', ')})`}`)
        + (key.onUpdate === undefined ? '' : ` on update ${key.onUpdate}`)
        + timingSql(key.timing) + enforcementSql(key);
}

export function exclusionSql(exclusion: SourceExclusion): string {
    return `exclude using ${quoted(exclusion.method)} (${exclusion.elements.map(element => `${elementSql(element)} with ${element.operator}`).join(', ')})`
        + includeSql(exclusion.include) + withSql(exclusion.options)
        + (exclusion.predicate ? ` where (${exclusion.predicate.sql})` : '') + timingSql(exclusion.timing);
}

export function indexSql(index: SourceIndex, relation: PhysicalName): string {
    return `create ${index.unique ? 'unique ' : ''}index ${index.concurrently ? 'concurrently ' : ''}${index.name === undefined ? '' : `${quoted(index.name)} `}on ${qualifiedName(relation)}`
        + ` using ${quoted(index.method)} (${index.elements.map(elementSql).join(', ')})${includeSql(index.include)}`
        + (index.nullsNotDistinct ? ' nulls not distinct' : '') + withSql(index.options)
        + (index.tablespace === undefined ? '' : ` tablespace ${quoted(index.tablespace)}`)
        + (index.predicate ? ` where ${index.predicate.sql}` : '');
}

/** The whole table, of which the model only has the text. */
export function tableSql(table: SourceTable): string {
    const lines = [
        ...table.columns.map(columnSql),
        ...table.primaryKey ? [named(table.primaryKey.name, keySql(table.primaryKey, 'primary key'))] : [],
        ...table.uniques.map(unique => named(unique.name, keySql(unique, 'unique'))),
        ...table.checks.filter(check => !check.notValid).map(check => named(check.name, checkSql(check))),
        ...table.exclusions.map(exclusion => named(exclusion.name, exclusionSql(exclusion))),
    ];
    const name = qualifiedName(table.name);
    const after = [
        ...table.checks.filter(check => check.notValid).map(check => addConstraintSql(table, check.name, checkSql(check))),
        ...table.foreignKeys.map(key => addConstraintSql(table, key.name, foreignKeySql(key))),
        ...table.indexes.map(index => indexSql(index, table.name)),
        ...table.rowSecurity?.enabled ? [`alter table ${name} enable row level security`] : [],
        ...table.rowSecurity?.forced ? [`alter table ${name} force row level security`] : [],
        ...table.columns.flatMap(column => columnSettings(table, column)),
        ...table.comment === undefined ? [] : [`comment on table ${name} is ${literal(table.comment)}`],
        ...table.columns.flatMap(column => column.comment === undefined ? [] : [`comment on column ${name}.${quoted(column.name)} is ${literal(column.comment)}`]),
    ];
    const create = `create ${table.unlogged ? 'unlogged ' : ''}table ${name} (${lines.length === 0 ? '' : `\n  ${lines.join(',\n  ')}\n`})`
        + (table.inherits.length === 0 ? '' : ` inherits (${table.inherits.map(qualifiedName).join(', ')})`)
        + withSql(table.options) + (table.tablespace === undefined ? '' : ` tablespace ${quoted(table.tablespace)}`);
    return [create, ...after].join(';\n');
}

export function columnSql(column: SourceColumn): string {
    const { identity } = column;
    return `${quoted(column.name)} ${identity?.kind === 'serial' ? serialWord(column) : column.type.sql}`
        + (column.collation === undefined ? '' : ` collate ${qualifiedName(column.collation)}`)
        + (!column.notNull ? '' : `${column.notNullName === undefined ? '' : ` constraint ${quoted(column.notNullName)}`} not null`)
        + (identity && identity.kind !== 'serial' ? ` generated ${identity.kind} as identity` : '')
        + (column.generated ? ` generated always as (${column.generated.expression.sql}) ${column.generated.storage}` : '')
        + (column.default && !identity ? ` default ${column.default.sql}` : '');
}

function serialWord({ type }: SourceColumn): string {
    return type.name === 'smallint' ? 'smallserial' : type.name === 'bigint' ? 'bigserial' : 'serial';
}

function columnSettings(table: SourceTable, { name, storage, compression, options }: SourceColumn): readonly string[] {
    const alter = `alter table ${qualifiedName(table.name)} alter column ${quoted(name)}`;
    const statistics = options.find(option => option.name === 'statistics')?.value;
    const rest = options.filter(option => option.name !== 'statistics');
    return [
        ...storage === undefined ? [] : [`${alter} set storage ${storage}`],
        ...compression === undefined ? [] : [`${alter} set compression ${compression}`],
        ...statistics === undefined ? [] : [`${alter} set statistics ${statistics}`],
        ...rest.length === 0 ? [] : [`${alter} set (${entries(rest)})`],
    ];
}

function elementSql({ expression, collation, operatorClass, operatorClassParameters, descending, nulls }: SourceIndexElement): string {
    const text = expression.tree?.kind === 'column' ? quoted(expression.tree.name) : `(${expression.sql})`;
    return text + (collation === undefined ? '' : ` collate ${qualifiedName(collation)}`)
        + (operatorClass === undefined ? '' : ` ${operatorClass}${operatorClassParameters.length === 0 ? '' : ` (${entries(operatorClassParameters)})`}`)
        + (descending ? ' desc' : '') + (nulls === undefined ? '' : ` nulls ${nulls}`);
}

function named(name: string | undefined, definition: string): string {
    return name === undefined ? definition : `constraint ${quoted(name)} ${definition}`;
}

function includeSql(columns: readonly string[]): string {
    return columns.length === 0 ? '' : ` include (${columns.map(quoted).join(', ')})`;
}

function withSql(options: readonly SourceOption[]): string {
    return options.length === 0 ? '' : ` with (${entries(options)})`;
}

function entries(options: readonly SourceOption[]): string {
    return options.map(({ name, value }) => value === undefined ? name : `${name} = ${/^(?:-?[\d.]+|\w+|'.*')$/s.test(value) ? value : literal(value)}`).join(', ');
}

function timingSql({ deferrable, initiallyDeferred }: ConstraintTiming): string {
    return (deferrable ? ' deferrable' : '') + (initiallyDeferred ? ' initially deferred' : '');
}

function enforcementSql({ notValid, notEnforced }: { readonly notValid: boolean; readonly notEnforced: boolean }): string {
    return notEnforced ? ' not enforced' : notValid ? ' not valid' : '';
}

/** A carriage return is escaped: as itself it would be a part of a line break of the model's file. */
export function literal(text: string): string {
    const quotes = text.replaceAll("'", "''");
    return text.includes('\r') ? `E'${quotes.replaceAll('\\', '\\\\').replaceAll('\r', '\\r')}'` : `'${quotes}'`;
}
