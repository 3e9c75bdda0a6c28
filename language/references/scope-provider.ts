import type { AstNode, AstReflection, LangiumCoreServices, LangiumDocument, LangiumDocuments, ReferenceInfo, Scope, ScopeProvider } from 'langium';
import { AstUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { containerOf, discriminatorOf, enumOfTarget, expectedEnum, memberOf, membersBehindDot, ownerOf, parameterOf } from './contexts.ts';
import { preludeUris } from '../prelude/index.ts';
import { importedDocuments } from './imports.ts';
import { isManyToMany } from './join-ends.ts';
import { attributeNamed, namesOfRows, periodsOf } from './members.ts';
import { both, namesIn, NamesScope, noNames, single, type Names } from './names.ts';
import { symbolsOf, type DocumentSymbols, type SymbolTable } from './symbols.ts';

/** The prelude's enumeration whose values a reference to an EnumValue means, by `Type.property` of the reference. */
const preludeEnums: Readonly<Record<string, string>> = {
    'TargetUse.engine': 'Engine',
    'SqlText.engine': 'Engine',
    'SqlStatement.engine': 'Engine',
    'EngineOptions.engine': 'Engine',
    'NativeSpelling.engine': 'Engine',
    'RoutineEngines.engines': 'Engine',
    'NamingLine.rule': 'NamingRule',
    'ComplianceLine.frameworks': 'ComplianceFramework',
    'IndexMethod.method': 'IndexMethod',
    'Exclusion.method': 'IndexMethod',
    'Purpose.basis': 'LegalBasis',
    'Flow.transformation': 'Transformation',
};

/** References that may be qualified with a schema: `schema` stands beside them in the same node. */
const qualified = new Set([
    'TypeUse.type', 'MixinUse.mixin', 'EntityUse.entity', 'QuerySource.relation', 'Trigger.relation', 'RoutineUse.routine',
]);

/** References to something that the element at hand has. */
const ofOwner = new Set([
    'ReferentialAction.attributes', 'ViaModifier.attributes', 'IndexInclude.attributes', 'Period.start', 'Period.end',
    'Subtypes.discriminator', 'Determines.determinants', 'Determines.dependents', 'RetentionLine.anchor',
    'RetentionLine.attributes', 'AccessParameter.attribute', 'TriggerEvent.attributes', 'Privilege.attributes',
    'ReferenceRows.attributes', 'MemberAnnotation.member',
]);

export class ErdScopeProvider implements ScopeProvider {
    private readonly reflection: AstReflection;
    private readonly documents: () => LangiumDocuments;

    constructor(services: LangiumCoreServices) {
        this.reflection = services.shared.AstReflection;
        this.documents = () => services.shared.workspace.LangiumDocuments;
    }

    getScope(context: ReferenceInfo): Scope {
        return new NamesScope(this.namesFor(context));
    }

    /** One rule per reference of the grammar; what has none is looked up by type in all that is visible. */
    private namesFor(context: ReferenceInfo): Names {
        const node = context.container;
        const reference = this.nameOfReference(node.$type, context.property);
        const enumeration = preludeEnums[reference];
        if (enumeration) {
            return this.valuesOfPreludeEnum(enumeration);
        }
        if (qualified.has(reference)) {
            return this.qualifiedNames(node, context);
        }
        if (ofOwner.has(reference)) {
            return attributeNames(ownerOf(node));
        }
        switch (reference) {
            case 'KeyElement.element':
                return both(attributeNames(ownerOf(node)), periodNames(ownerOf(node)));
            case 'Entity.discriminatorValue':
                return this.discriminatorValues(node as ast.Entity);
            case 'DuringModifier.period':
                return periodNames(ownerOf(node));
            case 'PathSegment.target':
                return this.pathNames(node as ast.PathSegment, context);
            case 'NamedTypeArgument.target': {
                const type = (node.$container as ast.TypeUse).type?.ref;
                return ast.isEntity(type) ? attributeNames(type) : this.visible(context, node);
            }
            case 'AnnotationArgument.parameter': {
                const holder = node.$container;
                return namesIn(ast.isAnnotation(holder) ? (holder.declaration?.ref?.parameters ?? []).filter(isNamed) : []);
            }
            case 'MemberAccess.member':
                return this.memberNames(node as ast.MemberAccess);
            case 'NameExpression.target':
                return this.expressionNames(node as ast.NameExpression, context);
            default:
                return this.visible(context, node);
        }
    }

    /** `Type.property`, put together once. */
    private nameOfReference(type: string, property: string): string {
        let names = this.referenceNames.get(type);
        if (!names) {
            this.referenceNames.set(type, names = new Map());
        }
        let name = names.get(property);
        if (name === undefined) {
            names.set(property, name = `${type}.${property}`);
        }
        return name;
    }

    private readonly referenceNames = new Map<string, Map<string, string>>();

    private valuesOfPreludeEnum(name: string): Names {
        const values = (): readonly ast.EnumValue[] => {
            for (const symbols of this.preludes()) {
                const found = symbols.global.get(name)?.find(ast.isEnum);
                if (found) {
                    return found.values;
                }
            }
            return [];
        };
        return { find: wanted => values().find(value => value.name === wanted), all: values };
    }

    /** The values of the enumeration that says of a row which subtype it is. */
    private discriminatorValues(entity: ast.Entity): Names {
        const values = (): readonly ast.EnumValue[] => enumOfTarget(discriminatorOf(entity))?.values ?? [];
        return { find: wanted => values().find(({ name }) => name === wanted), all: values };
    }

    private qualifiedNames(node: AstNode, context: ReferenceInfo): Names {
        const schema = (node as { schema?: { $refText: string } }).schema;
        const names = schema ? this.inSchema(schema.$refText, context, node) : this.visible(context, node);
        return node.$type === ast.QuerySource.$type ? withRows(names) : names;
    }

    private pathNames(segment: ast.PathSegment, context: ReferenceInfo): Names {
        const path = segment.$container;
        const position = path.segments.indexOf(segment);
        if (position === 0) {
            return ast.isSubjectLine(path.$container) ? attributeNames(ownerOf(path)) : this.visible(context, segment);
        }
        const before = path.segments[position - 1]!.target;
        return ast.isSchema(before?.ref)
            ? this.inSchema(before.$refText, context, segment)
            : { find: name => memberOf(before?.ref, name), all: () => membersBehindDot(before?.ref) };
    }

    private memberNames(access: ast.MemberAccess): Names {
        const receiver = access.receiver;
        const target = ast.isNameExpression(receiver) ? receiver.target?.ref
            : ast.isMemberAccess(receiver) ? receiver.member?.ref
                : ast.isParenthesizedExpression(receiver) && ast.isNameExpression(receiver.expression) ? receiver.expression.target?.ref
                    : undefined;
        if (ast.isSchema(target)) {
            const wanted = ast.isCall(access.$container) && access.$container.callee === access ? ast.Routine.$type : undefined;
            return this.inSchemaNamed(target.name, access, member => !wanted || member.$type === wanted);
        }
        return { find: name => memberOf(target, name), all: () => membersBehindDot(target) };
    }

    /**
     * A bare name in an expression means, nearest first: what the place itself declares (a query's aliases, an access
     * pattern's parameters, `old`, `new`, `value`), an attribute of the element around it, a value of the enumeration
     * that is asked for, and what is visible in the document.
     */
    private expressionNames(node: ast.NameExpression, context: ReferenceInfo): Names {
        const parent = node.$container;
        if (ast.isCall(parent) && parent.callee === node) {
            return this.visibleOf(node, candidate => candidate.$type === ast.Routine.$type);
        }
        const ofExclusion = ast.isExclusionElement(parent) ? periodNames(ownerOf(node)) : noNames;
        const local = (name: string): AstNode | undefined => this.localName(node, name) ?? ofExclusion.find(name);
        const enumeration = (): ast.Enum | undefined => this.enumOfFlowArgument(node)
            ?? expectedEnum(node, other => this.localName(other, other.target?.$refText ?? ''));
        const visible = this.visibleOf(node, candidate => this.reflection.isSubtype(candidate.$type, this.reflection.getReferenceType(context)) && candidate.$type !== ast.Routine.$type);
        return {
            find: name => local(name) ?? enumeration()?.values.find(value => value.name === name) ?? visible.find(name),
            all: () => [...this.localNames(node), ...ofExclusion.all(), ...(enumeration()?.values ?? []), ...visible.all()],
        };
    }

    /** `via mask(hmac)` reads its arguments as the annotation `@mask` does. */
    private enumOfFlowArgument(node: ast.NameExpression): ast.Enum | undefined {
        const argument = node.$container;
        if (!ast.isAnnotationArgument(argument) || !ast.isFlow(argument.$container)) {
            return undefined;
        }
        const flow = argument.$container;
        const declarations = this.visibleOf(node, candidate => candidate.$type === ast.AnnotationDeclaration.$type);
        const declaration = declarations.find(flow.transformation?.$refText ?? '') as ast.AnnotationDeclaration | undefined;
        const type = declaration?.parameters[flow.arguments.indexOf(argument)]?.type.type?.ref;
        return ast.isEnum(type) ? type : undefined;
    }

    private localName(node: AstNode, name: string): AstNode | undefined {
        const place = placeDeclarations(node);
        return place.find(name) ?? (place.closed ? undefined : attributeNamed(ownerOf(node), name));
    }

    private *localNames(node: AstNode): Iterable<AstNode & { readonly name?: string }> {
        const place = placeDeclarations(node);
        yield* place.all();
        if (!place.closed) {
            yield* namesOfRows(ownerOf(node));
        }
    }

    /** All that is visible where `node` stands and may be the reference's target. */
    private visible(context: ReferenceInfo, node: AstNode): Names {
        const wanted = this.reflection.getReferenceType(context);
        return this.visibleOf(node, candidate => this.reflection.isSubtype(candidate.$type, wanted));
    }

    private visibleOf(node: AstNode, accept: (candidate: AstNode) => boolean): Names {
        return {
            find: name => {
                for (const table of this.tablesAround(node)) {
                    const found = table.get(name)?.find(accept);
                    if (found) {
                        return found;
                    }
                }
                return undefined;
            },
            all: () => {
                const found: AstNode[] = [];
                for (const table of this.tablesAround(node)) {
                    for (const candidates of table.values()) {
                        found.push(...candidates.filter(accept));
                    }
                }
                return found;
            },
        };
    }

    private inSchema(name: string, context: ReferenceInfo, node: AstNode): Names {
        const wanted = this.reflection.getReferenceType(context);
        return this.inSchemaNamed(name, node, candidate => this.reflection.isSubtype(candidate.$type, wanted));
    }

    private inSchemaNamed(schema: string, node: AstNode, accept: (candidate: AstNode) => boolean): Names {
        const tables = (): SymbolTable[] => this.visibleSymbols(node).flatMap(symbols => symbols.inSchema.get(schema) ?? []);
        return {
            find: name => {
                for (const table of tables()) {
                    const found = table.get(name)?.find(accept);
                    if (found) {
                        return found;
                    }
                }
                return undefined;
            },
            all: () => tables().flatMap(table => [...table.values()].flat().filter(accept)),
        };
    }

    /** Symbol tables from the inside out: the schema block around, the document, its imports, the prelude. */
    private tablesAround(node: AstNode): readonly SymbolTable[] {
        const all = this.visibleSymbols(node);
        const block = schemaAround(node);
        return block ? [...all.flatMap(symbols => symbols.inSchema.get(block.name) ?? []), ...this.lastGlobals] : this.lastGlobals;
    }

    private visibleSymbols(node: AstNode): readonly DocumentSymbols[] {
        const document = AstUtils.getDocument(node);
        const root = document.parseResult.value as ast.Document;
        if (this.lastVisible?.root === root && this.lastVisible.generation === this.generation) {
            return this.lastVisible.symbols;
        }
        const symbols = [
            symbolsOf(root),
            ...importedDocuments(document, this.documents()).map(imported => symbolsOf(imported.parseResult.value as ast.Document)),
            ...this.preludes(),
        ];
        this.lastVisible = { root, generation: this.generation, symbols };
        this.lastGlobals = symbols.map(({ global }) => global);
        return symbols;
    }

    // References are resolved document by document: the last document's tables serve thousands of look-ups in a row.
    private lastVisible: { root: ast.Document; generation: number; symbols: readonly DocumentSymbols[] } | undefined;
    private lastGlobals: readonly SymbolTable[] = [];
    private generation = 0;

    /** To be called whenever a document changed: the tables of its importers are no longer what they were. */
    forget(): void {
        this.generation++;
    }

    private preludes(): DocumentSymbols[] {
        const found: DocumentSymbols[] = [];
        for (const uri of preludeUris) {
            const document = this.documents().getDocument(uri) as LangiumDocument<ast.Document> | undefined;
            if (document) {
                found.push(symbolsOf(document.parseResult.value));
            }
        }
        return found;
    }
}

function schemaAround(node: AstNode): ast.Schema | undefined {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        if (current.$type === ast.Schema.$type) {
            return current as ast.Schema;
        }
    }
    return undefined;
}

