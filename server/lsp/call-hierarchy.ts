import type { AstNode, LangiumDocument } from 'langium';
import { URI } from 'langium';
import type { CallHierarchyIncomingCall, CallHierarchyItem, CallHierarchyOutgoingCall, Position, Range } from 'vscode-languageserver';
import { ast, attributesOf } from '../../language/index.ts';
import { entitiesOf } from './rename/family.ts';
import type { ErdServices } from './services.ts';
import { nameAt } from './syntax/cursor.ts';
import { rangeOf } from './syntax/elements.ts';
import { itemOf, nodeOf } from './syntax/hierarchy-items.ts';

/** Foreign keys as a hierarchy of calls: who references an entity, and whom it references. */
export class ForeignKeyHierarchy {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    prepare(document: LangiumDocument, position: Position): CallHierarchyItem[] | undefined {
        const found = nameAt(document, position);
        const target = found && found.kind !== 'import' ? found.target : undefined;
        const entity = ast.isEntity(target) ? target : target?.$container;
        return ast.isEntity(entity) ? [itemOf(entity)] : undefined;
    }

    /** Entities with a reference to this one, own or taken over, at the types of the attributes. */
    incoming(item: CallHierarchyItem): CallHierarchyIncomingCall[] {
        const target = this.entityOf(item);
        const entities = entitiesOf(this.services.shared.workspace.LangiumDocuments).filter(ast.isEntity);
        return target ? entities.flatMap(entity => {
            const fromRanges = referencesOf(entity).filter(reference => reference.target === target).map(({ range }) => range);
            return fromRanges.length > 0 ? [{ from: itemOf(entity), fromRanges }] : [];
        }) : [];
    }

    outgoing(item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
        const entity = this.entityOf(item);
        const byTarget = Map.groupBy(entity ? referencesOf(entity) : [], ({ target }) => target);
        return [...byTarget].map(([target, references]) => ({ to: itemOf(target), fromRanges: references.map(({ range }) => range) }));
    }

    private entityOf({ uri, selectionRange }: CallHierarchyItem): ast.Entity | undefined {
        const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        const node: AstNode | undefined = document && nodeOf(document, selectionRange.start);
        return ast.isEntity(node) ? node : undefined;
    }
}

interface ForeignKeyUse {
    readonly target: ast.Entity;
    /** In the entity's own document; a client looks for it there. */
    readonly range: Range;
}

function referencesOf(entity: ast.Entity): ForeignKeyUse[] {
    const uses: ForeignKeyUse[] = [];
    for (const attribute of attributesOf(entity)) {
        const type = ast.isAttribute(attribute) ? attribute.type?.type : undefined;
        if (type && ast.isEntity(type.ref)) {
            const isOwn = attribute.$container === entity;
            uses.push({ target: type.ref, range: isOwn ? type.$refNode?.range ?? rangeOf(attribute) : entity.$cstNode!.range });
        }
    }
    return uses;
}
