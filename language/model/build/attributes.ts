import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Attribute, Identity, Reference, ReferentialAction, SequenceOptions } from '../elements.ts';
import type { AttributeSource } from './attribute-source.ts';
import { annotationsOf, engineOptions, wasOf } from './annotations.ts';
import { columnsOf, partsOf, targetAttributesOf } from './columns.ts';
import type { BuildContext } from './context.ts';
import { timingOf } from './elements.ts';
import { bind } from './expressions.ts';
import type { AttributeShape, RelationShape, Scope } from './shapes.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

const noAnnotations: readonly never[] = [];
const noOptions: Attribute['options'] = [];
const noNames: readonly string[] = [];

/** An attribute with its expressions bound, in the relation that has it. */
export function attributeOf(context: BuildContext, shape: AttributeShape): Attribute {
    const { relation, type, optional } = shape;
    const source = shape.source!;
    const { node, place, typePlace, documentation } = source;
    const { scope } = relation;
    const annotations = node ? annotationsOf(context, node.annotations, scope, annotated(context, shape, source)) : noAnnotations;
    const attribute: Mutable<Attribute> = {
        kind: 'attribute', name: shape.name, id: shape.id, place, annotations, owner: relation.id, type, typePlace, optional,
        columns: columnsOf(context, shape), options: noOptions, was: annotations.length === 0 ? noNames : wasOf(annotations),
    };
    if (documentation !== undefined) {
        attribute.documentation = documentation;
    }
    if (source.writtenIn !== relation.node) {
        attribute.from = context.id(source.writtenIn);
    }
    if (shape.inherited) {
        attribute.inherited = true;
    }
    if (shape.target) {
        attribute.reference = referenceOf(context, shape, shape.target, source);
    }
    if (node) {
        if (node.default) {
            attribute.default = bind(context, node.default, scope, node);
        }
        addModifiers(context, node, attribute, scope);
    }
    return attribute;
}

/** Annotations that `annotate` blocks add: for the attribute itself, for what declares it, and for what has it. */
function annotated(context: BuildContext, { name, relation }: AttributeShape, { node, writtenIn }: AttributeSource): readonly ast.Annotation[] {
    const { annotates } = context;
    if (annotates.isEmpty) {
        return noAnnotations;
    }
    const owners = new Set<AstNode>([writtenIn]);
    let owner: RelationShape | undefined = relation;
    while (owner) {
        owners.add(owner.node);
        owner = owner.byName.get(name)?.inherited ? owner.parent : undefined;
    }
    return [
        ...(node && annotates.about(node)?.annotations) ?? [],
        ...[...owners].flatMap(owner => annotates.about(owner)?.members.get(name) ?? []),
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

function referenceOf(context: BuildContext, shape: AttributeShape, target: ast.Entity, source: AttributeSource): Reference {
    const targetShape = context.shapes.of(target);
    const targetAttributes = targetShape ? targetAttributesOf(shape, targetShape) : noNames;
    const reference: Mutable<Reference> = {
        entity: context.id(target), targetAttributes, columns: partsOf(context, shape).map(part => part.column),
        targetColumns: targetShape ? columnsNamed(context, targetShape, targetAttributes) : noNames,
        via: source.via?.attributes.map(({ $refText }) => $refText) ?? noNames,
        onDeleteColumns: noNames, timing: timingOf(undefined), enforcedByDatabase: true, notEnforced: false, notValid: false,
        constraintName: foreignKeyName(context, shape), place: source.typePlace,
    };
    if (source.foreignKeyName !== undefined) {
        reference.named = true;
    }
    if (!source.node) {
        // A row of the table between goes with either of its ends.
        reference.onDelete = 'cascade';
    }
    for (const modifier of source.node?.modifiers ?? []) {
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
        case 'DuringModifier':
            reference.during = modifier.period?.$refText ?? '';
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
    const sharing: AttributeShape[] = [];
    let name: string | undefined;
    for (let current: AttributeShape | undefined = shape; current && name === undefined;) {
        sharing.push(current);
        name = context.foreignKeyNames.get(current);
        current = isCopied(current) ? undefined : current.relation.parent?.byName.get(current.name);
    }
    const owner = sharing.at(-1)!;
    name ??= owner.source?.foreignKeyName
        ?? context.names.generate('foreign key', { table: owner.relation.table, columns: partsOf(context, owner).map(part => part.column) });
    for (const sharer of sharing) {
        context.foreignKeyNames.set(sharer, name);
    }
    return name;
}
