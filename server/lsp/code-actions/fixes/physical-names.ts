import type { AstNode } from 'langium';
import { ast } from '../../../../language/index.ts';
import { addToKey, addToList, attributesOf, endOfHead, isOwner, makeRequired, written } from '../elements.ts';
import { aroundAt, exactlyAt, nodeAt, type FileEdit, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { addMember, insert, remove, removeFromList, replace } from '../text-edits.ts';

type Codes = 'ERD301' | 'ERD302' | 'ERD303' | 'ERD304' | 'ERD305' | 'ERD321' | 'ERD324';

export const physicalNameFixes: Pick<QuickFixes, Codes> = {
    ERD301: context => [named(context, context.data.free)],
    ERD302: context => [named(context, context.data.short)],
    ERD303: context => [named(context, context.data.free)],
    ERD304: context => {
        const owner = aroundAt(context, isOwner);
        const { missing } = context.data;
        return [owner && missing.length > 0 ? { title: `Add ${missing.join(', ')} to the key`, edits: [...addToKey(owner, missing), ...requiredNow(owner, missing)] } : undefined];
    },
    ERD305: context => [addedToConstraint(context)],
    ERD321: context => {
        const annotation = nodeAt(context, ast.isAnnotation);
        // Other names may be former ones indeed.
        const argument = annotation?.arguments.find(({ value }) => ast.isTextValue(value) && value.value === context.data.name);
        return [annotation && argument && annotation.arguments.length > 1
            ? { title: `Remove "${context.data.name}"`, edits: [removeFromList(argument, argument.$cstNode!)] }
            : annotation && { title: 'Remove the annotation', edits: [remove(annotation)] }];
    },
    ERD324: ({ document, range, data: { name, similar } }) => similar.map(other => ({
        title: `Change to {${other}}`, edits: [{ range, newText: document.textDocument.getText(range).replaceAll(`{${name}}`, `{${other}}`) }],
    })),
};

/** What is in a key has a value in every row. */
function requiredNow(owner: Parameters<typeof attributesOf>[0], names: readonly string[]): FileEdit[] {
    return attributesOf(owner).filter(({ name }) => names.includes(name)).flatMap(attribute => makeRequired(attribute) ?? []);
}

function named(context: FixContext<'ERD301' | 'ERD302' | 'ERD303'>, name: string): Fix | undefined {
    const node = exactlyAt(context) ?? aroundAt(context, (candidate): candidate is AstNode => candidate !== undefined);
    const element = elementNamed(node);
    const edit = element && physicalNameEdit(element, name);
    return edit && { title: `Name it "${name}" in the database`, edits: [edit] };
}

/** The element whose name in the database is meant: for a name, what it is the name of. */
function elementNamed(node: AstNode | undefined): AstNode | undefined {
    for (let current = node; current; current = current.$container) {
        if (current.$type in afterWhat || ast.isAttribute(current) || isMark(current)) {
            return current;
        }
    }
    return undefined;
}

function isMark(node: AstNode): node is ast.KeyModifier | ast.UniqueModifier | ast.CheckModifier {
    return ast.isKeyModifier(node) || ast.isUniqueModifier(node) || ast.isCheckModifier(node);
}

/** Behind which of its parts an element has its `as "..."`; the last of them that is there. */
const afterWhat: Readonly<Record<string, readonly string[]>> = {
    [ast.Entity.$type]: ['name', 'mixins', 'parent', 'discriminator'],
    [ast.View.$type]: ['name'],
    [ast.Sequence.$type]: ['name', 'type', 'modifiers', 'owner'],
    [ast.Enum.$type]: ['name', 'storage'],
    [ast.Domain.$type]: ['type', 'default', 'collation', 'checks'],
    [ast.StructuredType.$type]: ['name'],
    [ast.Role.$type]: ['name', 'parents'],
    [ast.Schema.$type]: ['name', 'label'],
    [ast.Relationship.$type]: ['target', 'label', 'inverseLabel', 'kind'],
    [ast.ViewColumn.$type]: ['expression', 'type'],
    [ast.Partition.$type]: ['name', 'to', 'values', 'remainder'],
    [ast.Check.$type]: ['condition', 'message'],
};

/** Writes `as "name"` behind an element, or changes the one that is there. */
function physicalNameEdit(node: AstNode, name: string): FileEdit | undefined {
    const text = `"${name.replaceAll('"', '\\"')}"`;
    if (ast.isAttribute(node)) {
        const modifier = node.modifiers.find(ast.isNameModifier);
        return modifier?.names.length === 1 ? replace(modifier, modifier.$cstNode!, `as ${text}`)
            : modifier ? undefined : insert(node, node.modifiers.at(-1)?.$cstNode?.end ?? endOfHead(node), ` as ${text}`);
    }
    if (isMark(node)) {
        const constraint = written(node, 'constraintName');
        return constraint && replace(node, constraint, text);
    }
    const present = written(node, 'physicalName');
    if (present) {
        return replace(node, present, text);
    }
    const ends = (afterWhat[node.$type] ?? []).flatMap(property => endOf(node, property));
    return ends.length > 0 ? insert(node, Math.max(...ends), ` as ${text}`) : undefined;
}

function endOf(node: AstNode, property: string): number[] {
    const value = (node as unknown as Readonly<Record<string, unknown>>)[property];
    if (value === undefined) {
        return [];
    }
    const token = written(node, property, Array.isArray(value) ? value.length - 1 : undefined);
    return token ? [token.end] : [];
}

function addedToConstraint(context: FixContext<'ERD305'>): Fix | undefined {
    const { missing } = context.data;
    const node = exactlyAt(context);
    if (missing.length === 0 || !node) {
        return undefined;
    }
    const title = `Add ${missing.join(', ')} to the constraint`;
    if (ast.isUnique(node) || ast.isIndex(node)) {
        return { title, edits: [addToList(node, missing)] };
    }
    const owner = aroundAt(context, isOwner);
    const attribute = owner && ast.isUniqueModifier(node) ? attributesOf(owner).find(candidate => candidate === node.$container) : undefined;
    return attribute && { title, edits: [remove(node), addMember(owner!, `unique (${[attribute.name, ...missing].join(', ')})`)] };
}
