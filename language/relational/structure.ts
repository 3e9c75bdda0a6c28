import type { Attribute, Column, Expression, StructuredType } from '../model/index.ts';
import { mapExpression, type ModelIndex } from '../model/index.ts';

/** The attribute that says what a column holds: the attribute itself, or within a structured type the inner one. */
export function sourceOf(attribute: Attribute, column: Column, index: ModelIndex): Attribute {
    let source = attribute;
    for (const name of column.path) {
        const structure = structureOf(source, index);
        const inner = structure?.attributes.find(candidate => candidate.name === name);
        if (!inner) {
            return source;
        }
        source = inner;
    }
    return source;
}

export function structureOf(attribute: Attribute, index: ModelIndex): StructuredType | undefined {
    const structure = attribute.type.kind === 'structure' ? index.structures.get(attribute.type.id) : undefined;
    return structure?.composite ? undefined : structure;
}

/** An expression of a structured type's attribute, over the columns that the type's attributes became. */
export function asWithin(attribute: Attribute, index: ModelIndex, expression: Expression): Expression {
    const structure = structureOf(attribute, index);
    if (!structure) {
        return expression;
    }
    return mapExpression(expression, part => {
        if (part.kind !== 'attribute' || !part.attribute.startsWith(`${structure.id}.`)) {
            return undefined;
        }
        const path = [part.attribute.slice(structure.id.length + 1), ...part.path];
        const column = attribute.columns.find(candidate => candidate.path.join('.') === path.join('.'));
        return column && { ...part, attribute: attribute.id, path, column: column.name };
    });
}
