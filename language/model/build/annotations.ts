import type * as ast from '../../generated/ast.ts';
import type { Annotation, AnnotationArgument, AnnotationValue, EngineOptions } from '../elements.ts';
import { parameterOf } from '../../references/index.ts';
import type { BuildContext } from './context.ts';
import { bind } from './expressions.ts';
import type { Scope } from './shapes.ts';

const none: readonly Annotation[] = [];
const noOptions: readonly EngineOptions[] = [];

/** Annotations with their arguments bound; those of an `annotate` block after the element's own. */
export function annotationsOf(context: BuildContext, own: readonly ast.Annotation[], scope: Scope, added?: readonly ast.Annotation[]): readonly Annotation[] {
    const all = added && added.length > 0 ? [...own, ...added] : own;
    return all.length === 0 ? none : all.filter(annotation => annotation.declaration).map(annotation => ({
        name: annotation.declaration?.$refText ?? '',
        arguments: annotationArguments(context, annotation.arguments, scope),
        place: context.sources.placeOf(annotation),
    }));
}

export function annotationArguments(context: BuildContext, nodes: readonly ast.AnnotationArgument[], scope: Scope): readonly AnnotationArgument[] {
    return nodes.map(node => {
        const parameter = parameterOf(node)?.name ?? node.parameter?.$refText;
        const value = valueOf(context, node, scope);
        return parameter === undefined ? { value } : { parameter, value };
    });
}

function valueOf(context: BuildContext, node: ast.AnnotationArgument, scope: Scope): AnnotationValue {
    const { value } = node;
    switch (value?.$type) {
        case 'TextValue':
        case 'StringLiteral':
            return { kind: 'text', value: value.value };
        case 'NumberLiteral':
            return { kind: 'number', value: Number(value.value) };
        case 'UnaryExpression':
            if (value.operand?.$type === 'NumberLiteral') {
                return { kind: 'number', value: (value.operator === '-' ? -1 : 1) * Number(value.operand.value) };
            }
            break;
        case 'BooleanLiteral':
            return { kind: 'boolean', value: value.value === 'true' };
        case 'NameExpression':
            return { kind: 'name', value: value.target?.$refText ?? '' };
    }
    return { kind: 'expression', value: bind(context, value, scope, node) };
}

/** Old physical names: `@was("old_name")`. */
export function wasOf(annotations: readonly Annotation[]): readonly string[] {
    const was: string[] = [];
    for (const { name, arguments: values } of annotations) {
        if (name === 'was') {
            for (const { value } of values) {
                if (value.kind === 'text' || value.kind === 'name') {
                    was.push(value.value);
                }
            }
        }
    }
    return was;
}

export function engineOptions(nodes: readonly ast.EngineOptions[]): readonly EngineOptions[] {
    return nodes.length === 0 ? noOptions : nodes.map(({ engine, entries }) => ({ engine: engine?.$refText ?? '', entries: optionEntries(entries) }));
}

export function optionEntries(entries: readonly ast.EngineOption[]): readonly { readonly name: string; readonly value?: string }[] {
    return entries.map(({ name, value }) => value === undefined ? { name } : { name, value });
}
