import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import { arrayOf, isPrimitiveName, primitive, unknownType } from '../typing.ts';
import type { Type } from '../types.ts';
import type { BuildContext } from './context.ts';

/** The type that is written; unknown where something in it did not link. */
export function typeOf(context: BuildContext, use: ast.TypeUse | undefined): Type {
    if (!use) {
        return unknownType;
    }
    const type = use.native ? nativeType(use.native) : namedType(context, use.type?.ref, use.arguments);
    return use.dimensions.length === 0 ? type
        : arrayOf(type, use.dimensions.map(dimension => dimension.size === undefined ? undefined : Number(dimension.size)));
}

/** What a domain is over; unknown where that is, by whatever way, the domain itself. */
export function domainTypeOf(context: BuildContext, domain: ast.Domain): Type {
    const within = new Set<ast.Domain>();
    for (let current = domainWithin(domain.type); current && !within.has(current); current = domainWithin(current.type)) {
        within.add(current);
    }
    return within.has(domain) ? unknownType : typeOf(context, domain.type);
}

function domainWithin(use: ast.TypeUse | undefined): ast.Domain | undefined {
    const [argument] = use?.arguments ?? [];
    return [use?.type?.ref, argument?.$type === 'NamedTypeArgument' ? argument.target?.ref : undefined].find(target => target?.$type === 'Domain');
}

function nativeType(native: ast.NativeType): Type {
    const spellings: Record<string, string> = {};
    for (const { engine, spelling } of native.spellings) {
        if (engine) {
            spellings[engine.$refText] = spelling ?? '';
        }
    }
    return { kind: 'native', spellings };
}

function namedType(context: BuildContext, declaration: AstNode | undefined, written: readonly ast.TypeArgument[]): Type {
    switch (declaration?.$type) {
        case 'PrimitiveType':
            return primitiveType(context, declaration as ast.PrimitiveType, written);
        case 'Domain':
            return { kind: 'domain', id: context.id(declaration) };
        case 'Enum':
            return { kind: 'enum', id: context.id(declaration) };
        case 'StructuredType':
            return { kind: 'structure', id: context.id(declaration) };
        case 'Entity': {
            const key = written.filter(argument => argument.$type === 'NamedTypeArgument').map(argument => argument.target?.$refText ?? '');
            return key.length > 0 ? { kind: 'reference', entity: context.id(declaration), key } : { kind: 'reference', entity: context.id(declaration) };
        }
        case 'View':
            return { kind: 'row', relation: context.id(declaration) };
        default:
            return unknownType;
    }
}

function primitiveType(context: BuildContext, { name, $container }: ast.PrimitiveType, written: readonly ast.TypeArgument[]): Type {
    if (isPrimitiveName(name)) {
        return written.length === 0 ? primitive(name) : { kind: 'primitive', name, arguments: sizes(written) };
    }
    if (name === 'range' || name === 'multirange') {
        const element = written[0]?.$type === 'NamedTypeArgument' ? written[0].target?.ref : undefined;
        return { kind: 'range', of: namedType(context, element, []), multi: name === 'multirange' };
    }
    if ($container.$type === 'Extension') {
        // What an extension brings exists in PostgreSQL only: no other engine has extensions with types.
        const parameters = sizes(written);
        return { kind: 'native', spellings: { postgresql: parameters.length > 0 ? `${name}(${parameters.join(', ')})` : name } };
    }
    return unknownType;
}

function sizes(written: readonly ast.TypeArgument[]): number[] {
    return written.filter(argument => argument.$type === 'NumericTypeArgument').map(argument => argument.value);
}

/** The narrowest type that holds a number as it is written. */
export function numberType(text: string): Type {
    if (!/^-?\d+$/.test(text)) {
        return primitive(/e/i.test(text) ? 'double' : 'decimal');
    }
    const value = Math.abs(Number(text));
    return primitive(value < 2 ** 31 ? 'int' : value < 2 ** 63 ? 'bigint' : 'decimal');
}
