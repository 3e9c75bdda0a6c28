import type * as ast from '../../generated/ast.ts';
import type { AccessPattern, EntityGovernance, EntityLoad, Retention } from '../elements.ts';
import { unknownType } from '../typing.ts';
import type { BuildContext } from './context.ts';
import { bind, bindOrder } from './expressions.ts';
import { mixinsOf, type RelationShape } from './shapes.ts';
import { typeOf } from './types.ts';

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

/**
 * The lines about governance and load that hold for an entity, the strongest last: those of the parent, of mixins, its
 * own, those of `annotate` blocks. What has one value takes the last, what has several takes all.
 */
function linesAbout(context: BuildContext, relation: RelationShape): readonly ast.GovernanceLine[] {
    // From the root down, as a chain of inheritance may be longer than the stack.
    const unknown: RelationShape[] = [];
    for (let current: RelationShape | undefined = relation; current && !context.governance.has(current); current = current.parent) {
        unknown.push(current);
    }
    while (unknown.length > 0) {
        const current = unknown.pop()!;
        const inherited = current.parent ? context.governance.get(current.parent)!.filter(line => !isLoad(line)) : [];
        context.governance.set(current, [...inherited, ...ownLines(context, current)]);
    }
    return context.governance.get(relation)!;
}

function ownLines(context: BuildContext, { node }: RelationShape): readonly ast.GovernanceLine[] {
    if (node.$type !== 'Entity' && node.$type !== 'Relationship') {
        return [];
    }
    const lines: ast.GovernanceLine[] = [];
    const owners = node.$type === 'Entity' ? [...mixinsOf(node).toReversed(), node] : [node];
    for (const owner of owners) {
        for (const member of context.shapes.linesOf(owner)) {
            if (isGovernanceLine(member)) {
                lines.push(member);
            }
        }
        lines.push(...context.annotates.about(owner)?.lines ?? []);
    }
    return lines;
}

const governanceTypes: ReadonlySet<string> = new Set([
    'AreaLine', 'OwnerLine', 'StewardLine', 'PurposeLine', 'SubjectLine', 'RetentionLine',
    'AuditLine', 'VolumeLine', 'AccessPattern',
]);

function isGovernanceLine(member: ast.EntityMember): member is ast.GovernanceLine {
    return governanceTypes.has(member.$type);
}

/** How much there is of an entity and how it is read says nothing about its subtypes. */
function isLoad(line: ast.GovernanceLine): boolean {
    return line.$type === 'VolumeLine' || line.$type === 'AccessPattern';
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
            case 'AreaLine':
                governance.areas = union(governance.areas, line.areas.flatMap(area => area.ref ? [context.id(area.ref)] : []));
                break;
            case 'OwnerLine':
                if (line.team?.ref) {
                    governance.owner = context.id(line.team.ref);
                }
                break;
            case 'StewardLine':
                if (line.team?.ref) {
                    governance.steward = context.id(line.team.ref);
                }
                break;
            case 'PurposeLine':
                governance.purposes = union(governance.purposes, line.purposes.flatMap(purpose => purpose.ref ? [context.id(purpose.ref)] : []));
                break;
            case 'SubjectLine':
                governance.subject = { path: line.path?.segments.map(segment => segment.target?.$refText ?? '') ?? [], place: context.sources.placeOf(line) };
                break;
            case 'RetentionLine':
                governance.retention = retentionOf(context, line);
                break;
            case 'AuditLine':
                governance.audit = union(governance.audit, line.operations as EntityGovernance['audit']);
                break;
            case 'VolumeLine':
                load.volume = volumeOf(context, line);
                break;
            case 'AccessPattern':
                load.accesses = [...load.accesses, accessOf(context, relation, line)];
                break;
        }
    }
    return { governance, load };
}

function union<T>(present: readonly T[], added: readonly T[]): readonly T[] {
    return present.length === 0 ? [...new Set(added)] : [...new Set([...present, ...added])];
}

function retentionOf(context: BuildContext, line: ast.RetentionLine): Retention {
    const { duration, anchor, action, reason } = line;
    return {
        unlimited: duration === undefined,
        ...duration ? { duration: { count: Number(duration.count), unit: (duration.unit ?? '').replace(/s$/, '') as NonNullable<Retention['duration']>['unit'] } } : {},
        ...anchor ? { anchor: anchor.$refText } : {},
        ...action ? { action } : {},
        attributes: line.attributes.map(({ $refText }) => $refText),
        ...reason === undefined ? {} : { reason },
        place: context.sources.placeOf(line),
    };
}

const magnitudes: Readonly<Record<string, number>> = { k: 1e3, M: 1e6, B: 1e9 };

function amountOf(quantity: ast.Quantity | undefined): number {
    return Number(quantity?.count ?? 0) * (magnitudes[quantity?.magnitude ?? ''] ?? 1);
}

function volumeOf(context: BuildContext, line: ast.VolumeLine): NonNullable<EntityLoad['volume']> {
    const volume = { rows: amountOf(line.rows), place: context.sources.placeOf(line) };
    return line.growth !== undefined && line.unit
        ? { ...volume, growth: { fraction: Number(line.growth) / 100, unit: line.unit } }
        : volume;
}

function accessOf(context: BuildContext, relation: RelationShape, node: ast.AccessPattern): AccessPattern {
    const { scope } = relation;
    return {
        name: node.name ?? '',
        operation: node.operation ?? 'select',
        parameters: node.parameters.map(parameter => {
            const attribute = parameter.attribute?.$refText;
            return attribute === undefined
                ? { name: parameter.name ?? '', type: typeOf(context, parameter.type) }
                : { attribute, name: attribute, type: relation.byName.get(attribute)?.type ?? unknownType };
        }),
        rate: { count: amountOf(node.rate), unit: (node.unit ?? 'sec') },
        ...node.where ? { where: bind(context, node.where, scope, node) } : {},
        order: bindOrder(context, node.order, scope),
        ...node.limit === undefined ? {} : { limit: Number(node.limit) },
        place: context.sources.placeOfName(node),
    };
}
