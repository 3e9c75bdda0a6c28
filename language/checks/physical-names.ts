import type { Attribute, Constraint, Entity, Element, ModelIndex, Partitioning, PhysicalName } from '../model/index.ts';
import { byteLength, clip, partitionName, pluralize } from '../model/index.ts';
import type { Place } from '../findings.ts';
import { finding, type Report } from './finding.ts';
import { reservedInSql } from './reserved-words.ts';

/** What is checked of one name in the database. */
interface Named {
    readonly name: string;
    readonly place: Place;
    /** What is named, as a message calls it: `the table of` and `Customer`. */
    readonly noun: string;
    readonly of: string;
    /** Of the declaration. */
    readonly id?: string;
    readonly table?: true;
}

/** ERD301 to ERD303: names in the database. */
export function checkPhysicalNames(index: ModelIndex, report: Report): void {
    new PhysicalNames(index, report).check();
}

/** Bytes or characters of a name that an engine keeps. What is not listed keeps all. */
const limits: Readonly<Record<string, { readonly engine: string; readonly most: number; readonly bytes: boolean }>> = {
    postgresql: { engine: 'PostgreSQL', most: 63, bytes: true },
    mysql: { engine: 'MySQL', most: 64, bytes: false },
    sqlserver: { engine: 'SQL Server', most: 128, bytes: false },
    oracle: { engine: 'Oracle', most: 128, bytes: true },
};

class PhysicalNames {
    private readonly index: ModelIndex;
    private readonly report: Report;
    private readonly limit: (typeof limits)[string] | undefined;
    /** Tables, views, sequences and indexes of a schema. */
    private readonly relations = new Map<string, Named>();
    /** Each table and view is a type too, beside enumerations, domains and composite types. */
    private readonly types = new Map<string, Named>();

    constructor(index: ModelIndex, report: Report) {
        this.index = index;
        this.report = report;
        const engines = index.model.targets.map(({ engine }) => engine);
        this.limit = (engines.length === 0 ? ['postgresql'] : engines)
            .flatMap(engine => limits[engine] ?? [])
            .sort((a, b) => a.most - b.most)[0];
    }

    check(): void {
        const { model } = this.index;
        for (const entity of model.entities) {
            this.checkEntity(entity);
        }
        for (const view of model.views) {
            this.addRelation(view.physicalName, { name: view.physicalName.name, place: view.place, noun: 'the view', of: view.name, id: view.id, table: true }, true);
            this.checkUnique(view.columns.map(column => ({ name: column.physicalName, place: column.place, noun: 'the column', of: `${column.name} of ${view.name}` })));
            for (const constraint of view.indexes) {
                this.addConstraint(view.physicalName, constraint, true);
            }
        }
        for (const sequence of model.sequences) {
            this.addRelation(sequence.physicalName, { name: sequence.physicalName.name, place: sequence.place, noun: 'the sequence', of: sequence.name }, false);
        }
        for (const { storage, physicalName, place, name } of model.enums) {
            const named: Named = { name: physicalName.name, place, noun: 'the enumeration', of: name, ...storage === 'lookup' && { table: true } };
            if (storage === 'lookup') {
                this.addRelation(physicalName, named, true);
            } else if (storage === 'native') {
                this.add(this.types, physicalName, named);
            }
        }
        for (const { inlined, physicalName, place, name } of model.domains) {
            if (!inlined) {
                this.add(this.types, physicalName, { name: physicalName.name, place, noun: 'the domain', of: name });
            }
        }
        for (const { composite, physicalName, place, name } of model.structures) {
            if (composite) {
                this.add(this.types, physicalName, { name: physicalName.name, place, noun: 'the type', of: name });
            }
        }
        this.checkUnique(named(model.roles, 'role'));
        this.checkSchemas();
    }

    private checkEntity(entity: Entity): void {
        const { table } = entity;
        if (table) {
            this.addRelation(table, { name: table.name, place: entity.place, noun: 'the table of', of: entity.name, id: entity.id, table: true }, true);
            this.addPartitions(entity, table, entity.partitioning);
        }
        if (entity.history) {
            this.addRelation(entity.history.table, { name: entity.history.table.name, place: entity.history.place, noun: 'the history of', of: entity.name }, true);
        }
        this.checkColumns(entity);
        const inTable = new Map<string, Named>();
        for (const constraint of entity.checks) {
            this.addNamed(inTable, '', constraint, 'check');
        }
        for (const { reference } of entity.attributes) {
            if (reference?.named && reference.enforcedByDatabase) {
                this.add(inTable, { name: reference.constraintName }, { name: reference.constraintName, place: reference.place, noun: 'the foreign key', of: reference.constraintName });
            }
        }
        for (const constraint of [...entity.key ? [entity.key] : [], ...entity.uniques, ...entity.indexes, ...entity.exclusions]) {
            this.addConstraint(table ?? {}, constraint, table !== undefined);
        }
    }

    private checkColumns(entity: Entity): void {
        const seen = new Map<string, Attribute>();
        for (const attribute of entity.attributes) {
            for (const { name } of attribute.columns) {
                const other = seen.get(name);
                if (other === attribute) {
                    // It lists an attribute of the key twice, which is an error of its own.
                    continue;
                }
                if (other && !attribute.inherited) {
                    this.reportCollision(columnOf(entity, attribute, name), columnOf(entity, other, name), this.freeName(seen, { name }));
                } else if (!attribute.inherited && this.isSuspect(name)) {
                    this.checkName(columnOf(entity, attribute, name));
                }
                if (!other) {
                    seen.set(name, attribute);
                }
            }
        }
    }

