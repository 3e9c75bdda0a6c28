import type { Place } from '../findings.ts';
import type { Entity, Enum, Expression, Model, Partitioning, PhysicalName, Type } from '../model/index.ts';
import { indexModel, NameRegistry, partitionName, type ModelIndex } from '../model/index.ts';
import { addColumns, lookupKey } from './columns.ts';
import {
    AttributeColumns, checkConstraintOf, exclusionConstraintOf, foreignKeyOf, primaryKeyOf, tableIndexOf, uniqueConstraintOf,
} from './constraints.ts';
import { draft, plain, type TableDraft } from './draft.ts';
import { historyTable, systemStart } from './history.ts';
import { periodColumns } from './periods.ts';
import { and, discriminatorValue, isNull, isOfAnotherType, isOfSubtype, isOneOf, or } from './subtype-rows.ts';
import type { CheckConstraint, Table, TableColumn } from './table.ts';

const known = new WeakMap<Model, readonly Table[]>();

/**
 * The tables that a model comes to, made once for all who ask: those of lookup enumerations first, then those of
 * entities in the model's order, each with its history behind it, then those of many-to-many relationships.
 */
export function tablesOf(model: Model): readonly Table[] {
    let tables = known.get(model);
    if (!tables) {
        known.set(model, tables = new TableMaker(model).make());
    }
    return tables;
}

class TableMaker {
    private readonly model: Model;
    private readonly index: ModelIndex;
    private readonly names: NameRegistry;
    private readonly joins: ReadonlySet<string>;

    constructor(model: Model) {
        this.model = model;
        this.index = indexModel(model);
        this.names = new NameRegistry(model.naming.patterns);
        this.joins = new Set(model.relationships.flatMap(({ joinEntity }) => joinEntity ?? []));
        reserveAll(model, this.names);
    }

    make(): readonly Table[] {
        const tables: Table[] = [];
        for (const enumeration of this.model.enums) {
            if (enumeration.storage === 'lookup') {
                tables.push(this.lookupTable(enumeration));
            }
        }
        const byEntity = new Map<Entity, Table>();
        for (const entity of this.model.entities) {
            if (entity.table) {
                byEntity.set(entity, this.entityTable(entity, entity.table));
            }
        }
        for (const [entity, table] of byEntity) {
            const history = historyTable(entity, table, this.handedDownTo(entity, byEntity), this.index);
            tables.push(table, ...history ? [history] : []);
        }
        return tables;
    }

    /** The columns of the tables that an entity's table inherits from, the root's first. */
    private handedDownTo(entity: Entity, tables: ReadonlyMap<Entity, Table>): readonly TableColumn[] {
        const found = new Map<string, TableColumn>();
        let child = entity;
        const above: Entity[] = [];
        for (const ancestor of this.index.ancestorsOf(entity)) {
            if (this.index.strategyOf(child) !== 'inherited') {
                break;
            }
            above.unshift(ancestor);
            child = ancestor;
        }
        above.flatMap(ancestor => tables.get(ancestor)?.columns ?? []).forEach(column => found.set(column.name, column));
        tables.get(entity)?.columns.forEach(({ name }) => found.delete(name));
        return [...found.values()];
    }

    private entityTable(entity: Entity, name: PhysicalName): Table {
        const { index } = this;
        const table = draft(name);
        const strategy = index.strategyOf(entity);
        const parent = index.parentOf(entity);
        this.addEntity(table, entity, strategy === 'joined' ? 'joined' : strategy === 'inherited' ? 'own' : 'all');
        this.addSubtypesInSameTable(table, entity);
        this.addCheckOfCompleteness(table, entity);
        const columns = new AttributeColumns(entity);
        const primaryKey = entity.key && primaryKeyOf(entity.key, columns, index);
        const parentTable = parent && index.tableOf(parent);
        if (strategy === 'joined' && parentTable && primaryKey) {
            this.addJoin(table, entity, parentTable, primaryKey.columns);
        }
        if (entity.history) {
            table.columns.push(systemStart(entity, index));
        }
        return {
            ...table, kind: this.joins.has(entity.id) ? 'join' : 'entity', source: entity.id, place: entity.place,
            ...entity.documentation === undefined ? {} : { comment: entity.documentation },
            ...primaryKey ? { primaryKey } : {},
            ...entity.partitioning ? { partitioning: entity.partitioning } : {},
            inherits: strategy === 'inherited' && parentTable ? [parentTable] : [],
            unlogged: entity.unlogged,
            ...entity.tablespace === undefined ? {} : { tablespace: entity.tablespace },
            options: entity.options,
            ...entity.rowSecurity ? { rowSecurity: entity.rowSecurity } : {},
        };
    }

