import type { AstNode, CstNode } from 'langium';
import { ast } from '../../../../language/index.ts';
import {
    addMark, addModifier, attributesOf, isOwner, makeOptional, makeRequired, type Owner,
} from '../elements.ts';
import { aroundAt, exactlyAt, nodeAt, nodeAtPlace, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { addFirstMember, addMember, remove, removeFromList, replace } from '../text-edits.ts';

type Codes = 'ERD101' | 'ERD102' | 'ERD103' | 'ERD104' | 'ERD110' | 'ERD111' | 'ERD112' | 'ERD113' | 'ERD114' | 'ERD115';

export const keyFixes: Pick<QuickFixes, Codes> = {
    ERD101: context => {
        const entity = aroundAt(context, isOwner);
        return entity ? [...candidates(entity, context.data.candidates), newKey(entity)] : [];
    },
    ERD102: context => {
        const modifier = nodeAt(context, ast.isKeyModifier) ?? nodeAt(context, ast.isKey);
        return [modifier && { title: ast.isKey(modifier) ? 'Remove the second key' : "Remove 'key' from the attribute", edits: [remove(modifier)] }];
    },
    ERD103: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        const edit = attribute && makeRequired(attribute);
        return [edit && { title: `Make '${attribute.name}' required`, edits: [edit] }];
    },
    ERD104: context => {
        const [node, span] = listElementAt(context);
        return [node && span && { title: 'Remove the second', edits: [removeFromList(node, span)] }];
    },
    ERD110: ({ data, services }) => {
        const entity = data.withoutKey ? nodeAtPlace(data.target, services, isOwner) : undefined;
        return [entity && newKey(entity)];
    },
    ERD111: ({ data, services }) => {
        const entity = nodeAtPlace(data.target, services, isOwner);
        const [only, ...more] = data.attributes;
        const attribute = entity && attributesOf(entity).find(({ name }) => name === only);
        return [entity && {
            title: `Make ${data.attributes.join(', ')} of ${entity.name} unique`,
            edits: [attribute && more.length === 0 ? addMark(attribute, 'unique') : addMember(entity, `unique (${data.attributes.join(', ')})`)],
        }];
    },
    ERD112: context => [context.data.names ? undefined : sharing(context, context.data.attributes)],
    ERD113: context => [sharing(context, context.data.attributes)],
    ERD114: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        const owner = attribute && aroundAt(context, isOwner);
        const required = owner && attributesOf(owner).find(({ name }) => name === context.data.required);
        const action = attribute?.modifiers.find((modifier): modifier is ast.ReferentialAction => ast.isReferentialAction(modifier) && modifier.event === context.data.event);
        return [
            required && { title: `Make '${required.name}' optional`, edits: [makeOptional(required)] },
            action && { title: `Restrict the ${context.data.event} instead`, edits: [replace(action, action.$cstNode!, `on ${context.data.event} restrict`)] },
        ];
    },
    ERD115: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        return attribute ? [
            { title: 'Check the reference at the end of the transaction', edits: [addModifier(attribute, 'deferrable initially deferred')] },
            { title: `Make '${attribute.name}' optional`, edits: [makeOptional(attribute)] },
        ] : [];
    },
};

function candidates(entity: Owner, names: readonly string[]): Fix[] {
    return names.flatMap(name => {
        const attribute = attributesOf(entity).find(candidate => candidate.name === name);
        return attribute ? [{ title: `Make '${name}' the key`, edits: [addMark(attribute, 'key')] }] : [];
    });
}

function newKey(entity: Owner): Fix {
    return { title: `Add a key attribute to ${entity.name}`, edits: [addFirstMember(entity, 'id: uuid = uuid() key')] };
}

function listElementAt(context: FixContext<'ERD104'>): readonly [AstNode, CstNode] | readonly [] {
    const offset = context.document.textDocument.offsetAt(context.range.start);
    const reference = context.document.references.find(candidate => candidate.$refNode?.offset === offset);
    const node = exactlyAt(context);
    if (node?.$cstNode) {
        return [node, node.$cstNode];
    }
    return reference?.$refNode ? [reference.$refNode.astNode, reference.$refNode] : [];
}

function sharing(context: FixContext<'ERD112' | 'ERD113'>, attributes: readonly string[] | undefined): Fix | undefined {
    const via = aroundAt(context, ast.isAttribute)?.modifiers.find(ast.isViaModifier);
    return via && attributes && { title: `Share ${attributes.join(', ')}`, edits: [replace(via, via.$cstNode!, `via (${attributes.join(', ')})`)] };
}

