import type { AstNode, LangiumDocument } from 'langium';
import { URI } from 'langium';
import type { TypeHierarchyItem } from 'vscode-languageserver';
import { ast } from '../../language/index.ts';
import { entitiesOf } from './rename/family.ts';
import type { ErdServices } from './services.ts';
import { nameAt } from './syntax/cursor.ts';
import { itemOf, nodeOf } from './syntax/hierarchy-items.ts';

/** Who extends whom, and who takes in which mixin. */
export class TypeHierarchy {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    prepare(document: LangiumDocument, position: TypeHierarchyItem['range']['start']): TypeHierarchyItem[] | undefined {
        const found = nameAt(document, position);
        const target = found && found.kind !== 'import' ? found.target : undefined;
        return isInHierarchy(target) ? [itemOf(target)] : undefined;
    }

    supertypes(item: TypeHierarchyItem): TypeHierarchyItem[] {
        const node = this.nodeOf(item);
        return isInHierarchy(node) ? parentsOf(node).map(itemOf) : [];
    }

    subtypes(item: TypeHierarchyItem): TypeHierarchyItem[] {
        const node = this.nodeOf(item);
        return isInHierarchy(node)
            ? entitiesOf(this.services.shared.workspace.LangiumDocuments).filter(candidate => parentsOf(candidate).includes(node)).map(itemOf)
            : [];
    }

    private nodeOf({ uri, selectionRange }: TypeHierarchyItem): AstNode | undefined {
        const document = this.services.shared.workspace.LangiumDocuments.getDocument(URI.parse(uri));
        return document && nodeOf(document, selectionRange.start);
    }
}

function isInHierarchy(node: AstNode | undefined): node is ast.Entity | ast.Mixin {
    return ast.isEntity(node) || ast.isMixin(node);
}

function parentsOf(node: ast.Entity | ast.Mixin): (ast.Entity | ast.Mixin)[] {
    return [ast.isEntity(node) ? node.parent?.entity?.ref : undefined, ...node.mixins.map(({ mixin }) => mixin?.ref)].filter(parent => parent !== undefined);
}
