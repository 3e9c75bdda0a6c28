import { indexModel } from '../../../language/index.ts';
import type { Attribute, Domain, Entity, Enum, Model, ModelIndex, PhysicalName, Role, Sequence, StructuredType, Table, TableColumn } from '../../../language/index.ts';
import { ExtensionMembers } from './extension-members.ts';

/** Finds the elements of a model, and the tables that they came to, by the ids that elements hold each other by. */
export class ModelNames {
    readonly index: ModelIndex;
    readonly tables: readonly Table[];
    readonly extensions: ExtensionMembers;
    private readonly tablesByName: ReadonlyMap<string, Table>;

    constructor(model: Model, tables: readonly Table[]) {
        this.index = indexModel(model);
        this.tables = tables;
        this.extensions = new ExtensionMembers(model.extensions);
        this.tablesByName = new Map(tables.map(table => [keyOf(table.name), table]));
    }

    domain(id: string): Domain {
        return known(this.index.domains, 'domain', id);
    }

    enum(id: string): Enum {
        return known(this.index.enums, 'enum', id);
    }

    structure(id: string): StructuredType {
        return known(this.index.structures, 'type', id);
    }

    sequence(id: string): Sequence {
        return known(this.index.sequences, 'sequence', id);
    }

    role(id: string): Role {
        return known(this.index.roles, 'role', id);
    }

    entity(id: string): Entity | undefined {
        return this.index.entities.get(id);
    }

    attribute(id: string): Attribute | undefined {
        const attribute = this.index.attributes.get(id);
        return attribute && 'owner' in attribute ? attribute : undefined;
    }

    /** From the nearest to the root. */
    ancestorsOf(id: string): readonly Entity[] {
        const entity = this.entity(id);
        return entity ? this.index.ancestorsOf(entity) : [];
    }

    /** All below an entity. */
    descendantsOf(id: string): readonly Entity[] {
        return this.index.descendantsOf(id);
    }

    /** The table that rows of the entity are in: its own, or that of the parent which it is stored with. */
    tableOf(id: string): Table | undefined {
        const entity = this.entity(id);
        const name = entity && this.index.tableOf(entity);
        return name && this.tablesByName.get(keyOf(name));
    }

    /** What INHERITS hands down to a table: the columns of the tables above it, with the table that each is of. */
    handedDownTo(table: Table): readonly { readonly table: Table; readonly column: TableColumn }[] {
        const own = new Set(table.columns.map(({ name }) => name));
        return table.inherits.flatMap(name => {
            const parent = this.tablesByName.get(keyOf(name));
            return parent ? [...this.handedDownTo(parent), ...parent.columns.map(column => ({ table: parent, column }))] : [];
        }).filter(({ column }) => !own.has(column.name));
    }

    /** The physical name of an entity's table or of a view. An abstract entity has neither; the checks say so. */
    relation(id: string): PhysicalName {
        return this.index.views.get(id)?.physicalName ?? this.tableOf(id)?.name ?? { name: id };
    }
}

function keyOf({ schema, name }: PhysicalName): string {
    return `${schema ?? ''}.${name}`;
}

function known<T>(elements: ReadonlyMap<string, T>, kind: string, id: string): T {
    const element = elements.get(id);
    if (!element) {
        throw new Error(`The model has no ${kind} ${id}.`);
    }
    return element;
}
