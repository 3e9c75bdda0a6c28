import type * as ast from '../../generated/ast.ts';
import type { Check, Element, Entity, Exclusion, FunctionalDependency, Index, Period, Subtypes, Unique } from '../elements.ts';
import { engineOptions, wasOf } from './annotations.ts';
import { attributeOf, isCopied } from './attributes.ts';
import { checkOf, checkOfAttribute, checksOfStructure, keyLine, keyOf, uniqueOf, uniqueOfAttribute } from './constraints.ts';
import type { BuildContext } from './context.ts';
import { element } from './elements.ts';
import { storedValue } from './enum-values.ts';
import { governanceOf } from './governance.ts';
import { exclusionOf, indexOf } from './indexes.ts';
import { partitioningOf } from './partitions.ts';
import { mixinsOf, type MemberOwner, type RelationShape } from './shapes.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/** What the members of an entity, its mixins and, where they are copied, its parents come to. */
interface Members {
    readonly uniques: Unique[];
    readonly checks: Check[];
    readonly indexes: Index[];
    readonly exclusions: Exclusion[];
    readonly periods: Period[];
    readonly dependencies: FunctionalDependency[];
    partitioning?: ast.Partitioning;
    history?: ast.History;
    rowSecurity?: ast.RowSecurity;
}

/** An entity of the model, from an entity or from the table between that a many-to-many relationship needs. */
export function entityOf(context: BuildContext, relation: RelationShape): Entity {
    const node = relation.node as ast.Entity | ast.Relationship;
    const common: Element = element(context, node, relation.id, relation.scope, context.annotates.about(node)?.annotations);
    const members = membersOf(context, relation);
    const entity: Mutable<Entity> = {
        ...common,
        kind: 'entity', abstract: false, mixins: [], attributes: relation.attributes.map(attribute => attributeOf(context, attribute)),
        uniques: members.uniques, checks: members.checks, indexes: members.indexes, exclusions: members.exclusions,
        periods: members.periods, dependencies: members.dependencies, unlogged: false, options: [],
        ...governanceOf(context, relation), was: wasOf(common.annotations),
    };
    if (relation.hasTable) {
        entity.table = relation.table;
    }
    const key = keyOf(context, relation, keyLine(context, relation));
    if (key) {
        entity.key = key;
    }
    if (members.partitioning) {
        entity.partitioning = partitioningOf(context, relation, members.partitioning);
    }
    if (members.history) {
        const { physicalName } = members.history;
        const name = physicalName ?? context.rules.join(relation.table.name, 'history');
        entity.history = { table: { ...relation.table, name }, place: context.sources.placeOf(members.history) };
    }
    if (members.rowSecurity) {
        entity.rowSecurity = { enabled: !members.rowSecurity.disabled, forced: members.rowSecurity.forced };
    }
    if (node.$type === 'Entity') {
        addEntityClauses(context, relation, node, entity);
    }
    return entity;
}

function addEntityClauses(context: BuildContext, relation: RelationShape, node: ast.Entity, entity: Mutable<Entity>): void {
    entity.abstract = node.abstract;
    entity.unlogged = node.unlogged;
    entity.options = engineOptions(node.options);
    entity.mixins = node.mixins.flatMap(use => use.mixin?.ref ? [context.id(use.mixin.ref)] : []);
    if (node.tablespace !== undefined) {
        entity.tablespace = node.tablespace;
    }
    if (relation.parent) {
        entity.parent = relation.parent.id;
        const { discriminatorValue } = node;
        const value = discriminatorValue?.ref;
        if (discriminatorValue && !value) {
            entity.unknownDiscriminator = true;
        } else {
            const literal = value ? value.value : node.discriminator;
            entity.discriminator = literal ? storedValue(literal) : (value ?? node).name;
        }
    }
    const line = context.shapes.subtypesOf(node);
    if (line) {
        entity.subtypes = {
            strategy: line.strategy as Subtypes['strategy'],
            ...line.discriminator ? { discriminator: line.discriminator.$refText } : {},
            exclusive: !line.overlapping, complete: line.complete, place: context.sources.placeOf(line),
        };
    }
}

