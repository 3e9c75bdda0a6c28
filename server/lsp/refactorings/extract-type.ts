import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import { ast, NamingRules } from '../../../language/index.ts';
import { isOwner, type Owner } from '../code-actions/elements.ts';
import { rootOf, tokenOf } from '../syntax/elements.ts';
import { ModelElements } from '../syntax/model-elements.ts';
import { Changes, type Span } from './changes.ts';
import { documentsAround } from './imports.ts';
import { ImportPlan } from './import-plan.ts';
import { endWithComment, indentAt, indented, lineEndOf, membersIn, startWithComments } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { declarationAround, freeDeclarationName, namedOutside, selectedAttributes, written, type Selection } from './selection.ts';
import { isIn, lineOf, schemaAround, usesIn, usesOf } from './uses.ts';

const kind = 'refactor.extract' as const;

/** Attributes that stand together in an owner, and what they become. */
interface Group {
    readonly owner: Owner;
    readonly attributes: readonly ast.Attribute[];
}

/**
 * Selected attributes as a structured type: what they begin with alike is the name of the attribute that has it. The
 * columns keep their names. Offered for all owners that have the same attributes, too.
 */
export function extractType(selection: Selection): readonly Offer[] {
    const { range } = selection;
    const attributes = selectedAttributes(selection);
    const owner = attributes[0]?.$container;
    const isSelection = range.start.line !== range.end.line || range.start.character !== range.end.character;
    if (!isSelection || attributes.length < 2 || !isOwner(owner) || attributes.some(attribute => attribute.$container !== owner)) {
        return [];
    }
    const first = owner.members.indexOf(attributes[0]!);
    const areNeighbours = owner.members.slice(first, first + attributes.length).every((member, index) => member === attributes[index]);
    if (!areNeighbours || !linesAreOwn({ owner, attributes })) {
        return [];
    }
    const prefix = commonStart(attributes.map(({ name }) => name));
    const name = freeDeclarationName(prefix === '' ? `${owner.name}Part` : prefix, selection);
    const group: Group = { owner, attributes };
    const same = groupsLike(group, selection);
    const title = `Extract type '${name}'`;
    return [
        extracted([group], name, prefix, selection, title),
        ...same.length > 0 ? [extracted([group, ...same], name, prefix, selection, `${title} here and in ${same.length === 1 ? `'${same[0]!.owner.name}'` : `${same.length} others`}`)] : [],
    ];
}

function extracted(groups: readonly Group[], name: string, prefix: string, selection: Selection, title: string): Offer {
    const [{ owner, attributes }] = groups as [Group];
    const refused = (reason: string): Offer => ({ title, kind, refused: reason });
    const unfit = attributes.find(isUnfit);
    if (unfit) {
        return refused(`'${unfit.name}' is a key, a reference or unique, which a part of a type cannot be.`);
    }
    const outside = namedOutside(attributes);
    if (outside !== undefined) {
        return refused(`A part of a type cannot name '${outside}', which would not be in it.`);
    }
    const { document, services } = selection;
    const whole = prefix === '' ? 'part' : prefix;
    const parts = new Map(attributes.map(attribute => [attribute.name, uncapitalized(attribute.name.slice(prefix.length))]));
    const changes = new Changes();
    const around = documentsAround(document, services);
    const plan = new ImportPlan(around);
    for (const group of groups) {
        const reason = replaceGroup(group, { name, whole, home: schemaAround(owner) }, parts, changes, selection);
        if (reason !== undefined) {
            return refused(reason);
        }
        const other = AstUtils.getDocument(group.owner);
        plan.add(other.uri, document.uri);
        const all = usesIn(other);
        const gone = other === document ? [] : all.filter(({ container }) => group.attributes.some(attribute => isIn(container, attribute)));
        plan.removeUnused(other, gone, all.filter(use => !gone.includes(use)));
    }
    plan.apply(changes);
    const text = document.textDocument.getText();
    const end = lineEndOf(text);
    const declaration = declarationAround(owner);
    const before = startWithComments(text, declaration.$cstNode!.offset);
    const outer = indentAt(text, declaration.$cstNode!.offset);
    const inner = indentAt(text, attributes[0]!.$cstNode!.offset);
    const own = new Changes();
    attributes.forEach(attribute => makePart(attribute, attributes, parts, own, selection));
    const body = indented(own.copy(document, spanOf(groups[0]!)).trimEnd(), inner, `${outer}  `);
    changes.insert(document, before, `${outer}type ${written(name, 'ID', selection)} {${end}${body}${end}${outer}}${end}${end}`);
    return { title, kind, edits: changes.edits };
}

