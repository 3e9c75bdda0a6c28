import type { AstNode, Reference, ReferenceInfo } from 'langium';
import * as ast from '../generated/ast.ts';
import { containerOf, ownerOf, parameterOf } from '../references/index.ts';

/**
 * True where a reference could not be resolved because something that it builds upon could not: the values of an
 * unknown enumeration, the attributes of an unknown entity, the rest of a path. One mistake, one error.
 */
export function followsFromUnresolved({ container: node, property }: ReferenceInfo): boolean {
    if (property !== 'schema' && failed((node as { schema?: Reference }).schema)) {
        return true;
    }
    switch (node.$type) {
        case ast.PathSegment.$type:
            return segmentFollows(node as ast.PathSegment);
        case ast.MemberAccess.$type:
            return isUnknown((node as ast.MemberAccess).receiver);
        case ast.NamedTypeArgument.$type:
            return failed((node.$container as ast.TypeUse).type);
        case ast.AnnotationArgument.$type:
            return failed((node.$container as ast.Annotation).declaration);
        case ast.NameExpression.$type:
            return inUnknownAnnotation(node) || isAskedForLiteral(node)
                || !isCallee(node) && (besideUnknown(node as ast.NameExpression) || ownerIsUnknown(node));
        default:
            return namesAttribute(node.$type, property) && ownerIsUnknown(node);
    }
}

const ofOwner = new Set([
    'ReferentialAction.attributes', 'ViaModifier.attributes', 'IndexInclude.attributes', 'Period.start', 'Period.end', 'KeyElement.element',
    'DuringModifier.period', 'Subtypes.discriminator', 'Determines.determinants', 'Determines.dependents', 'RetentionLine.anchor',
    'RetentionLine.attributes', 'AccessParameter.attribute', 'TriggerEvent.attributes', 'Privilege.attributes', 'ReferenceRows.attributes',
    'MemberAnnotation.member',
]);

/** True for references that name what the element at hand has. */
export function namesAttribute(type: string, property: string): boolean {
    return ofOwner.has(`${type}.${property}`);
}

/** True for the name of a called function: it depends on nothing around it. */
export function isCallee(node: AstNode): boolean {
    return ast.isCall(node.$container) && node.$container.callee === node;
}

function failed(reference: Reference | undefined): boolean {
    return reference?.error !== undefined;
}

function segmentFollows(segment: ast.PathSegment): boolean {
    const path = segment.$container;
    const position = path.segments.indexOf(segment);
    if (position === 0) {
        return ast.isSubjectLine(path.$container) && ownerIsUnknown(path);
    }
    const before = path.segments[position - 1]!.target;
    return failed(before) || elementIsUnknown(before?.ref);
}

/** An annotation's argument that no name can be: the check of its arguments says so. */
function isAskedForLiteral(node: AstNode): boolean {
    const argument = node.$container;
    const type = ast.isAnnotationArgument(argument) ? parameterOf(argument)?.type?.type?.ref : undefined;
    return ast.isPrimitiveType(type) && type.name !== 'any' && type.name !== 'attribute';
}

function inUnknownAnnotation(node: AstNode): boolean {
    const annotation = containerOf(node, ast.Annotation.$type) as ast.Annotation | undefined;
    return failed(annotation?.declaration);
}

/** The element whose attributes are meant, or something that it takes attributes from, did not link. */
function ownerIsUnknown(node: AstNode): boolean {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        switch (current.$type) {
            case ast.Policy.$type:
                if (failed((current as ast.Policy).target?.entity)) {
                    return true;
                }
                break;
            case ast.ReferenceRows.$type:
                if (failed((current as ast.ReferenceRows).entity?.entity)) {
                    return true;
                }
                break;
            case ast.Trigger.$type:
                if (failed((current as ast.Trigger).relation)) {
                    return true;
                }
                break;
            case ast.Annotate.$type:
                if ((current as ast.Annotate).target?.segments.some(segment => failed(segment.target))) {
                    return true;
                }
                break;
            case ast.Grant.$type:
                if ((current as ast.Grant).objects.some(({ path }) => path?.segments.some(segment => failed(segment.target)))) {
                    return true;
                }
                break;
        }
    }
    return elementIsUnknown(ownerOf(node));
}