    /** What an entity has itself; of what it inherits all, nothing, or the key that it is joined by. */
    private addEntity(table: TableDraft, entity: Entity, inherited: 'all' | 'own' | 'joined', nullable = false): void {
        const { index } = this;
        const key = new Set(entity.key?.elements.map(({ attribute }) => attribute));
        for (const attribute of entity.attributes) {
            if (!attribute.inherited || inherited === 'all') {
                addColumns(table, attribute, { nullable }, index, this.names);
            } else if (inherited === 'joined' && key.has(attribute.name)) {
                addColumns(table, attribute, { copied: true }, index, this.names);
            }
        }
        table.columns.push(...periodColumns(entity, index).filter(({ name }) => !table.columns.some(column => column.name === name)));
        const columns = new AttributeColumns(entity);
        table.uniques.push(...entity.uniques.map(unique => uniqueConstraintOf(unique, columns, index)));
        table.checks.push(...entity.checks.map(checkConstraintOf));
        table.exclusions.push(...entity.exclusions.map(exclusion => exclusionConstraintOf(exclusion, columns)));
        table.indexes.push(...entity.indexes.map(tableIndex => tableIndexOf(tableIndex, columns)));
        // Foreign keys are not handed down by PostgreSQL's INHERITS: the table has its own.
        const isCopy = inherited === 'all' || index.strategyOf(entity) === 'inherited';
        for (const attribute of entity.attributes) {
            if (attribute.reference && (!attribute.inherited || isCopy)) {
                const foreignKey = foreignKeyOf(attribute, attribute.reference, index);
                if (foreignKey) {
                    table.foreignKeys.push(foreignKey);
                }
            }
        }
    }

    /** In a single table, what subtypes add stands beside, and is null in rows of other types. */
    private addSubtypesInSameTable(table: TableDraft, entity: Entity): void {
        const added = new Set([entity]);
        for (const type of added) {
            for (const subtype of this.index.subtypesOf(type.id)) {
                if (!added.has(subtype) && this.index.isInParentsTable(subtype)) {
                    added.add(subtype);
                    const part = draft(table.name);
                    part.columns.push(...table.columns);
                    this.addEntity(part, subtype, 'own', true);
                    addPart(table, part, subtype, this.index);
                    this.addRequirements(table, subtype);
                }
            }
        }
    }

    /** What a subtype requires, its rows have: the column is null in those of other types. */
    private addRequirements(table: TableDraft, subtype: Entity): void {
        const isOther = isOfAnotherType(subtype, this.index);
        for (const attribute of isOther ? subtype.attributes : []) {
            for (const column of attribute.inherited ? [] : attribute.columns) {
                if (!column.nullable && table.columns.some(({ name, nullable }) => name === column.name && nullable)) {
                    table.checks.push({ ...this.generatedCheck(table, column.name, attribute.place), condition: or(isOther!, isNull(attribute, column, true)) });
                }
            }
        }
    }

    /** Where every row has a subtype, the discriminator has no other values than theirs. */
    private addCheckOfCompleteness(table: TableDraft, entity: Entity): void {
        const { index } = this;
        const { subtypes } = entity;
        const attribute = entity.attributes.find(({ name }) => name === subtypes?.discriminator);
        const column = attribute?.columns[0];
        if (subtypes?.strategy !== 'single table' || !subtypes.complete || !attribute || !column) {
            return;
        }
        const values = index.descendantsOf(entity.id).filter(({ abstract }) => !abstract).map(subtype => discriminatorValue(subtype, column, index));
        const enumeration = column.type.kind === 'enum' ? index.enums.get(column.type.id) : undefined;
        if (values.length > 0 && !enumeration?.values.every(({ value }) => values.includes(value))) {
            const isKnown = isOneOf(attribute, column, values, false);
            table.checks.push({
                ...this.generatedCheck(table, column.name, subtypes.place), column: column.name,
                condition: column.nullable ? and(isNull(attribute, column, true), isKnown) : isKnown,
            });
        }
    }

    private generatedCheck(table: TableDraft, column: string, place: Place): Omit<CheckConstraint, 'condition'> {
        const name = this.names.generate('check', { table: table.name, columns: [column] });
        return { name, named: false, place, noInherit: false, notValid: false, notEnforced: false };
    }

