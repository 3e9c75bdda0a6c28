import type { Entity, Expression, Index, ModelIndex, Partitioning, Type } from '../model/index.ts';

/** What is asked of an expression at one kind of place. */
export interface Asked {
    /** How a message begins that is about it: `The default of`. */
    readonly words: string;
    /** It is true or false. */
    readonly condition?: true;
    /** Why the value has to be the same each time, where it has. */
    readonly constant?: string;
    /** It is asked when a row is written, and has to hold as long as the row is there. */
    readonly lasting?: true;
    /** There is no row yet whose attributes it could read. */
    readonly withoutRow?: true;
    /** It looks at many rows: aggregates have a meaning. */
    readonly aggregates?: true;
    /** It is asked while rows are read or written by a query, so that it may look at other rows. */
    readonly queries?: true;
}

/** Where an expression stands. */
export interface Slot {
    readonly asked: Asked;
    readonly expression: Expression;
    /** The element that it belongs to, and the part of it. */
    readonly owner: string;
    readonly member: string | undefined;
    /** A value of this type is asked for; absent where any will do. */
    readonly type: Type | undefined;
    /** Null is no value for it. */
    readonly required: boolean;
}

export function nameOfSlot({ asked, owner, member }: Slot): string {
    return `${asked.words} ${member === undefined ? owner : `${owner}.${member}`}`;
}

const indexed = 'an index has to find a row where it was put';

const asked = {
    default: { words: 'The default of', withoutRow: true },
    computed: { words: 'The value of', constant: 'a computed attribute has the same value each time' },
    update: { words: 'The value at an update of' },
    check: { words: 'The check of', condition: true, lasting: true },
    index: { words: 'The index of', constant: indexed },
    predicate: { words: 'The predicate of an index of', condition: true, constant: indexed },
    exclusion: { words: 'The exclusion of', constant: indexed },
    excluded: { words: 'The predicate of an exclusion of', condition: true, constant: indexed },
    partition: { words: 'The partition key of', constant: 'a row has to stay in its partition' },
    bound: { words: 'The bound of a partition of', withoutRow: true, constant: 'a bound is fixed' },
    access: { words: 'The condition of access', condition: true, queries: true },
    order: { words: 'The order of', queries: true },
    column: { words: 'The column', aggregates: true, queries: true },
    join: { words: 'The join of', condition: true, queries: true },
    where: { words: 'The condition of', condition: true, queries: true },
    grouping: { words: 'The grouping of', queries: true },
    having: { words: 'The condition on groups of', condition: true, aggregates: true, queries: true },
    orderOfGroups: { words: 'The order of', aggregates: true, queries: true },
    policy: { words: 'The condition of policy', condition: true, queries: true },
    trigger: { words: 'The condition of trigger', condition: true },
    argument: { words: 'The argument of' },
    row: { words: 'The value of', withoutRow: true },
} as const satisfies Readonly<Record<string, Asked>>;

type Visit = (slot: Slot) => void;

/** Every expression of a model with what is asked of it. What an entity inherits, its parent has shown already. */
export function forEachSlot(index: ModelIndex, visit: Visit): void {
    new SlotVisitor(visit).visitModel(index);
}

class SlotVisitor {
    private readonly visit: Visit;
    /** Attributes of mixins come with every entity that takes them in: they are visited once. */
    private readonly visited = new Map<string, Set<string>>();

    constructor(visit: Visit) {
        this.visit = visit;
    }

    visitModel(index: ModelIndex): void {
        const { model } = index;
        for (const entity of model.entities) {
            this.visitAttributes(entity);
            this.visitConstraints(entity);
            for (const { name, where, order } of entity.load.accesses) {
                this.offer(asked.access, where, entity.name, name);
                order.forEach(({ expression }) => this.offer(asked.order, expression, entity.name, name));
            }
        }
        model.structures.forEach(structure => this.visitAttributes(structure));
        for (const domain of model.domains) {
            this.offer(asked.default, domain.default, domain.name, undefined, domain.type);
            domain.checks.forEach(({ condition }) => this.offer(asked.check, condition, domain.name));
        }
        this.visitViews(index);
        for (const { name, using, check } of model.policies) {
            this.offer(asked.policy, using, name);
            this.offer(asked.policy, check, name);
        }
        for (const { name, condition, action } of model.triggers) {
            this.offer(asked.trigger, condition, name);
            action?.arguments.forEach(argument => this.offer(asked.argument, argument, name));
        }
        for (const { name, action } of model.jobs) {
            action?.arguments.forEach(argument => this.offer(asked.argument, argument, name));
        }
        for (const { name, parameters } of model.routines) {
            for (const parameter of parameters) {
                this.offer(asked.default, parameter.default, name, parameter.name, parameter.type);
            }
        }
        this.visitRows(index);
    }

