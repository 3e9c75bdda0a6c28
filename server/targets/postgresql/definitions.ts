import { makeObjectName } from '../../../language/index.ts';
import type { Domain, Enum, Extension, Sequence, StructuredType } from '../../../language/index.ts';
import { concatenated, joined, madeFor, statement, type Statement } from '../sql-text.ts';
import { sequenceOptions, writeCollation } from './columns.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { guarded } from './guard.ts';
import { identifier, qualified, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { Level } from './precedence.ts';
import { writeType } from './types.ts';

const longestLine = 100;

/** Schemas that every database has. */
const presentSchemas: ReadonlySet<string> = new Set(['public', 'pg_catalog', 'information_schema']);

/** Schemas of the model, then those that only an extension is put into. Other databases may share them, so all are created only if missing. */
export function createSchemas({ model }: PostgresContext): readonly Statement[] {
    const statements = new Map<string, Statement>();
    const add = (name: string, origin: { id?: string; place?: Statement['place'] }) => {
        if (!presentSchemas.has(name) && !statements.has(name)) {
            statements.set(name, statement(
                { ...origin.id === undefined ? {} : { id: origin.id }, ...origin.place === undefined ? {} : { place: origin.place } },
                `CREATE SCHEMA IF NOT EXISTS ${identifier(name)}`, 'schema',
            ));
        }
    };
    if (model.defaultSchema) {
        add(model.defaultSchema.physicalName, { place: model.defaultSchema.place });
    }
    model.schemas.forEach(schema => add(schema.physicalName, schema));
    model.extensions.forEach(({ schema, id, place }) => schema !== undefined && add(schema, { id, place }));
    return [...statements.values()];
}

export function createExtension({ id, place, name, schema, version }: Extension): Statement {
    return statement({ id, place }, [
        `CREATE EXTENSION IF NOT EXISTS ${identifier(name)}`,
        ...schema === undefined ? [] : [`SCHEMA ${identifier(schema)}`],
        ...version === undefined ? [] : [`VERSION ${stringLiteral(version)}`],
    ].join(' '), 'extension');
}

/** Of an enumeration that is a type of its own. */
export function createEnum({ id, place, physicalName, values }: Enum, context: PostgresContext): Statement {
    const literals = values.map(value => madeFor({ id: value.id, place: value.place }, stringLiteral(value.value)));
    const line = joined(literals, ', ');
    const list = line.text.length <= longestLine ? concatenated('(', line, ')') : concatenated('(\n    ', joined(literals, ',\n    '), '\n)');
    return guarded(statement({ id, place }, concatenated(`CREATE TYPE ${qualifiedCallable(physicalName)} AS ENUM `, list)), context);
}

export function createDomain(domain: Domain, context: PostgresContext): Statement {
    const { id, place, physicalName, type, collation, checks } = domain;
    return guarded(statement({ id, place }, [
        `CREATE DOMAIN ${qualifiedCallable(physicalName)} AS ${writeType(type, context.names)}`,
        ...collation === undefined ? [] : [`COLLATE ${writeCollation(collation, context)}`],
        ...domain.default ? [`DEFAULT ${writeExpression(domain.default, context, Level.Operator)}`] : [],
        ...domain.required ? ['NOT NULL'] : [],
        ...checks.map(({ constraintName, condition }) =>
            `${constraintName === undefined ? '' : `CONSTRAINT ${identifier(constraintName)} `}CHECK (${writeExpression(condition, context)})`),
    ].join('\n    ')), context);
}

/** Written, or as PostgreSQL chooses it. */
export function domainCheckName({ physicalName, checks }: Domain, index: number): string {
    const unnamed = checks.slice(0, index).filter(check => check.constraintName === undefined).length;
    return checks[index]?.constraintName ?? makeObjectName(physicalName.name, undefined, unnamed === 0 ? 'check' : `check${unnamed}`);
}

export function createComposite({ id, place, physicalName, attributes }: StructuredType, context: PostgresContext): Statement {
    const fields = attributes.flatMap(attribute => attribute.columns.map(column => madeFor(
        { id: attribute.id, place: attribute.place },
        `${identifier(column.name)} ${writeType(column.type, context.names)}${attribute.collation === undefined ? '' : ` COLLATE ${writeCollation(attribute.collation, context)}`}`,
    )));
    return guarded(statement({ id, place }, concatenated(
        `CREATE TYPE ${qualifiedCallable(physicalName)} AS (\n    `, joined(fields, ',\n    '), '\n)',
    )), context);
}

export function createSequence({ id, place, physicalName, type, options }: Sequence, context: PostgresContext): Statement {
    const ifNotExists = context.options.ifNotExists ? 'IF NOT EXISTS ' : '';
    const as = type ? ` AS ${writeType(type, context.names)}` : '';
    return statement({ id, place }, `CREATE SEQUENCE ${ifNotExists}${qualified(physicalName)}${as}${sequenceOptions(options)}`, 'sequence');
}

/** Said after the table is there; the sequence is dropped with its column. */
export function ownSequence({ id, place, physicalName, owner }: Sequence, { names }: PostgresContext): readonly Statement[] {
    const attribute = owner === undefined ? undefined : names.attribute(owner);
    const column = attribute?.columns[0];
    const table = attribute && names.tableOf(attribute.owner);
    return column && table
        ? [statement({ id, place }, `ALTER SEQUENCE ${qualified(physicalName)} OWNED BY ${qualified(table.name)}.${identifier(column.name)}`, 'sequence')]
        : [];
}
