import type { Attribute, Element, Entity, PhysicalName, Subtypes } from './elements.ts';
import type {
    Area, Domain, Enum, Model, Purpose, Relationship, Role, Routine, Schema, Sequence, SessionVariable, StructuredType, Team, View, ViewColumn,
} from './model.ts';
import type { NamedTypes } from './typing.ts';
import type { Type } from './types.ts';

/** A model's elements by their ids. Of elements that share an id, which is an error, the first. */
export class ModelIndex implements NamedTypes {
    readonly model: Model;
    readonly entities: ReadonlyMap<string, Entity>;
    readonly relationships: ReadonlyMap<string, Relationship>;
    readonly views: ReadonlyMap<string, View>;
    readonly domains: ReadonlyMap<string, Domain>;
    readonly structures: ReadonlyMap<string, StructuredType>;
    readonly enums: ReadonlyMap<string, Enum>;
    readonly sequences: ReadonlyMap<string, Sequence>;
    readonly sessionVariables: ReadonlyMap<string, SessionVariable>;
    readonly routines: ReadonlyMap<string, Routine>;
    readonly roles: ReadonlyMap<string, Role>;
    readonly schemas: ReadonlyMap<string, Schema>;
    readonly areas: ReadonlyMap<string, Area>;
    readonly teams: ReadonlyMap<string, Team>;
    readonly purposes: ReadonlyMap<string, Purpose>;
    private attributesById: ReadonlyMap<string, Attribute | ViewColumn> | undefined;
    private subtypesById: ReadonlyMap<string, readonly Entity[]> | undefined;

    constructor(model: Model) {
        this.model = model;
        this.entities = byId(model.entities);
        this.relationships = byId(model.relationships);
        this.views = byId(model.views);
        this.domains = byId(model.domains);
        this.structures = byId(model.structures);
        this.enums = byId(model.enums);
        this.sequences = byId(model.sequences);
        this.sessionVariables = byId(model.sessionVariables);
        this.routines = byId(model.routines);
        this.roles = byId(model.roles);
        this.schemas = byId(model.schemas);
        this.areas = byId(model.areas);
        this.teams = byId(model.teams);
        this.purposes = byId(model.purposes);
    }

    /** Attributes of entities and structured types, and columns of views. */
    get attributes(): ReadonlyMap<string, Attribute | ViewColumn> {
        if (!this.attributesById) {
            const attributes = new Map<string, Attribute | ViewColumn>();
            for (const { attributes: own } of [...this.model.entities, ...this.model.structures]) {
                addAll(attributes, own);
            }
            for (const { columns } of this.model.views) {
                addAll(attributes, columns);
            }
            this.attributesById = attributes;
        }
        return this.attributesById;
    }

    /** The entities that extend one, directly. */
    subtypesOf(entity: string): readonly Entity[] {
        this.subtypesById ??= Map.groupBy(this.model.entities.filter(({ parent }) => parent !== undefined), ({ parent }) => parent!);
        return this.subtypesById.get(entity) ?? [];
    }

    parentOf(entity: Entity): Entity | undefined {
        return entity.parent === undefined ? undefined : this.entities.get(entity.parent);
    }

    /** From the nearest to the root. Ends where a duplicated id would lead round in a circle. */
    ancestorsOf(entity: Entity): readonly Entity[] {
        const ancestors = new Set<Entity>();
        for (let ancestor = this.parentOf(entity); ancestor && ancestor !== entity && !ancestors.has(ancestor); ancestor = this.parentOf(ancestor)) {
            ancestors.add(ancestor);
        }
        return [...ancestors];
    }

    /** How an entity is stored beside its parent: as the nearest ancestor states, else joined, else, as that has no table, alone. */
    strategyOf(entity: Entity): Subtypes['strategy'] | undefined {
        const ancestors = this.ancestorsOf(entity);
        const stated = ancestors.find(({ subtypes }) => subtypes)?.subtypes;
        return stated?.strategy ?? (ancestors[0] && (ancestors[0].table ? 'joined' : 'concrete'));
    }

    /** All below an entity, the nearest first. */
    descendantsOf(entity: string): readonly Entity[] {
        const descendants = new Set(this.subtypesOf(entity));
        for (const descendant of descendants) {
            this.subtypesOf(descendant.id).forEach(child => descendants.add(child));
        }
        return [...descendants];
    }

    /** The attribute that says of a row which subtype it is, as the nearest ancestor that names one has it. */
    discriminatorOf(entity: Entity): Attribute | undefined {
        const parent = this.ancestorsOf(entity).find(({ subtypes }) => subtypes?.discriminator !== undefined);
        return parent?.attributes.find(({ name }) => name === parent.subtypes?.discriminator);
    }

    /** True for a subtype whose rows are among those of its parent. */
    isInParentsTable(entity: Entity): boolean {
        return this.strategyOf(entity) === 'single table';
    }

    /** The table that has an entity's rows: its own, or in a single table its ancestor's. */
    tableOf(entity: Entity): PhysicalName | undefined {
        return entity.table ?? (this.strategyOf(entity) === 'single table' ? this.ancestorsOf(entity).find(({ table }) => table)?.table : undefined);
    }

    domain(id: string): Type | undefined {
        return this.domains.get(id)?.type;
    }

    keyTypes(entity: string, attributes?: readonly string[]): readonly Type[] {
        const target = this.entities.get(entity);
        const names = attributes ?? target?.key?.elements.map(({ attribute }) => attribute) ?? [];
        return names.flatMap(name => target?.attributes.find(attribute => attribute.name === name)?.columns.map(({ type }) => type) ?? []);
    }
}

const indexes = new WeakMap<Model, ModelIndex>();

/** The index of a model, made once for all who ask. */
export function indexModel(model: Model): ModelIndex {
    let index = indexes.get(model);
    if (!index) {
        indexes.set(model, index = new ModelIndex(model));
    }
    return index;
}

function byId<E extends Element>(elements: readonly E[]): ReadonlyMap<string, E> {
    const map = new Map<string, E>();
    addAll(map, elements);
    return map;
}

function addAll<E extends Element>(map: Map<string, E>, elements: readonly E[]): void {
    for (const element of elements) {
        if (!map.has(element.id)) {
            map.set(element.id, element);
        }
    }
}