/** An attribute of the type in the place of the group, and its parts where attributes were named. Why it cannot be, in a sentence. */
function replaceGroup(
    group: Group, { name, whole, home }: { readonly name: string; readonly whole: string; readonly home: string | undefined },
    parts: ReadonlyMap<string, string>, changes: Changes, selection: Selection,
): string | undefined {
    const { owner, attributes } = group;
    const document = AstUtils.getDocument(owner);
    if (owner.members.some(member => ast.isAttribute(member) && member.name === whole && !attributes.includes(member))) {
        return `'${owner.name}' has an attribute '${whole}' already.`;
    }
    for (const use of usesOf(new Set<AstNode>(attributes), selection.services)) {
        if (attributes.some(attribute => isIn(use.container, attribute))) {
            continue;
        }
        const { container } = use;
        if (!ast.isNameExpression(container) && !ast.isMemberAccess(container) && !(ast.isPathSegment(container) && container !== container.$container.segments[0])) {
            return `'${use.reference.$refText}' is named in ${lineOf(use)}, where a part of a type cannot be.`;
        }
        const part = parts.get((use.reference.ref as ast.Attribute).name)!;
        changes.replace(use.document, use.span, `${written(whole, 'ID', selection)}.${written(part, 'ID', selection)}`);
    }
    const elements = new ModelElements(selection.services);
    const model = elements.modelOf(owner);
    const rules = model && new NamingRules(model.naming);
    const columns = attributes.map(attribute => elements.attributesOf(attribute)[0]?.columns.map(column => column.name) ?? []);
    const expected = attributes.map(attribute => rules?.join(rules.physical(whole), rules.physical(parts.get(attribute.name)!)));
    if (columns.some(own => own.length !== 1)) {
        return 'What has several columns, or none, cannot be a part of a type here.';
    }
    const isOther = columns.some(([column], index) => column !== expected[index]);
    const as = isOther ? ` as (${columns.map(([column]) => JSON.stringify(column)).join(', ')})` : '';
    const text = document.textDocument.getText();
    const qualifier = home === undefined || home === schemaAround(owner) ? '' : `${written(home, 'ID', selection)}.`;
    const span = spanOf(group);
    changes.replace(document, span, `${indentAt(text, attributes[0]!.$cstNode!.offset)}${written(whole, 'DECLARED', selection)}: ${qualifier}${written(name, 'TYPE_NAME', selection)}${as}${text.slice(span.offset, span.end).endsWith('\n') ? lineEndOf(text) : ''}`);
    return undefined;
}

/** The lines of a group with their comments. */
function spanOf({ attributes }: Group): Span {
    const text = attributes[0]!.$cstNode!.root.fullText;
    return { offset: startWithComments(text, attributes[0]!.$cstNode!.offset), end: endWithComment(text, attributes.at(-1)!.$cstNode!.end)! };
}

/** As a part is called within the type; its column's name is the business of who has the type. */
function makePart(attribute: ast.Attribute, attributes: readonly ast.Attribute[], parts: ReadonlyMap<string, string>, copy: Changes, selection: Selection): void {
    const document = AstUtils.getDocument(attribute);
    copy.replace(document, tokenOf(attribute, 'name')!, written(parts.get(attribute.name)!, 'DECLARED', selection));
    for (const use of usesIn(document, ({ ref }) => ast.isAttribute(ref) && attributes.includes(ref)).filter(({ container }) => isIn(container, attribute))) {
        copy.replace(document, use.span, written(parts.get((use.reference.ref as ast.Attribute).name)!, 'ID', selection));
    }
    const as = attribute.modifiers.find(ast.isNameModifier)?.$cstNode;
    if (as) {
        const blanks = /[ \t]*$/.exec(as.root.fullText.slice(0, as.offset))![0].length;
        copy.replace(document, { offset: as.offset - blanks, end: as.end }, '');
    }
}

/** Other owners that have the same attributes next to each other, with the same comments. */
function groupsLike({ owner, attributes }: Group, selection: Selection): readonly Group[] {
    const wanted = signatures({ owner, attributes });
    const owners = documentsAround(selection.document, selection.services).flatMap(document => rootOf(document).declarations)
        .flatMap(declaration => ast.isSchema(declaration) ? declaration.declarations : [declaration]).filter(isOwner);
    return owners.filter(other => other !== owner).flatMap(other => {
        const first = other.members.findIndex(member => ast.isAttribute(member) && member.name === attributes[0]!.name);
        const members = other.members.slice(first, first + attributes.length);
        const group = first >= 0 && members.length === attributes.length && members.every(ast.isAttribute) ? { owner: other, attributes: members } : undefined;
        return group && linesAreOwn(group) && signatures(group).every((signature, index) => signature === wanted[index]) ? [group] : [];
    });
}

function linesAreOwn({ attributes }: Group): boolean {
    const text = attributes[0]!.$cstNode!.root.fullText;
    const start = startWithComments(text, attributes[0]!.$cstNode!.offset);
    return text[start - 1] === '\n' && endWithComment(text, attributes.at(-1)!.$cstNode!.end) !== undefined;
}

/** What is written of each, but for its name in the database. */
function signatures({ owner, attributes }: Group): readonly string[] {
    const text = AstUtils.getDocument(owner).textDocument.getText();
    const { chunks } = membersIn(owner, owner.members)!;
    return attributes.map(attribute => {
        const { offset, end } = chunks.get(attribute)!;
        const as = attribute.modifiers.find(ast.isNameModifier)?.$cstNode;
        return (as ? text.slice(offset, as.offset) + text.slice(as.end, end) : text.slice(offset, end)).replace(/\s+/g, ' ').trim();
    });
}

function isUnfit({ override, modifiers, type }: ast.Attribute): boolean {
    return override || ast.isEntity(type.type?.ref)
        || modifiers.some(modifier => ast.isKeyModifier(modifier) || ast.isUniqueModifier(modifier) || ast.isIdentityModifier(modifier));
}

/** The words that all names begin with, if each goes on after them. */
function commonStart(names: readonly string[]): string {
    const words = names.map(name => name.match(/^[^\p{Lu}_]+|\p{Lu}[^\p{Lu}_]*|_+/gu) ?? []);
    let count = 0;
    while (words.every(own => own.length > count + 1 && own[count] === words[0]![count])) {
        count++;
    }
    const prefix = (words[0] ?? []).slice(0, count).join('');
    return names.every(name => /^\p{L}/u.test(name.slice(prefix.length))) && !prefix.endsWith('_') ? prefix : '';
}

function uncapitalized(name: string): string {
    return name.charAt(0).toLowerCase() + name.slice(1);
}
