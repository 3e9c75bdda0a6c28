import type * as ast from '../../generated/ast.ts';
import type { Column } from '../elements.ts';
import { arrayOf } from '../typing.ts';
import type { ArrayType, Type } from '../types.ts';
import type { BuildContext } from './context.ts';
import type { AttributeShape, Part, RelationShape } from './shapes.ts';

/** The columns that an attribute gives its table. None for a key that contains itself. */
export function columnsOf(context: BuildContext, attribute: AttributeShape): readonly Column[] {
    if (attribute.state === 'new') {
        attribute.state = 'busy';
        attribute.columns = makeColumns(context, attribute);
        attribute.state = 'done';
    }
    return attribute.columns ?? [];
}

const noPath: readonly string[] = [];
const noColumns: readonly Column[] = [];

function makeColumns(context: BuildContext, attribute: AttributeShape): readonly Column[] {
    const written = attribute.source?.columnNames ?? noPath;
    const nullable = attribute.optional && !attribute.relation.key.includes(attribute.name);
    if (attribute.target) {
        return attribute.source?.via ? noColumns : referenceColumns(context, attribute, attribute.target, nullable, written);
    }
    const structure = flattened(context, attribute);
    if (structure) {
        return structureColumns(context, attribute, structure, nullable, written);
    }
    const type = attribute.type.kind === 'array' ? arrayOfColumns(context, attribute, attribute.type) : attribute.type;
    return [{ name: written[0] ?? context.rules.physical(attribute.name), type, nullable, path: noPath }];
}

function referenceColumns(context: BuildContext, attribute: AttributeShape, target: ast.Entity, nullable: boolean, written: readonly string[]): Column[] {
    const columns: Column[] = [];
    const shape = context.shapes.of(target);
    if (!shape) {
        return columns;
    }
    const owner = { entity: target.name, table: shape.table.name };
    for (const name of targetAttributesOf(attribute, shape)) {
        const referenced = shape.byName.get(name);
        for (const part of referenced ? partsOf(context, referenced) : []) {
            columns.push({
                name: written[columns.length] ?? context.rules.referenceColumn(attribute.name, owner, part.column),
                type: part.type,
                nullable,
                path: [name, ...part.route],
            });
        }
    }
    return columns;
}

/** The referenced attributes, by name: those that are written, else the target's primary key without its period. */
export function targetAttributesOf(attribute: AttributeShape, target: RelationShape): readonly string[] {
    if (attribute.type.kind === 'reference' && attribute.type.key) {
        return attribute.type.key;
    }
    return target.withoutOverlaps === undefined ? target.key : target.key.filter(name => name !== target.withoutOverlaps);
}

/** The structured type whose attributes become columns of their own. */
export function flattened(context: BuildContext, attribute: AttributeShape): RelationShape | undefined {
    const declared = attribute.type.kind === 'structure' ? attribute.source?.node?.type?.type?.ref : undefined;
    return declared?.$type === 'StructuredType' && !declared.composite ? context.shapes.of(declared) : undefined;
}

function structureColumns(context: BuildContext, attribute: AttributeShape, structure: RelationShape, nullable: boolean, written: readonly string[]): Column[] {
    const prefix = context.rules.physical(attribute.name);
    const columns: Column[] = [];
    for (const inner of structure.attributes) {
        for (const column of columnsOf(context, inner)) {
            columns.push({
                name: written[columns.length] ?? context.rules.join(prefix, column.name),
                type: column.type,
                nullable: nullable || column.nullable,
                path: [inner.name, ...column.path],
            });
        }
    }
    return columns;
}

/** An array of references holds what the key's column holds; no foreign key reaches into an array. */
function arrayOfColumns(context: BuildContext, attribute: AttributeShape, type: ArrayType): Type {
    const { element } = type;
    if (element.kind === 'array') {
        return arrayOf(arrayOfColumns(context, attribute, element), [type.size]);
    }
    const declared = element.kind === 'reference' ? attribute.source?.node?.type.type?.ref : undefined;
    const target = context.shapes.of(declared);
    const key = target?.key.length === 1 ? target.byName.get(target.key[0]!) : undefined;
    const columns = key ? columnsOf(context, key) : [];
    return columns.length === 1 ? arrayOf(columns[0]!.type, [type.size]) : type;
}

/** The columns that stand for an attribute, its own or, of a reference `via` others, theirs. */
export function partsOf(context: BuildContext, attribute: AttributeShape): readonly Part[] {
    if (attribute.parts) {
        return attribute.parts;
    }
    const via = attribute.target ? attribute.source?.via : undefined;
    const parts = via ? sharedParts(context, attribute, via) : columnsOf(context, attribute).map(({ path, name, type }) =>
        ({ attribute, path, route: path, column: name, type }));
    if (attribute.state !== 'busy') {
        attribute.parts = parts;
    }
    return parts;
}

function sharedParts(context: BuildContext, attribute: AttributeShape, via: ast.ViaModifier): readonly Part[] {
    const { state } = attribute;
    if (state === 'busy') {
        return [];
    }
    attribute.state = 'busy';
    const routes: (readonly string[])[] = [];
    const shape = context.shapes.of(attribute.target);
    for (const name of shape ? targetAttributesOf(attribute, shape) : []) {
        const referenced = shape!.byName.get(name);
        for (const { route } of referenced ? partsOf(context, referenced) : []) {
            routes.push([name, ...route]);
        }
    }
    const parts: Part[] = [];
    for (const { $refText } of via.attributes) {
        const shared = attribute.relation.byName.get($refText);
        for (const part of shared && shared !== attribute ? partsOf(context, shared) : []) {
            parts.push({ ...part, route: routes[parts.length] ?? part.route });
        }
    }
    attribute.state = state;
    return parts;
}
