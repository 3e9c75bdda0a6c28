import type { AstNode } from 'langium';
import type { Place } from '../../findings.ts';
import type * as ast from '../../generated/ast.ts';
import type { Type } from '../types.ts';
import type { BuildContext } from './context.ts';
import { typeOf } from './types.ts';

/** An attribute as it is written, whoever has it: read once, though a mixin may hand it to thousands of entities. */
export interface AttributeSource {
    readonly name: string;
    /** Absent for the ends of a many-to-many relationship that are not written. */
    readonly node: ast.Attribute | undefined;
    /** The entity, mixin, structured type or relationship that it is written in. */
    readonly writtenIn: AstNode;
    readonly place: Place;
    readonly typePlace: Place;
    readonly documentation: string | undefined;
    readonly type: Type;
    /** The entity that it is a reference to. */
    readonly target: ast.Entity | undefined;
    readonly optional: boolean;
    readonly isKey: boolean;
    /** The names behind `as`. */
    readonly columnNames: readonly string[];
    readonly via: ast.ViaModifier | undefined;
    readonly foreignKeyName: string | undefined;
    readonly constraints: readonly (ast.UniqueModifier | ast.CheckModifier)[];
}

const none: readonly never[] = [];

export function sourceOf(context: BuildContext, node: ast.Attribute, writtenIn: AstNode): AttributeSource {
    let isKey = false;
    let columnNames: readonly string[] = none;
    let via: ast.ViaModifier | undefined;
    let foreignKeyName: string | undefined;
    let constraints: (ast.UniqueModifier | ast.CheckModifier)[] | undefined;
    for (const modifier of node.modifiers) {
        switch (modifier.$type) {
            case 'KeyModifier':
                isKey = true;
                break;
            case 'NameModifier':
                columnNames = modifier.names;
                break;
            case 'ViaModifier':
                via = modifier;
                break;
            case 'ForeignKeyModifier':
                foreignKeyName = modifier.constraintName;
                break;
            case 'UniqueModifier':
            case 'CheckModifier':
                (constraints ??= []).push(modifier);
                break;
        }
    }
    const { type } = node;
    const declared = type?.type?.ref;
    const place = context.sources.placeOfName(node);
    return {
        name: node.name ?? '', node, writtenIn, place, typePlace: typePlace(context, node), documentation: context.sources.documentationOf(node, place),
        type: typeOf(context, type),
        target: declared?.$type === 'Entity' && type.dimensions.length === 0 ? declared : undefined,
        optional: type?.optional ?? false, isKey, columnNames, via, foreignKeyName, constraints: constraints ?? none,
    };
}

function typePlace(context: BuildContext, node: ast.Attribute): Place {
    const { type } = node;
    // Most types are one word, whose place is at hand.
    return type && type.arguments.length === 0 && type.dimensions.length === 0 && !type.optional && !type.schema
        ? context.sources.placeOfReference(type, type.type)
        : context.sources.placeOf(type ?? node);
}

/** An end of a many-to-many relationship: a reference to one of its entities. */
export function endSource(context: BuildContext, name: string, entity: ast.Entity, relationship: ast.Relationship): AttributeSource {
    const place = context.sources.placeOfName(relationship);
    return {
        name, node: undefined, writtenIn: relationship, place, typePlace: place, documentation: undefined,
        type: { kind: 'reference', entity: context.id(entity) }, target: entity, optional: false, isKey: false, columnNames: none,
        via: undefined, foreignKeyName: undefined, constraints: none,
    };
}
