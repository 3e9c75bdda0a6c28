import { displayType, makeObjectName, mapExpression } from '../../../language/index.ts';
import type { Expression, Identity, SequenceOptions, Table, TableColumn } from '../../../language/index.ts';
import type { Statement } from '../sql-text.ts';
import { statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, writeEntry, writeValue } from './engine-options.ts';
import { writeExpression } from './expressions.ts';
import { identifier, qualified, stringLiteral } from './identifiers.ts';
import { Level } from './precedence.ts';
import { baseType, writeType } from './types.ts';
import { hasFeature } from './versions.ts';

const serialTypes: Readonly<Record<string, string>> = { smallint: 'smallserial', int: 'serial', bigint: 'bigserial' };

/** What stands in the type's place. */
export function columnType(table: Table, column: TableColumn, context: PostgresContext): string {
    return isSerialWord(table, column) ? serialTypes[integerName(column, context)]! : writeType(column.type, context.names);
}

/** What follows the type, before the constraints that the column shares with no other. */
export function columnClauses(table: Table, column: TableColumn, isKey: boolean, context: PostgresContext): readonly string[] {
    const { identity, computed, collation, requiredConstraint } = column;
    const clauses: string[] = [];
    if (collation !== undefined) {
        clauses.push(`COLLATE ${writeCollation(collation, context)}`);
    }
    if (!column.nullable && requiredConstraint !== undefined && hasFeature('named not null', context.version)) {
        clauses.push(`CONSTRAINT ${identifier(requiredConstraint)} NOT NULL`);
    } else if (!column.nullable && !isKey && !isSerialWord(table, column)) {
        clauses.push('NOT NULL');
    }
    if (isKey) {
        clauses.push('PRIMARY KEY');
    }
    if (identity && identity.kind !== 'serial') {
        clauses.push(`GENERATED ${identity.kind.toUpperCase()} AS IDENTITY${identityOptions(table, identity)}`);
    } else if (computed) {
        const storage = computed.storage === 'virtual' && hasFeature('computed virtual', context.version) ? 'VIRTUAL' : 'STORED';
        clauses.push(`GENERATED ALWAYS AS (${writeExpression(withoutComputed(computed.expression, table, [column]), context)}) ${storage}`);
    } else if (isSerialSequence(table, column)) {
        clauses.push(`DEFAULT nextval(${stringLiteral(qualified(serialSequence(table, column)))})`);
    } else if (column.default) {
        // The grammar allows only what binds tighter than a comparison here (b_expr in gram.y).
        clauses.push(`DEFAULT ${writeExpression(column.default, context, Level.Operator)}`);
    }
    return clauses;
}

/** PostgreSQL computes no column from another that is computed: what that is computed from stands in its place. */
function withoutComputed(expression: Expression, table: Table, within: readonly TableColumn[]): Expression {
    return mapExpression(expression, part => {
        const column = part.kind === 'attribute' && part.source === undefined ? table.columns.find(({ name }) => name === part.column) : undefined;
        if (!column?.computed || within.includes(column)) {
            return undefined;
        }
        const value = withoutComputed(column.computed.expression, table, [...within, column]);
        return displayType(value.type) === displayType(column.type) ? value : { kind: 'cast', operand: value, to: column.type, type: column.type, place: part.place };
    });
}

/** The collation as one name, for `C.utf8` is one, unless what stands before its first point is a schema of the model. */
export function writeCollation(collation: string, { model }: PostgresContext): string {
    const point = collation.indexOf('.');
    const schema = collation.slice(0, Math.max(point, 0));
    const isSchema = schema !== '' && [model.defaultSchema, ...model.schemas].some(each => each?.physicalName === schema);
    return isSchema ? `${identifier(schema)}.${identifier(collation.slice(point + 1))}` : identifier(collation);
}

/** ` START WITH 100 INCREMENT BY 10`, each only where it was written. */
export function sequenceOptions({ start, increment, min, max, cache, cycle }: SequenceOptions): string {
    return [
        ...start === undefined ? [] : [`START WITH ${start}`],
        ...increment === undefined ? [] : [`INCREMENT BY ${increment}`],
        ...min === undefined ? [] : [`MINVALUE ${min}`],
        ...max === undefined ? [] : [`MAXVALUE ${max}`],
        ...cache === undefined ? [] : [`CACHE ${cache}`],
        ...cycle ? ['CYCLE'] : [],
    ].map(option => ` ${option}`).join('');
}

