import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast, NamingRules } from '../../../language/index.ts';
import { tokenOf } from '../syntax/elements.ts';
import { ModelElements } from '../syntax/model-elements.ts';
import { Changes } from './changes.ts';
import { addComments } from './inline-domain.ts';
import { inliningsOf, qualifiedFor, type Inlining } from './inline.ts';
import { indentAt, indented, lineEndOf, membersIn } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { joined, written, type Selection } from './selection.ts';
import { isIn, lineOf, propertyOf, usesIn, usesOf, type Use } from './uses.ts';

/** The attributes of a structured type in the place of those that have it. Columns keep their names, and what named a part names an attribute. */
export function inlineType(selection: Selection): readonly Offer[] {
    return inliningsOf(selection, ast.isStructuredType, (declaration): Inlining<ast.StructuredType> => ({
        noun: 'type', declaration, effect: () => '', keeps: 'database',
        obstacle: declaration.composite ? `'${declaration.name}' is a type of the database, whose values are one column.`
            : declaration.annotations.length > 0 ? `'${declaration.name}' has annotations, which nothing else could have.` : undefined,
        place: (use, comments, changes) => place(declaration, use, comments, changes, selection),
    }));
}

function place(type: ast.StructuredType, use: Use, comments: string, changes: Changes, selection: Selection): string | undefined {
    const { container: typeUse, document } = use;
    const attribute = typeUse.$container;
    if (!ast.isTypeUse(typeUse) || !ast.isAttribute(attribute) || typeUse.dimensions.length > 0) {
        return `'${type.name}' in ${lineOf(use)} is not the type of an attribute.`;
    }
    const says = attribute.override || attribute.default !== undefined || attribute.modifiers.some(modifier => !ast.isNameModifier(modifier));
    if (says) {
        return `What '${attribute.name}' in ${lineOf(use)} says of all its columns cannot be said of each.`;
    }
    const owner = attribute.$container;
    const names = new Map(type.attributes.map(inner => [inner, joined(attribute.name, inner.name)]));
    const siblings: readonly AstNode[] = 'members' in owner ? owner.members : owner.attributes;
    const taken = siblings.find(member => ast.isAttribute(member) && [...names.values()].includes(member.name));
    if (taken) {
        return `There is a '${(taken as ast.Attribute).name}' already where ${lineOf(use)} would get one.`;
    }
    const copy = new Changes();
    const reason = qualifiedFor(use, type, copy, selection) ?? spellParts(attribute, names, changes, selection);
    if (reason !== undefined) {
        return reason;
    }
    const source = AstUtils.getDocument(type);
    for (const own of usesIn(source, ({ ref }) => ast.isAttribute(ref) && names.has(ref)).filter(({ container }) => isIn(container, type))) {
        copy.replace(source, own.span, written(names.get(own.reference.ref as ast.Attribute)!, 'ID', selection));
    }
    const elements = new ModelElements(selection.services);
    const model = elements.modelOf(attribute);
    const columns = elements.attributesOf(attribute)[0]?.columns ?? [];
    for (const [inner, name] of names) {
        const own = columns.filter(({ path }) => path[0] === inner.name).map(column => column.name);
        rename(inner, name, own, model ? new NamingRules(model.naming).physical(name) : '', typeUse.optional, attribute, copy, selection);
    }
    const text = document.textDocument.getText();
    const end = lineEndOf(text);
    const indent = indentAt(text, attribute.$cstNode!.offset);
    const chunks = membersIn(type, type.attributes)!.chunks;
    const from = indentAt(source.textDocument.getText(), type.attributes[0]?.$cstNode!.offset ?? 0);
    const isOneLine = !type.$cstNode!.text.includes('\n');
    const lines = type.attributes.map(inner => isOneLine ? `${indent}${copy.copy(source, inner.$cstNode!)}` : indented(copy.copy(source, chunks.get(inner)!), from, indent).replace(/\r?\n$/, ''));
    const body = lines.join(end).trimStart();
    // Behind the last there may be a comment on the attribute, or another one.
    const isFollowed = /^[ \t]*[^\s}]/.test(text.slice(attribute.$cstNode!.end)) && /\/\/[^\n]*$/.test(body);
    changes.replace(document, attribute.$cstNode!, `${body}${isFollowed ? `${end}${indent}` : ''}`);
    addComments(attribute, comments, text, changes);
    return undefined;
}

