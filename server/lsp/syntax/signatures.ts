import type { AstNode } from 'langium';
import { ast } from '../../../language/index.ts';

/** What stands behind an element's name in a list: `: string(100)?`, `(value: string): int`. */
export function signatureOf(node: AstNode): string | undefined {
    switch (node.$type) {
        case ast.Attribute.$type:
        case ast.Domain.$type:
        case ast.SessionVariable.$type:
        case ast.Parameter.$type: {
            const { type } = node as ast.Attribute;
            return type && `: ${typeText(type)}`;
        }
        case ast.AccessParameter.$type: {
            const { type } = node as ast.AccessParameter;
            return type && `: ${typeText(type)}`;
        }
        case ast.Routine.$type: {
            const { parameters, result } = node as ast.Routine;
            return `(${parameters.map(parameterText).join(', ')})${result ? `: ${resultText(result)}` : ''}`;
        }
        case ast.AnnotationDeclaration.$type: {
            const { parameters } = node as ast.AnnotationDeclaration;
            return parameters.length > 0 ? `(${parameters.map(parameterText).join(', ')})` : undefined;
        }
        case ast.PrimitiveType.$type: {
            const { parameters } = node as ast.PrimitiveType;
            return parameters.length > 0 ? `(${parameters.map(({ name, optional }) => `${name}${optional ? '?' : ''}`).join(', ')})` : undefined;
        }
        case ast.EnumValue.$type: {
            const { label } = node as ast.EnumValue;
            return label === undefined ? undefined : ` ${label}`;
        }
        case ast.OperatorClass.$type:
            return ` for ${(node as ast.OperatorClass).method}`;
        case ast.QuerySource.$type:
            return `: ${(node as ast.QuerySource).relation?.$refText ?? ''}`;
        default:
            return undefined;
    }
}

/** A type as it was written, on one line. */
export function typeText(type: ast.TypeUse): string {
    return (type.$cstNode?.text ?? '').replace(/\s+/g, ' ');
}

/** A parameter as it is declared: `variadic value: any`, `keepLast: int = 0`. */
export function parameterText(parameter: ast.Parameter): string {
    return (parameter.$cstNode?.text ?? parameter.name ?? '').replace(/\s+/g, ' ');
}

function resultText(result: ast.RoutineResult): string {
    return (result.$cstNode?.text ?? '').replace(/\s+/g, ' ');
}
