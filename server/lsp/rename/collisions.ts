import type { AstNode, LangiumDocuments, Reference, ReferenceInfo } from 'langium';
import { AstUtils, UriUtils } from 'langium';
import { ast, attributeNamed, periodsOf, symbolsOf } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { isOfPrelude, kindOf, nameOf, rootOf, selectionRangeOf } from '../syntax/elements.ts';
import { entitiesOf, inheritedBy } from './family.ts';

/** Declarations of these share their names: each may be a type or the source of a query. */
const typeLike: ReadonlySet<string> = new Set([
    ast.PrimitiveType.$type, ast.Domain.$type, ast.StructuredType.$type, ast.Enum.$type, ast.Entity.$type, ast.View.$type, ast.Mixin.$type,
]);

/** Tells what a new name would collide with: with another declaration, or with a name that would then mean something else. */
export class CollisionFinder {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    /** Why the name is not free, in a sentence. */
    find(family: ReadonlySet<AstNode>, oldName: string, newName: string): string | undefined {
        for (const node of family) {
            const other = this.declaredBeside(node, newName, family);
            if (other) {
                return isOfPrelude(other)
                    ? `\`${newName}\` is ${article(kindOf(other))} of the language.`
                    : `\`${newName}\` is already ${article(kindOf(other))} here (${placeOf(other)}).`;
            }
        }
        return this.meaningChanged(family, oldName, newName);
    }

    private get documents(): LangiumDocuments {
        return this.services.shared.workspace.LangiumDocuments;
    }

    private declaredBeside(node: AstNode, newName: string, family: ReadonlySet<AstNode>): AstNode | undefined {
        const isOther = (other: AstNode | undefined): other is AstNode => other !== undefined && !family.has(other);
        const container = node.$container;
        if (ast.isAttribute(node) && container) {
            for (const owner of this.ownersOf(container)) {
                const other = attributeNamed(owner, newName) ?? [...periodsOf(owner)].find(({ name }) => name === newName);
                if (isOther(other)) {
                    return other;
                }
            }
            return undefined;
        }
        if (!container || ast.isDocument(container) || ast.isSchema(container)) {
            return this.declaredGlobally(node, newName, ast.isSchema(container) ? container.name : undefined);
        }
        return siblingsOf(node).find(sibling => isOther(sibling) && nameOf(sibling) === newName && (sibling.$type === node.$type || ast.isPeriod(node)));
    }

    /** Whatever has the attributes of a container: of a mixin, also all that take it in. */
    private ownersOf(container: AstNode): AstNode[] {
        return ast.isMixin(container) || ast.isEntity(container)
            ? [container, ...entitiesOf(this.documents).filter(entity => inheritedBy(entity).includes(container))]
            : [container];
    }

    private declaredGlobally(node: AstNode, newName: string, schema: string | undefined): AstNode | undefined {
        for (const document of this.relatedDocuments(node)) {
            const symbols = symbolsOf(rootOf(document));
            const table = schema === undefined || isOfPrelude(rootOf(document)) ? symbols.global : symbols.inSchema.get(schema);
            const other = table?.get(newName)?.find(candidate => candidate !== node && shareNames(candidate, node));
            if (other) {
                return other;
            }
        }
        return undefined;
    }

    /** Those of the models that the element is part of, and the language's own. */
    private relatedDocuments(node: AstNode): ReturnType<typeof AstUtils.getDocument>[] {
        const projects = this.services.model.ModelProvider.projectsOf(AstUtils.getDocument(node));
        return [...projects.flatMap(({ documents }) => documents), ...this.documents.all.filter(document => isOfPrelude(document.parseResult.value))];
    }

    /** A renamed reference that would find something else, or another that would find the renamed element. */
    private meaningChanged(family: ReadonlySet<AstNode>, oldName: string, newName: string): string | undefined {
        for (const document of this.documents.all) {
            for (const reference of document.references as Reference[]) {
                const isRenamed = reference.ref !== undefined && family.has(reference.ref) && reference.$refText === oldName;
                const info = isRenamed || reference.$refText === newName ? infoOf(reference) : undefined;
                if (!info) {
                    continue;
                }
                const found = this.services.references.ScopeProvider.getScope(info).getElement(isRenamed ? newName : oldName)?.node;
                if (isRenamed && found && !family.has(found)) {
                    return `\`${newName}\` already means ${article(kindOf(found))} at ${placeOf(info.container)}.`;
                }
                if (!isRenamed && reference.ref && found && family.has(found) && !isNearer(reference.ref, found)) {
                    return `\`${newName}\` at ${placeOf(info.container)} would then mean the renamed ${kindOf(found)}.`;
                }
            }
        }
        return undefined;
    }
}

/** What a bare name finds first: members before declarations. */
function isNearer(present: AstNode, renamed: AstNode): boolean {
    return isDeclaration(renamed) && !isDeclaration(present);
}

function isDeclaration(node: AstNode): boolean {
    return ast.isDocument(node.$container) || ast.isSchema(node.$container) || ast.isExtension(node.$container);
}

function shareNames(left: AstNode, right: AstNode): boolean {
    return left.$type === right.$type || (typeLike.has(left.$type) && typeLike.has(right.$type));
}

function siblingsOf(node: AstNode): readonly AstNode[] {
    const list = node.$containerProperty ? (node.$container as unknown as Record<string, unknown>)[node.$containerProperty] : undefined;
    const siblings = Array.isArray(list) ? list as AstNode[] : [];
    // The sources of a query: `from` has the first, each join another.
    const query = ast.isQuerySource(node) ? AstUtils.getContainerOfType(node, around => ast.isQuery(around) || ast.isInnerQuery(around)) : undefined;
    return query ? [query.source, ...query.joins.map(({ source }) => source)] : siblings;
}

/** Where a reference stands, from the token that it was read from. */
function infoOf(reference: Reference): ReferenceInfo | undefined {
    const container = reference.$refNode?.astNode;
    for (const info of container ? AstUtils.streamReferences(container) : []) {
        if (info.reference === reference) {
            return info;
        }
    }
    return undefined;
}

function article(noun: string): string {
    return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function placeOf(node: AstNode): string {
    return `${UriUtils.basename(AstUtils.getDocument(node).uri)}:${selectionRangeOf(node).start.line + 1}`;
}
