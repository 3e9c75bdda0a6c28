import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Column, PhysicalName, Subtypes } from '../elements.ts';
import type { Type } from '../types.ts';
import type { BuildContext } from './context.ts';
import { isManyToMany, joinEnds } from './crows-foot.ts';
import { typeOf } from './types.ts';

/** An attribute of a relation before its expressions are bound: what names can mean and columns are made of. */
export interface AttributeShape {
    readonly name: string;
    readonly id: string;
    readonly relation: RelationShape;
    /** Absent for the ends of a many-to-many relationship that are not written. */
    readonly node: ast.Attribute | ast.ViewColumn | undefined;
    /** What it was written in: the entity or view itself, a mixin, a parent. */
    readonly writtenIn: AstNode;
    /** Taken over from the parent. */
    readonly inherited: boolean;
    readonly type: Type;
    /** The entity that it is a reference to. */
    readonly target: ast.Entity | undefined;
    readonly optional: boolean;
    /** Filled by `columnsOf` and `partsOf`, on the first demand. */
    columns: readonly Column[] | undefined;
    parts: readonly Part[] | undefined;
    state: 'new' | 'busy' | 'done';
}

/** One of the columns that stand for an attribute. */
export interface Part {
    /** Whose column it is: another attribute than asked where a reference shares columns (`via`). */
    readonly attribute: AttributeShape;
    /** Within that attribute. */
    readonly path: readonly string[];
    /** Within the attribute asked: names behind the dot that lead to this column. */
    readonly route: readonly string[];
    readonly column: string;
    readonly type: Type;
}

/** An entity, view, structured type or the table of a many-to-many relationship, with all attributes that its rows have. */
export interface RelationShape {
    readonly node: ast.Entity | ast.View | ast.StructuredType | ast.Relationship;
    readonly id: string;
    readonly attributes: readonly AttributeShape[];
    readonly byName: ReadonlyMap<string, AttributeShape>;
    /** Names of the primary key's attributes; a period in it is none. */
    readonly key: readonly string[];
    /** The range attribute or the period in which rows of one key may not overlap. */
    readonly withoutOverlaps: string | undefined;
    /** Where its rows are, or would be if the entity were not abstract. */
    readonly table: PhysicalName;
    readonly hasTable: boolean;
    readonly parent: RelationShape | undefined;
    /** How it is stored beside its parent. */
    readonly strategy: Subtypes['strategy'] | undefined;
}

/** Shapes of all relations of a model, each made once. */
export class Shapes {
    private readonly context: BuildContext;
    private readonly known = new Map<AstNode, RelationShape | 'busy'>();
    private readonly byId = new Map<string, RelationShape>();

    constructor(context: BuildContext) {
        this.context = context;
    }

    /** Undefined for what has no rows, and for a parent that is its own descendant. */
    of(node: AstNode | undefined): RelationShape | undefined {
        if (!node) {
            return undefined;
        }
        const known = this.known.get(node);
        if (known !== undefined) {
            return known === 'busy' ? undefined : known;
        }
        // Ancestors first, one by one: a chain of inheritance may be longer than the stack.
        const chain: AstNode[] = [];
        for (let current: AstNode | undefined = node; current && !this.known.has(current); current = parentOf(current)) {
            this.known.set(current, 'busy');
            chain.push(current);
        }
        while (chain.length > 0) {
            const current = chain.pop()!;
            const shape = this.make(current);
            if (shape) {
                this.known.set(current, shape);
                if (!this.byId.has(shape.id)) {
                    this.byId.set(shape.id, shape);
                }
            } else {
                this.known.delete(current);
            }
        }
        const made = this.known.get(node);
        return made === 'busy' ? undefined : made;
    }

    named(id: string): RelationShape | undefined {
        return this.byId.get(id);
    }

    private make(node: AstNode): RelationShape | undefined {
        switch (node.$type) {
            case 'Entity':
                return this.entity(node as ast.Entity);
            case 'View':
                return this.view(node as ast.View);
            case 'StructuredType':
                return this.structure(node as ast.StructuredType);
            case 'Relationship':
                return isManyToMany(node as ast.Relationship) ? this.joinEntity(node as ast.Relationship) : undefined;
            default:
                return undefined;
        }
    }

    private entity(node: ast.Entity): RelationShape {
        const parent = this.of(node.parent?.entity?.ref);
        const strategy = parent && strategyBelow(parent);
        const shape = this.start(node, parent, strategy);
        for (const inherited of parent?.attributes ?? []) {
            shape.add({ ...inherited, id: `${shape.id}.${inherited.name}`, relation: shape, inherited: true, columns: undefined, parts: undefined, state: 'new' });
        }
        this.addOwnAndMixins(shape, node);
        findKey(node, shape);
        return shape;
    }