/** Names that the place of an expression declares itself. Closed: attributes around it are out of reach. */
function placeDeclarations(node: AstNode): Names & { readonly closed: boolean } {
    const around = declarationsAround(node);
    const inner = innerSources(node);
    return inner.length === 0 ? around : { ...both(namesIn(inner), around), closed: around.closed };
}

/** The rows that the conditions around a name ask about, innermost first. */
function innerSources(node: AstNode): readonly ast.QuerySource[] {
    const sources: ast.QuerySource[] = [];
    for (let inner = node, current = node.$container; current; inner = current, current = current.$container) {
        const isInside = current.$type === ast.ExistsTest.$type || current.$type === ast.InTest.$type && inner !== (current as ast.InTest).operand;
        if (isInside) {
            sources.push(...sourcesOf((current as ast.ExistsTest | ast.InTest).rows));
        }
    }
    return sources;
}

function declarationsAround(node: AstNode): Names & { readonly closed: boolean } {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        switch (current.$type) {
            case ast.View.$type: {
                const view = current as ast.View;
                // An index of a materialized view is over its columns, everything else over its sources.
                return containerOf(node, ast.Index.$type)
                    ? { ...noNames, closed: false }
                    : { ...namesIn(sourcesOf(view.query)), closed: true };
            }
            case ast.AccessPattern.$type:
                return { ...namesIn((current as ast.AccessPattern).parameters.filter(isNamed)), closed: false };
            case ast.Domain.$type:
                return { ...single('value', current), closed: true };
            case ast.Trigger.$type: {
                const relation = (current as ast.Trigger).relation?.ref;
                return {
                    find: name => name === 'old' || name === 'new' ? relation : undefined,
                    all: () => relation ? [{ ...relation, name: 'old' }, { ...relation, name: 'new' }] : [],
                    closed: true,
                };
            }
            case ast.AnnotationArgument.$type: {
                // Only a parameter of type `attribute` reads names of the element around.
                const parameter = parameterOf(current as ast.AnnotationArgument);
                return { ...noNames, closed: parameter?.type?.type?.$refText !== 'attribute' };
            }
            case ast.Job.$type:
            case ast.Flow.$type:
                return { ...noNames, closed: true };
            case ast.Entity.$type:
            case ast.Mixin.$type:
            case ast.Policy.$type:
                return { ...noNames, closed: false };
        }
    }
    return { ...noNames, closed: false };
}

function sourcesOf(query: ast.Query | ast.InnerQuery | undefined): readonly ast.QuerySource[] {
    return query ? [query.source, ...query.joins.map(join => join.source)].filter(source => source !== undefined) : [];
}

/** Of relationships, those that have a table of their own. */
function withRows(names: Names): Names {
    const hasRows = (node: AstNode): boolean => !ast.isRelationship(node) || isManyToMany(node);
    return {
        find: name => {
            const found = names.find(name);
            return found && hasRows(found) ? found : undefined;
        },
        all: () => [...names.all()].filter(hasRows),
    };
}

function attributeNames(owner: AstNode | undefined): Names {
    return { find: name => attributeNamed(owner, name), all: () => namesOfRows(owner) };
}

function periodNames(owner: AstNode | undefined): Names {
    return { find: name => [...periodsOf(owner)].find(period => period.name === name), all: () => periodsOf(owner) };
}

function isNamed(node: AstNode & { readonly name?: string }): boolean {
    return node.name !== undefined;
}
