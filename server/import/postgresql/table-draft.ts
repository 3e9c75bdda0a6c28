import type { PhysicalName } from '../../../language/index.ts';
import type { SourceObject, SourceOption, SourcePartition, SourcePartitioning, SourceTable, SourceType } from '../source/index.ts';
import type { ColumnDraft } from './columns.ts';
import { freezeElements } from './constraints.ts';
import type { CheckDraft, ForeignKeyDraft, IndexDraft, IndexElementDraft } from './constraints.ts';
import { present, RelationDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import type { ExpressionScope } from './expressions/draft.ts';
import { freezeBound, hasColumnsOf, ownOfPartition, rootOf } from './partitions.ts';
import type { BoundDraft } from './partitions.ts';
import type { SchemaState } from './schema-state.ts';

export class TableDraft extends RelationDraft {
    override readonly relation = 'table';
    readonly state: SchemaState;
    /** Those written here; `inherits` and `partitionOf` have more. */
    columns: ColumnDraft[] = [];
    primaryKey: IndexDraft | undefined;
    uniques: IndexDraft[] = [];
    checks: CheckDraft[] = [];
    foreignKeys: ForeignKeyDraft[] = [];
    exclusions: IndexDraft[] = [];
    indexes: IndexDraft[] = [];
    partitioning: { readonly method: 'range' | 'list' | 'hash'; readonly elements: readonly IndexElementDraft[] } | undefined;
    partitions: TableDraft[] = [];
    partitionOf: { readonly parent: TableDraft; readonly bound: BoundDraft } | undefined;
    /** Made as a table of its own, with columns, and attached later. */
    isAttached = false;
    inherits: TableDraft[] = [];
    /** Those that inherit from it. */
    readonly heirs = new Set<TableDraft>();
    unlogged = false;
    tablespace: string | undefined;
    options: readonly SourceOption[] = [];
    /** The statements that have made it what it is: should its place in the model be lost, it is kept as these. */
    readonly texts: string[] = [];
    /** The one by which it became a partition. */
    attachment: string | undefined;
    rowSecurity: { enabled: boolean; forced: boolean } | undefined;

    constructor(origin: Origin, name: PhysicalName, state: SchemaState) {
        super(origin, name);
        this.state = state;
    }

    /** With the columns of its parents, which stand first. */
    get allColumns(): readonly ColumnDraft[] {
        const parents = this.partitionOf === undefined ? this.inherits : [this.partitionOf.parent];
        if (parents.length === 0) {
            return this.columns;
        }
        const byName = new Map<string, ColumnDraft>();
        for (const column of parents.flatMap(parent => parent.allColumns)) {
            byName.set(column.name, column);
        }
        for (const column of this.columns) {
            byName.set(column.name, column);
        }
        return [...byName.values()];
    }

    override get columnTypes(): ReadonlyMap<string, SourceType> {
        return new Map(this.allColumns.map(column => [column.name, column.type.freeze()]));
    }

    override get scope(): ExpressionScope {
        const types = this.columnTypes;
        return { columnType: name => types.get(name), baseType: type => this.state.baseType(type) };
    }

    /** Its indexes and those of its constraints. */
    get allIndexes(): readonly IndexDraft[] {
        return [...this.primaryKey === undefined ? [] : [this.primaryKey], ...this.uniques, ...this.exclusions, ...this.indexes];
    }

    override columnDraft(name: string): ColumnDraft | undefined {
        return this.allColumns.find(column => column.name === name);
    }

    override commentColumn(column: string, comment: string | undefined): boolean {
        const draft = this.columns.find(each => each.name === column);
        if (draft !== undefined) {
            draft.comment = comment;
        }
        return draft !== undefined;
    }

    override renameColumn(column: string, name: string): boolean {
        const draft = this.columns.find(each => each.name === column);
        if (draft === undefined) {
            return false;
        }
        draft.name = name;
        this.#renameInDefinitions(column, name);
        for (const relation of this.state.relations.values()) {
            for (const key of relation instanceof TableDraft ? relation.foreignKeys : []) {
                if (key.target === this) {
                    key.targetColumns = renamed(key.targetColumns, column, name);
                }
            }
        }
        return true;
    }

    #renameInDefinitions(column: string, name: string): void {
        this.allIndexes.forEach(index => index.renameColumn(column, name));
        for (const check of this.checks) {
            check.condition.renameColumn(column, name);
            check.column = check.column === column ? name : check.column;
        }
        for (const key of this.foreignKeys) {
            key.columns = renamed(key.columns, column, name);
            key.onDeleteColumns = renamed(key.onDeleteColumns, column, name);
        }
        for (const { generated } of this.columns) {
            generated?.expression.renameColumn(column, name);
        }
        for (const element of this.partitioning?.elements ?? []) {
            element.column = element.column === column ? name : element.column;
            element.expression.renameColumn(column, name);
        }
        this.heirs.forEach(heir => heir.#renameInDefinitions(column, name));
        this.partitions.forEach(partition => partition.#renameInDefinitions(column, name));
    }

    /** A column with what cannot be without it (manual, ALTER TABLE, "DROP COLUMN"). */
    dropColumn(name: string): boolean {
        const column = this.columns.find(each => each.name === name);
        if (column === undefined) {
            return false;
        }
        this.columns = this.columns.filter(each => each !== column);
        this.allIndexes.filter(index => index.neededColumns.includes(name)).forEach(index => this.dropIndex(index));
        this.checks = this.checks.filter(check => !check.condition.columns.includes(name));
        this.foreignKeys = this.foreignKeys.filter(key => !key.columns.includes(name));
        for (const sequence of [column.sequence, column.identity?.sequence]) {
            if (sequence?.ownedBy?.column === column) {
                this.state.remove(sequence);
            }
        }
        return true;
    }

    dropIndex(index: IndexDraft): void {
        this.state.remove(index);
        this.primaryKey = this.primaryKey === index ? undefined : this.primaryKey;
        this.uniques = this.uniques.filter(each => each !== index);
        this.exclusions = this.exclusions.filter(each => each !== index);
        this.indexes = this.indexes.filter(each => each !== index);
    }

    override freeze(): SourceTable | readonly SourceObject[] {
        if (this.partitionOf !== undefined) {
            return this.isOrdinaryPartition ? ownOfPartition(this, this.partitionOf.parent) : this.#freezeTexts();
        }
        const { scope } = this;
        return {
            kind: 'table', ...this.element, name: this.name,
            columns: this.columns.map(column => column.freeze(this, scope)),
            ...present('primaryKey', this.primaryKey?.freezeKey()),
            uniques: this.uniques.map(unique => unique.freezeUnique()),
            checks: this.checks.map(check => check.freeze(scope)),
            foreignKeys: this.foreignKeys.map(key => key.freeze()),
            exclusions: this.exclusions.map(exclusion => exclusion.freezeExclusion(scope)),
            indexes: this.indexes.filter(index => !index.isPartial).map(index => index.freezeIndex(scope)),
            ...present('partitioning', this.#freezePartitioning()),
            inherits: this.inherits.map(({ name }) => name),
            unlogged: this.unlogged, ...present('tablespace', this.tablespace), options: this.options,
            ...present('rowSecurity', this.rowSecurity),
        };
    }

    /** Whether PARTITION OF would make it as it is: an attached table may have its columns in another order. */
    get isOrdinaryPartition(): boolean {
        return this.partitionOf !== undefined && (!this.isAttached || hasColumnsOf(this, this.partitionOf.parent));
    }

    #freezeTexts(): readonly SourceObject[] {
        const after = { kind: 'relation', name: rootOf(this).name } as const;
        // Attached last, its indexes become parts of those that the partitioned table has by then.
        return [...this.texts, ...this.indexes.filter(index => !index.isPartial).map(({ sql }) => sql), ...this.attachment === undefined ? [] : [this.attachment]].map(sql => ({ kind: 'statement', line: this.line, sql, after }));
    }

    #freezePartitioning(): SourcePartitioning | undefined {
        return this.partitioning && {
            method: this.partitioning.method,
            elements: freezeElements(this.partitioning.elements, this.scope),
            partitions: this.partitions.flatMap(partition => partition.isOrdinaryPartition ? partition.#freezePartition() ?? [] : []),
        };
    }

    #freezePartition(): SourcePartition | undefined {
        return this.partitionOf && {
            name: this.name, line: this.line, bound: freezeBound(this.partitionOf.bound, this.scope),
            ...present('partitioning', this.#freezePartitioning()), options: this.options,
        };
    }
}

function renamed(columns: readonly string[], from: string, to: string): readonly string[] {
    return columns.map(column => column === from ? to : column);
}
