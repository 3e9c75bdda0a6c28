import { makeObjectName, walk } from '../../../language/index.ts';
import type {
    CheckConstraint, ConstraintTiming, ExclusionConstraint, ForeignKey, PrimaryKey, ReferentialAction, Table, UniqueConstraint,
} from '../../../language/index.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, withClause } from './engine-options.ts';
import { conditionLines, writeExpression, writeIndexExpression } from './expressions.ts';
import { identifier, identifiers, qualified } from './identifiers.ts';
import { hasFeature } from './versions.ts';

const longestCondition = 80;

/** `PRIMARY KEY (id)`; before version 18 a key without overlaps is an exclusion constraint, as the finding PG004 says. */
export function primaryKeyClause(key: PrimaryKey, context: PostgresContext): string {
    return key.withoutOverlaps && !hasFeature('without overlaps', context.version)
        ? overlapExclusion(key)
        : `PRIMARY KEY ${keyColumns(key)}${indexParameters(key)}${timingClause(key.timing)}`;
}

export function uniqueClause(unique: UniqueConstraint, context: PostgresContext): string {
    if (unique.withoutOverlaps && !hasFeature('without overlaps', context.version)) {
        return overlapExclusion(unique);
    }
    const nulls = unique.nullsNotDistinct && hasFeature('nulls not distinct', context.version) ? ' NULLS NOT DISTINCT' : '';
    return `UNIQUE${nulls} ${keyColumns(unique)}${indexParameters(unique)}${timingClause(unique.timing)}`;
}

/** On several lines where the condition is long; the lines after the first are indented by `indent` and one step more. */
export function checkClause(check: CheckConstraint, context: PostgresContext, indent: string): string {
    const lines = conditionLines(check.condition, context, longestCondition);
    const condition = lines.length === 1 ? `(${lines[0]})` : `(\n${lines.map(line => `${indent}    ${line}`).join('\n')}\n${indent})`;
    return `CHECK ${condition}${check.noInherit ? ' NO INHERIT' : ''}${enforcement(check, context)}`;
}

/** On two lines where it is long; the second is indented by `indent`. */
export function foreignKeyClause(foreignKey: ForeignKey, context: PostgresContext, indent: string): string {
    const columns = `FOREIGN KEY (${periodColumns(foreignKey.columns, foreignKey.period)})`;
    const references = referencesClause(foreignKey, context);
    return columns.length + references.length < longestCondition ? `${columns} ${references}` : `${columns}\n${indent}${references}`;
}

export function referencesClause(foreignKey: ForeignKey, context: PostgresContext): string {
    const { target, targetColumns, period, match, onDelete, onDeleteColumns, onUpdate, timing } = foreignKey;
    return [
        `REFERENCES ${qualified(target)} (${periodColumns(targetColumns, period)})`,
        ...match === 'full' ? ['MATCH FULL'] : [],
        ...actionClause('DELETE', onDelete, hasFeature('column list of set null', context.version) ? onDeleteColumns : []),
        ...actionClause('UPDATE', onUpdate, []),
    ].join(' ') + timingClause(timing) + enforcement(foreignKey, context);
}

export function exclusionClause(exclusion: ExclusionConstraint, context: PostgresContext): string {
    const elements = exclusion.elements.map(({ expression, operatorClass, operator }) =>
        `${writeIndexExpression(expression, context)}${operatorClass === undefined ? '' : ` ${context.names.extensions.operatorClass(operatorClass)}`} WITH ${operator}`);
    const include = includeClause(exclusion.include);
    const where = exclusion.predicate ? ` WHERE (${writeExpression(exclusion.predicate, context)})` : '';
    return `EXCLUDE USING ${identifier(exclusion.method)} (${elements.join(', ')})${include}${where}${timingClause(exclusion.timing)}`;
}

export function constraint(name: string, clause: string): string {
    return `CONSTRAINT ${identifier(name)} ${clause}`;
}

export function includeClause(columns: readonly string[]): string {
    return columns.length === 0 ? '' : ` INCLUDE (${identifiers(columns)})`;
}

const labels = { primary: 'pkey', unique: 'key', check: 'check', foreign: 'fkey' } as const;

/** The name that PostgreSQL gives a constraint on a column where none is written. */
function chosenName(table: Table, kind: keyof typeof labels, column: string): string {
    return makeObjectName(table.name.name, kind === 'primary' ? undefined : column, labels[kind]);
}

