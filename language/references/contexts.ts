import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { unwrittenEnds } from './join-ends.ts';
import { attributesOf, namesOfRows, type MemberNode } from './members.ts';

/**
 * The element whose attributes a bare name may mean, found by walking up from where the name stands.
 * In `annotate Customer { email @pii(email) }` it is Customer, in a policy the entity that it protects.
 */
export function ownerOf(node: AstNode): AstNode | undefined {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        switch (current.$type) {
            case ast.Entity.$type:
            case ast.Mixin.$type:
            case ast.StructuredType.$type:
            case ast.Relationship.$type:
            case ast.View.$type:
                return current;
            case ast.Policy.$type:
                return (current as ast.Policy).target?.entity?.ref;
            case ast.ReferenceRows.$type:
                return (current as ast.ReferenceRows).entity?.entity?.ref;
            case ast.Trigger.$type:
                return (current as ast.Trigger).relation?.ref;
            case ast.Annotate.$type:
                return pathTarget((current as ast.Annotate).target);
            case ast.Grant.$type:
                return pathTarget((current as ast.Grant).objects[0]?.path);
            case ast.Flow.$type:
                return undefined;
        }
    }
    return undefined;
}

/** The attribute that says of a row which subtype it is, as the nearest parent that names one has it. */
export function discriminatorOf(entity: ast.Entity): MemberNode | undefined {
    const seen = new Set<AstNode>([entity]);
    for (let parent = entity.parent?.entity?.ref; parent && !seen.has(parent); parent = parent.parent?.entity?.ref) {
        seen.add(parent);
        const discriminator = parent.members.find(ast.isSubtypes)?.discriminator?.ref;
        if (discriminator) {
            return discriminator;
        }
    }
    return undefined;
}

/** What a dotted path leads to: its last segment. */
export function pathTarget(path: ast.Path | undefined): AstNode | undefined {
    return path?.segments.at(-1)?.target?.ref;
}

/** The nearest container of one of the types, the node itself included. */
export function containerOf(node: AstNode, ...types: string[]): AstNode | undefined {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        if (types.includes(current.$type)) {
            return current;
        }
    }
    return undefined;
}

/** What may stand behind a dot after `target`, by name. */
export function memberOf(target: AstNode | undefined, name: string): AstNode | undefined {
    const end = ast.isQuerySource(target) ? unwrittenEnds(target.relation?.ref).find(candidate => candidate.name === name) : undefined;
    if (end) {
        return end.entity;
    }
    for (const member of membersBehindDot(target)) {
        if (member.name === name) {
            return member;
        }
    }
    return undefined;
}

/** What may stand behind a dot after an element: attributes of its rows, values of an enum, what a schema holds. */
export function membersBehindDot(target: AstNode | undefined): Iterable<MemberNode> {
    switch (target?.$type) {
        case ast.Enum.$type:
            return (target as ast.Enum).values;
        case ast.Attribute.$type:
            return attributesOf(typeOf((target as ast.Attribute).type));
        case ast.ViewColumn.$type:
            return attributesOf(typeOf((target as ast.ViewColumn).type));
        case ast.Parameter.$type:
            return attributesOf(typeOf((target as ast.Parameter).type));
        case ast.QuerySource.$type:
            return namesOfRows((target as ast.QuerySource).relation?.ref);
        default:
            return target ? attributesOf(target) : [];
    }
}

function typeOf(type: ast.TypeUse | undefined): AstNode | undefined {
    return type?.type?.ref;
}

/**
 * The enumeration that a bare name's place asks for: of the other side of a comparison, of the attribute that the
 * default belongs to, of an annotation's parameter. Never resolves the names beside it through their references, as
 * these may be waiting for this one.
 */
