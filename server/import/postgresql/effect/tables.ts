import type { SourceColumn, SourcePartitioning, SourceTable } from '../../source/index.ts';
import type { Changes } from './changes.ts';

/** A constraint or index. */
interface Named {
    readonly name?: string;
    readonly line: number;
}

/**
 * A table as the script says it, with what only its effect has or has otherwise: columns, constraints, indexes and
 * settings one by one, so that what the script's text says stays as it says it.
 * @param lineOf the line of the statement at an offset.
 */
export function mergeTables(plain: SourceTable, effect: SourceTable, changes: Changes, isDropped: boolean, lineOf: (offset: number | undefined) => number): SourceTable {
    const { name } = plain;
    const isChanged = (kind: 'column' | 'constraint' | 'index', part: string | undefined) => part !== undefined && changes.offsetOfPart(kind, name, part) !== undefined;
    const named = <Each extends Named>(kind: 'constraint' | 'index', ours: readonly Each[], theirs: readonly Each[]): readonly Each[] => {
        const changed = theirs.filter(each => isChanged(kind, each.name)).map(each => ({ ...each, line: lineOf(changes.offsetOfPart(kind, name, each.name)) }));
        const isThere = (each: Each) => !isDropped || each.name === undefined || theirs.some(other => other.name === each.name);
        return [...ours.filter(each => isThere(each) && !changed.some(other => other.name === each.name)), ...changed];
    };
    const primaryKey = isChanged('constraint', effect.primaryKey?.name) ? effect.primaryKey : plain.primaryKey;
    const partitioning = partitioningOf(plain, effect, changes);
    return {
        ...plain,
        columns: mergeColumns(plain, effect, changes, isDropped, lineOf),
        ...primaryKey && { primaryKey },
        uniques: named('constraint', plain.uniques, effect.uniques),
        checks: named('constraint', plain.checks, effect.checks),
        foreignKeys: named('constraint', plain.foreignKeys, effect.foreignKeys),
        exclusions: named('constraint', plain.exclusions, effect.exclusions),
        indexes: named('index', plain.indexes, effect.indexes),
        ...partitioning && { partitioning },
        inherits: effect.inherits,
        unlogged: effect.unlogged,
        options: sameOptions(plain, effect) ? plain.options : effect.options,
        ...(effect.rowSecurity ?? plain.rowSecurity) && { rowSecurity: effect.rowSecurity ?? plain.rowSecurity! },
        ...effect.comment !== undefined && { comment: effect.comment },
    };
}

/** In the order of the database. What its engine could not add stays where the script adds it. */
function mergeColumns(plain: SourceTable, effect: SourceTable, changes: Changes, isDropped: boolean, lineOf: (offset: number | undefined) => number): readonly SourceColumn[] {
    const ours = new Map(plain.columns.map(column => [column.name, column]));
    const theirs = new Map(effect.columns.map(column => [column.name, column]));
    const merged = effect.columns.map(column => {
        const own = ours.get(column.name);
        const offset = changes.offsetOfPart('column', plain.name, column.name);
        if (own !== undefined && offset === undefined) {
            return own;
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