    /** A row of a joined subtype is a row of its parent too, and goes with it. */
    private addJoin(table: TableDraft, entity: Entity, target: PhysicalName, columns: readonly string[]): void {
        const parent = this.index.parentOf(entity)!;
        const targetColumns = new AttributeColumns(parent).of(parent.key?.elements.flatMap(({ attribute }) => attribute ?? []) ?? []);
        if (targetColumns.length === columns.length) {
            table.foreignKeys.push({
                name: this.names.generate('foreign key', { table: table.name, columns }), named: false, place: entity.place,
                columns, target, targetColumns, onDelete: 'cascade', onDeleteColumns: [],
                timing: { deferrable: false, initiallyDeferred: false }, notEnforced: false, notValid: false, period: false,
            });
        }
    }

    /** The values of an enumeration as rows: the value that is stored, and its label. */
    private lookupTable(enumeration: Enum): Table {
        const { place } = enumeration;
        const text: Type = { kind: 'primitive', name: 'string', arguments: [] };
        const common = { options: [], was: [], place };
        return {
            ...draft(enumeration.physicalName), ...plain, kind: 'lookup', source: enumeration.id, place,
            ...enumeration.documentation === undefined ? {} : { comment: enumeration.documentation },
            columns: [
                { ...common, name: lookupKey, type: enumeration.type ?? text, nullable: false },
                { ...common, name: 'label', type: text, nullable: enumeration.values.some(({ label }) => label === undefined) },
            ],
            primaryKey: {
                name: this.names.generate('key', { table: enumeration.physicalName, columns: [] }), named: false, place,
                columns: [lookupKey], withoutOverlaps: false, include: [], timing: { deferrable: false, initiallyDeferred: false }, options: [],
            },
        };
    }
}

/**
 * Adds what a subtype brings to the table that it shares. Its rules hold for its own rows: a check is true of others, and
 * what tells rows apart leaves them out.
 */
function addPart(table: TableDraft, part: TableDraft, subtype: Entity, index: ModelIndex): void {
    const isIts = isOfSubtype(subtype, index);
    const isOther = isOfAnotherType(subtype, index);
    const narrowed = (predicate: Expression | undefined): { readonly predicate?: Expression } => {
        const all = isIts && predicate ? and(isIts, predicate) : predicate ?? isIts;
        return all ? { predicate: all } : {};
    };
    table.columns.push(...part.columns.slice(table.columns.length));
    table.uniques.push(...part.uniques);
    table.checks.push(...part.checks.map(({ column, ...check }): CheckConstraint => isOther
        ? { ...check, condition: or(isOther, check.condition) }
        : { ...check, ...column === undefined ? {} : { column } }));
    table.foreignKeys.push(...part.foreignKeys.filter(({ columns, target }) => !table.foreignKeys.some(other =>
        other.columns.join() === columns.join() && other.target.name === target.name && other.target.schema === target.schema)));
    table.exclusions.push(...part.exclusions.map(exclusion => ({ ...exclusion, ...narrowed(exclusion.predicate) })));
    table.indexes.push(...part.indexes.map(added => added.unique ? { ...added, ...narrowed(added.predicate) } : added));
}

/** What the model has named already is not given out again. */
function reserveAll(model: Model, names: NameRegistry): void {
    for (const { physicalName } of [...model.views, ...model.sequences]) {
        names.reserveRelation(physicalName);
    }
    for (const { storage, physicalName } of model.enums) {
        if (storage === 'lookup') {
            names.reserveRelation(physicalName);
        }
    }
    for (const view of model.views) {
        view.indexes.forEach(({ physicalName }) => names.reserveRelation({ ...view.physicalName, name: physicalName }));
    }
    for (const entity of model.entities) {
        const { table } = entity;
        if (table) {
            names.reserveRelation(table);
            reservePartitions(table, entity.partitioning, names);
        }
        const schema = table?.schema;
        if (entity.key) {
            names.reserveConstraint(schema, entity.key.physicalName, 'key');
        }
        entity.uniques.forEach(({ physicalName }) => names.reserveConstraint(schema, physicalName, 'unique'));
        entity.checks.forEach(({ physicalName }) => names.reserveConstraint(schema, physicalName, 'check'));
        entity.exclusions.forEach(({ physicalName }) => names.reserveConstraint(schema, physicalName, 'exclude'));
        entity.indexes.forEach(({ physicalName }) => names.reserveRelation(schema === undefined ? { name: physicalName } : { schema, name: physicalName }));
        for (const { reference } of entity.attributes) {
            if (reference) {
                names.reserveConstraint(schema, reference.constraintName, 'foreign key');
            }
        }
    }
}

function reservePartitions(table: PhysicalName, partitioning: Partitioning | undefined, names: NameRegistry): void {
    for (const partition of partitioning?.partitions ?? []) {
        const name = partitionName(table, partition);
        names.reserveRelation(name);
        reservePartitions(name, partition.subpartitioning, names);
    }
}