    private joinEntity(node: ast.Relationship): RelationShape {
        const shape = this.start(node, undefined, undefined);
        const ends = joinEnds(node);
        for (const { name, entity } of ends) {
            const written = node.members.find((member): member is ast.Attribute => member.$type === 'Attribute' && member.name === name);
            if (written) {
                this.addAttribute(shape, written, node);
            } else if (entity) {
                shape.add({
                    name, id: `${shape.id}.${name}`, relation: shape, node: undefined, writtenIn: node, inherited: false,
                    type: { kind: 'reference', entity: this.context.id(entity) }, target: entity, optional: false, columns: undefined, parts: undefined, state: 'new',
                });
            }
        }
        this.addMembers(shape, node);
        findKey(node, shape);
        if (shape.key.length === 0) {
            shape.key = ends.map(end => end.name).filter(name => shape.byName.has(name));
        }
        return shape;
    }

    private structure(node: ast.StructuredType): RelationShape {
        const shape = this.start(node, undefined, undefined);
        for (const attribute of node.attributes) {
            this.addAttribute(shape, attribute, node);
        }
        return shape;
    }

    private view(node: ast.View): RelationShape {
        const shape = this.start(node, undefined, undefined);
        for (const member of node.members) {
            if (member.$type === 'ViewColumn' && member.name) {
                const type = typeOf(this.context, member.type);
                const columns: readonly Column[] = [
                    { name: member.physicalName ?? this.context.rules.physical(member.name), type, nullable: true, path: [] },
                ];
                shape.add({
                    name: member.name, id: `${shape.id}.${member.name}`, relation: shape, node: member, writtenIn: node, inherited: false,
                    type, target: undefined, optional: true, columns, parts: undefined, state: 'done',
                });
            }
        }
        return shape;
    }

    private start(node: RelationShape['node'], parent: RelationShape | undefined, strategy: Subtypes['strategy'] | undefined): GrowingShape {
        const { context } = this;
        const table = strategy === 'single table' ? parent!.table
            : node.$type === 'Entity' ? context.table(node, node.physicalName)
                : context.physicalName(node, node.physicalName);
        return new GrowingShape(node, context.id(node), table, parent, strategy);
    }

    /**
     * Key attributes of mixins, then the entity's own, then what else the mixins bring: a key leads its table, audit
     * columns trail.
     */
    private addOwnAndMixins(shape: GrowingShape, node: ast.Entity): void {
        const mixins = mixinsOf(node);
        for (const mixin of mixins) {
            for (const attribute of attributesIn(mixin)) {
                if (isKeyAttribute(attribute)) {
                    this.addAttribute(shape, attribute, mixin);
                }
            }
        }
        this.addMembers(shape, node);
        for (const mixin of mixins) {
            for (const attribute of attributesIn(mixin)) {
                if (shape.byName.get(attribute.name)?.node !== attribute) {
                    this.addAttribute(shape, attribute, mixin);
                }
            }
        }
    }

    private addMembers(shape: GrowingShape, owner: ast.Entity | ast.Relationship): void {
        for (const member of owner.members) {
            if (member.$type === 'Attribute') {
                this.addAttribute(shape, member, owner);
            }
        }
    }

    private addAttribute(shape: GrowingShape, node: ast.Attribute, writtenIn: AstNode): void {
        const present = shape.byName.get(node.name);
        // The nearest wins: own before mixin before parent; but a mixin that the parent has too brings nothing new.
        if (present && (present.inherited ? present.writtenIn === writtenIn : writtenIn !== shape.node)) {
            return;
        }
        const declared = node.type?.type?.ref;
        shape.add({
            name: node.name, id: `${shape.id}.${node.name}`, relation: shape, node, writtenIn, inherited: false,
            type: typeOf(this.context, node.type),
            target: declared?.$type === 'Entity' && node.type.dimensions.length === 0 ? declared as ast.Entity : undefined,
            optional: node.type?.optional ?? false, columns: undefined, parts: undefined, state: 'new',
        });
    }
}

function parentOf(node: AstNode): ast.Entity | undefined {
    return node.$type === 'Entity' ? (node as ast.Entity).parent?.entity?.ref : undefined;
}

