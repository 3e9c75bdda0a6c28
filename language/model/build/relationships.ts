import type * as ast from '../../generated/ast.ts';
import { entityOfPath, isManyToMany } from '../../references/index.ts';
import type { Cardinality, Relationship, RelationshipEnd } from '../model.ts';
import type { BuildContext } from './context.ts';
import { cardinalities } from './crows-foot.ts';
import { declared } from './elements.ts';

/** Undefined where an end is no entity; the linker or a check says so. */
export function relationshipOf(context: BuildContext, node: ast.Relationship): Relationship | undefined {
    const { source: sourceCardinality, target: targetCardinality } = cardinalities(node.notation);
    const source = endOf(context, node.source, sourceCardinality);
    const target = endOf(context, node.target, targetCardinality);
    if (!source || !target) {
        return undefined;
    }
    return {
        ...declared(context, node), source, target,
        ...node.label === undefined ? {} : { label: node.label },
        ...node.inverseLabel === undefined ? {} : { inverseLabel: node.inverseLabel },
        kind: node.kind ?? 'association',
        identifying: node.identifying,
        ...isManyToMany(node) ? { joinEntity: context.id(node) } : {},
    };
}

function endOf(context: BuildContext, path: ast.Path | undefined, cardinality: Cardinality): RelationshipEnd | undefined {
    const entity = entityOfPath(path);
    if (!path || !entity) {
        return undefined;
    }
    const last = path.segments.at(-1)!.target;
    const end = { entity: context.id(entity), cardinality, place: context.sources.placeOf(path) };
    return last.ref?.$type === 'Attribute' ? { ...end, attribute: last.$refText } : end;
}