function membersOf(context: BuildContext, relation: RelationShape): Members {
    const members: Members = { uniques: [], checks: [], indexes: [], exclusions: [], periods: [], dependencies: [] };
    addFromAttributes(context, relation, members);
    for (const { owner, inherited } of ownersOf(relation)) {
        for (const member of context.shapes.linesOf(owner)) {
            addMember(context, relation, member, inherited, members);
        }
    }
    return members;
}

interface Contributor {
    readonly owner: MemberOwner;
    readonly inherited: boolean;
}

/** Where members come from: the entity, its mixins, and the parents of which its table is a copy. */
function ownersOf(relation: RelationShape): readonly Contributor[] {
    const { node } = relation;
    if (node.$type !== 'Entity') {
        return node.$type === 'Relationship' ? [{ owner: node, inherited: false }] : [];
    }
    if (!relation.parent && node.mixins.length === 0) {
        return [{ owner: node, inherited: false }];
    }
    const owners: Contributor[] = [];
    const seen = new Set<ast.Mixin>();
    let inherited = false;
    for (let current: RelationShape | undefined = relation; current; current = isCopy(current) ? current.parent : undefined) {
        const entity = current.node as ast.Entity;
        owners.push({ owner: entity, inherited });
        for (const mixin of mixinsOf(entity)) {
            if (!seen.has(mixin)) {
                seen.add(mixin);
                owners.push({ owner: mixin, inherited });
            }
        }
        inherited = true;
    }
    return owners;
}

function isCopy({ strategy }: RelationShape): boolean {
    return strategy === 'concrete' || strategy === 'inherited';
}

function addFromAttributes(context: BuildContext, relation: RelationShape, members: Members): void {
    for (const attribute of relation.attributes) {
        if (!isCopied(attribute)) {
            continue;
        }
        const inheritsChecks = attribute.inherited && relation.strategy === 'inherited';
        for (const modifier of attribute.source!.constraints) {
            if (modifier.$type === 'UniqueModifier') {
                members.uniques.push(uniqueOfAttribute(context, attribute, modifier));
            } else if (!inheritsChecks) {
                members.checks.push(checkOfAttribute(context, attribute, modifier, relation.scope));
            }
        }
        if (attribute.type.kind === 'structure' && !inheritsChecks) {
            members.checks.push(...checksOfStructure(context, attribute));
        }
    }
}

function addMember(context: BuildContext, relation: RelationShape, member: ast.EntityMember, inherited: boolean, members: Members): void {
    switch (member.$type) {
        case 'Unique':
            members.uniques.push(uniqueOf(context, relation, member));
            break;
        case 'Check':
            // PostgreSQL's INHERITS hands down checks, but no keys, uniques and indexes.
            if (!inherited || relation.strategy !== 'inherited') {
                members.checks.push(checkOf(context, relation, member));
            }
            break;
        case 'Index':
            members.indexes.push(indexOf(context, relation, member));
            break;
        case 'Exclusion':
            members.exclusions.push(exclusionOf(context, relation, member));
            break;
        case 'Period':
            members.periods.push({
                name: member.name ?? '', start: member.start?.$refText ?? '', end: member.end?.$refText ?? '', place: context.sources.placeOfName(member),
            });
            break;
        case 'Determines':
            members.dependencies.push({
                determinants: member.determinants.map(({ $refText }) => $refText), dependents: member.dependents.map(({ $refText }) => $refText),
                place: context.sources.placeOf(member),
            });
            break;
        case 'Partitioning':
            members.partitioning ??= member;
            break;
        case 'History':
            members.history ??= member;
            break;
        case 'RowSecurity':
            members.rowSecurity ??= member;
            break;
    }
}