class GrowingShape implements RelationShape {
    readonly node: RelationShape['node'];
    readonly id: string;
    readonly attributes: AttributeShape[] = [];
    readonly byName = new Map<string, AttributeShape>();
    key: readonly string[] = [];
    withoutOverlaps: string | undefined;
    readonly table: PhysicalName;
    readonly hasTable: boolean;
    readonly parent: RelationShape | undefined;
    readonly strategy: Subtypes['strategy'] | undefined;

    constructor(node: RelationShape['node'], id: string, table: PhysicalName, parent: RelationShape | undefined, strategy: Subtypes['strategy'] | undefined) {
        this.node = node;
        this.id = id;
        this.table = table;
        this.parent = parent;
        this.strategy = strategy;
        this.hasTable = hasOwnTable(this);
    }

    /** What replaces an attribute of its name takes its position. */
    add(attribute: AttributeShape): void {
        const present = this.byName.get(attribute.name);
        if (present) {
            this.attributes[this.attributes.indexOf(present)] = attribute;
        } else {
            this.attributes.push(attribute);
        }
        this.byName.set(attribute.name, attribute);
    }
}

/** All mixins that an entity takes in, those of mixins after their user, each once. */
export function mixinsOf(node: ast.Entity | ast.Mixin): readonly ast.Mixin[] {
    if (node.mixins.length === 0) {
        return [];
    }
    const found = new Set<ast.Mixin>();
    const visit = (owner: ast.Entity | ast.Mixin): void => {
        for (const use of owner.mixins) {
            const mixin = use.mixin?.ref;
            if (mixin && !found.has(mixin)) {
                found.add(mixin);
                visit(mixin);
            }
        }
    };
    visit(node);
    return [...found];
}

function attributesIn(owner: ast.Mixin): readonly ast.Attribute[] {
    return owner.members.filter(member => member.$type === 'Attribute');
}

export function isKeyAttribute(attribute: ast.Attribute): boolean {
    for (const modifier of attribute.modifiers) {
        if (modifier.$type === 'KeyModifier') {
            return true;
        }
    }
    return false;
}

/** The explicit key that holds for an entity or relationship: its own, or that of the first mixin that has one. */
export function writtenKey(node: ast.Entity | ast.Relationship): ast.Key | undefined {
    const owners = node.$type === 'Entity' ? [node, ...mixinsOf(node)] : [node];
    for (const owner of owners) {
        for (const member of owner.members) {
            if (member.$type === 'Key') {
                return member;
            }
        }
    }
    return undefined;
}

function findKey(node: ast.Entity | ast.Relationship, shape: GrowingShape): void {
    const written = writtenKey(node);
    if (written) {
        shape.key = written.elements.map(element => element.element.$refText).filter(name => shape.byName.has(name));
        shape.withoutOverlaps = written.elements.find(element => element.withoutOverlaps)?.element.$refText;
        return;
    }
    const marked: string[] = [];
    for (const { name, node: attribute } of shape.attributes) {
        if (attribute?.$type === 'Attribute' && isKeyAttribute(attribute)) {
            marked.push(name);
        }
    }
    // A parent's explicit key holds where nothing nearer says otherwise.
    if (marked.length > 0) {
        shape.key = marked;
    } else if (shape.parent) {
        shape.key = shape.parent.key;
        shape.withoutOverlaps = shape.parent.withoutOverlaps;
    }
}

/** The strategy that holds for what extends an entity: of the nearest ancestor that states one. */
function strategyBelow(entity: RelationShape): Subtypes['strategy'] {
    const stated = statedStrategy(entity);
    return stated ?? (entity.hasTable ? 'joined' : 'concrete');
}

function statedStrategy(entity: RelationShape): Subtypes['strategy'] | undefined {
    for (let current: RelationShape | undefined = entity; current; current = current.parent) {
        const subtypes = subtypesOf(current.node);
        if (subtypes) {
            return subtypes.strategy as Subtypes['strategy'];
        }
    }
    return undefined;
}

export function subtypesOf(node: RelationShape['node']): ast.Subtypes | undefined {
    if (node.$type !== 'Entity') {
        return undefined;
    }
    return node.members.find((member): member is ast.Subtypes => member.$type === 'Subtypes');
}

/**
 * An abstract entity has no table, unless its subtypes are stored in one with it, join it or inherit from it. A
 * subtype in a single table is in its parent's.
 */
function hasOwnTable(entity: RelationShape): boolean {
    if (entity.strategy === 'single table') {
        return false;
    }
    if (entity.node.$type !== 'Entity' || !entity.node.abstract) {
        return entity.node.$type === 'Entity' || entity.node.$type === 'Relationship';
    }
    const stated = statedStrategy(entity);
    return stated !== undefined && stated !== 'concrete';
}