/** Gives an attribute of the type the name that it gets, and what the attribute of the type said of it. */
function rename(
    inner: ast.Attribute, name: string, columns: readonly string[], physical: string, isOptional: boolean, attribute: ast.Attribute, copy: Changes, selection: Selection,
): void {
    const source = AstUtils.getDocument(inner);
    copy.replace(source, tokenOf(inner, 'name')!, written(name, 'DECLARED', selection));
    if (isOptional && !inner.type.optional) {
        copy.insert(source, inner.type.$cstNode!.end, '?');
    }
    const present = inner.modifiers.find(ast.isNameModifier);
    const as = columns.length === 1 && columns[0] === physical ? undefined : columns.length === 1 ? `as ${JSON.stringify(columns[0])}` : `as (${columns.map(column => JSON.stringify(column)).join(', ')})`;
    if (present) {
        const { offset, end } = present.$cstNode!;
        copy.replace(source, { offset: as === undefined ? offset - 1 : offset, end }, as ?? '');
    } else if (as !== undefined) {
        copy.insert(source, (inner.modifiers.at(-1) ?? inner.default ?? inner.type).$cstNode!.end, ` ${as}`);
    }
    const annotations = attribute.annotations.filter(({ declaration }) => !inner.annotations.some(other => other.declaration.$refText === declaration.$refText));
    if (annotations.length > 0) {
        copy.insert(source, inner.$cstNode!.end, annotations.map(({ $cstNode: node }) => ` ${node!.text}`).join(''));
    }
}

/** `price.amount` becomes `priceAmount`, and `price` in a list all of them. Why it cannot be, in a sentence. */
function spellParts(attribute: ast.Attribute, names: ReadonlyMap<ast.Attribute, string>, changes: Changes, selection: Selection): string | undefined {
    const all = [...names.values()].map(name => written(name, 'ID', selection)).join(', ');
    for (const use of usesOf(new Set<AstNode>([attribute]), selection.services)) {
        const part = partBehind(use);
        const name = part && [...names].find(([inner]) => inner === part.ref)?.[1];
        if (part?.$refNode && name !== undefined) {
            changes.replace(use.document, { offset: use.span.offset, end: part.$refNode.end }, written(name, 'ID', selection));
        } else if (lists.has(`${use.container.$type}.${propertyOf(use)}`) || isPlainIndexElement(use.container)) {
            changes.replace(use.document, use.span, all);
        } else {
            return `'${attribute.name}' is used as a whole in ${lineOf(use)}.`;
        }
    }
    return undefined;
}

/** Lists of attributes in which a structured one stands for all of its columns. */
const lists: ReadonlySet<string> = new Set(['KeyElement.element', 'IndexInclude.attributes', 'RetentionLine.attributes', 'Privilege.attributes', 'TriggerEvent.attributes']);

function isPlainIndexElement(node: AstNode): boolean {
    const element = node.$container;
    return ast.isNameExpression(node) && ast.isIndexElement(element) && ast.isIndex(element.$container) && element.$cstNode!.text === node.$cstNode!.text;
}

/** The name behind the dot after a use. */
function partBehind({ container }: Use): { readonly ref?: AstNode | undefined; readonly $refNode?: { readonly end: number } | undefined } | undefined {
    if (ast.isPathSegment(container)) {
        const { segments } = container.$container;
        return segments[segments.indexOf(container) + 1]?.target;
    }
    const access = container.$container;
    return ast.isMemberAccess(access) && access.receiver === container ? access.member : undefined;
}