    private offer(question: Asked, expression: Expression | undefined, owner: string, member?: string, type?: Type, required = false): void {
        if (expression) {
            this.visit({ asked: question, expression, owner, member, type, required });
        }
    }

    private visitAttributes(owner: Pick<Entity, 'name' | 'attributes'>): void {
        for (const attribute of owner.attributes) {
            if (!attribute.inherited && (attribute.from === undefined || this.isNew(attribute.from, attribute.name))) {
                const { name, type, optional } = attribute;
                this.offer(asked.default, attribute.default, owner.name, name, type, !optional);
                this.offer(asked.computed, attribute.computed?.expression, owner.name, name, type, !optional);
                this.offer(asked.update, attribute.onUpdate, owner.name, name, type, !optional);
            }
        }
    }

    private isNew(mixin: string, attribute: string): boolean {
        let attributes = this.visited.get(mixin);
        if (!attributes) {
            this.visited.set(mixin, attributes = new Set());
        }
        const { size } = attributes;
        return attributes.add(attribute).size > size;
    }

    private visitConstraints(entity: Entity): void {
        const { name } = entity;
        for (const check of entity.checks) {
            this.offer(asked.check, check.condition, name, check.name ?? check.attribute);
        }
        for (const index of entity.indexes) {
            this.visitIndex(name, index);
        }
        for (const exclusion of entity.exclusions) {
            for (const { expression } of exclusion.elements) {
                this.offer(asked.exclusion, expression, name, exclusion.name);
            }
            this.offer(asked.excluded, exclusion.predicate, name, exclusion.name);
        }
        if (entity.partitioning) {
            this.visitPartitioning(name, entity.partitioning);
        }
    }

    private visitIndex(owner: string, index: Index): void {
        for (const { expression } of index.elements) {
            this.offer(asked.index, expression, owner, index.name);
        }
        this.offer(asked.predicate, index.predicate, owner, index.name);
    }

    private visitPartitioning(owner: string, { method, elements, partitions }: Partitioning): void {
        for (const { expression } of elements) {
            this.offer(asked.partition, expression, owner);
        }
        const type = elements.length === 1 ? elements[0]!.expression.type : undefined;
        for (const { bound, subpartitioning, name } of partitions) {
            // A bound of another kind is an error of its own.
            const limits = bound.kind !== method ? [] : bound.kind === 'list' ? bound.values : bound.kind === 'range' ? [...bound.from, ...bound.to] : [];
            for (const limit of limits) {
                this.offer(asked.bound, typeof limit === 'string' ? undefined : limit, owner, name, type);
            }
            if (subpartitioning) {
                this.visitPartitioning(owner, subpartitioning);
            }
        }
    }

    private visitViews({ model }: ModelIndex): void {
        for (const { name, query, columns, indexes } of model.views) {
            columns.forEach(column => this.offer(asked.column, column.expression, name, column.name));
            query?.joins.forEach(({ condition }) => this.offer(asked.join, condition, name));
            this.offer(asked.where, query?.where, name);
            query?.grouping.forEach(expression => this.offer(asked.grouping, expression, name));
            this.offer(asked.having, query?.having, name);
            query?.order.forEach(({ expression }) => this.offer(asked.orderOfGroups, expression, name));
            indexes.forEach(index => this.visitIndex(name, index));
        }
    }

    private visitRows({ model, entities }: ModelIndex): void {
        for (const { entity: id, attributes, rows } of model.rows) {
            const entity = entities.get(id);
            const targets = attributes.map(name => entity?.attributes.find(attribute => attribute.name === name));
            for (const row of rows) {
                row.forEach((value, column) => {
                    const target = targets[column];
                    this.offer(asked.row, value, entity?.name ?? id, attributes[column], target?.type, target?.optional === false);
                });
            }
        }
    }
}
