import * as ast from '../../generated/ast.ts';
import type { AccessPattern, EntityGovernance, EntityLoad, Retention } from '../elements.ts';
import { unknownType } from '../typing.ts';
import type { BuildContext } from './context.ts';
import { bind, bindOrder } from './expressions.ts';
import { mixinsOf, type RelationShape } from './shapes.ts';
import { placeOfName, placeOfNode } from './source.ts';
import { typeOf } from './types.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/**
 * The lines about governance and load that hold for an entity, the strongest last: those of the parent, of mixins, its
 * own, those of `annotate` blocks. What has one value takes the last, what has several takes all.
 */
function linesAbout(context: BuildContext, relation: RelationShape): readonly ast.GovernanceLine[] {
    const { node } = relation;
    if (node.$type !== ast.Entity.$type && node.$type !== ast.Relationship.$type) {
        return [];
    }
    const lines: ast.GovernanceLine[] = relation.parent ? linesAbout(context, relation.parent).filter(line => !isLoad(line)) : [];
    const owners = node.$type === ast.Entity.$type ? [...mixinsOf(node).toReversed(), node] : [node];
    for (const owner of owners) {
        for (const member of owner.members) {
            if (isGovernanceLine(member)) {
                lines.push(member);
            }
        }
        const annotated = context.annotates.about(owner);
        if (annotated && owner !== node) {
            lines.push(...annotated.lines);
        }
    }
    lines.push(...context.annotates.about(node)?.lines ?? []);
    return lines;
}

const governanceTypes: ReadonlySet<string> = new Set([
    ast.AreaLine.$type, ast.OwnerLine.$type, ast.StewardLine.$type, ast.PurposeLine.$type, ast.SubjectLine.$type, ast.RetentionLine.$type,
    ast.AuditLine.$type, ast.VolumeLine.$type, ast.AccessPattern.$type,
]);

function isGovernanceLine(member: ast.EntityMember): member is ast.GovernanceLine {
    return governanceTypes.has(member.$type);
}

/** How much there is of an entity and how it is read says nothing about its subtypes. */
function isLoad(line: ast.GovernanceLine): boolean {
    return line.$type === ast.VolumeLine.$type || line.$type === ast.AccessPattern.$type;
}

const noGovernance: EntityGovernance = { areas: [], purposes: [], audit: [] };
const noLoad: EntityLoad = { accesses: [] };

export function governanceOf(context: BuildContext, relation: RelationShape): { readonly governance: EntityGovernance; readonly load: EntityLoad } {
    const lines = linesAbout(context, relation);
    if (lines.length === 0) {
        return { governance: noGovernance, load: noLoad };
    }
    const governance: Mutable<EntityGovernance> = { ...noGovernance };
    const load: Mutable<EntityLoad> = { ...noLoad };
    for (const line of lines) {
        switch (line.$type) {
            case ast.AreaLine.$type:
                governance.areas = union(governance.areas, line.areas.flatMap(area => area.ref ? [context.id(area.ref)] : []));
                break;
            case ast.OwnerLine.$type:
                if (line.team?.ref) {
                    governance.owner = context.id(line.team.ref);
                }
                break;
            case ast.StewardLine.$type:
                if (line.team?.ref) {
                    governance.steward = context.id(line.team.ref);
                }
                break;
            case ast.PurposeLine.$type:
                governance.purposes = union(governance.purposes, line.purposes.flatMap(purpose => purpose.ref ? [context.id(purpose.ref)] : []));
                break;
            case ast.SubjectLine.$type:
                governance.subject = { path: line.path?.segments.map(segment => segment.target?.$refText ?? '') ?? [], place: placeOfNode(line) };
                break;
            case ast.RetentionLine.$type:
                governance.retention = retentionOf(line);
                break;
            case ast.AuditLine.$type:
                governance.audit = union(governance.audit, line.operations as EntityGovernance['audit']);
                break;
            case ast.VolumeLine.$type:
                load.volume = volumeOf(line);
                break;
            case ast.AccessPattern.$type:
                load.accesses = [...load.accesses, accessOf(context, relation, line)];
                break;
        }
    }
    return { governance, load };
}

function union<T>(present: readonly T[], added: readonly T[]): readonly T[] {
    return present.length === 0 ? [...new Set(added)] : [...new Set([...present, ...added])];
}

function retentionOf(line: ast.RetentionLine): Retention {
    const { duration, anchor, action, reason } = line;
    return {
        unlimited: duration === undefined,
        ...duration ? { duration: { count: Number(duration.count), unit: (duration.unit ?? '').replace(/s$/, '') as NonNullable<Retention['duration']>['unit'] } } : {},
        ...anchor ? { anchor: anchor.$refText } : {},
        ...action ? { action } : {},
        attributes: line.attributes.map(({ $refText }) => $refText),
        ...reason === undefined ? {} : { reason },
        place: placeOfNode(line),
    };
}

const magnitudes: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9 };

function amountOf(quantity: ast.Quantity | undefined): number {
    return Number(quantity?.count ?? 0) * (magnitudes[quantity?.magnitude ?? ''] ?? 1);
}

function volumeOf(line: ast.VolumeLine): NonNullable<EntityLoad['volume']> {
    const volume = { rows: amountOf(line.rows), place: placeOfNode(line) };
    return line.growth !== undefined && line.unit
        ? { ...volume, growth: { fraction: Number(line.growth) / 100, unit: line.unit as AccessPattern['rate']['unit'] } }
        : volume;
}

function accessOf(context: BuildContext, relation: RelationShape, node: ast.AccessPattern): AccessPattern {
    const scope = { row: relation };
    return {
        name: node.name ?? '',
        operation: node.operation ?? 'select',
        parameters: node.parameters.map(parameter => {
            const attribute = parameter.attribute?.$refText;
            return attribute === undefined
                ? { name: parameter.name ?? '', type: typeOf(context, parameter.type) }
                : { attribute, name: attribute, type: relation.byName.get(attribute)?.type ?? unknownType };
        }),
        rate: { count: amountOf(node.rate), unit: (node.unit ?? 'sec') as AccessPattern['rate']['unit'] },
        ...node.where ? { where: bind(context, node.where, scope, node) } : {},
        order: bindOrder(context, node.order, scope),
        ...node.limit === undefined ? {} : { limit: Number(node.limit) },
        place: placeOfName(node),
    };
}
