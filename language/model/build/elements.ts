import type { AstNode } from 'langium';
import { documentationOf } from '../../documentation/index.ts';
import type * as ast from '../../generated/ast.ts';
import type { Constraint, ConstraintTiming, Element } from '../elements.ts';
import { annotationsOf } from './annotations.ts';
import type { BuildContext } from './context.ts';
import type { Scope } from './shapes.ts';

/** What a declaration at the top of a document or schema block has like any other. */
export function declared(context: BuildContext, node: AstNode & { readonly name?: string; readonly annotations: readonly ast.Annotation[] }): Element {
    return element(context, node, context.id(node), {}, context.annotates.about(node)?.annotations);
}

export function element(
    context: BuildContext, node: AstNode & { readonly name?: string; readonly annotations: readonly ast.Annotation[] }, id: string, scope: Scope,
    added?: readonly ast.Annotation[]
): Element {
    const place = context.sources.placeOfName(node);
    // A head may be longer than a line: its first line counts, not the name's.
    const documentation = documentationOf(node.$cstNode);
    const annotations = annotationsOf(context, node.annotations, scope, added);
    const name = node.name ?? '';
    return documentation === undefined ? { name, id, place, annotations } : { name, id, place, documentation, annotations };
}

/** What a constraint of its own line has like any other. The name is written, or asked of the registry. */
export function constraint(
    context: BuildContext, node: AstNode & { readonly annotations: readonly ast.Annotation[] }, scope: Scope, written: string | undefined, generate: () => string,
): Constraint {
    const place = context.sources.placeOfName(node);
    const documentation = context.sources.documentationOf(node, place);
    const common = { physicalName: written ?? generate(), named: written !== undefined, place, annotations: annotationsOf(context, node.annotations, scope) };
    return documentation === undefined ? common : { ...common, documentation };
}

const immediate: ConstraintTiming = { deferrable: false, initiallyDeferred: false };

export function timingOf(node: { readonly deferrable: boolean; readonly initiallyDeferred: boolean } | undefined): ConstraintTiming {
    return node?.deferrable ? { deferrable: true, initiallyDeferred: node.initiallyDeferred } : immediate;
}
