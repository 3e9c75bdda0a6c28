import type { AstNode, Reference, ReferenceInfo } from 'langium';
import * as ast from '../generated/ast.ts';
import { discriminatorOf, enumOfTarget, expectedEnum, ownerOf, parameterOf, periodsOf } from '../references/index.ts';
import { isCallee, namesAttribute } from './consequences.ts';

/** What is wanted, by the reference's place or by its type. */
const nouns: Readonly<Record<string, string>> = {
    'TargetUse.engine': 'engine', 'SqlText.engine': 'engine', 'SqlStatement.engine': 'engine', 'EngineOptions.engine': 'engine',
    'NativeSpelling.engine': 'engine', 'RoutineEngines.engines': 'engine', 'NamingLine.rule': 'naming rule',
    'ComplianceLine.frameworks': 'framework', 'IndexMethod.method': 'index method', 'Exclusion.method': 'index method',
    'Purpose.basis': 'legal basis', 'Flow.transformation': 'transformation', 'TypedLiteral.type': 'primitive type',
    Area: 'area', Team: 'team', Purpose: 'purpose', Role: 'role', Mixin: 'mixin', Entity: 'entity', Relation: 'entity or view', RowSource: 'entity or view',
    Schema: 'schema', SchemaName: 'schema', SessionVariable: 'session variable', OperatorClass: 'operator class', Routine: 'function',
    TypeDeclaration: 'type or entity', TypeArgumentTarget: 'type', Period: 'period', PathTarget: 'element',
};

/** One sentence that says what does not exist, and where it was looked for. */
export function describeUnknown(info: ReferenceInfo): string {
    const { container: node, property, reference: { $refText: name } } = info;
    switch (node.$type) {
        case ast.Annotation.$type:
            return `There is no annotation '@${name}'.`;
        case ast.AnnotationArgument.$type:
            return `'@${(node.$container as ast.Annotation).declaration?.$refText ?? ''}' has no parameter '${name}'.`;
        case ast.NameExpression.$type:
            return isCallee(node) ? `There is no function '${name}'.` : describeName(node as ast.NameExpression, name);
        case ast.MemberAccess.$type:
            return `${calledOrThis(receiverText((node as ast.MemberAccess).receiver))} has no member '${name}'.`;
        case ast.Entity.$type:
            if (property === 'discriminatorValue') {
                return describeDiscriminator(node as ast.Entity, name);
            }
            break;
        case ast.NamedTypeArgument.$type: {
            const type = (node.$container as ast.TypeUse).type;
            return ast.isEntity(type?.ref) ? `${type.ref.name} has no attribute '${name}'.` : `There is no type '${name}'.`;
        }
        case ast.PathSegment.$type: {
            const { segments } = (node as ast.PathSegment).$container;
            const before = segments[segments.indexOf(node as ast.PathSegment) - 1];
            return before?.target ? `${before.target.$refText} has no member '${name}'.` : `There is no element '${name}'.`;
        }
    }
    if (namesAttribute(node.$type, property)) {
        return `${calledOrThis(nameOfOwner(node))} has no ${property === 'period' ? 'period' : 'attribute'} '${name}'.`;
    }
    const schema = property === 'schema' ? undefined : (node as { schema?: Reference }).schema?.$refText;
    const noun = nouns[`${node.$type}.${property}`] ?? nouns[ast.reflection.getReferenceType(info)] ?? 'element';
    return `There is no ${noun} '${name}'${schema === undefined ? '' : ` in schema ${schema}`}.`;
}

function describeDiscriminator(entity: ast.Entity, name: string): string {
    const discriminator = discriminatorOf(entity);
    const enumeration = enumOfTarget(discriminator);
    return enumeration ? `${enumeration.name} has no value '${name}'.`
        : discriminator ? `The discriminator ${discriminator.name} is no enumeration: its value stands in quotes, '${name}'.`
            : `${calledOrThis(entity.parent?.entity?.$refText)} has no discriminator that could be '${name}'.`;
}

function describeName(node: ast.NameExpression, name: string): string {
    const enumeration = expectedEnum(node, other => other.target.ref);
    const owner = ast.isAnnotationArgument(node.$container) && parameterOf(node.$container)?.type?.type?.$refText !== 'attribute' ? undefined : nameOfOwner(node);
    if (enumeration && owner) {
        return `'${name}' is neither an attribute of ${owner} nor a value of ${enumeration.name}.`;
    }
    if (enumeration) {
        return `${enumeration.name} has no value '${name}'.`;
    }
    const period = [...periodsOf(ownerOf(node))].find(candidate => candidate.name === name);
    if (period) {
        return `'${name}' is a period of ${owner}, and no value: the time from its start to its end is range(${period.start?.$refText}, ${period.end?.$refText}).`;
    }
    return owner ? `${owner} has no attribute '${name}', nor is anything else here called so.` : `Nothing here is called '${name}'.`;
}

function nameOfOwner(node: AstNode): string | undefined {
    return (ownerOf(node) as { name?: string } | undefined)?.name;
}

function calledOrThis(name: string | undefined): string {
    return name ?? 'This';
}

function receiverText(receiver: AstNode): string | undefined {
    return ast.isNameExpression(receiver) ? receiver.target?.$refText : ast.isMemberAccess(receiver) ? receiver.member?.$refText : undefined;
}
