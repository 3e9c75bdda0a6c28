import type { AstNode, ReferenceInfo } from 'langium';
import { ast, containerOf, parameterOf } from '../../../language/index.ts';
import { isOfPrelude, nameOf } from '../syntax/elements.ts';
import type { Fragment } from './fragment.ts';

/** Types that only signatures of the language use. */
const signatureTypes: ReadonlySet<string> = new Set(['any', 'number', 'attribute', 'void', 'trigger', 'record']);

/** Types whose literals are written with their name: date '2025-01-01'. */
const literalTypes: ReadonlySet<string> = new Set(['date', 'time', 'datetime', 'timestamp', 'interval']);

/** Leaves out what the scope admits and a modeller would not mean. `key` is `Type.property` of the reference. */
export function isFitting(key: string, node: AstNode, { container }: ReferenceInfo, { following }: Fragment): boolean {
    switch (key) {
        case 'TypeUse.type': {
            const isSignature = containerOf(container, ast.Routine.$type, ast.AnnotationDeclaration.$type) !== undefined;
            return isSignature || !(ast.isView(node) || (ast.isPrimitiveType(node) && signatureTypes.has(node.name)) || (ast.isEnum(node) && isOfPrelude(node)));
        }
        case 'TypedLiteral.type':
            return literalTypes.has(nameOf(node) ?? '') && !containerOf(container, ast.IndexElement.$type, ast.AnnotationArgument.$type);
        case 'IndexMethod.method':
        case 'Exclusion.method':
            return isMethodFor(nameOf(node)!, containerOf(container, ast.Index.$type) as ast.Index | undefined);
        case 'IndexElement.operatorClass':
        case 'ExclusionElement.operatorClass': {
            const method = /^[^{}:]*?\busing\s+([a-z_]+)/.exec(following)?.[1];
            return method === undefined || (node as ast.OperatorClass).method === method;
        }
        case 'MixinUse.mixin':
            return !isSameElement(node, container.$container) && !(container.$container as Partial<ast.Entity>).mixins?.some(use => use !== container && use.mixin?.ref === node);
        case 'EntityUse.entity':
            return !(ast.isEntity(container.$container) && isSameElement(node, container.$container));
        case 'Annotation.declaration':
            return mayAnnotate(node as ast.AnnotationDeclaration, container.$container);
        case 'QuerySource.relation':
            return !isSameElement(node, containerOf(container, ast.View.$type));
        case 'AnnotationArgument.parameter':
            return needsName(node as ast.Parameter, container as ast.AnnotationArgument);
        case 'PathSegment.target':
            return isPathTarget(node, container as ast.PathSegment);
        case 'TargetUse.engine':
            return !(container.$container as Partial<ast.TargetsLine> | undefined)?.targets?.some(use => use !== container && use.engine?.ref === node);
        default:
            return true;
    }
}

/** The element around the cursor is parsed anew, so that it is another node than the one that was built. */
function isSameElement(node: AstNode, other: AstNode | undefined): boolean {
    return node.$type === other?.$type && nameOf(node) === nameOf(other);
}

/** What annotation declarations call an element. */
const annotationTargets: Readonly<Record<string, string>> = {
    [ast.ModelDeclaration.$type]: 'model', [ast.Schema.$type]: 'schema', [ast.Entity.$type]: 'entity', [ast.Mixin.$type]: 'mixin', [ast.Attribute.$type]: 'attribute',
    [ast.Relationship.$type]: 'relationship', [ast.Domain.$type]: 'domain', [ast.StructuredType.$type]: 'type', [ast.Enum.$type]: 'enum', [ast.EnumValue.$type]: 'value',
    [ast.View.$type]: 'view', [ast.ViewColumn.$type]: 'column', [ast.Routine.$type]: 'function', [ast.Trigger.$type]: 'trigger', [ast.Index.$type]: 'index',
    [ast.Check.$type]: 'check', [ast.Role.$type]: 'role', [ast.Policy.$type]: 'policy', [ast.Sequence.$type]: 'sequence',
};

function mayAnnotate({ targets }: ast.AnnotationDeclaration, element: AstNode | undefined): boolean {
    const annotated = ast.isMemberAnnotation(element) ? element.member?.ref
        : ast.isAnnotate(element) ? element.target?.segments.at(-1)?.target?.ref
            : element;
    const kind = annotated && annotationTargets[annotated.$type];
    return kind === undefined || targets.includes('any') || targets.includes(kind as ast.AnnotationTarget);
}

/** Where there are several, those without an argument, which they have by their name or by their position. */
function needsName(parameter: ast.Parameter, argument: ast.AnnotationArgument): boolean {
    const annotation = argument.$container;
    const parameters = ast.isAnnotation(annotation) ? annotation.declaration?.ref?.parameters ?? [] : [];
    return parameters.length > 1 && !annotation.arguments.some(other => other !== argument && parameterOf(other) === parameter);
}

function isPathTarget(node: AstNode, segment: ast.PathSegment): boolean {
    const path = segment.$container;
    const place = path?.$container;
    if (isOfPrelude(node)) {
        return false;
    }
    if (ast.isRelationship(place) || ast.isSubjectLine(place)) {
        return isBehindDot(segment) || ast.isSubjectLine(place)
            ? ast.isAttribute(node) ? ast.isEntity(node.type?.type?.ref) : ast.isEntity(node)
            : ast.isEntity(node) || ast.isSchema(node);
    }
    return true;
}

export function isBehindDot(segment: AstNode): boolean {
    return ast.isPath(segment.$container) && segment.$container.segments.indexOf(segment as ast.PathSegment) > 0;
}

const texts: readonly string[] = ['string', 'char', 'text', 'citext'];
const scalars: readonly string[] = [
    ...texts, 'smallint', 'int', 'bigint', 'decimal', 'float', 'double', 'boolean', 'date', 'time', 'datetime', 'timestamp', 'interval', 'uuid', 'binary',
    'reference', 'enum',
];

/** What an index method can hold (PostgreSQL manual, "Index Types"); absent where that is anything. */
const methodTypes: Readonly<Record<string, readonly string[]>> = {
    btree: scalars, hash: scalars, brin: scalars,
    gin: [...texts, 'array', 'json', 'hstore'],
    gist: [...texts, 'range', 'multirange', 'geometry', 'geography', 'ltree'],
    spgist: [...texts, 'range', 'geometry'],
    hnsw: ['vector'], ivfflat: ['vector'],
    fulltext: [...texts, 'json'],
};

function isMethodFor(method: string, index: ast.Index | undefined): boolean {
    const types = (index?.elements ?? []).map(({ expression }) => ast.isNameExpression(expression) ? typeNameOf(expression.target?.ref) : undefined);
    const accepted = methodTypes[method];
    return !accepted || types.length === 0 || types.some(type => type === undefined || accepted.includes(type));
}

/** The name of the primitive type below an attribute's type, or what else it is. */
function typeNameOf(attribute: AstNode | undefined): string | undefined {
    let use = ast.isAttribute(attribute) ? attribute.type : undefined;
    for (let depth = 0; use && depth < 16; depth++) {
        const type: AstNode | undefined = use.type?.ref;
        if (use.dimensions.length > 0) {
            return 'array';
        }
        if (!ast.isDomain(type)) {
            return ast.isEntity(type) ? 'reference' : ast.isEnum(type) ? 'enum' : nameOf(type);
        }
        use = type.type;
    }
    return undefined;
}