export function expectedEnum(node: AstNode, lookUp: (name: ast.NameExpression) => AstNode | undefined): ast.Enum | undefined {
    const parent = node.$container;
    switch (parent?.$type) {
        case ast.Comparison.$type:
        case ast.DistinctTest.$type: {
            const { left, right } = parent as ast.Comparison | ast.DistinctTest;
            return enumOf(left === node ? right : left, lookUp);
        }
        case ast.InTest.$type:
            return (parent as ast.InTest).operand === node ? undefined : enumOf((parent as ast.InTest).operand, lookUp);
        case ast.BetweenTest.$type:
            return (parent as ast.BetweenTest).operand === node ? undefined : enumOf((parent as ast.BetweenTest).operand, lookUp);
        case ast.CaseBranch.$type: {
            const branch = parent as ast.CaseBranch;
            if (branch.condition === node) {
                return enumOf(branch.$container.subject, lookUp);
            }
            return expectedEnum(branch.$container, lookUp);
        }
        case ast.CaseExpression.$type:
            return (parent as ast.CaseExpression).otherwise === node ? expectedEnum(parent, lookUp) : undefined;
        case ast.Call.$type: {
            const siblings = (parent as ast.Call).arguments;
            for (const sibling of siblings) {
                const found = sibling === node ? undefined : enumOf(sibling, lookUp);
                if (found) {
                    return found;
                }
            }
            return expectedEnum(parent, lookUp);
        }
        case ast.ParenthesizedExpression.$type:
        case ast.ArrayExpression.$type:
            return expectedEnum(parent, lookUp);
        case ast.Attribute.$type:
            return enumBehind(typeOf((parent as ast.Attribute).type));
        case ast.Domain.$type:
            return enumBehind(typeOf((parent as ast.Domain).type));
        case ast.Parameter.$type:
            return enumBehind(typeOf((parent as ast.Parameter).type));
        case ast.OnUpdateModifier.$type:
        case ast.ComputedModifier.$type:
            return expectedEnumOfAttribute(parent.$container);
        case ast.AnnotationArgument.$type:
            return enumBehind(typeOf(parameterOf(parent as ast.AnnotationArgument)?.type));
        case ast.ReferenceRow.$type: {
            const row = parent as ast.ReferenceRow;
            const attribute = row.$container.attributes[row.values.indexOf(node as ast.Expression)]?.ref;
            return enumBehind(typeOf(attribute?.type));
        }
        case ast.Partition.$type: {
            const partitioning = parent.$container as ast.Partitioning;
            return enumOf(partitioning.elements[0]?.expression, lookUp);
        }
        default:
            return undefined;
    }
}

function expectedEnumOfAttribute(node: AstNode | undefined): ast.Enum | undefined {
    return ast.isAttribute(node) ? enumBehind(typeOf(node.type)) : undefined;
}

/** The declared parameter that an annotation's argument is for: by its name, or by its position. */
export function parameterOf(argument: ast.AnnotationArgument): ast.Parameter | undefined {
    if (argument.parameter) {
        return argument.parameter.ref;
    }
    const holder = argument.$container;
    if (!ast.isAnnotation(holder)) {
        return undefined;
    }
    const parameters = holder.declaration?.ref?.parameters ?? [];
    const position = holder.arguments.indexOf(argument);
    return parameters[position] ?? (parameters.at(-1)?.mode === 'variadic' ? parameters.at(-1) : undefined);
}

function enumOf(expression: AstNode | undefined, lookUp: (name: ast.NameExpression) => AstNode | undefined): ast.Enum | undefined {
    switch (expression?.$type) {
        case ast.NameExpression.$type:
            return enumOfTarget(lookUp(expression as ast.NameExpression));
        case ast.MemberAccess.$type:
            return enumOfTarget((expression as ast.MemberAccess).member?.ref);
        case ast.SessionExpression.$type:
            return enumOfTarget((expression as ast.SessionExpression).variable?.ref);
        case ast.ParenthesizedExpression.$type:
            return enumOf((expression as ast.ParenthesizedExpression).expression, lookUp);
        case ast.Subscript.$type:
            return enumOf((expression as ast.Subscript).array, lookUp);
        case ast.CastExpression.$type:
            return enumBehind(typeOf((expression as ast.CastExpression).type));
        case ast.Call.$type: {
            for (const argument of (expression as ast.Call).arguments) {
                const found = enumOf(argument, lookUp);
                if (found) {
                    return found;
                }
            }
            return undefined;
        }
        default:
            return undefined;
    }
}

/** The enumeration that the values of an element are of. */
export function enumOfTarget(target: AstNode | undefined): ast.Enum | undefined {
    switch (target?.$type) {
        case ast.Attribute.$type:
        case ast.SessionVariable.$type:
        case ast.Parameter.$type:
            return enumBehind(typeOf((target as ast.Attribute).type));
        case ast.AccessParameter.$type:
            return enumBehind(typeOf((target as ast.AccessParameter).type));
        case ast.EnumValue.$type:
            return (target as ast.EnumValue).$container;
        case ast.ViewColumn.$type: {
            const column = target as ast.ViewColumn;
            return column.type ? enumBehind(typeOf(column.type)) : enumOf(column.expression, name => name.target?.ref);
        }
        case ast.Domain.$type:
            return enumBehind(target);
        default:
            return undefined;
    }
}

/** The enumeration that a type is, a domain seen through. */
function enumBehind(type: AstNode | undefined): ast.Enum | undefined {
    let current = type;
    for (let depth = 0; ast.isDomain(current) && depth < 16; depth++) {
        current = typeOf(current.type);
    }
    return ast.isEnum(current) ? current : undefined;
}
