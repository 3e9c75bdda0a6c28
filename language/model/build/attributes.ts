import type { AstNode } from 'langium';
import { documentationOf } from '../../documentation/comments.ts';
import type * as ast from '../../generated/ast.ts';
import type { Attribute, Column, Identity, Reference, ReferentialAction, SequenceOptions } from '../elements.ts';
import { annotationsOf, engineOptions, wasOf } from './annotations.ts';
import { columnsOf, partsOf, targetAttributesOf, viaOf } from './columns.ts';
import type { BuildContext } from './context.ts';
import { timingOf } from './elements.ts';
import { bind, type Scope } from './expressions.ts';
import type { AttributeShape, RelationShape } from './shapes.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

const noAnnotations: readonly ast.Annotation[] = [];
const noOptions: Attribute['options'] = [];
const noNames: readonly string[] = [];

/** An attribute with its expressions bound, in the relation that has it. */
export function attributeOf(context: BuildContext, shape: AttributeShape): Attribute {
    const { node, relation } = shape;
    const columns: readonly Column[] = columnsOf(context, shape);
    if (node?.$type !== 'Attribute') {
        return endOf(context, shape, columns);
    }
    const scope: Scope = { row: relation };
    const annotations = annotationsOf(context, node.annotations, scope, annotated(context, shape));
    const attribute: Mutable<Attribute> = {
        kind: 'attribute', name: shape.name, id: shape.id, place: context.sources.placeOfName(node), annotations, owner: relation.id, type: shape.type,
        typePlace: context.sources.placeOf(node.type ?? node), optional: shape.optional, columns, options: noOptions, was: annotations.length === 0 ? noNames : wasOf(annotations),
    };
    const documentation = documentationOf(node.$cstNode);
    if (documentation !== undefined) {
        attribute.documentation = documentation;
    }
    if (shape.writtenIn !== relation.node) {
        attribute.from = context.id(shape.writtenIn);
    }
    if (shape.inherited) {
        attribute.inherited = true;
    }
    if (node.default) {
        attribute.default = bind(context, node.default, scope, node);
    }
    addModifiers(context, node, attribute, scope);
    if (shape.target) {
        attribute.reference = referenceOf(context, shape, shape.target, node);
    }
    return attribute;
}

/** Annotations that `annotate` blocks add: for the attribute itself, for what declares it, and for what has it. */
function annotated(context: BuildContext, { name, node, writtenIn, relation }: AttributeShape): readonly ast.Annotation[] {
    const { annotates } = context;
    if (annotates.isEmpty) {
        return noAnnotations;
    }
    const owners = new Set<AstNode>([writtenIn]);
    for (let owner: RelationShape | undefined = relation; owner?.byName.has(name); owner = owner.parent) {
        owners.add(owner.node);
    }
    return [
        ...node && annotates.about(node)?.annotations || noAnnotations,
        ...[...owners].flatMap(owner => annotates.about(owner)?.members.get(name) ?? noAnnotations),
    ];
}

function addModifiers(context: BuildContext, node: ast.Attribute, attribute: Mutable<Attribute>, scope: Scope): void {
    for (const modifier of node.modifiers) {
        switch (modifier.$type) {
            case 'ComputedModifier':
                attribute.computed = { expression: bind(context, modifier.expression, scope, modifier), storage: modifier.storage ?? 'stored' };
                break;
            case 'IdentityModifier':
                attribute.identity = identityOf(modifier);
                break;
            case 'OnUpdateModifier':
                attribute.onUpdate = bind(context, modifier.expression, scope, modifier);
                break;
            case 'CollateModifier':
                attribute.collation = modifier.collation;
                break;
            case 'RequiredModifier':
                attribute.requiredConstraint = modifier.constraintName;
                break;
            case 'OptionsModifier':
                attribute.options = [...attribute.options, ...engineOptions(modifier.options)];
                break;
        }
    }
}

/** Without a word for it an identity takes values that are given, as rows that come from elsewhere bring theirs. */
function identityOf({ kind, sequenceName, modifiers }: ast.IdentityModifier): Identity {
    const identity = { kind: (kind ?? 'by default') as Identity['kind'], options: sequenceOptions(modifiers) };
    return sequenceName === undefined ? identity : { ...identity, sequenceName };
}

export function sequenceOptions(modifiers: readonly ast.SequenceModifier[]): SequenceOptions {
    const options: Mutable<SequenceOptions> = {};
    for (const { name, value } of modifiers) {
        if (name === 'cycle') {
            options.cycle = true;
        } else if (value !== undefined) {
            options[name] = value;
        }
    }
    return options;
}

