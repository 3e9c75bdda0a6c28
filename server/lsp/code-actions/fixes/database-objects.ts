import type { AstNode } from 'langium';
import { ast } from '../../../../language/index.ts';
import { written } from '../elements.ts';
import { aroundAt, keywordOf, nodeAtPlace, type FileEdit, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { insert, remove, removeInLine, replace } from '../text-edits.ts';

type Codes = 'ERD313' | 'ERD314' | 'ERD315' | 'ERD316' | 'ERD317' | 'ERD318' | 'ERD319' | 'ERD320' | 'ERD322' | 'ERD326';

export const databaseObjectFixes: Pick<QuickFixes, Codes> = {
    ERD313: ({ range, data: { similar } }) => similar.map(name => ({ title: `Change to ${name}`, edits: [{ range, newText: name }] })),
    ERD314: context => [mendedView(context)],
    ERD315: context => {
        const trigger = aroundAt(context, ast.isTrigger);
        const { timing, level } = context.data;
        const edit = trigger && (timing ? timingEdit(trigger, timing) : level ? levelEdit(trigger, level) : undefined);
        return [edit && { title: timing ? `Fire ${timing}` : `Fire for each ${level}`, edits: [edit] }];
    },
    ERD316: ({ data, services }) => {
        const routine = nodeAtPlace(data.routine, services, ast.isRoutine);
        const edit = routine && (routine.result ? replace(routine, routine.result.$cstNode!, 'trigger') : afterParameters(routine));
        return [edit && { title: `Let ${routine.name} return a trigger`, edits: [edit] }];
    },
    ERD317: context => {
        const policy = aroundAt(context, ast.isPolicy);
        const command = policy && written(policy, 'commands', policy.commands.length - 1);
        return [command && { title: "Say that everybody is meant, 'to public'", edits: [insert(policy, command.end, ' to public')] }];
    },
    ERD318: context => [mendedPolicy(context)],
    ERD319: context => {
        const line = context.data.disabled ? aroundAt(context, ast.isEntity)?.members.find(ast.isRowSecurity) : undefined;
        return [line && { title: 'Remove the line that disables row security', edits: [remove(line)] }];
    },
    ERD320: context => {
        const { privilege, instead } = context.data;
        const node = aroundAt(context, ast.isGrant)?.privileges.find(({ name }) => name === privilege);
        return [node && { title: `Grant '${instead}'`, edits: [replace(node, node.$cstNode!, instead)] }];
    },
    ERD322: context => {
        const holder = aroundAt(context, (node): node is ast.Sequence | ast.Attribute => ast.isSequence(node) || ast.isAttribute(node));
        const modifiers = ast.isAttribute(holder) ? holder.modifiers.find(ast.isIdentityModifier)?.modifiers : holder?.modifiers;
        const start = modifiers?.find(({ name }) => name === 'start');
        const value = start && written(start, 'value');
        const { start: wanted } = context.data;
        return [value && wanted !== undefined ? { title: `Start with ${wanted}`, edits: [replace(start, value, wanted)] } : undefined];
    },
    ERD326: context => {
        const query = aroundAt(context, ast.isView)?.query;
        const text = context.document.textDocument.getText(context.range);
        const last = query?.grouping.at(-1);
        const before = last ?? query?.where ?? query?.joins.at(-1) ?? query?.source;
        return [query && before?.$cstNode && { title: `Group by '${text}'`, edits: [insert(query, before.$cstNode.end, last ? `, ${text}` : ` group by ${text}`)] }];
    },
};

function mendedView(context: FixContext<'ERD314'>): Fix | undefined {
    const view = aroundAt(context, ast.isView);
    const word = view && keywordOf(view, 'view');
    if (!word) {
        return undefined;
    }
    switch (context.data.clause) {
        case 'index':
            return { title: 'Make the view materialized', edits: [insert(view, word.offset, 'materialized ')] };
        case 'without data':
            return withoutWords(view, 'without', 'data');
        case 'check option':
            return withoutWords(view, 'check', view.checkOption ?? 'option');
    }
}

function withoutWords(node: AstNode, first: string, last: string): Fix | undefined {
    const [start, end] = [keywordOf(node, first), keywordOf(node, last)];
    return start && end && { title: `Remove '${first} ... ${last}'`.replace(' ... ', first === 'without' ? ' ' : ' option '), edits: [removeInLine(node, { offset: start.offset, end: end.end })] };
}

function timingEdit(trigger: ast.Trigger, timing: string): FileEdit | undefined {
    const token = written(trigger, 'timing');
    return token && replace(trigger, token, timing);
}

function levelEdit(trigger: ast.Trigger, level: string): FileEdit | undefined {
    const token = written(trigger, 'level');
    return token ? replace(trigger, token, level) : insert(trigger, trigger.events.at(-1)!.$cstNode!.end, ` for each ${level}`);
}

function afterParameters(routine: ast.Routine): FileEdit | undefined {
    const closing = keywordOf(routine, ')');
    return closing && insert(routine, closing.end, ' returns trigger');
}

/** The condition that the command has instead of the other; where it has that too, without it. */
function mendedPolicy(context: FixContext<'ERD318'>): Fix | undefined {
    const policy = aroundAt(context, ast.isPolicy);
    const { has } = context.data;
    const word = policy && keywordOf(policy, has);
    const expression = policy?.[has]?.$cstNode;
    if (!word || !expression) {
        return undefined;
    }
    const other = has === 'using' ? 'check' : 'using';
    return policy[other]
        ? { title: `Remove '${has}'`, edits: [removeInLine(policy, { offset: word.offset, end: closingAfter(policy, expression.end) })] }
        : { title: `Use '${other}'`, edits: [replace(policy, word, other)] };
}

function closingAfter(node: AstNode, offset: number): number {
    return node.$cstNode!.root.fullText.indexOf(')', offset) + 1;
}
