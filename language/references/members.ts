import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { unwrittenEnds } from './join-ends.ts';

/** A node that can be named behind a dot or as an attribute. */
export type MemberNode = AstNode & { readonly name: string };

/**
 * All attributes that a row of `owner` has, nearest first: its own, those of its mixins, those of its parents.
 * Tolerates cycles, which are the checks' business.
 */
export function* attributesOf(owner: AstNode | undefined): Iterable<MemberNode> {
    if (!owner) {
        return;
    }
    const seen = new Set<AstNode>();
    const waiting: (AstNode | undefined)[] = [owner];
    while (waiting.length > 0) {
        const current = waiting.pop();
        if (!current || seen.has(current)) {
            continue;
        }
        seen.add(current);
        switch (current.$type) {
            case ast.Entity.$type: {
                const entity = current as ast.Entity;
                yield* ownAttributes(entity.members);
                waiting.push(entity.parent?.entity?.ref);
                pushMixins(entity.mixins, waiting);
                break;
            }
            case ast.Mixin.$type: {
                const mixin = current as ast.Mixin;
                yield* ownAttributes(mixin.members);
                pushMixins(mixin.mixins, waiting);
                break;
            }
            case ast.Relationship.$type:
                yield* ownAttributes((current as ast.Relationship).members);
                break;
            case ast.StructuredType.$type:
                yield* (current as ast.StructuredType).attributes;
                break;
            case ast.View.$type:
                for (const member of (current as ast.View).members) {
                    if (ast.isViewColumn(member)) {
                        yield member;
                    }
                }
                break;
        }
    }
}

function pushMixins(mixins: readonly ast.MixinUse[], waiting: (AstNode | undefined)[]): void {
    for (let i = mixins.length - 1; i >= 0; i--) {
        waiting.push(mixins[i]!.mixin?.ref);
    }
}

function* ownAttributes(members: readonly AstNode[]): Iterable<MemberNode> {
    for (const member of members) {
        if (member.$type === ast.Attribute.$type) {
            yield member as ast.Attribute;
        }
    }
}

/** The attribute of that name, the nearest first. */
export function attributeNamed(owner: AstNode | undefined, name: string): MemberNode | undefined {
    // Most names mean an attribute of the element itself.
    if (owner?.$type === ast.Entity.$type) {
        for (const member of (owner as ast.Entity).members) {
            if (member.$type === ast.Attribute.$type && member.name === name) {
                return member;
            }
        }
    }
    for (const attribute of attributesOf(owner)) {
        if (attribute.name === name) {
            return attribute;
        }
    }
    return unwrittenEnds(owner).find(end => end.name === name)?.entity;
}

/** What completion offers of an element: its attributes, and the ends of a relationship by their names. */
export function* namesOfRows(owner: AstNode | undefined): Iterable<MemberNode> {
    yield* attributesOf(owner);
    for (const { name, entity } of unwrittenEnds(owner)) {
        if (entity) {
            yield { ...entity, name };
        }
    }
}

/** The periods that an entity or its mixins declare. Tolerates mixins that take in themselves. */
export function* periodsOf(owner: AstNode | undefined): Iterable<ast.Period> {
    const seen = new Set<AstNode>();
    const waiting = [owner];
    while (waiting.length > 0) {
        const current = waiting.pop();
        if (!(ast.isEntity(current) || ast.isMixin(current)) || seen.has(current)) {
            continue;
        }
        seen.add(current);
        for (const member of current.members) {
            if (ast.isPeriod(member)) {
                yield member;
            }
        }
        pushMixins(current.mixins, waiting);
    }
}
