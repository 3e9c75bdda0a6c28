import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Column, PhysicalName, Subtypes } from '../elements.ts';
import type { Type } from '../types.ts';
import { endSource, sourceOf, type AttributeSource } from './attribute-source.ts';
import type { BuildContext } from './context.ts';
import { isManyToMany, joinEnds } from '../../references/index.ts';
import { typeOf } from './types.ts';

/** An attribute of a relation before its expressions are bound: what names can mean and columns are made of. */
export interface AttributeShape {
    readonly name: string;
    readonly id: string;
    readonly relation: RelationShape;
    /** Absent for a column of a view. */
    readonly source: AttributeSource | undefined;
    /** Of a view, where the attribute is one of its columns. */
    readonly viewColumn: ast.ViewColumn | undefined;
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

/** Where an expression stands: which row its bare names are of. */
export interface Scope {
    readonly row?: RelationShape | undefined;
    /** The structured attribute whose type the expression is written in. */
    readonly within?: AttributeShape | undefined;
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
    /** The strategy that it or the nearest ancestor states for subtypes. */
    readonly stated: Subtypes['strategy'] | undefined;
    /** Of an expression over its own row. */
    readonly scope: Scope;
}

export type MemberOwner = ast.Entity | ast.Mixin | ast.Relationship;

/** Shapes of all relations of a model, each made once. */
export class Shapes {
    private readonly context: BuildContext;
    private readonly known = new Map<AstNode, RelationShape | 'busy'>();
    private readonly byId = new Map<string, RelationShape>();
    private readonly lines = new Map<MemberOwner, readonly ast.EntityMember[]>();
    private readonly mixins = new Map<ast.Mixin, readonly AttributeSource[]>();

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

    /** What an entity, mixin or relationship says in lines of its own: all members but attributes. */
    linesOf(owner: MemberOwner): readonly ast.EntityMember[] {
        let lines = this.lines.get(owner);
        if (!lines) {
            lines = owner.members.filter(member => member.$type !== 'Attribute');
            this.lines.set(owner, lines);
        }
        return lines;
    }

    /** The explicit key that holds for an entity or relationship: its own, or that of the first mixin that has one. */
    writtenKey(node: ast.Entity | ast.Relationship): ast.Key | undefined {
        return keyIn(this.linesOf(node)) ?? (node.$type === 'Entity' ? mixinsOf(node) : []).map(mixin => keyIn(this.linesOf(mixin))).find(key => key);
    }

    subtypesOf(node: RelationShape['node']): ast.Subtypes | undefined {
        return node.$type === 'Entity' ? this.linesOf(node).find(line => line.$type === 'Subtypes') : undefined;
    }

    named(id: string): RelationShape | undefined {
        return this.byId.get(id);
    }

