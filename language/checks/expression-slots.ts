import type { Constraint, Entity, Expression, Index, ModelIndex, OrderBy, Partitioning, Type } from '../model/index.ts';

/** Where an expression stands, and what is asked of it there. */
export interface Slot {
    /** As a message calls it: `The default of Customer.status`. */
    readonly name: string;
    readonly expression: Expression;
    /** It is true or false. */
    readonly condition?: true;
    /** A value of this type is asked for; absent where any will do. */
    readonly type?: Type;
    /** Null is no value for it. */
    readonly required?: boolean;
    /** Why the value has to be the same each time, where it has. */
    readonly constant?: string;
    /** There is no row yet whose attributes it could read. */
    readonly withoutRow?: true;
    /** It looks at many rows: aggregates have a meaning. */
    readonly aggregates?: true;
}

type Visit = (slot: Slot) => void;

/** Every expression of a model with what is asked of it. What an entity inherits, its parent has shown already. */
export function forEachSlot(index: ModelIndex, visit: Visit): void {
    const { model } = index;
    for (const entity of model.entities) {
        visitAttributes(entity, visit);
        visitConstraints(entity, visit);
        for (const { name, where, order } of entity.load.accesses) {
            visitCondition(`The condition of access ${name}`, where, visit);
            visitOrder(`The order of access ${name}`, order, visit);
        }
    }
    for (const structure of model.structures) {
        visitAttributes(structure, visit);
    }
    for (const domain of model.domains) {
        if (domain.default) {
            visit({ name: `The default of ${domain.name}`, expression: domain.default, type: domain.type, withoutRow: true });
        }
        for (const { condition } of domain.checks) {
            visitCondition(`The check of ${domain.name}`, condition, visit);
        }
    }
    visitViews(index, visit);
    for (const { name, using, check } of model.policies) {
        visitCondition(`The condition of policy ${name}`, using, visit);
        visitCondition(`The check of policy ${name}`, check, visit);
    }
    for (const { name, condition, action } of model.triggers) {
        visitCondition(`The condition of trigger ${name}`, condition, visit);
        visitAll(`The argument of trigger ${name}`, action?.arguments, visit);
    }
    for (const { name, action } of model.jobs) {
        visitAll(`The argument of job ${name}`, action?.arguments, visit);
    }
    for (const { name, parameters } of model.routines) {
        for (const parameter of parameters) {
            if (parameter.default) {
                visit({ name: `The default of ${parameter.name ?? 'a parameter'} of ${name}`, expression: parameter.default, type: parameter.type, withoutRow: true });
            }
        }
    }
    visitRows(index, visit);
}

function visitAttributes(owner: Pick<Entity, 'name' | 'attributes'>, visit: Visit): void {
    for (const attribute of owner.attributes) {
        if (attribute.inherited) {
            continue;
        }
        const { type, default: byDefault, computed, onUpdate, optional } = attribute;
        if (byDefault) {
            visit({ name: `The default of ${owner.name}.${attribute.name}`, expression: byDefault, type, required: !optional, withoutRow: true });
        }
        if (computed) {
            visit({
                name: `The value of ${owner.name}.${attribute.name}`, expression: computed.expression, type, required: !optional,
                constant: 'a computed attribute has the same value each time',
            });
        }
        if (onUpdate) {
            visit({ name: `The value of ${owner.name}.${attribute.name} at an update`, expression: onUpdate, type, required: !optional });
        }
    }
}

function visitConstraints(entity: Entity, visit: Visit): void {
    for (const check of entity.checks) {
        visitCondition(`The check ${nameOf(check, check.attribute)} of ${entity.name}`, check.condition, visit);
    }
    for (const index of entity.indexes) {
        visitIndex(entity.name, index, visit);
    }
    for (const exclusion of entity.exclusions) {
        const name = `The exclusion ${nameOf(exclusion)} of ${entity.name}`;
        for (const { expression } of exclusion.elements) {
            visit({ name, expression, constant: indexed });
        }
        visitCondition(name, exclusion.predicate, visit, indexed);
    }
    if (entity.partitioning) {
        visitPartitioning(entity.name, entity.partitioning, visit);
    }
}

