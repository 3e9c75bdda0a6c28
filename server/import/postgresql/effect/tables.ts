import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceColumn, SourceConstraint, SourceExclusion, SourceExpression, SourceIndex, SourcePartitioning, SourceTable } from '../../source/index.ts';
import type { Changes } from './changes.ts';

/** A constraint or index. */
interface Named {
    readonly name?: string;
    readonly line: number;
    readonly columns?: readonly string[];
}

/**
 * A table as the script says it, with what only its effect has or has otherwise: columns, constraints, indexes and
 * settings one by one, so that what the script's text says stays as it says it.
 * @param lineOf the line of the statement at an offset.
 */
export function mergeTables(plain: SourceTable, effect: SourceTable, changes: Changes, isDropped: boolean, lineOf: (offset: number | undefined) => number): SourceTable {
    const { name } = plain;
    const constraints = <Each extends Named>(ours: readonly Each[], theirs: readonly Each[]) => mergeParts('constraint', name, ours, theirs, changes, isDropped, lineOf);
    const isOtherKey = effect.primaryKey?.name !== undefined && changes.offsetOfPart('constraint', name, effect.primaryKey.name) !== undefined;
    const primaryKey = isOtherKey || isDropped ? effect.primaryKey : plain.primaryKey;
    const partitioning = partitioningOf(plain, effect, changes);
    const { primaryKey: _, ...others } = plain;
    return {
        ...others,
        columns: mergeColumns(plain, effect, changes, isDropped, lineOf),
        ...primaryKey && { primaryKey },
        uniques: constraints(plain.uniques, effect.uniques),
        checks: constraints(plain.checks, effect.checks),
        foreignKeys: constraints(plain.foreignKeys, effect.foreignKeys),
        exclusions: constraints(plain.exclusions, effect.exclusions),
        indexes: mergeIndexes(plain, effect, changes, isDropped, lineOf),
        ...partitioning && { partitioning },
        inherits: effect.inherits,
        unlogged: effect.unlogged,
        options: sameOptions(plain, effect) ? plain.options : effect.options,
        ...(effect.rowSecurity ?? plain.rowSecurity) && { rowSecurity: effect.rowSecurity ?? plain.rowSecurity! },
        ...effect.comment !== undefined && { comment: effect.comment },
    };
}

/** The indexes of a table or materialized view. */
export function mergeIndexes<Relation extends Pick<SourceTable, 'name' | 'indexes'>>(
    plain: Relation, effect: Relation, changes: Changes, isDropped: boolean, lineOf: (offset: number | undefined) => number,
): SourceTable['indexes'] {
    return mergeParts('index', plain.name, plain.indexes, effect.indexes, changes, isDropped, lineOf);
}

function mergeParts<Each extends Named>(
    kind: 'constraint' | 'index', relation: PhysicalName, ours: readonly Each[], theirs: readonly Each[], changes: Changes, isDropped: boolean,
    lineOf: (offset: number | undefined) => number,
): readonly Each[] {
    const offsetOf = (part: Each) => part.name === undefined ? undefined : changes.offsetOfPart(kind, relation, part.name);
    const changed = theirs.filter(each => offsetOf(each) !== undefined).map(each => ({ ...each, line: lineOf(offsetOf(each)) }));
    // One without a name is known by its columns, and a check by nothing.
    const isThere = (each: Each) => !isDropped || theirs.some(other => each.name === undefined ? sameColumns(each, other) : other.name === each.name);
    return [...ours.filter(each => isThere(each) && !changed.some(other => other.name === each.name)), ...changed];
}

function sameColumns(left: Named, right: Named): boolean {
    return left.columns === undefined || left.columns.join('\0') === right.columns?.join('\0');
}

/** In the order of the database. What its engine could not add stays where the script adds it. */
function mergeColumns(plain: SourceTable, effect: SourceTable, changes: Changes, isDropped: boolean, lineOf: (offset: number | undefined) => number): readonly SourceColumn[] {
    const ours = new Map(plain.columns.map(column => [column.name, column]));
    const theirs = new Map(effect.columns.map(column => [column.name, column]));
    const merged = effect.columns.map(column => {
        const own = ours.get(column.name);
        const offset = changes.offsetOfPart('column', plain.name, column.name);
        if (own !== undefined && offset === undefined) {
            const { default: value, ...others } = own;
            return isDropped && value !== undefined && column.default === undefined && column.identity === undefined ? others : own;
        }
        const remark = own?.remark ?? column.remark;
        return { ...column, line: own?.line ?? lineOf(offset), ...remark !== undefined && { remark } };
    });
    if (isDropped) {
        return merged;
    }
    plain.columns.forEach((column, index) => {
        if (!theirs.has(column.name)) {
            merged.splice(index, 0, column);
        }
    });
    return merged;
}

function partitioningOf(plain: SourceTable, effect: SourceTable, changes: Changes): SourcePartitioning | undefined {
    return changes.offsetOfPart('partitions', plain.name) === undefined ? plain.partitioning : effect.partitioning;
}

function sameOptions(plain: SourceTable, effect: SourceTable): boolean {
    const printed = ({ options }: SourceTable) => options.map(({ name, value }) => `${name}=${value ?? ''}`).sort().join();
    return printed(plain) === printed(effect);
}

/** A table in which the expressions that are out of date are as the database has them. */
export function withFreshTexts(table: SourceTable, effect: SourceTable, isStale: (sql: string) => boolean): SourceTable {
    const isOutdated = (...expressions: readonly (SourceExpression | undefined)[]): boolean => expressions.some(expression => expression !== undefined && isStale(expression.sql));
    const fresh = <Each extends SourceConstraint>(ours: readonly Each[], theirs: readonly Each[], expressionsOf: (each: Each) => readonly (SourceExpression | undefined)[]): readonly Each[] =>
        ours.map(each => {
            const other = isOutdated(...expressionsOf(each)) ? theirs.find(({ actualName }) => actualName === each.actualName) : undefined;
            const { name: _, ...text } = other ?? {};
            return { ...each, ...text, line: each.line, ...each.remark !== undefined && { remark: each.remark } };
        });
    const elementsOf = ({ elements, predicate }: SourceIndex | SourceExclusion): readonly (SourceExpression | undefined)[] => [...elements.map(({ expression }) => expression), predicate];
    return {
        ...table,
        columns: table.columns.map(column => {
            const other = isOutdated(column.default, column.generated?.expression) ? effect.columns.find(({ name }) => name === column.name) : undefined;
            return other === undefined ? column : { ...column, ...other.default && { default: other.default }, ...other.generated && { generated: other.generated } };
        }),
        checks: fresh(table.checks, effect.checks, ({ condition }) => [condition]).map((check, index) => {
            const column = table.checks[index]?.column;
            return column === undefined ? check : { ...check, column };
        }),
        exclusions: fresh(table.exclusions, effect.exclusions, elementsOf),
        indexes: fresh(table.indexes, effect.indexes, elementsOf),
    };
}