    private make(node: AstNode): RelationShape | undefined {
        switch (node.$type) {
            case 'Entity':
                return this.context.reuse?.entity(node)?.shape ?? this.entity(node as ast.Entity);
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
        const strategy = parent && (parent.stated ?? (parent.hasTable ? 'joined' : 'concrete'));
        const shape = this.start(node, parent, strategy);
        for (const inherited of parent?.attributes ?? []) {
            shape.add(attributeShape(shape, inherited.source!, true));
        }
        this.addOwnAndMixins(shape, node);
        findKey(shape, this.writtenKey(node));
        return shape;
    }

    private joinEntity(node: ast.Relationship): RelationShape {
        const shape = this.start(node);
        const ends = joinEnds(node);
        for (const { name, entity } of ends) {
            const written = node.members.find((member): member is ast.Attribute => member.$type === 'Attribute' && member.name === name);
            if (written) {
                this.addAttribute(shape, sourceOf(this.context, written, node));
            } else if (entity) {
                shape.add(attributeShape(shape, endSource(this.context, name, entity, node), false));
            }
        }
        this.addMembers(shape, node);
        findKey(shape, this.writtenKey(node));
        const names = ends.map(end => end.name).filter(name => shape.byName.has(name));
        if (shape.key.length === 0 && !node.members.some(member => isUniqueOver(member, names))) {
            shape.key = names;
        }
        return shape;
    }

    private structure(node: ast.StructuredType): RelationShape {
        const shape = this.start(node);
        for (const attribute of node.attributes) {
            this.addAttribute(shape, sourceOf(this.context, attribute, node));
        }
        return shape;
    }

    private view(node: ast.View): RelationShape {
        const shape = this.start(node);
        for (const member of node.members) {
            if (member.$type === 'ViewColumn' && member.name) {
                const type = typeOf(this.context, member.type);
                const columns: readonly Column[] = [
                    { name: member.physicalName ?? this.context.rules.physical(member.name), type, nullable: true, path: [] },
                ];
                shape.add({
                    name: member.name, id: `${shape.id}.${member.name}`, relation: shape, source: undefined, viewColumn: member, inherited: false,
                    type, target: undefined, optional: true, columns, parts: undefined, state: 'done',
                });
            }
        }
        return shape;
    }

    private start(node: RelationShape['node'], parent?: RelationShape, strategy?: Subtypes['strategy']): GrowingShape {
        const { context } = this;
        const table = strategy === 'single table' ? parent!.table
            : node.$type === 'Entity' ? context.table(node, node.physicalName)
                : context.physicalName(node, node.physicalName);
        const stated = this.subtypesOf(node)?.strategy as Subtypes['strategy'] | undefined ?? parent?.stated;
        return new GrowingShape(node, context.id(node), table, hasOwnTable(node, strategy, stated), parent, strategy, stated);
    }

    /**
     * Key attributes of mixins first, then what is written in entities, then what else mixins bring: a key leads its
     * table, audit columns trail. What PostgreSQL's INHERITS hands down stands before everything else.
     */
    private addOwnAndMixins(shape: GrowingShape, node: ast.Entity): void {
        this.addMembers(shape, node);
        let inOrder = !shape.parent;
        for (const mixin of mixinsOf(node)) {
            for (const source of this.sourcesIn(mixin)) {
                this.addAttribute(shape, source);
                inOrder &&= !source.isKey;
            }
        }
        if (!inOrder) {
            const handedDown = shape.strategy === 'inherited';
            const ranks: AttributeShape[][] = [[], [], [], []];
            for (const attribute of shape.attributes) {
                ranks[handedDown && attribute.inherited ? 0 : rankOf(attribute)]!.push(attribute);
            }
            shape.attributes.splice(0, shape.attributes.length, ...ranks.flat());
        }
    }

    private addMembers(shape: GrowingShape, owner: ast.Entity | ast.Relationship): void {
        const lines: ast.EntityMember[] = [];
        for (const member of owner.members) {
            if (member.$type === 'Attribute') {
                this.addAttribute(shape, sourceOf(this.context, member, owner));
            } else {
                lines.push(member);
            }
        }
        this.lines.set(owner, lines);
    }

    private sourcesIn(mixin: ast.Mixin): readonly AttributeSource[] {
        let sources = this.mixins.get(mixin);
        if (!sources) {
            sources = mixin.members.filter(member => member.$type === 'Attribute').map(attribute => sourceOf(this.context, attribute, mixin));
            this.mixins.set(mixin, sources);
        }
        return sources;
    }

    /** The nearest wins: own before mixin before parent; but a mixin that the parent has too brings nothing new. */
    private addAttribute(shape: GrowingShape, source: AttributeSource): void {
        if (!source.name) {
            // Half-typed: it has no name yet that anything could be made of.
            return;
        }
        const present = shape.byName.get(source.name);
        if (present && (present.inherited ? present.source?.writtenIn === source.writtenIn : source.writtenIn !== shape.node)) {
            return;
        }
        shape.add(attributeShape(shape, source, false));
    }
}

function attributeShape(relation: RelationShape, source: AttributeSource, inherited: boolean): AttributeShape {
    const { name, type, target, optional } = source;
    return {
        name, id: `${relation.id}.${name}`, relation, source, viewColumn: undefined, inherited, type, target, optional,
        columns: undefined, parts: undefined, state: 'new',
    };
}

/** Whether a line says of the ends of a relationship that each pair is there once, so that they need not be its key. */
function isUniqueOver(member: ast.Relationship['members'][number], ends: readonly string[]): boolean {
    const elements = member.$type === 'Unique' ? member.elements.map(({ element }) => element?.$refText)
        : member.$type === 'Index' && member.modifiers.some(({ $type }) => $type === 'IndexUnique') && !member.modifiers.some(({ $type }) => $type === 'IndexPredicate')
            ? member.elements.map(({ expression }) => expression?.$type === 'NameExpression' ? expression.target?.$refText : undefined)
            : [];
    return elements.length === ends.length && ends.every(name => elements.includes(name));
}

function rankOf({ source }: AttributeShape): 1 | 2 | 3 {
    return source?.writtenIn.$type !== 'Mixin' ? 2 : source.isKey ? 1 : 3;
}

function parentOf(node: AstNode): ast.Entity | undefined {
    return node.$type === 'Entity' ? (node as ast.Entity).parent?.entity?.ref : undefined;
}

/**
 * An abstract entity has no table, unless its subtypes are stored in one with it, join it or inherit from it. A subtype
 * in a single table is in its parent's.
 */
function hasOwnTable(node: RelationShape['node'], strategy: Subtypes['strategy'] | undefined, stated: Subtypes['strategy'] | undefined): boolean {
    if (strategy === 'single table' || node.$type !== 'Entity') {
        return node.$type === 'Relationship';
    }
    return !node.abstract || stated !== undefined && stated !== 'concrete';
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
    readonly stated: Subtypes['strategy'] | undefined;
    readonly scope: Scope;

    constructor(
        node: RelationShape['node'], id: string, table: PhysicalName, hasTable: boolean, parent: RelationShape | undefined,
        strategy: Subtypes['strategy'] | undefined, stated: Subtypes['strategy'] | undefined,
    ) {
        this.node = node;
        this.id = id;
        this.table = table;
        this.parent = parent;
        this.strategy = strategy;
        this.stated = stated;
        this.scope = { row: this };
        this.hasTable = hasTable;
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

function keyIn(lines: readonly ast.EntityMember[]): ast.Key | undefined {
    return lines.find((line): line is ast.Key => line.$type === 'Key');
}

function findKey(shape: GrowingShape, written: ast.Key | undefined): void {
    if (written) {
        shape.key = written.elements.map(element => element.element?.$refText ?? '').filter(name => shape.byName.has(name));
        shape.withoutOverlaps = written.elements.find(element => element.withoutOverlaps)?.element?.$refText;
        return;
    }
    const marked: string[] = [];
    for (const { name, source } of shape.attributes) {
        if (source?.isKey) {
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

