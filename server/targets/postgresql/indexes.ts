import type { Expression, IndexElement, PhysicalName, TableIndex, View } from '../../../language/index.ts';
import { concatenated, joined, madeFor, statement, type SqlText, type Statement } from '../sql-text.ts';
import { writeCollation } from './columns.ts';
import { includeClause } from './constraints.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, withClause } from './engine-options.ts';
import { conditionLines, writeDirection, writeExpression, writeIndexExpression } from './expressions.ts';
import { identifier, qualified, stringLiteral } from './identifiers.ts';
import { Level } from './precedence.ts';
import { isText } from './types.ts';
import { hasFeature } from './versions.ts';

const longestLine = 100;

/** What an index stands on. */
export interface IndexedRelation {
    readonly name: PhysicalName;
    /** Of the model's element. */
    readonly id: string;
    /** CONCURRENTLY is not for partitioned tables (manual, "CREATE INDEX"). */
    readonly isPartitioned: boolean;
}

export function createIndex(index: TableIndex, relation: IndexedRelation, context: PostgresContext): Statement {
    const { options } = context;
    const concurrently = (index.concurrently || options.concurrentIndexes) && !relation.isPartitioned;
    const isFulltext = index.method === 'fulltext';
    const method = isFulltext ? 'gin' : index.method;
    const head = [
        `CREATE ${index.unique ? 'UNIQUE ' : ''}INDEX`,
        ...concurrently ? ['CONCURRENTLY'] : [],
        ...options.ifNotExists ? ['IF NOT EXISTS'] : [],
        identifier(index.name),
    ].join(' ');
    const elements = isFulltext
        ? [madeFor({}, fulltextDocument(index, context))]
        : index.elements.map(element => madeFor({ id: relation.id, place: element.place }, indexElement(element, context)));
    const on = `ON ${qualified(relation.name)}${method === 'btree' ? '' : ` USING ${identifier(method)}`}`;
    const clauses = [
        includeClause(index.include),
        index.nullsNotDistinct && hasFeature('nulls not distinct', context.version) ? ' NULLS NOT DISTINCT' : '',
        withClause(entriesOf(index.options)),
        index.tablespace === undefined ? '' : ` TABLESPACE ${identifier(index.tablespace)}`,
    ].join('');
    return statement({ id: relation.id, place: index.place }, layOut(head, on, elements, clauses, whereLines(index, context)), 'index');
}

/** The indexes of a materialized view, in the form that those of tables have. */
export function viewIndexes({ indexes }: View): readonly TableIndex[] {
    return indexes.map(({ physicalName, ...index }) => ({ ...index, name: physicalName }));
}

/** On one line where that is short enough, else with each clause on its own. */
function layOut(head: string, on: string, elements: readonly SqlText[], clauses: string, where: readonly string[]): SqlText {
    const list = joined(elements, ', ');
    const whole = concatenated(`${head} ${on} (`, list, `)${clauses}${where.length === 0 ? '' : ` WHERE ${where.join(' ')}`}`);
    if (whole.text.length <= longestLine && !whole.text.includes('\n')) {
        return whole;
    }
    const condition = where.length === 0 ? '' : `\n    WHERE ${where.join('\n        ')}`;
    return concatenated(`${head}\n    ${on} (`, list, `)${clauses}${condition}`);
}

function whereLines({ predicate }: TableIndex, context: PostgresContext): readonly string[] {
    return predicate ? conditionLines(predicate, context, longestLine) : [];
}

function indexElement(element: IndexElement, context: PostgresContext): string {
    const { expression, collation, operatorClass, operatorClassParameters } = element;
    const parameters = operatorClassParameters.map(({ name, value }) => value === undefined ? name : `${name} = ${value}`);
    return writeIndexExpression(expression, context)
        + (collation === undefined ? '' : ` COLLATE ${writeCollation(collation, context)}`)
        + (operatorClass === undefined ? '' : ` ${context.names.extensions.operatorClass(operatorClass)}${parameters.length === 0 ? '' : `(${parameters.join(', ')})`}`)
        + writeDirection(element);
}

/** All texts as one document; null counts as empty, or the whole document would be null (manual, "Creating Indexes" of text search). */
function fulltextDocument({ elements, language }: TableIndex, context: PostgresContext): string {
    const texts = elements.map(({ expression }) => `coalesce(${asText(expression, context)}, '')`);
    const configuration = stringLiteral(language ?? 'english');
    const line = `to_tsvector(${configuration}, ${texts.join(" || ' ' || ")})`;
    return line.length <= longestLine ? line : `to_tsvector(${configuration},\n        ${texts.join("\n        || ' ' || ")}\n    )`;
}

function asText(expression: Expression, context: PostgresContext): string {
    return isText(expression.type, context.names)
        ? writeExpression(expression, context)
        : `${writeExpression(expression, context, Level.Cast)}::text`;
}