/** A column that INHERITS hands down has no line in the table. */
function isOwn(table: Table, column: string): boolean {
    return table.columns.some(({ name }) => name === column);
}

/** The column that a key may stand beside, where PostgreSQL gives it the same name there. */
export function columnOfKey(table: Table, key: PrimaryKey, kind: 'primary' | 'unique'): string | undefined {
    const [column] = key.columns;
    const isPlain = key.columns.length === 1 && key.include.length === 0 && !key.withoutOverlaps;
    return column !== undefined && isPlain && key.name === chosenName(table, kind, column) && isOwn(table, column) ? column : undefined;
}

export function columnOfForeignKey(table: Table, foreignKey: ForeignKey): string | undefined {
    const [column] = foreignKey.columns;
    return column !== undefined && foreignKey.columns.length === 1 && foreignKey.name === chosenName(table, 'foreign', column) && isOwn(table, column)
        ? column
        : undefined;
}

/** PostgreSQL names a check after the column if it is about one only; of marked SQL we cannot know what it is about. */
export function columnOfCheck(table: Table, check: CheckConstraint): string | undefined {
    const columns = new Set<string>();
    let isKnown = true;
    walk(check.condition, part => {
        isKnown &&= part.kind !== 'sql' && part.kind !== 'unresolved';
        if (part.kind === 'attribute') {
            columns.add(part.column);
        }
    });
    const [column] = columns;
    return isKnown && column !== undefined && columns.size === 1 && column === check.column && check.name === chosenName(table, 'check', column) && isOwn(table, column)
        ? column
        : undefined;
}

/** In CREATE TABLE there are no rows yet, so PostgreSQL would ignore NOT VALID: such constraints are added afterwards. */
export function isAddedLater({ notValid, notEnforced }: { readonly notValid: boolean; readonly notEnforced: boolean }): boolean {
    return notValid && !notEnforced;
}

/** What no version before 18 can leave unenforced is left out, as the finding PG003 says. */
export function isLeftOut(constraintOfTable: { readonly notEnforced: boolean; readonly period?: boolean }, context: PostgresContext): boolean {
    return constraintOfTable.notEnforced && !hasFeature('not enforced', context.version)
        || constraintOfTable.period === true && !hasFeature('temporal foreign key', context.version);
}

function keyColumns({ columns, withoutOverlaps }: PrimaryKey): string {
    return `(${identifiers(columns)}${withoutOverlaps ? ' WITHOUT OVERLAPS' : ''})`;
}

function overlapExclusion({ columns, timing }: PrimaryKey): string {
    const elements = columns.map((column, index) => `${identifier(column)} WITH ${index === columns.length - 1 ? '&&' : '='}`);
    return `EXCLUDE USING gist (${elements.join(', ')})${timingClause(timing)}`;
}

function indexParameters({ include, options }: PrimaryKey): string {
    const entries = entriesOf(options);
    const tablespace = entries.find(entry => entry.name === 'tablespace')?.value;
    return includeClause(include) + withClause(entries.filter(entry => entry.name !== 'tablespace'))
        + (tablespace === undefined ? '' : ` USING INDEX TABLESPACE ${identifier(tablespace)}`);
}

function timingClause({ deferrable, initiallyDeferred }: ConstraintTiming): string {
    return (deferrable || initiallyDeferred ? ' DEFERRABLE' : '') + (initiallyDeferred ? ' INITIALLY DEFERRED' : '');
}

function enforcement({ notEnforced }: { readonly notEnforced: boolean }, { version }: PostgresContext): string {
    return notEnforced && hasFeature('not enforced', version) ? ' NOT ENFORCED' : '';
}

function periodColumns(columns: readonly string[], period: boolean): string {
    return columns.map((column, index) => (period && index === columns.length - 1 ? 'PERIOD ' : '') + identifier(column)).join(', ');
}

/** NO ACTION is what happens anyway. */
function actionClause(event: 'DELETE' | 'UPDATE', action: ReferentialAction | undefined, columns: readonly string[]): readonly string[] {
    return action === undefined || action === 'no action'
        ? []
        : [`ON ${event} ${action.toUpperCase()}${columns.length === 0 ? '' : ` (${identifiers(columns)})`}`];
}
