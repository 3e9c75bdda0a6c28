import type * as ast from '../../generated/ast.ts';
import { baseType, commonType, isAssignable, isNumeric, isOpen, isSame, unknownType, type NamedTypes } from '../typing.ts';
import type { CallMismatch } from '../expressions.ts';
import type { Type } from '../types.ts';
import type { BuildContext } from './context.ts';
import { typeOf } from './types.ts';

/** A type in a signature. `any` takes whatever it is given, `number` any number; `some` holds one of them within. */
type Pattern =
    | { readonly kind: 'any' | 'number' }
    | { readonly kind: 'some'; readonly within: 'array' | 'range'; readonly of: Pattern }
    | { readonly kind: 'type'; readonly type: Type };

interface SignatureParameter {
    readonly pattern: Pattern;
    readonly optional: boolean;
    readonly variadic: boolean;
    readonly text: string;
}

interface Signature {
    readonly routine: ast.Routine;
    readonly parameters: readonly SignatureParameter[];
    readonly result: Pattern;
}

export interface ResolvedCall {
    readonly routine: ast.Routine;
    readonly type: Type;
    /** Why no overload takes the arguments. */
    readonly mismatch?: CallMismatch;
}

/** Signatures of routines, each read once. */
export class Signatures {
    private readonly context: BuildContext;
    private readonly overloads = new Map<ast.Routine, readonly Signature[]>();

    constructor(context: BuildContext) {
        this.context = context;
    }

    /** The overload that fits best, as the name alone leads to the first of them. */
    resolve(routine: ast.Routine, given: readonly Type[], ordered: Type | undefined, types: NamedTypes): ResolvedCall {
        const overloads = this.of(routine);
        let best: Signature | undefined;
        let bestScore = -1;
        for (const overload of overloads) {
            const score = fit(overload, given, types);
            if (score > bestScore) {
                best = overload;
                bestScore = score;
            }
        }
        if (best) {
            return { routine: best.routine, type: resultType(best, given, ordered, types) };
        }
        const nearest = overloads.find(overload => acceptsCount(overload, given.length)) ?? overloads[0]!;
        const argument = acceptsCount(nearest, given.length)
            ? given.findIndex((type, position) => fitOf(parameterAt(nearest, position)!.pattern, type, types) < 0)
            : -1;
        const signatures = overloads.map(({ parameters }) => `${routine.name}(${parameters.map(({ text }) => text).join(', ')})`);
        return {
            routine: nearest.routine,
            type: resultType(nearest, given, ordered, types),
            mismatch: argument < 0 ? { signatures } : { argument, signatures },
        };
    }

    private of(routine: ast.Routine): readonly Signature[] {
        let signatures = this.overloads.get(routine);
        if (!signatures) {
            const siblings: readonly { readonly $type: string }[] = routine.$container.declarations;
            const overloads = siblings.filter((sibling): sibling is ast.Routine => isRoutine(sibling) && sibling.name === routine.name);
            signatures = overloads.map(overload => this.signature(overload));
            for (const overload of overloads) {
                this.overloads.set(overload, signatures);
            }
        }
        return signatures;
    }

    private signature(routine: ast.Routine): Signature {
        const parameters: SignatureParameter[] = [];
        for (const parameter of routine.parameters) {
            if (parameter.mode !== 'out') {
                const pattern = this.pattern(parameter.type);
                const variadic = parameter.mode === 'variadic';
                parameters.push({
                    // `variadic names: string[]` takes one text or more.
                    pattern: variadic ? elementPattern(pattern) : pattern,
                    optional: variadic || parameter.default !== undefined || (parameter.type?.optional ?? false),
                    variadic,
                    text: parameter.$cstNode?.text ?? '',
                });
            }
        }
        const result = routine.result?.type ? this.pattern(routine.result.type) : { kind: 'type', type: unknownType } as const;
        return { routine, parameters, result };
    }

    private pattern(use: ast.TypeUse | undefined): Pattern {
        const base = patternNamed(use?.type?.ref) ?? rangePattern(use);
        if (!base) {
            return { kind: 'type', type: typeOf(this.context, use) };
        }
        return use!.dimensions.reduce<Pattern>(pattern => ({ kind: 'some', within: 'array', of: pattern }), base);
    }
}

function isRoutine(node: { readonly $type: string }): node is ast.Routine {
    return node.$type === 'Routine';
}

