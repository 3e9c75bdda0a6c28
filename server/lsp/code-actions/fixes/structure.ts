import type { AstNode } from 'langium';
import { ast } from '../../../../language/index.ts';
import { addAttribute, isOwner, makeRequired, written, writtenName, type Owner } from '../elements.ts';
import { aroundAt, exactlyAt, keywordOf, nodeAt, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { insert, remove, removeFromList, removeInLine, removeSpan, replace } from '../text-edits.ts';

type Codes = 'ERD130' | 'ERD131' | 'ERD132' | 'ERD133' | 'ERD134' | 'ERD136' | 'ERD139' | 'ERD140' | 'ERD141' | 'ERD142' | 'ERD150' | 'ERD151' | 'ERD152' | 'ERD160' | 'ERD162';

export const structureFixes: Pick<QuickFixes, Codes> = {
    ERD130: context => {
        const use = nodeAt(context, isUse);
        return [use && { title: `Take out '${use.$cstNode!.text}'`, edits: [ast.isEntityUse(use) ? removeSpan(use, extendsClause(use)) : removeMixin(use)] }];
    },
    ERD131: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        return attribute ? [
            { title: "Add 'override'", edits: [insert(attribute, attribute.$cstNode!.offset, 'override ')] },
            { title: `Remove '${attribute.name}'`, edits: [remove(attribute)] },
        ] : [];
    },
    ERD132: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        const name = attribute && written(attribute, 'name');
        return attribute && name ? [
            ...context.data.similar.map(similar => ({
                title: `Change to '${similar}'`, edits: [replace(attribute, name, writtenName(similar, 'DECLARED', context.services))],
            })),
            { title: "Remove 'override'", edits: [replace(attribute, { offset: attribute.$cstNode!.offset, end: name.offset }, '')] },
        ] : [];
    },
    ERD133: context => {
        const owner = aroundAt(context, isOwner);
        const { name, type } = context.data;
        return [owner && { title: `Decide with 'override ${name}'`, edits: [addAttribute(owner, `override ${writtenName(name, 'DECLARED', context.services)}: ${type}`)] }];
    },
    ERD134: context => {
        const line = aroundAt(context, ast.isSubtypes);
        const strategy = line && written(line, 'strategy');
        return strategy ? context.data.candidates.map(name => ({ title: `Tell subtypes apart by '${name}'`, edits: [insert(line, strategy.end, ` by ${name}`)] })) : [];
    },
    ERD136: context => [removal(aroundAt(context, ast.isSubtypes), 'Remove the line')],
    ERD139: context => {
        const key = aroundAt(context, ast.isKey) ?? aroundAt(context, ast.isAttribute)?.modifiers.find(ast.isKeyModifier);
        const word = key && keywordOf(key, 'key');
        return [word && { title: 'Make it unique', edits: [replace(key, word, 'unique')] }];
    },
    ERD140: context => {
        const node = exactlyAt(context);
        return [node && { title: 'Remove the second', edits: [ast.isTargetUse(node) ? removeFromList(node, node.$cstNode!) : remove(node)] }];
    },
    ERD141: context => [takenBack(context)],
    ERD142: context => [removal(exactlyAt(context), 'Remove what says nothing')],
    ERD150: context => {
        const period = aroundAt(context, ast.isPeriod);
        const [start, end] = [period?.start.ref, period?.end.ref];
        if (!ast.isAttribute(start) || !ast.isAttribute(end) || start === end || end.type.optional) {
            return [];
        }
        return [{ title: `Give '${end.name}' the type of '${start.name}'`, edits: [replace(end, end.type.$cstNode!, start.type.$cstNode!.text)] }];
    },
    ERD151: context => {
        const element = nodeAt(context, ast.isKeyElement);
        const line = element?.$container;
        const last = line?.elements.at(-1);
        if (!element || !line || !last || last === element) {
            return [];
        }
        const others = line.elements.filter(other => other !== element);
        const span = { offset: line.elements[0]!.$cstNode!.offset, end: last.$cstNode!.end };
        return [{ title: 'Move it to the end', edits: [replace(line, span, [...others, element].map(({ $cstNode }) => $cstNode!.text).join(', '))] }];
    },
    ERD152: context => [removal(aroundAt(context, ast.isPeriod), 'Remove the period')],
    ERD160: context => {
        const row = aroundAt(context, ast.isReferenceRow);
        const { superfluous } = context.data;
        const kept = row?.values.at(-superfluous - 1);
        return [row && kept && superfluous > 0 ? {
            title: superfluous === 1 ? 'Remove the last value' : `Remove the last ${superfluous} values`,
            edits: [replace(row, { offset: kept.$cstNode!.end, end: row.values.at(-1)!.$cstNode!.end }, '')],
        } : undefined];
    },
    ERD162: context => [removal(aroundAt(context, ast.isReferenceRow), 'Remove the second row')],
};

function removal(node: AstNode | undefined, title: string): Fix | undefined {
    return node && { title, edits: [remove(node)] };
}

function isUse(node: unknown): node is ast.EntityUse | ast.MixinUse {
    return ast.isEntityUse(node) || ast.isMixinUse(node);
}

/** From `extends` to the parent, with the value of its discriminator. */
function extendsClause(use: ast.EntityUse): { readonly offset: number; readonly end: number } {
    const entity = use.$container as ast.Entity;
    const keyword = keywordOf(entity, 'extends') ?? use.$cstNode!;
    return { offset: keyword.offset, end: (entity.discriminator ?? use).$cstNode!.end };
}

function removeMixin(use: ast.MixinUse): ReturnType<typeof remove> {
    const heir = use.$container as Owner & { readonly mixins: readonly ast.MixinUse[] };
    const keyword = keywordOf(heir, 'with');
    return heir.mixins.length === 1 && keyword
        ? removeInLine(use, { offset: keyword.offset, end: use.$cstNode!.end })
        : removeFromList(use, use.$cstNode!);
}

function takenBack(context: FixContext<'ERD141'>): Fix | undefined {
    const attribute = aroundAt(context, ast.isAttribute);
    if (!attribute) {
        return undefined;
    }
    switch (context.data.part) {
        case 'modifier':
            return removal(exactlyAt(context), 'Remove what contradicts');
        case 'default':
            return { title: 'Remove the default', edits: [removeInLine(attribute, { offset: attribute.type.$cstNode!.end, end: attribute.default!.$cstNode!.end })] };
        case 'optional': {
            const edit = makeRequired(attribute);
            return edit && { title: `Make '${attribute.name}' required`, edits: [edit] };
        }
    }
}