/** An end of a many-to-many relationship that is not written: a row of the table between goes with either of its ends. */
function endOf(context: BuildContext, shape: AttributeShape, columns: readonly Column[]): Attribute {
    const relationship = shape.relation.node;
    const place = context.sources.placeOfName(relationship);
    return {
        kind: 'attribute', name: shape.name, id: shape.id, place, annotations: [], owner: shape.relation.id, type: shape.type,
        typePlace: place, optional: false, columns, options: noOptions, was: noNames,
        ...shape.target ? { reference: { ...referenceOf(context, shape, shape.target, undefined), onDelete: 'cascade' as const, place } } : {},
    };
}

function referenceOf(context: BuildContext, shape: AttributeShape, target: ast.Entity, node: ast.Attribute | undefined): Reference {
    const targetShape = context.shapes.of(target);
    const targetAttributes = targetShape ? targetAttributesOf(shape, targetShape) : noNames;
    const targetColumns: string[] = [];
    for (const name of targetAttributes) {
        const referenced = targetShape!.byName.get(name);
        for (const part of referenced ? partsOf(context, referenced) : []) {
            targetColumns.push(part.column);
        }
    }
    const reference: Mutable<Reference> = {
        entity: context.id(target), targetAttributes, columns: partsOf(context, shape).map(part => part.column), targetColumns,
        via: viaOf(shape)?.attributes.map(({ $refText }) => $refText) ?? noNames,
        onDeleteColumns: noNames, timing: timingOf(undefined), enforcedByDatabase: true, notEnforced: false, notValid: false,
        constraintName: foreignKeyName(context, shape), place: context.sources.placeOf(node?.type ?? shape.relation.node),
    };
    for (const modifier of node?.modifiers ?? []) {
        addToReference(context, shape, reference, modifier);
    }
    return reference;
}

function addToReference(context: BuildContext, shape: AttributeShape, reference: Mutable<Reference>, modifier: ast.AttributeModifier): void {
    switch (modifier.$type) {
        case 'ReferentialAction':
            if (modifier.event === 'update') {
                reference.onUpdate = modifier.action as ReferentialAction;
            } else {
                reference.onDelete = modifier.action as ReferentialAction;
                reference.onDeleteColumns = columnsNamed(context, shape.relation, modifier.attributes.map(({ $refText }) => $refText));
            }
            break;
        case 'MatchModifier':
            reference.match = modifier.kind;
            break;
        case 'DeferrableModifier':
            reference.timing = { deferrable: true, initiallyDeferred: modifier.initially };
            break;
        case 'LogicalModifier':
            reference.enforcedByDatabase = false;
            break;
        case 'NotEnforcedModifier':
            reference.notEnforced = true;
            break;
        case 'NotValidModifier':
            reference.notValid = true;
            break;
        case 'ForeignKeyModifier':
            reference.named = true;
            break;
        case 'DuringModifier':
            reference.during = modifier.period.$refText;
            break;
    }
}

/** The columns of attributes, in their order; what is no attribute of the relation gives none. */
export function columnsNamed(context: BuildContext, relation: RelationShape, attributes: readonly string[]): readonly string[] {
    const columns: string[] = [];
    for (const name of attributes) {
        const attribute = relation.byName.get(name);
        for (const part of attribute ? partsOf(context, attribute) : []) {
            columns.push(part.column);
        }
    }
    return columns;
}

/** Whether an entity's own table has its own copy of an attribute that comes from the parent. */
export function isCopied({ inherited, relation }: AttributeShape): boolean {
    return !inherited || relation.strategy === 'concrete' || relation.strategy === 'inherited';
}

/** Of the one foreign key: where the column is the parent's, so is the constraint. */
function foreignKeyName(context: BuildContext, shape: AttributeShape): string {
    const owner = isCopied(shape) ? undefined : shape.relation.parent?.byName.get(shape.name);
    if (owner) {
        return foreignKeyName(context, owner);
    }
    const known = context.foreignKeyNames.get(shape);
    if (known !== undefined) {
        return known;
    }
    const name = writtenForeignKey(shape.node)
        ?? context.names.generate('foreign key', { table: shape.relation.table, columns: partsOf(context, shape).map(part => part.column) });
    context.foreignKeyNames.set(shape, name);
    return name;
}

function writtenForeignKey(node: AttributeShape['node']): string | undefined {
    return node?.$type === 'Attribute'
        ? node.modifiers.find((modifier): modifier is ast.ForeignKeyModifier => modifier.$type === 'ForeignKeyModifier')?.constraintName
        : undefined;
}
