import { discriminatorValue } from '../../../language/index.ts';
import type { Entity, Expression, ReferenceRows, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { Origin } from '../target.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { identifiers, qualified } from './identifiers.ts';

/** A column that rows are given for, with its value in each of them. */
interface Values {
    readonly column: string;
    readonly values: readonly string[];
}

/** The rows that belong to the model, parents' parts first where an entity is spread over tables. */
export function insertRows(rows: ReferenceRows, context: PostgresContext): readonly Statement[] {
    const { names } = context;
    const entity = names.entity(rows.entity);
    if (!entity || rows.rows.length === 0) {
        return [];
    }
    const given = [...valuesOf(rows, entity, context), ...discriminatorOf(rows, entity, context)];
    const types = [entity, ...names.ancestorsOf(entity.id)];
    // What INHERITS hands down, the child's table has: nothing goes into those above.
    const topmost = types.find(type => names.index.strategyOf(type) === 'inherited');
    const spread = topmost ? types.slice(0, types.indexOf(topmost) + 1) : types;
    const tables = new Set(spread.map(type => names.tableOf(type.id)).filter(table => table !== undefined));
    return [...tables].reverse().flatMap(table => {
        const columns = new Set([...names.handedDownTo(table).map(({ column }) => column), ...table.columns].map(({ name }) => name));
        return insertInto(table, given.filter(({ column }) => columns.has(column)), { id: rows.entity, place: rows.place }, context);
    });
}

/** Running again must not add the rows again, where the script is made for that. */
export function insertInto(table: Table, given: readonly Values[], origin: Origin, { options }: PostgresContext): readonly Statement[] {
    const [first] = given;
    if (!first) {
        return [];
    }
    const isAlwaysGenerated = given.some(({ column }) => table.columns.find(({ name }) => name === column)?.identity?.kind === 'always');
    const widths = given.map(({ values }) => Math.max(...values.map(value => value.length)));
    const tuples = first.values.map((_, row) => {
        const texts = given.map(({ values }, index) => index === given.length - 1 ? values[row]! : `${values[row]!},`.padEnd(widths[index]! + 1));
        return `    (${texts.join(' ')})`;
    });
    return [statement(origin, [
        `INSERT INTO ${qualified(table.name)} (${identifiers(given.map(({ column }) => column))})`,
        ...isAlwaysGenerated ? ['OVERRIDING SYSTEM VALUE'] : [],
        'VALUES',
        tuples.join(',\n'),
        ...options.ifNotExists ? ['ON CONFLICT DO NOTHING'] : [],
    ].join('\n'))];
}

function valuesOf(rows: ReferenceRows, entity: Entity, context: PostgresContext): readonly Values[] {
    const attributes = rows.attributes.map(name => entity.attributes.find(attribute => attribute.name === name));
    return attributes.flatMap((attribute, index) => (attribute?.columns ?? []).slice(0, 1).map(column => ({
        column: column.name,
        values: rows.rows.map(row => valueText(row[index], context)),
    })));
}

/** Rows of a subtype that is stored with its parent say so. */
function discriminatorOf(rows: ReferenceRows, entity: Entity, context: PostgresContext): readonly Values[] {
    const attribute = context.names.index.discriminatorOf(entity);
    const [column] = attribute?.columns ?? [];
    if (!attribute || !column || rows.attributes.includes(attribute.name)) {
        return [];
    }
    const value = discriminatorValue(entity, column, context.names.index);
    const literal: Expression = { kind: 'literal', literal: 'string', value, type: column.type, place: rows.place };
    return [{ column: column.name, values: rows.rows.map(() => writeExpression(literal, context)) }];
}

function valueText(value: Expression | undefined, context: PostgresContext): string {
    return value ? writeExpression(value, context) : 'DEFAULT';
}
