import type { ForeignKey, Table, TableColumn, TableConstraint } from '../../../language/index.ts';
import { concatenated, joined, madeFor, statement, type SqlText, type Statement } from '../sql-text.ts';
import type { Origin } from '../target.ts';
import { columnClauses, columnType } from './columns.ts';
import {
    checkClause, columnOfCheck, columnOfForeignKey, columnOfKey, constraint, exclusionClause, foreignKeyClause, isAddedLater, isLeftOut,
    primaryKeyClause, referencesClause, uniqueClause,
} from './constraints.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, withClause } from './engine-options.ts';
import { guarded } from './guard.ts';
import { identifier, qualified } from './identifiers.ts';
import { partitionKey } from './partitions.ts';

const indent = '    ';
const longestLine = 120;

/** Wider names and types do not push the others apart. */
const widestName = 32;
const widestType = 28;

/**
 * The CREATE TABLE, without the foreign keys that are added when their targets exist. A constraint stands beside its
 * column where PostgreSQL would give it the same name there.
 */
export function createTable(table: Table, later: ReadonlySet<ForeignKey>, context: PostgresContext): Statement {
    const inline = new Map<string, SqlText[]>();
    const own: SqlText[] = [];
    const place = (column: string | undefined, constraintOf: TableConstraint, beside: () => string, alone: () => string) => {
        if (column === undefined) {
            own.push(madeFor(originOf(table, constraintOf), constraint(constraintOf.name, alone())));
            return;
        }
        const clauses = inline.get(column);
        const clause = madeFor(originOf(table, constraintOf), beside());
        if (clauses) {
            clauses.push(clause);
        } else {
            inline.set(column, [clause]);
        }
    };

    const { primaryKey } = table;
    const keyColumn = primaryKey && columnOfKey(table, primaryKey, 'primary');
    if (primaryKey && keyColumn === undefined) {
        place(undefined, primaryKey, () => '', () => primaryKeyClause(primaryKey, context));
    }
    for (const unique of table.uniques) {
        place(columnOfKey(table, unique, 'unique'), unique,
            () => uniqueClause(unique, context).replace(` (${identifier(unique.columns[0]!)})`, ''),
            () => uniqueClause(unique, context));
    }
    for (const check of table.checks.filter(check => !isAddedLater(check) && !isLeftOut(check, context))) {
        place(columnOfCheck(table, check), check,
            () => checkClause(check, context, indent + indent),
            () => checkClause(check, context, indent));
    }
    for (const foreignKey of table.foreignKeys.filter(key => !later.has(key) && !isAddedLater(key) && !isLeftOut(key, context))) {
        place(columnOfForeignKey(table, foreignKey), foreignKey,
            () => referencesClause(foreignKey, context),
            () => foreignKeyClause(foreignKey, context, indent + indent));
    }
    for (const exclusion of table.exclusions) {
        place(undefined, exclusion, () => '', () => exclusionClause(exclusion, context));
    }

    const columns = columnLines(table, keyColumn, inline, context);
    const body = concatenated(
        joined(columns, `,\n${indent}`),
        ...own.length > 0 ? [columns.length > 0 ? `,\n\n${indent}` : '', joined(own, `,\n${indent}`)] : [],
    );
    return statement({ id: table.source, place: table.place }, concatenated(
        `CREATE ${isUnlogged(table) ? 'UNLOGGED ' : ''}TABLE ${context.options.ifNotExists ? 'IF NOT EXISTS ' : ''}${qualified(table.name)} (`,
        columns.length + own.length > 0 ? concatenated(`\n${indent}`, body, '\n)') : ')',
        tableClauses(table, context),
    ));
}

/** Constraints that do not check the rows that are there, without the foreign keys that are yet to come. */
export function addUnvalidated(table: Table, later: ReadonlySet<ForeignKey>, context: PostgresContext): readonly Statement[] {
    return [
        ...table.checks.filter(isAddedLater).map(check => addConstraint(table, check, checkClause(check, context, indent), context)),
        ...table.foreignKeys.filter(key => isAddedLater(key) && !later.has(key) && !isLeftOut(key, context))
            .map(key => addForeignKey(table, key, context)),
    ];
}

export function addForeignKey(table: Table, foreignKey: ForeignKey, context: PostgresContext): Statement {
    return addConstraint(table, foreignKey, foreignKeyClause(foreignKey, context, indent + indent), context);
}

function addConstraint(table: Table, added: TableConstraint & { readonly notValid: boolean }, clause: string, context: PostgresContext): Statement {
    const text = `ALTER TABLE ${qualified(table.name)}\n${indent}ADD ${constraint(added.name, clause)}${isAddedLater({ notEnforced: false, ...added }) ? ' NOT VALID' : ''}`;
    return guarded(statement(originOf(table, added), text), context);
}

function columnLines(
    table: Table, keyColumn: string | undefined, inline: ReadonlyMap<string, readonly SqlText[]>, context: PostgresContext,
): readonly SqlText[] {
    const names = table.columns.map(column => identifier(column.name));
    const types = table.columns.map(column => columnType(table, column, context));
    const nameWidth = widthOf(names, widestName);
    const typeWidth = widthOf(types, widestType);
    return table.columns.map((column, index) => {
        const clauses = [...columnClauses(table, column, column.name === keyColumn, context), ...inline.get(column.name) ?? []];
        const start = `${names[index]!.padEnd(nameWidth)}  ${types[index]!}`;
        const padded = clauses.length === 0 ? start : start.padEnd(nameWidth + 2 + typeWidth);
        return madeFor(columnOrigin(table, column), concatenated(padded, ...spread(clauses, padded.length)));
    });
}

/** Puts constraints that would make the line too long on lines of their own. */
function spread(clauses: readonly (SqlText | string)[], start: number): readonly (SqlText | string)[] {
    const lengths = clauses.map(clause => typeof clause === 'string' ? clause.length : clause.text.length);
    const isTooLong = indent.length + start + lengths.reduce((sum, length) => sum + length + 1, 0) > longestLine;
    return clauses.flatMap(clause => [isTooLong && typeof clause !== 'string' ? `\n${indent}${indent}` : ' ', clause]);
}

function widthOf(texts: readonly string[], most: number): number {
    return Math.max(0, ...texts.map(text => text.length).filter(length => length <= most));
}

function tableClauses(table: Table, context: PostgresContext): string {
    const { inherits, partitioning, tablespace } = table;
    const lines = [
        ...inherits.length === 0 ? [] : [`INHERITS (${inherits.map(qualified).join(', ')})`],
        ...partitioning ? [`PARTITION BY ${partitionKey(partitioning, context)}`] : [],
        // A partitioned table has no storage of its own: its partitions have these settings.
        ...partitioning ? [] : [withClause(entriesOf(table.options)).trimStart()],
        ...tablespace === undefined ? [] : [`TABLESPACE ${identifier(tablespace)}`],
    ];
    return lines.filter(line => line !== '').map((line, index) => (index === 0 ? ' ' : '\n') + line).join('');
}

function isUnlogged(table: Table): boolean {
    return table.unlogged && !table.partitioning;
}

function originOf(table: Table, { place }: TableConstraint): Origin {
    return { id: table.source, place };
}

function columnOrigin(table: Table, { attribute, place }: TableColumn): Origin {
    return { id: attribute ?? table.source, place };
}
