import type { AstNode, AstNodeDescription, LangiumDocument, LangiumDocuments, Mutable, ReferenceInfo, URI } from 'langium';
import { AstUtils, GrammarAST } from 'langium';
import type { NextFeature } from 'langium/lsp';
import { ast, containerOf, importedDocuments, importedUri, parameterOf, preludeScheme } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { isOfPrelude, rootOf } from '../syntax/elements.ts';
import { isBehindDot, isFitting } from './fitting.ts';
import type { Fragment } from './fragment.ts';

/** An element whose name may stand at the cursor. */
export interface Candidate {
    readonly name: string;
    readonly node: AstNode;
    /** Orders candidates: lower comes first. */
    readonly rank: number;
    /** Of a document that has yet to be imported. */
    readonly importFrom?: URI;
}

/** Ranks, the nearest first. */
const rank = { expected: 0, local: 1, fitting: 2, document: 3, imported: 4, prelude: 5, extension: 6, elsewhere: 7 } as const;

/** References by name to what may stand in any file. */
const global: ReadonlySet<string> = new Set([
    'TypeUse.type', 'MixinUse.mixin', 'EntityUse.entity', 'QuerySource.relation', 'Trigger.relation', 'RoutineUse.routine', 'Grantee.role', 'Role.parents',
    'AreaLine.areas', 'OwnerLine.team', 'StewardLine.team', 'PurposeLine.purposes', 'Area.parent', 'Annotation.declaration', 'SessionExpression.variable',
    'PathSegment.target',
]);

/** The elements that a reference at the cursor may name. */
export class CandidateFinder {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    find(feature: NextFeature<GrammarAST.CrossReference>, fragment: Fragment, document: LangiumDocument): Candidate[] {
        const info = referenceInfo(feature, fragment);
        if (!info) {
            return [];
        }
        return this.named(info, fragment, document);
    }

    /** The elements that a reference may name. */
    named(info: ReferenceInfo, fragment: Fragment, document: LangiumDocument): Candidate[] {
        const key = `${info.container.$type}.${info.property}`;
        if (key === 'NameExpression.target') {
            return this.inExpression(info, document);
        }
        const visible = this.visible(info, document).filter(({ node }) => isFitting(key, node, info, fragment));
        return global.has(key) && !(key === 'PathSegment.target' && isBehindDot(info.container))
            ? [...visible, ...this.elsewhere(info, document, visible).filter(({ node }) => isFitting(key, node, info, fragment))]
            : visible;
    }

    private visible(info: ReferenceInfo, document: LangiumDocument): Candidate[] {
        const own = document.uri.toString();
        return this.services.references.ScopeProvider.getScope(info).getAllElements()
            .map(({ name, node, documentUri }) => ({ name, node: node!, rank: isMember(node!) ? rank.local : rankOf(node!, documentUri.toString() === own) }))
            .toArray();
    }

    /** What other documents declare. Not what could only be imported in a circle. */
    private elsewhere({ container, property, reference }: ReferenceInfo, document: LangiumDocument, visible: readonly Candidate[]): Candidate[] {
        const { IndexManager, LangiumDocuments } = this.services.shared.workspace;
        const seen = new Set([document, ...importedDocuments(document, LangiumDocuments)].map(({ uri }) => uri.toString()));
        const circular = importersOf(document, LangiumDocuments);
        const names = new Set(visible.map(({ name }) => name));
        const schema = (container as { schema?: { readonly $refText: string } }).schema?.$refText;
        const found: Candidate[] = [];
        const wanted = this.services.shared.AstReflection.getReferenceType({ container, property, reference });
        for (const { name, node, documentUri } of IndexManager.allElements(wanted) as Iterable<AstNodeDescription>) {
            const uri = documentUri.toString();
            const written = schema === undefined ? name : name.startsWith(`${schema}.`) ? name.slice(schema.length + 1) : undefined;
            if (!node || written === undefined || seen.has(uri) || documentUri.scheme === preludeScheme || names.has(written)) {
                continue;
            }
            if (!circular.has(uri)) {
                found.push({ name: written, node, rank: rank.elsewhere, importFrom: documentUri });
            }
        }
        return found;
    }

    /** In an expression: what the place has, the values that it asks for, functions. No entities, which have no value. */
    private inExpression(info: ReferenceInfo, document: LangiumDocument): Candidate[] {
        const names = this.visible(info, document);
        const argument = info.container.$container;
        if (ast.isAnnotationArgument(argument)) {
            const takesAttributes = parameterOf(argument)?.type.type?.$refText === 'attribute';
            return names.filter(({ node }) => ast.isEnumValue(node) || (takesAttributes && isMember(node))).map(expected);
        }
        const values = names.flatMap(candidate => valueIn(candidate, info.container) ?? []);
        const wanted = expectedType(info.container);
        const routines = this.visible(asCallee(info), document)
            .filter(({ node }) => isCallableIn(node as ast.Routine, info.container))
            .map(candidate => candidate.rank < rank.extension && wanted !== undefined && resultOf(candidate) === wanted ? { ...candidate, rank: rank.fitting } : candidate);
        return [...values, ...routines];
    }
}