    private addPartitions(entity: Entity, table: PhysicalName, partitioning: Partitioning | undefined): void {
        for (const partition of partitioning?.partitions ?? []) {
            const { name, physicalName, place, subpartitioning } = partition;
            this.addRelation(partitionName(table, partition), { name: physicalName, place, noun: 'the partition', of: `${name} of ${entity.name}` }, true);
            this.addPartitions(entity, table, subpartitioning);
        }
    }

    /** Keys, uniques, exclusions and indexes have an index of their name. What is generated is free already. */
    private addConstraint(table: { readonly schema?: string }, constraint: Constraint, exists: boolean): void {
        if (constraint.named && exists) {
            const { physicalName, place } = constraint;
            this.addRelation({ ...table, name: physicalName }, { name: physicalName, place, noun: 'the index', of: physicalName }, false);
        }
    }

    private addNamed(seen: Map<string, Named>, schema: string, { named: written, physicalName, place }: Constraint, noun: string): void {
        if (written) {
            this.add(seen, { schema, name: physicalName }, { name: physicalName, place, noun: `the ${noun}`, of: physicalName });
        }
    }

    private addRelation(name: PhysicalName, element: Named, isType: boolean): void {
        if (this.add(this.relations, name, element) && isType) {
            this.types.set(keyOf(name), element);
        }
    }

    private checkUnique(elements: readonly Named[]): void {
        const seen = new Map<string, Named>();
        for (const element of elements) {
            this.add(seen, { name: element.name }, element);
        }
    }

    /** Blocks of one name are one schema. */
    private checkSchemas(): void {
        const { schemas } = this.index.model;
        const byId = new Map(schemas.map(schema => [schema.id, schema]));
        this.checkUnique([...byId.values()].map(({ physicalName, place, name }) => ({ name: physicalName, place, noun: 'the schema', of: name })));
    }

    /** Whether the name was free. */
    private add(seen: Map<string, Named>, name: PhysicalName, element: Named): boolean {
        const key = keyOf(name);
        const other = seen.get(key);
        if (other) {
            this.reportCollision(element, other, this.freeName(seen, name));
            return false;
        }
        seen.set(key, element);
        if (this.isSuspect(name.name)) {
            this.checkName(element);
        }
        return true;
    }

    private reportCollision(element: Named, other: Named, free: string): void {
        // Two declarations of one name are an error of their own.
        if (element.noun === other.noun && element.id !== undefined && element.id === other.id) {
            return;
        }
        this.report(finding('ERD301', element.place, `${capitalized(textOf(element))} gets the name ${element.name}, as ${textOf(other)} does.`, {
            data: { free },
            related: [{ place: other.place, message: capitalized(textOf(other)) }],
        }));
    }

    private isSuspect(name: string): boolean {
        return reservedInSql.has(name) || this.isTooLong(name);
    }

    private checkName(element: Named): void {
        const { name, place, table } = element;
        const what = textOf(element);
        if (this.limit && this.isTooLong(name)) {
            const { engine, most, bytes } = this.limit;
            const short = bytes ? clip(name, most) : Array.from(name).slice(0, most).join('');
            this.report(finding('ERD302', place, `The name of ${what} has ${bytes ? byteLength(name) : name.length} ${bytes ? 'bytes' : 'characters'}, and ${engine} keeps ${most}: ${name}.`, {
                data: { short: short.replace(/_+$/, '') },
            }));
        }
        if (reservedInSql.has(name)) {
            const plural = table ? pluralize(name) : name;
            this.report(finding('ERD303', place, `The name of ${what}, ${name}, is a reserved word of SQL.`, {
                data: { free: plural === name || reservedInSql.has(plural) ? `${name}_` : plural },
            }));
        }
    }

    private isTooLong(name: string): boolean {
        const { limit } = this;
        return limit !== undefined && name.length * 4 > limit.most && (limit.bytes ? byteLength(name) : name.length) > limit.most;
    }

    private freeName(seen: ReadonlyMap<string, unknown>, name: PhysicalName): string {
        for (let number = 2; ; number++) {
            const free = `${name.name}${/\d$/.test(name.name) ? '_' : ''}${number}`;
            if (!seen.has(keyOf({ ...name, name: free }))) {
                return free;
            }
        }
    }
}

function textOf({ noun, of }: Named): string {
    return `${noun} ${of}`;
}

function keyOf({ schema, name }: PhysicalName): string {
    return schema === undefined ? name : `${schema}.${name}`;
}

function columnOf(entity: Entity, attribute: Attribute, name: string): Named {
    return { name, place: attribute.place, noun: 'the column of', of: `${entity.name}.${attribute.name}` };
}

function named(elements: readonly (Element & { readonly physicalName: string })[], noun: string): Named[] {
    return elements.map(({ physicalName, place, name }) => ({ name: physicalName, place, noun: `the ${noun}`, of: name }));
}

function capitalized(text: string): string {
    return text[0]!.toUpperCase() + text.slice(1);
}