/** True for what takes attributes from something unknown, or is of an unknown type. */
export function elementIsUnknown(element: AstNode | undefined, seen = new Set<AstNode>()): boolean {
    if (!element || seen.has(element)) {
        return false;
    }
    seen.add(element);
    switch (element.$type) {
        case ast.Entity.$type: {
            const { parent, mixins } = element as ast.Entity;
            return failed(parent?.entity) || elementIsUnknown(parent?.entity?.ref, seen) || mixinsAreUnknown(mixins, seen);
        }
        case ast.Mixin.$type:
            return mixinsAreUnknown((element as ast.Mixin).mixins, seen);
        case ast.QuerySource.$type: {
            const { relation } = element as ast.QuerySource;
            return failed(relation) || elementIsUnknown(relation?.ref, seen);
        }
        case ast.Attribute.$type:
        case ast.ViewColumn.$type:
        case ast.SessionVariable.$type:
        case ast.Parameter.$type:
        case ast.AccessParameter.$type:
        case ast.Domain.$type: {
            const { type } = element as { type?: ast.TypeUse };
            return failed(type?.schema) || failed(type?.type) || elementIsUnknown(type?.type?.ref, seen);
        }
        default:
            return false;
    }
}

function mixinsAreUnknown(mixins: readonly ast.MixinUse[], seen: Set<AstNode>): boolean {
    return mixins.some(({ mixin }) => failed(mixin) || elementIsUnknown(mixin?.ref, seen));
}

/**
 * A bare name may be a value of the enumeration that its place asks for: where that cannot be known, nor can the name.
 * Of two unknown names beside each other, the first is the one to report.
 */
function besideUnknown(node: ast.NameExpression): boolean {
    let current: AstNode = node;
    for (let parent = node.$container as AstNode | undefined; parent; current = parent, parent = parent.$container) {
        switch (parent.$type) {
            case ast.Comparison.$type:
            case ast.DistinctTest.$type: {
                const { left, right } = parent as ast.Comparison;
                return current === right ? isUnknown(left) : isOfUnknownType(right);
            }
            case ast.InTest.$type:
            case ast.BetweenTest.$type: {
                const { operand } = parent as ast.InTest;
                return current !== operand && isUnknown(operand);
            }
            case ast.CaseBranch.$type: {
                const branch = parent as ast.CaseBranch;
                if (current === branch.condition) {
                    return branch.$container.subject !== undefined && isUnknown(branch.$container.subject);
                }
                parent = branch.$container;
                break;
            }
            case ast.Call.$type: {
                const { arguments: siblings } = parent as ast.Call;
                if (siblings.some(sibling => sibling !== current && isOfUnknownType(sibling))) {
                    return true;
                }
                break;
            }
            case ast.ReferenceRow.$type: {
                const row = parent as ast.ReferenceRow;
                const column = row.$container.attributes[row.values.indexOf(current as ast.Expression)];
                return column !== undefined && (failed(column) || elementIsUnknown(column.ref));
            }
            case ast.Attribute.$type:
            case ast.Domain.$type:
            case ast.Parameter.$type:
                return elementIsUnknown(parent);
            case ast.OnUpdateModifier.$type:
            case ast.ComputedModifier.$type:
                return elementIsUnknown(parent.$container);
            case ast.ParenthesizedExpression.$type:
            case ast.ArrayExpression.$type:
            case ast.CaseExpression.$type:
                break;
            default:
                return false;
        }
    }
    return false;
}

function isUnknown(expression: AstNode | undefined): boolean {
    switch (expression?.$type) {
        case ast.NameExpression.$type:
            return failed((expression as ast.NameExpression).target) || isOfUnknownType(expression);
        case ast.MemberAccess.$type:
            return failed((expression as ast.MemberAccess).member) || isOfUnknownType(expression);
        case ast.SessionExpression.$type:
            return failed((expression as ast.SessionExpression).variable) || isOfUnknownType(expression);
        case ast.ParenthesizedExpression.$type:
            return isUnknown((expression as ast.ParenthesizedExpression).expression);
        case ast.Call.$type:
            return isUnknown((expression as ast.Call).callee) || (expression as ast.Call).arguments.some(isUnknown);
        default:
            return false;
    }
}

/** It links, but what it is declared to be does not. */
function isOfUnknownType(expression: AstNode | undefined): boolean {
    switch (expression?.$type) {
        case ast.NameExpression.$type:
            return elementIsUnknown((expression as ast.NameExpression).target?.ref);
        case ast.MemberAccess.$type:
            return elementIsUnknown((expression as ast.MemberAccess).member?.ref) || isUnknown((expression as ast.MemberAccess).receiver);
        case ast.SessionExpression.$type:
            return elementIsUnknown((expression as ast.SessionExpression).variable?.ref);
        case ast.ParenthesizedExpression.$type:
            return isOfUnknownType((expression as ast.ParenthesizedExpression).expression);
        default:
            return false;
    }
}
