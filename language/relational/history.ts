import type { Entity, Type } from '../model/index.ts';
import { NamingRules, type ModelIndex } from '../model/index.ts';
import { plain } from './draft.ts';
import type { Table, TableColumn } from './table.ts';

const instant: Type = { kind: 'primitive', name: 'timestamp', arguments: [] };

/** Since when the current version of a row holds, and, in the history, until when an old one did. */
function versionColumn(name: string, entity: Entity, index: ModelIndex): TableColumn {
    const place = entity.history?.place ?? entity.place;
    return { name: new NamingRules(index.model.naming).physical(name), type: instant, nullable: false, options: [], was: [], place };
}

/** The column by which a table knows since when each row holds. */
export function systemStart(entity: Entity, index: ModelIndex): TableColumn {
    const column = versionColumn('systemFrom', entity, index);
    const { place } = column;
    return {
        ...column,
        default: {
            kind: 'call', routine: 'now', physicalName: { name: 'now' }, builtin: true, arguments: [], star: false, distinct: false, order: [], withinGroup: [],
            type: instant, place,
        },
    };
}

/**
 * Where old versions of rows go: the same columns as plain values, those handed down by INHERITS first, and the time for
 * which each version held.
 */
export function historyTable(entity: Entity, current: Table, handedDown: readonly TableColumn[], index: ModelIndex): Table | undefined {
    if (!entity.history) {
        return undefined;
    }
    const columns = [...handedDown, ...current.columns].map((column): TableColumn => {
        const { default: _default, computed: _computed, identity: _identity, onUpdate: _onUpdate, requiredConstraint: _name, ...value } = column;
        return { ...value, was: [] };
    });
    const place = entity.history.place;
    return {
        name: entity.history.table, kind: 'history', source: entity.id, place,
        comment: `Earlier versions of the rows of ${current.name.name}.`,
        columns: [...columns, versionColumn('systemTo', entity, index)],
        uniques: [], checks: [], foreignKeys: [], exclusions: [], indexes: [], ...plain,
    };
}
