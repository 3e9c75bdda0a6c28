import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Cardinality } from '../model.ts';

const ends: Readonly<Record<string, Cardinality>> = {
    '||': { optional: false, many: false },
    '|o': { optional: true, many: false },
    'o|': { optional: true, many: false },
    '}o': { optional: true, many: true },
    'o{': { optional: true, many: true },
    '}|': { optional: false, many: true },
    '|{': { optional: false, many: true },
};

const one: Cardinality = { optional: false, many: false };

/** The two ends of a crow's foot: how many rows of each belong to one row of the other. */
export function cardinalities(notation: string | undefined): { readonly source: Cardinality; readonly target: Cardinality } {
    return { source: ends[notation?.slice(0, 2) ?? ''] ?? one, target: ends[notation?.slice(-2) ?? ''] ?? one };
}

export function isManyToMany(relationship: ast.Relationship): boolean {
    const { source, target } = cardinalities(relationship.notation);
    return source.many && target.many;
}

/** The entity at the end of a path, its own last segment or the one before an attribute. */
export function entityOfPath(path: ast.Path | undefined): ast.Entity | undefined {
    const segments = path?.segments ?? [];
    const last = segments.at(-1)?.target?.ref;
    const entity: AstNode | undefined = last?.$type === 'Attribute' ? segments.at(-2)?.target?.ref : last;
    return entity?.$type === 'Entity' ? entity as ast.Entity : undefined;
}

/** The references of the table between: named after their entities, of which one that is related to itself is both. */
export function joinEnds(relationship: ast.Relationship): readonly { readonly name: string; readonly entity: ast.Entity | undefined }[] {
    const source = entityOfPath(relationship.source);
    const target = entityOfPath(relationship.target);
    if (source && source === target) {
        return [{ name: `source${source.name}`, entity: source }, { name: `target${source.name}`, entity: target }];
    }
    return [source, target].map(entity => ({ name: entity ? uncapitalized(entity.name) : '', entity }));
}

function uncapitalized(name: string): string {
    return name[0]!.toLowerCase() + name.slice(1);
}