function patternNamed(declaration: ast.TypeArgumentTarget | ast.TypeDeclaration | undefined): Pattern | undefined {
    const name = declaration?.$type === 'PrimitiveType' ? declaration.name : undefined;
    return name === 'any' || name === 'number' ? { kind: name } : undefined;
}

function rangePattern(use: ast.TypeUse | undefined): Pattern | undefined {
    const argument = use?.arguments[0];
    const of = argument?.$type === 'NamedTypeArgument' ? patternNamed(argument.target?.ref) : undefined;
    return of && { kind: 'some', within: 'range', of };
}

function elementPattern(pattern: Pattern): Pattern {
    if (pattern.kind === 'some' && pattern.within === 'array') {
        return pattern.of;
    }
    return pattern.kind === 'type' && pattern.type.kind === 'array' ? { kind: 'type', type: pattern.type.element } : pattern;
}

function acceptsCount({ parameters }: Signature, count: number): boolean {
    const required = parameters.reduce((sum, parameter) => sum + (parameter.optional ? 0 : 1), 0);
    return count >= required && (count <= parameters.length || parameters.at(-1)?.variadic === true);
}

function parameterAt({ parameters }: Signature, position: number): SignatureParameter | undefined {
    return parameters[position] ?? parameters.at(-1);
}

/** How well arguments fit; negative where they do not. An exact type counts more than one that is converted. */
function fit(signature: Signature, given: readonly Type[], types: NamedTypes): number {
    if (!acceptsCount(signature, given.length)) {
        return -1;
    }
    let score = 0;
    for (let position = 0; position < given.length; position++) {
        const points = fitOf(parameterAt(signature, position)!.pattern, given[position]!, types);
        if (points < 0) {
            return -1;
        }
        score += points;
    }
    return score;
}

function fitOf(pattern: Pattern, given: Type, types: NamedTypes): number {
    switch (pattern.kind) {
        case 'any':
            return 1;
        case 'number': {
            const base = baseType(given, types);
            return isNumeric(base) ? 3 : isOpen(base) ? 1 : -1;
        }
        case 'some': {
            const base = baseType(given, types);
            if (isOpen(base)) {
                return 1;
            }
            const inner = base.kind !== pattern.within ? undefined : base.kind === 'array' ? base.element : base.kind === 'range' ? base.of : undefined;
            return inner ? fitOf(pattern.of, inner, types) + 1 : -1;
        }
        case 'type':
            if (isSame(pattern.type, given)) {
                return 4;
            }
            if (isOpen(given) || isOpen(pattern.type)) {
                return 1;
            }
            return isAssignable(given, pattern.type, types) ? 2 : -1;
    }
}

/** `any` in the result is what the `any` among the parameters took; within `any[]`, the element. */
function resultType(signature: Signature, given: readonly Type[], ordered: Type | undefined, types: NamedTypes): Type {
    const generic = genericOf(signature.result);
    if (!generic) {
        return signature.result.kind === 'type' ? signature.result.type : unknownType;
    }
    const taken: Type[] = [];
    for (let position = 0; position < given.length; position++) {
        const parameter = parameterAt(signature, position);
        const inner = parameter && innerType(parameter.pattern, given[position]!, generic, types);
        if (inner) {
            taken.push(inner);
        }
    }
    if (taken.length === 0 && ordered) {
        taken.push(ordered);
    }
    return taken.length === 0 ? unknownType : wrap(signature.result, commonType(taken, types) ?? taken[0]!);
}

function genericOf(pattern: Pattern): 'any' | 'number' | undefined {
    return pattern.kind === 'some' ? genericOf(pattern.of) : pattern.kind === 'type' ? undefined : pattern.kind;
}

function innerType(pattern: Pattern, given: Type, generic: 'any' | 'number', types: NamedTypes): Type | undefined {
    if (pattern.kind === 'some') {
        const base = baseType(given, types);
        return base.kind === 'array' ? innerType(pattern.of, base.element, generic, types)
            : base.kind === 'range' ? innerType(pattern.of, base.of, generic, types)
                : undefined;
    }
    return pattern.kind === generic ? given : undefined;
}

function wrap(pattern: Pattern, inner: Type): Type {
    if (pattern.kind !== 'some') {
        return inner;
    }
    const of = wrap(pattern.of, inner);
    return pattern.within === 'array' ? { kind: 'array', element: of } : { kind: 'range', of, multi: false };
}

