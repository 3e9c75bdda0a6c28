import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';

/** A reference from the table of a many-to-many relationship to one of its entities. */
export interface JoinEnd {
    readonly name: string;
    readonly entity: ast.Entity | undefined;
}

/** Whether the relationship has a table of its own. */
export function isManyToMany({ notation }: ast.Relationship): boolean {
    return /^\}.*\{$/.test(notation ?? '');
}

/** The entity at the end of a path, its own last segment or the one before an attribute. */
export function entityOfPath(path: ast.Path | undefined): ast.Entity | undefined {
    const segments = path?.segments ?? [];
    const last = segments.at(-1)?.target?.ref;
    const entity: AstNode | undefined = last?.$type === 'Attribute' ? segments.at(-2)?.target?.ref : last;
    return entity?.$type === 'Entity' ? entity as ast.Entity : undefined;
}

/** The references of the table between: named after their entities, of which one that is related to itself is both. */
export function joinEnds(relationship: ast.Relationship): readonly JoinEnd[] {
    const source = entityOfPath(relationship.source);
    const target = entityOfPath(relationship.target);
    if (source && source === target) {
        return [{ name: `source${source.name}`, entity: source }, { name: `target${source.name}`, entity: target }];
    }
    return [source, target].map(entity => ({ name: entity ? uncapitalized(entity.name) : '', entity }));
}

/**
 * The ends of a many-to-many relationship that are not written as attributes. A name of one leads to the entity, as `old`
 * leads to the entity of a trigger: there is no other element that it could be.
 */
export function unwrittenEnds(owner: AstNode | undefined): readonly JoinEnd[] {
    if (owner?.$type !== 'Relationship' || !isManyToMany(owner as ast.Relationship)) {
        return [];
    }
    const { members } = owner as ast.Relationship;
    return joinEnds(owner as ast.Relationship).filter(end => !members.some(member => member.$type === 'Attribute' && member.name === end.name));
}

function uncapitalized(name: string): string {
    return name[0]!.toLowerCase() + name.slice(1);
}