/**
 * A serial column whose sequence is not what the word `serial` would make is written as what that word stands for: a
 * sequence, a default, an owner (manual, "Serial Types").
 */
export function serialSequences(table: Table, context: PostgresContext): readonly Statement[] {
    return table.columns.filter(column => isSerialSequence(table, column)).map(column => statement(
        { ...column.attribute === undefined ? {} : { id: column.attribute }, place: column.place },
        `CREATE SEQUENCE ${context.options.ifNotExists ? 'IF NOT EXISTS ' : ''}${qualified(serialSequence(table, column))}`
        + ` AS ${writeType(baseType(column.type, context.names), context.names)}${sequenceOptions(column.identity!.options)}`,
        'sequence',
    ));
}

/** What can only be said of a column that exists: its storage, compression, statistics, and that a sequence belongs to it. */
export function columnSettings(table: Table, context: PostgresContext): readonly Statement[] {
    const actions = [...countedByParent(table, context), ...table.columns.flatMap(column => settingsOf(column).map(setting => `ALTER COLUMN ${identifier(column.name)} ${setting}`))];
    const origin = { id: table.source, place: table.place };
    const name = qualified(table.name);
    return [
        ...actions.length === 0 ? [] : [statement(origin, `ALTER TABLE ${name}\n    ${actions.join(',\n    ')}`)],
        ...table.columns.filter(column => isSerialSequence(table, column)).map(column => statement(
            origin, `ALTER SEQUENCE ${qualified(serialSequence(table, column))} OWNED BY ${name}.${identifier(column.name)}`, 'sequence',
        )),
    ];
}

/**
 * INHERITS hands down no identity. The rows of the child take their numbers from the parent's sequence, so that among all
 * rows of the parent, which theirs are of, no two get the same.
 */
function countedByParent(table: Table, { names }: PostgresContext): readonly string[] {
    return names.handedDownTo(table).flatMap(({ table: parent, column }) => column.identity && column.identity.kind !== 'serial'
        ? [`ALTER COLUMN ${identifier(column.name)} SET DEFAULT nextval(${stringLiteral(qualified(serialSequence(parent, column)))})`]
        : []);
}

function settingsOf(column: TableColumn): readonly string[] {
    const entries = entriesOf(column.options);
    const attributeOptions = entries.filter(entry => !columnActions.has(entry.name));
    return [
        ...entries.flatMap(({ name, value }) => {
            const action = columnActions.get(name);
            return action === undefined || value === undefined ? [] : [`SET ${action} ${writeValue(value)}`];
        }),
        ...attributeOptions.length === 0 ? [] : [`SET (${attributeOptions.map(writeEntry).join(', ')})`],
    ];
}

const columnActions: ReadonlyMap<string, string> = new Map([
    ['storage', 'STORAGE'], ['compression', 'COMPRESSION'], ['statistics', 'STATISTICS'],
]);

function identityOptions(table: Table, { sequenceName, options }: Identity): string {
    const name = sequenceName === undefined ? '' : ` SEQUENCE NAME ${qualified({ ...table.name, name: sequenceName })}`;
    const all = `${name}${sequenceOptions(options)}`.trimStart();
    return all === '' ? '' : ` (${all})`;
}

/** The word `serial` makes a sequence of this name and no options, and a column that is required. */
function isSerialWord(table: Table, { identity, name, nullable }: TableColumn): boolean {
    return identity?.kind === 'serial' && !nullable && Object.keys(identity.options).length === 0
        && (identity.sequenceName === undefined || identity.sequenceName === makeObjectName(table.name.name, name, 'seq'));
}

function isSerialSequence(table: Table, column: TableColumn): boolean {
    return column.identity?.kind === 'serial' && !isSerialWord(table, column);
}

function serialSequence(table: Table, { identity, name }: TableColumn): Table['name'] {
    return { ...table.name, name: identity?.sequenceName ?? makeObjectName(table.name.name, name, 'seq') };
}

function integerName(column: TableColumn, { names }: PostgresContext): string {
    const type = baseType(column.type, names);
    return type.kind === 'primitive' && type.name in serialTypes ? type.name : 'int';
}
