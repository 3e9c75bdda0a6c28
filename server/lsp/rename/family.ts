import type { AstNode, LangiumDocuments } from 'langium';
import { ast } from '../../../language/index.ts';
import { rootOf } from '../syntax/elements.ts';

/** The declarations that are renamed with one: attributes that override each other are one attribute with several declarations. */
export function familyOf(target: AstNode, documents: LangiumDocuments): ReadonlySet<AstNode> {
    const family = new Set([target]);
    if (!ast.isAttribute(target)) {
        return family;
    }
    const entities = entitiesOf(documents);
    for (const node of family) {
        const attribute = node as ast.Attribute;
        const owner = attribute.$container;
        const related = ast.isEntity(owner) || ast.isMixin(owner) ? [
            ...attribute.override && ast.isEntity(owner) ? inheritedBy(owner) : [],
            ...entities.filter(entity => entity !== owner && inheritedBy(entity).includes(owner)),
        ] : [];
        for (const { members } of related) {
            for (const member of members) {
                if (ast.isAttribute(member) && member.name === attribute.name && (member.override || attribute.override)) {
                    family.add(member);
                }
            }
        }
    }
    return family;
}

/** What has attributes that an entity inherits: parents, and the mixins of all of them. */
export function inheritedBy(entity: ast.Entity | ast.Mixin): readonly (ast.Entity | ast.Mixin)[] {
    const found = new Set<ast.Entity | ast.Mixin>();
    const waiting: (ast.Entity | ast.Mixin | undefined)[] = [entity];
    while (waiting.length > 0) {
        const current = waiting.pop();
        if (current && !found.has(current)) {
            found.add(current);
            waiting.push(...current.mixins.map(use => use.mixin?.ref), ast.isEntity(current) ? current.parent?.entity?.ref : undefined);
        }
    }
    found.delete(entity);
    return [...found];
}

export function entitiesOf(documents: LangiumDocuments): (ast.Entity | ast.Mixin)[] {
    return documents.all.toArray().flatMap(document => rootOf(document).declarations)
        .flatMap(declaration => ast.isSchema(declaration) ? declaration.declarations : [declaration])
        .filter(declaration => ast.isEntity(declaration) || ast.isMixin(declaration));
}
