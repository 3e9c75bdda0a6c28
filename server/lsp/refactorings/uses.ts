import type { AstNode, LangiumDocument, Reference } from 'langium';
import { AstUtils, isReference, UriUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { NameWriter } from '../syntax/name-writer.ts';
import type { Changes, Span } from './changes.ts';

/** Where something is named. */
export interface Use {
    readonly document: LangiumDocument;
    readonly reference: Reference;
    readonly container: AstNode;
    /** Of the name, without what qualifies it. */
    readonly span: Span;
}

/** Where one of the elements is named, in all files. */
export function usesOf(targets: ReadonlySet<AstNode>, services: ErdServices): readonly Use[] {
    return services.shared.workspace.LangiumDocuments.all.toArray().flatMap(document => usesIn(document, ({ ref }) => ref !== undefined && targets.has(ref)));
}

/** What a document names in its order, of which `accept` says that it is wanted. */
export function usesIn(document: LangiumDocument, accept?: (reference: Reference) => boolean): readonly Use[] {
    const all = allUsesIn(document);
    return accept ? all.filter(({ reference }) => accept(reference)) : all;
}

// By the list of references, which is another when the document is linked anew; it may not be full when first asked for.
const known = new WeakMap<readonly unknown[], { readonly count: number; readonly uses: readonly Use[] }>();

function allUsesIn(document: LangiumDocument): readonly Use[] {
    const references = document.references as readonly Reference[];
    const present = known.get(references);
    if (present?.count === references.length) {
        return present.uses;
    }
    const uses = references.flatMap((reference): Use[] => {
        const { $refNode: span } = reference;
        return span ? [{ document, reference, container: span.astNode, span }] : [];
    }).sort((left, right) => left.span.offset - right.span.offset);
    known.set(references, { count: references.length, uses });
    return uses;
}

/** Whether a node is another, or stands in it. */
export function isIn(node: AstNode, outer: AstNode): boolean {
    for (let current: AstNode | undefined = node; current; current = current.$container) {
        if (current === outer) {
            return true;
        }
    }
    return false;
}

/** The name of the schema block that a node stands in. */
export function schemaAround(node: AstNode | undefined): string | undefined {
    return AstUtils.getContainerOfType(node?.$container, ast.isSchema)?.name;
}

/** True for what another file sees by importing the file, and not as a member of something. */
export function isDeclaration({ $container: container }: AstNode): boolean {
    return ast.isDocument(container) || ast.isSchema(container) || ast.isExtension(container) || ast.isModelDeclaration(container);
}

/** References that a schema may stand before, by `Type.property`. */
const qualifiable: ReadonlySet<string> = new Set([
    'TypeUse.type', 'MixinUse.mixin', 'EntityUse.entity', 'QuerySource.relation', 'Trigger.relation', 'RoutineUse.routine',
]);

/**
 * Lets a use find its target in the schema block `to`, from a place in the block `from`; undefined is no block. False
 * where the grammar has no place for the schema's name.
 */
export function qualify(use: Use, to: string | undefined, from: string | undefined, changes: Changes, services: ErdServices): boolean {
    const { document, container, span } = use;
    const present = qualifierOf(use);
    if (present) {
        if (to === undefined) {
            changes.replace(document, { offset: present.offset, end: span.offset }, '');
        } else {
            changes.replace(document, present, new NameWriter(services).write(to, 'ID'));
        }
        return true;
    }
    if (to === undefined || to === from) {
        return true;
    }
    const isQualifiable = qualifiable.has(`${container.$type}.${propertyOf(use)}`)
        || ast.isNameExpression(container)
        || ast.isPathSegment(container) && container.$container.segments[0] === container;
    if (isQualifiable) {
        changes.insert(document, span.offset, `${new NameWriter(services).write(to, 'ID')}.`);
    }
    return isQualifiable;
}

/** The schema that is written before a name. */
function qualifierOf({ container }: Use): Span | undefined {
    const { schema } = container as { schema?: Reference };
    if (schema?.$refNode) {
        return schema.$refNode;
    }
    if (ast.isPathSegment(container)) {
        const { segments } = container.$container;
        const before = segments[segments.indexOf(container) - 1]?.target;
        return ast.isSchema(before?.ref) ? before.$refNode : undefined;
    }
    const receiver = ast.isMemberAccess(container) ? container.receiver : undefined;
    return ast.isNameExpression(receiver) && ast.isSchema(receiver.target?.ref) ? receiver.target.$refNode : undefined;
}

export function propertyOf({ container, reference }: Use): string | undefined {
    return Object.entries(container).find(([, value]: [string, unknown]) => value === reference || Array.isArray(value) && value.some(item => isReference(item) && item === reference))?.[0];
}

/** Where a use is, for a reason. */
export function lineOf({ document, span }: Use): string {
    return `line ${document.textDocument.positionAt(span.offset).line + 1} of ${UriUtils.basename(document.uri)}`;
}