function resultOf({ node }: Candidate): string | undefined {
    return (node as ast.Routine).result?.type?.type?.$refText;
}

/** The uris of the documents that a chain of imports leads from to this one. */
function importersOf(document: LangiumDocument, documents: LangiumDocuments): ReadonlySet<string> {
    const importers = new Map<string, string[]>();
    for (const other of documents.all) {
        for (const { path } of rootOf(other).imports) {
            const target = importedUri(other, path)?.toString() ?? '';
            const known = importers.get(target);
            if (known) {
                known.push(other.uri.toString());
            } else {
                importers.set(target, [other.uri.toString()]);
            }
        }
    }
    const found = new Set<string>();
    const waiting = [document.uri.toString()];
    for (const uri of waiting) {
        for (const importer of importers.get(uri) ?? []) {
            if (!found.has(importer)) {
                found.add(importer);
                waiting.push(importer);
            }
        }
    }
    return found;
}

function rankOf(node: AstNode, isOwn: boolean): number {
    if (isOfPrelude(node)) {
        return ast.isExtension(node.$container) ? rank.extension : rank.prelude;
    }
    return isOwn ? rank.document : rank.imported;
}

function expected(candidate: Candidate): Candidate {
    return { ...candidate, rank: rank.expected };
}

/**
 * What the reference stands in. The parser says so where it reads a word at the cursor as this reference; where it
 * reads it as another, the element around is that one's, or one that does not exist yet.
 */
function referenceInfo({ feature, type, property: containerProperty }: NextFeature<GrammarAST.CrossReference>, { reference: parsed, node }: Fragment): ReferenceInfo | undefined {
    const property = AstUtils.getContainerOfType(feature, GrammarAST.isAssignment)?.feature;
    if (!property) {
        return undefined;
    }
    if (parsed?.property === property && (!type || parsed.container.$type === type)) {
        return parsed;
    }
    if (type === ast.PathSegment.$type) {
        return undefined;
    }
    const around = parsed?.container ?? node;
    const container = type === undefined ? around : containerOf(around, type) ?? newElement(type, around, containerProperty);
    return { container, property, reference: { $refText: '', ref: undefined } };
}

function newElement(type: string, container: AstNode, property: string | undefined): AstNode {
    const element: Mutable<AstNode> = { $type: type, $container: container };
    if (property) {
        element.$containerProperty = property;
    }
    return element;
}

/** The same place as the name of a function that is called. */
export function asCallee({ container, property, reference }: ReferenceInfo): ReferenceInfo {
    const call = { $type: ast.Call.$type, $container: container.$container } as unknown as Mutable<ast.Call>;
    const callee = { $type: ast.NameExpression.$type, $container: call } as unknown as ast.NameExpression;
    call.callee = callee;
    return { container: callee, property, reference };
}

function isMember(node: AstNode): boolean {
    return ast.isAttribute(node) || ast.isViewColumn(node);
}

/** With its rank among the values of an expression; undefined for what has none there. */
function valueIn(candidate: Candidate, place: AstNode): Candidate | undefined {
    switch (candidate.node.$type) {
        case ast.EnumValue.$type:
            return expected(candidate);
        case ast.Attribute.$type:
            // A default is there before the row is.
            return ast.isAttribute(place.$container) ? undefined : { ...candidate, rank: rank.local };
        case ast.ViewColumn.$type:
        case ast.Parameter.$type:
        case ast.AccessParameter.$type:
        case ast.QuerySource.$type:
            return { ...candidate, rank: rank.local };
        case ast.Sequence.$type:
            return ast.isCall(place.$container) ? candidate : undefined;
        case ast.Enum.$type:
            return isOfPrelude(candidate.node) ? undefined : candidate;
        case ast.Domain.$type:
            return candidate.name === 'value' ? { ...candidate, rank: rank.local } : undefined;
        // `old` and `new` of a trigger stand for its entity.
        case ast.Entity.$type:
        case ast.View.$type:
            return containerOf(place, ast.Trigger.$type) && /^(?:old|new)$/.test(candidate.name) ? { ...candidate, rank: rank.local } : undefined;
        default:
            return undefined;
    }
}

function isCallableIn(routine: ast.Routine, place: AstNode): boolean {
    if (ast.isIndexElement(place.$container)) {
        return routine.kind === 'function' && isImmutable(routine);
    }
    switch (routine.kind) {
        case 'aggregate': return containerOf(place, ast.View.$type) !== undefined;
        case 'procedure': return false;
        case 'function': return true;
    }
}

/** What an index holds must not change by itself. */
function isImmutable(routine: ast.Routine): boolean {
    return routine.modifiers.some(modifier => ast.isRoutineVolatility(modifier) && modifier.volatility === 'immutable');
}

/** The name of the type that a value at this place has: of an attribute's default. */
function expectedType(place: AstNode): string | undefined {
    const owner = place.$container;
    return ast.isAttribute(owner) || ast.isDomain(owner) ? owner.type?.type?.$refText : undefined;
}