const indexed = 'an index has to find a row where it was put';

function nameOf(constraint: Constraint & { readonly name?: string }, otherwise?: string): string {
    return constraint.name ?? otherwise ?? constraint.physicalName;
}

function visitIndex(owner: string, index: Index, visit: Visit): void {
    for (const { expression } of index.elements) {
        visit({ name: `The index ${nameOf(index)} of ${owner}`, expression, constant: indexed });
    }
    visitCondition(`The predicate of index ${nameOf(index)} of ${owner}`, index.predicate, visit, indexed);
}

function visitPartitioning(owner: string, { elements, partitions }: Partitioning, visit: Visit): void {
    for (const { expression } of elements) {
        visit({ name: `The partition key of ${owner}`, expression, constant: 'a row has to stay in its partition' });
    }
    const type = elements.length === 1 ? elements[0]!.expression.type : undefined;
    const seen = new Set<string>();
    for (const { bound, subpartitioning, place } of partitions) {
        const at = `${place.range.start.line}:${place.range.start.character}`;
        if (subpartitioning) {
            visitPartitioning(owner, subpartitioning, visit);
        }
        // What `every` and `into` give stands in one place of the source.
        if (seen.has(at)) {
            continue;
        }
        seen.add(at);
        const limits = bound.kind === 'list' ? bound.values : bound.kind === 'range' ? [...bound.from, ...bound.to] : [];
        for (const limit of limits) {
            if (typeof limit !== 'string') {
                visit({ name: `The bound of a partition of ${owner}`, expression: limit, ...type && { type }, withoutRow: true, constant: 'a bound is fixed' });
            }
        }
    }
}

function visitViews({ model }: ModelIndex, visit: Visit): void {
    for (const { name, query, columns, indexes } of model.views) {
        for (const { name: column, expression } of columns) {
            if (expression) {
                visit({ name: `The column ${name}.${column}`, expression, aggregates: true });
            }
        }
        for (const { condition } of query?.joins ?? []) {
            visitCondition(`The join of ${name}`, condition, visit);
        }
        visitCondition(`The condition of ${name}`, query?.where, visit);
        visitAll(`The grouping of ${name}`, query?.grouping, visit);
        if (query?.having) {
            visit({ name: `The condition on groups of ${name}`, expression: query.having, condition: true, aggregates: true });
        }
        for (const { expression } of query?.order ?? []) {
            visit({ name: `The order of ${name}`, expression, aggregates: true });
        }
        for (const index of indexes) {
            visitIndex(name, index, visit);
        }
    }
}

function visitRows({ model, entities }: ModelIndex, visit: Visit): void {
    for (const { entity: id, attributes, rows } of model.rows) {
        const entity = entities.get(id);
        const targets = attributes.map(name => entity?.attributes.find(attribute => attribute.name === name));
        for (const row of rows) {
            for (let column = 0; column < row.length; column++) {
                const target = targets[column];
                visit({
                    name: `The value of ${entity?.name}.${target?.name ?? attributes[column] ?? ''}`, expression: row[column]!, withoutRow: true,
                    ...target && { type: target.type, required: !target.optional },
                });
            }
        }
    }
}

function visitCondition(name: string, expression: Expression | undefined, visit: Visit, constant?: string): void {
    if (expression) {
        visit({ name, expression, condition: true, ...constant !== undefined && { constant } });
    }
}

function visitAll(name: string, expressions: readonly Expression[] | undefined, visit: Visit): void {
    for (const expression of expressions ?? []) {
        visit({ name, expression });
    }
}

function visitOrder(name: string, order: readonly Pick<OrderBy, 'expression'>[], visit: Visit): void {
    for (const { expression } of order) {
        visit({ name, expression });
    }
}
