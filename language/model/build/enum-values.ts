import type * as ast from '../../generated/ast.ts';
import type { Place } from '../../findings.ts';
import type { Expression } from '../expressions.ts';
import { baseType, isNumeric } from '../typing.ts';
import type { BuildContext } from './context.ts';
import { typeOf } from './types.ts';

export function enumValue(context: BuildContext, node: ast.EnumValue, place: Place): Expression {
    const { value } = node;
    const id = context.id(node.$container);
    return {
        kind: 'enum-value', enum: id, name: node.name, value: value ? storedValue(value) : node.name, numeric: isStoredAsNumber(context, node),
        type: { kind: 'enum', id }, place,
    };
}

/** A number is one in the database where the enumeration is stored as numbers; the engine's own enumerations hold texts. */
export function isStoredAsNumber(context: BuildContext, { value, $container: { storage } }: ast.EnumValue): boolean {
    return value?.$type === 'NumberLiteral' && storage !== undefined && isNumeric(baseType(typeOf(context, storage), context.types));
}

/** A literal as it is stored: a string's content, a number or word as written. */
export function storedValue(literal: ast.Literal): string {
    return literal.$type === 'NullLiteral' ? 'null' : literal.value;
}
