import type {
    Attribute, Domain, Element, Entity, Enum, Model, PhysicalName, Role, Routine, Sequence, StructuredType, Table, View,
} from '../../../language/index.ts';

/** Finds the elements of a model by the ids that they hold each other by. */
export class ModelNames {
    readonly model: Model;
    readonly tables: readonly Table[];
    private readonly domains: ReadonlyMap<string, Domain>;
    private readonly enums: ReadonlyMap<string, Enum>;
    private readonly structures: ReadonlyMap<string, StructuredType>;
    private readonly entities: ReadonlyMap<string, Entity>;
    private readonly views: ReadonlyMap<string, View>;
    private readonly routines: ReadonlyMap<string, Routine>;
    private readonly sequences: ReadonlyMap<string, Sequence>;
    private readonly roles: ReadonlyMap<string, Role>;
    private readonly attributes: ReadonlyMap<string, Attribute>;
    private readonly children: ReadonlyMap<string, readonly Entity[]>;
    private readonly entityTables: ReadonlyMap<string, Table>;

    constructor(model: Model, tables: readonly Table[]) {
        this.model = model;
        this.tables = tables;
        this.domains = byId(model.domains);
        this.enums = byId(model.enums);
        this.structures = byId(model.structures);
        this.entities = byId(model.entities);
        this.views = byId(model.views);
        this.routines = byId(model.routines);
        this.sequences = byId(model.sequences);
        this.roles = byId(model.roles);
        this.attributes = byId([...model.entities, ...model.structures].flatMap(owner => owner.attributes));
        this.children = Map.groupBy(model.entities.filter(entity => entity.parent !== undefined), entity => entity.parent!);
        this.entityTables = new Map(tables.filter(isOfEntity).map(table => [table.source, table]));
    }

    domain(id: string): Domain {
        return known(this.domains, 'domain', id);
    }

    enum(id: string): Enum {
        return known(this.enums, 'enum', id);
    }

    structure(id: string): StructuredType {
        return known(this.structures, 'type', id);
    }

    entity(id: string): Entity | undefined {
        return this.entities.get(id);
    }

    /** From the nearest to the root. */
    ancestorsOf(id: string): readonly Entity[] {
        const ancestors = new Set<Entity>();
        for (let entity = this.parentOf(id); entity && !ancestors.has(entity); entity = this.parentOf(entity.id)) {
            ancestors.add(entity);
        }
        return [...ancestors];
    }

    /** All below an entity. */
    subtypesOf(id: string): readonly Entity[] {
        const subtypes = new Set(this.children.get(id));
        for (const subtype of subtypes) {
            this.children.get(subtype.id)?.forEach(child => subtypes.add(child));
        }
        return [...subtypes];
    }

    view(id: string): View | undefined {
        return this.views.get(id);
    }

    routine(id: string): Routine | undefined {
        return this.routines.get(id);
    }

    sequence(id: string): Sequence {
        return known(this.sequences, 'sequence', id);
    }

    role(id: string): Role {
        return known(this.roles, 'role', id);
    }

    attribute(id: string): Attribute | undefined {
        return this.attributes.get(id);
    }

    /** The table that rows of the entity are in: its own, or that of the parent which it is stored with. */
    tableOf(entity: string): Table | undefined {
        return this.entityTables.get(entity)
            ?? this.ancestorsOf(entity).map(ancestor => this.entityTables.get(ancestor.id)).find(table => table !== undefined);
    }

    /** The physical name of an entity's table or of a view. */
    relation(id: string): PhysicalName {
        const name = this.views.get(id)?.physicalName ?? this.tableOf(id)?.name;
        if (!name) {
            throw new Error(`The model has no table or view for ${id}.`);
        }
        return name;
    }

    private parentOf(id: string): Entity | undefined {
        return this.entities.get(this.entities.get(id)?.parent ?? '');
    }
}

function byId<T extends Element>(elements: readonly T[]): ReadonlyMap<string, T> {
    return new Map(elements.map(element => [element.id, element]));
}

function known<T>(elements: ReadonlyMap<string, T>, kind: string, id: string): T {
    const element = elements.get(id);
    if (!element) {
        throw new Error(`The model has no ${kind} ${id}.`);
    }
    return element;
}

function isOfEntity(table: Table): boolean {
    return table.kind === 'entity' || table.kind === 'join';
}
