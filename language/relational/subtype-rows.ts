import type { Attribute, Column, Entity, Expression, ModelIndex, Type } from '../model/index.ts';
import { primitive } from '../model/index.ts';

const boolean: Type = primitive('boolean');

/** What the discriminator holds in rows of a subtype: of an enumeration the value that is stored. */
export function discriminatorValue({ name, discriminator = name }: Entity, { type }: Column, index: ModelIndex): string {
    const values = type.kind === 'enum' ? index.enums.get(type.id)?.values ?? [] : [];
    return (values.find(({ value }) => value === discriminator) ?? values.find(value => value.name === discriminator))?.value ?? discriminator;
}

/**
 * True of the rows of a subtype that is stored with its parent, and of its own subtypes; undefined where nothing needs
 * to be told apart. `source` is whose row it is: an alias, `old` or `new`.
 */
export function isOfSubtype(entity: Entity, index: ModelIndex, source?: string): Expression | undefined {
    return comparison(entity, index, false, source);
}

/** True of the other rows of the table; of those without a value in the discriminator null, as a check may be. */
export function isOfAnotherType(entity: Entity, index: ModelIndex): Expression | undefined {
    return comparison(entity, index, true, undefined);
}

/** True of the other rows of the table, those without a value in the discriminator too. */
export function isNotOfSubtype(entity: Entity, index: ModelIndex): Expression | undefined {
    const column = index.discriminatorOf(entity)?.columns[0];
    const other = isOfAnotherType(entity, index);
    return other && column?.nullable ? or(isNull(index.discriminatorOf(entity)!, column, false), other) : other;
}

export function isNull(attribute: Attribute, column: Column, negated: boolean): Expression {
    return { kind: 'is', operand: columnOf(attribute, column), test: 'null', negated, type: boolean, place: attribute.place };
}

/** The condition that a row has one of the values in its discriminator. */
export function isOneOf(attribute: Attribute, column: Column, values: readonly string[], negated: boolean, source?: string): Expression {
    const { place } = attribute;
    const operand = columnOf(attribute, column, source);
    const literals = values.map((value): Expression => ({ kind: 'literal', literal: 'string', value, type: column.type, place }));
    return literals.length === 1
        ? { kind: 'binary', operator: negated ? '<>' : '=', left: operand, right: literals[0]!, type: boolean, place }
        : { kind: 'in', operand, values: literals, negated, type: boolean, place };
}

export function and(left: Expression, right: Expression): Expression {
    return { kind: 'binary', operator: 'and', left, right, type: boolean, place: right.place };
}

export function or(left: Expression, right: Expression): Expression {
    return { kind: 'binary', operator: 'or', left, right, type: boolean, place: right.place };
}

function comparison(entity: Entity, index: ModelIndex, negated: boolean, source: string | undefined): Expression | undefined {
    const attribute = index.isInParentsTable(entity) ? index.discriminatorOf(entity) : undefined;
    const column = attribute?.columns[0];
    if (!attribute || !column) {
        return undefined;
    }
    const types = [entity, ...index.descendantsOf(entity.id)];
    const concrete = types.filter(({ abstract }) => !abstract);
    const values = (concrete.length > 0 ? concrete : types).map(type => discriminatorValue(type, column, index));
    return isOneOf(attribute, column, values, negated, source);
}

function columnOf({ id, place }: Attribute, { name, path, type }: Column, source?: string): Expression {
    return { kind: 'attribute', attribute: id, path, column: name, type, place, ...source === undefined ? {} : { source } };
}
