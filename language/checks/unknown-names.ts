import type { LangiumDocument, LangiumDocuments, Reference, ReferenceInfo, ScopeProvider } from 'langium';
import { UriUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { preludeScheme } from '../prelude/index.ts';
import { importedDocuments, importedUri, memberOf, symbolsOf } from '../references/index.ts';
import { followsFromUnresolved, isCallee, namesAttribute } from './consequences.ts';
import { displayName, type DeclarableKeyword, type SimilarName, type UnknownName } from './data.ts';
import { finding, type Report } from './finding.ts';
import { functionCalledElsewhere, isTypeOfPostgresql, typeCalledElsewhere } from './other-names.ts';
import { placeOfReference } from './places.ts';
import { similarNames } from '../parser/index.ts';
import type { SyntaxErrors } from './syntax.ts';
import { describeUnknown } from './unknown-name-messages.ts';

/** How many unknown names of a file get suggestions: a file with thousands is not mended name by name. */
const mostSuggestions = 200;

export interface NameServices {
    readonly scopes: ScopeProvider;
    readonly documents: LangiumDocuments;
}

/** ERD004: names that nothing visible has, unless that follows from another mistake. */
export function checkUnknownNames(document: LangiumDocument<ast.Document>, services: NameServices, syntax: SyntaxErrors, report: Report): void {
    const suggestions = new Suggestions(document, services);
    const lacksImport = document.parseResult.value.imports.some(({ path }) => {
        const uri = importedUri(document, path);
        return path !== undefined && !(uri && services.documents.hasDocument(uri));
    });
    for (const reference of document.references as Reference[]) {
        const info = reference.error?.info;
        if (!info || followsFromUnresolved(info) || syntax.explains(info)) {
            continue;
        }
        const data = suggestions.of(info);
        const [best] = data.similar;
        // The file that should have brought the name was not found, which is an error of its own.
        if (lacksImport && !namesLocal(info) && (!best || best.importFrom !== undefined)) {
            continue;
        }
        const [importable] = data.importFrom;
        const sigil = ast.isAnnotation(info.container) ? '@' : '';
        const advice = importable ? ` It is declared in '${importable}'.` : best ? ` Did you mean '${sigil}${displayName(best)}'?`
            : data.isOfPostgresql ? ` PostgreSQL's own type is written native(postgresql: "${data.name}").` : '';
        report(finding('ERD004', placeOfReference(info.container, reference), describeUnknown(info) + advice, { data }));
    }
}

/** What could be meant by the unknown name at an offset, as things are now. */
export function suggestNames(document: LangiumDocument, offset: number, services: NameServices): UnknownName | undefined {
    const info = (document.references as Reference[]).find(({ $refNode }) => $refNode?.offset === offset)?.error?.info;
    return info && new Suggestions(document, services).of(info);
}

interface Candidates {
    readonly visible: ReadonlySet<string>;
    readonly elsewhere: ReadonlyMap<string, readonly LangiumDocument[]>;
}

/** What could be meant by an unknown name: what is visible, and what files declare that are not imported yet. */
class Suggestions {
    private readonly document: LangiumDocument;
    private readonly services: NameServices;
    private readonly known = new Map<string, UnknownName>();
    private readonly candidates = new Map<string, Candidates>();
    private readonly elsewhere: readonly LangiumDocument<ast.Document>[];

    constructor(document: LangiumDocument, services: NameServices) {
        this.document = document;
        this.services = services;
        const imported = new Set(importedDocuments(document, services.documents));
        this.elsewhere = services.documents.all.toArray().filter((other): other is LangiumDocument<ast.Document> =>
            other !== document && !imported.has(other) && other.uri.scheme !== preludeScheme && ast.isDocument(other.parseResult.value));
    }

    of(info: ReferenceInfo): UnknownName {
        const name = info.reference.$refText;
        const wanted = ast.reflection.getReferenceType(info);
        // What is visible as a type or an area does not depend on the place; what an expression may name does.
        const local = namesLocal(info);
        const key = local ? undefined : `${wanted} ${(info.container as { schema?: Reference }).schema?.$refText ?? ''} ${name}`;
        const present = key === undefined ? undefined : this.known.get(key);
        if (present) {
            return present;
        }
        const made = this.known.size < mostSuggestions ? this.suggest(info, name, wanted, local) : { name, similar: [], importFrom: [] };
        this.known.set(key ?? `${this.known.size}`, made);
        return made;
    }

    private suggest(info: ReferenceInfo, name: string, wanted: string, local: boolean): UnknownName {
        if (local) {
            const forgotten: readonly SimilarName[] = ast.isNameExpression(info.container) && this.isFunctionOfNothing(name) ? [{ name, isCall: true }] : [];
            return { name, similar: [...forgotten, ...this.ofSources(info, name), ...similarNames(name, this.namesVisible(info)).map(candidate => ({ name: candidate }))], importFrom: [] };
        }
        const { visible, elsewhere } = this.candidatesFor(info, wanted);
        const declarable = declarableBy[wanted];
        const meant = isCallee(info.container) ? functionCalledElsewhere(name) : wanted === typeDeclaration ? typeCalledElsewhere(name) : undefined;
        if (meant !== undefined && visible.has(meant)) {
            return { name, similar: [{ name: meant }], importFrom: [] };
        }
        if (wanted === typeDeclaration && isTypeOfPostgresql(name)) {
            return { name, similar: [], importFrom: [], isOfPostgresql: true };
        }
        const similar: SimilarName[] = this.inSchemas(info, name, wanted);
        similar.push(...similarNames(name, [...visible, ...elsewhere.keys()]).map(candidate =>
            visible.has(candidate) ? { name: candidate } : { name: candidate, importFrom: this.pathTo(elsewhere.get(candidate)![0]!) }));
        const importFrom = (elsewhere.get(name) ?? []).map(other => this.pathTo(other)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
        return { name, similar, importFrom, ...declarable && !schemaOf(info) ? { declare: declarable } : {} };
    }

    private isFunctionOfNothing(name: string): boolean {
        const documents = [this.document, ...importedDocuments(this.document, this.services.documents), ...this.services.documents.all.filter(({ uri }) => uri.scheme === preludeScheme)];
        return documents.some(({ parseResult }) => symbolsOf(parseResult.value as ast.Document).global.get(name)?.some(node => ast.isRoutine(node) && node.parameters.length === 0));
    }

    /** Elements of that very name in a schema, where the schema is what was left out. */
    private inSchemas(info: ReferenceInfo, name: string, wanted: string): SimilarName[] {
        if (!qualifiable.has(info.container.$type) || schemaOf(info) !== undefined) {
            return [];
        }
        const found: SimilarName[] = [];
        for (const document of [this.document, ...importedDocuments(this.document, this.services.documents)]) {
            for (const [schema, table] of symbolsOf(document.parseResult.value as ast.Document).inSchema) {
                if (table.get(name)?.some(node => ast.reflection.isSubtype(node.$type, wanted))) {
                    found.push({ name, qualifier: schema });
                }
            }
        }
        return found;
    }

    /** Attributes of that very name in rows that a query or a condition reads: what was left out is the alias. */
    private ofSources(info: ReferenceInfo, name: string): readonly SimilarName[] {
        return ast.isNameExpression(info.container)
            ? this.services.scopes.getScope(info).getAllElements()
                .filter(({ node }) => ast.isQuerySource(node) && memberOf(node, name) !== undefined).map(source => ({ name, qualifier: source.name })).toArray()
            : [];
    }

    private namesVisible(info: ReferenceInfo): ReadonlySet<string> {
        return new Set(this.services.scopes.getScope(info).getAllElements().map(({ name }) => name));
    }

    /** The same for all references of one type, which do not depend on their place. */
    private candidatesFor(info: ReferenceInfo, wanted: string): Candidates {
        const key = `${wanted} ${schemaOf(info) ?? ''} ${isCallee(info.container)} ${info.container.$type}.${info.property}`;
        let candidates = this.candidates.get(key);
        if (!candidates) {
            candidates = { visible: this.namesVisible(info), elsewhere: this.namesElsewhere(info, wanted) };
            this.candidates.set(key, candidates);
        }
        return candidates;
    }

    /** What documents declare that this one does not import, by name. */
    private namesElsewhere(info: ReferenceInfo, wanted: string): Map<string, LangiumDocument[]> {
        const found = new Map<string, LangiumDocument[]>();
        const schema = schemaOf(info);
        for (const other of this.elsewhere) {
            const symbols = symbolsOf(other.parseResult.value);
            for (const [name, nodes] of (schema === undefined ? symbols.global : symbols.inSchema.get(schema)) ?? []) {
                if (nodes.some(node => ast.reflection.isSubtype(node.$type, wanted) && (!isCallee(info.container) || ast.isRoutine(node)))) {
                    found.set(name, [...found.get(name) ?? [], other]);
                }
            }
        }
        return found;
    }

    private pathTo(other: LangiumDocument): string {
        const path = UriUtils.relative(UriUtils.dirname(this.document.uri), other.uri);
        return path.startsWith('.') ? path : `./${path}`;
    }
}

function schemaOf(info: ReferenceInfo): string | undefined {
    return info.property === 'schema' ? undefined : (info.container as { schema?: Reference }).schema?.$refText;
}

/** True where what may be named depends on the element around. */
function namesLocal({ container, property }: ReferenceInfo): boolean {
    switch (container.$type) {
        case ast.Entity.$type:
            return property === 'discriminatorValue';
        case ast.MemberAccess.$type:
        case ast.NamedTypeArgument.$type:
        case ast.AnnotationArgument.$type:
            return true;
        case ast.NameExpression.$type:
            return !isCallee(container);
        case ast.PathSegment.$type:
            return (container as ast.PathSegment).$container.segments[0] !== container;
        default:
            return namesAttribute(container.$type, property) || container.$type === ast.IndexMethod.$type;
    }
}

const typeDeclaration = 'TypeDeclaration';

/** Nodes whose name may stand behind that of a schema. */
const qualifiable: ReadonlySet<string> = new Set([
    ast.TypeUse.$type, ast.MixinUse.$type, ast.EntityUse.$type, ast.QuerySource.$type, ast.Trigger.$type, ast.RoutineUse.$type,
]);

const declarableBy: Readonly<Record<string, DeclarableKeyword>> = {
    [ast.Area.$type]: 'area', [ast.Team.$type]: 'team', [ast.Purpose.$type]: 'purpose', [ast.Role.$type]: 'role',
    [ast.Schema.$type]: 'schema', SchemaName: 'schema', [ast.Entity.$type]: 'entity', TypeDeclaration: 'entity',
};
