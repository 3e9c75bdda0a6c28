import type { AstNode } from 'langium';
import { ast, indexModel, NamingRules, pathTarget } from '../../../language/index.ts';
import { idOf, ModelElements } from '../syntax/model-elements.ts';
import { Changes } from './changes.ts';
import { indentAt, insideOf, lineEndOf, linesOf, membersIn, trimmedLines, withBlankLine } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { declarationAtCursor, freeDeclarationName, isTaken, written, type Selection } from './selection.ts';
import { schemaAround, usesOf } from './uses.ts';

const kind = 'refactor.rewrite' as const;

/** A many-to-many relationship as an entity with two references and a key of both; labels and minimums go to relationships of the references. */
export function manyToManyToEntity(selection: Selection): Offer | undefined {
    const node = declarationAtCursor(selection, ast.isRelationship);
    const notation = node && /^(\}[o|])(?:--|\.\.)([o|]\{)$/.exec(node.notation ?? '');
    const model = node && new ModelElements(selection.services).modelOf(node);
    const join = model && indexModel(model).entities.get(idOf(node));
    if (!node || !notation || !model || !join?.table) {
        return undefined;
    }
    const title = `Make an entity of the many-to-many relationship '${node.name}'`;
    if (node.kind || node.identifying) {
        return { title, kind, refused: `A table of its own is no ${node.kind ?? 'identifying relationship'}: take the word away first.` };
    }
    const { document } = selection;
    const text = document.textDocument.getText();
    const lines = linesOf(node);
    if (!lines) {
        return { title, kind, refused: 'The relationship shares its lines with something else.' };
    }
    const end = lineEndOf(text);
    const indent = indentAt(text, node.$cstNode!.offset);
    const name = freeDeclarationName(node.name, selection);
    const paths = [node.source, node.target].map(path => path.$cstNode!.text);
    const ends = join.attributes.slice(0, 2).map(attribute => attribute.name);
    const inside = membersIn(node, node.members);
    const members = inside ? trimmedLines([...inside.chunks.values(), inside.rest].map(span => text.slice(span.offset, span.end)).join('')) : '';
    const isOneLine = inside !== undefined && !text.slice(insideOf(node)!.offset, insideOf(node)!.end).includes('\n');
    const missing = ends.map((attribute, index) => [attribute, paths[index]!] as const)
        .filter(([attribute]) => !node.members.some(member => ast.isAttribute(member) && member.name === attribute));
    const rules = new NamingRules(model.naming);
    const physicalName = node.physicalName ?? (rules.table(name) === join.table.name ? undefined : join.table.name);
    const annotations = node.annotations.map(annotation => ` ${annotation.$cstNode!.text}`).join('');
    const block = [
        ...missing.map(([attribute, path]) => `${indent}  ${written(attribute, 'DECLARED', selection)}: ${path} on delete cascade`),
        ...members === '' ? [] : [isOneLine ? `${indent}  ${members.trim()}` : members],
        ...node.members.some(ast.isKey) || node.members.some(member => ast.isAttribute(member) && member.modifiers.some(ast.isKeyModifier))
            ? [] : ['', `${indent}  key (${ends.map(attribute => written(attribute, 'ID', selection)).join(', ')})`],
    ];
    const said = [[node.label, notation[2] === '|{'], [node.inverseLabel, notation[1] === '}|']] as const;
    const relationships = said.flatMap(([label, isMandatory], index) => label === undefined && !isMandatory ? []
        : [`${indent}relationship ${written(`${node.name}${capitalized(ends[index]!)}`, 'DECLARED', selection)}: ${paths[index]!} ||--${isMandatory ? '|{' : 'o{'} ${schemaPrefix(node, selection)}${written(name, 'ID', selection)}.${written(ends[index]!, 'ID', selection)}${label === undefined ? '' : ` ${quoted(label)}`}`]);
    const changes = new Changes();
    const { offset, end: finish } = node.$cstNode!;
    changes.replace(document, { offset, end: finish }, [
        `entity ${written(name, 'ID', selection)}${physicalName === undefined ? '' : ` as ${quoted(physicalName)}`}${annotations} {`,
        ...block, `${indent}}`, ...relationships.length > 0 ? ['', ...relationships] : [],
    ].join(end));
    return { title, kind, edits: changes.edits };
}

/** An entity that is nothing but two references and what a pair of them has, as a many-to-many relationship. */
export function entityToManyToMany(selection: Selection): Offer | undefined {
    const node = declarationAtCursor(selection, ast.isEntity);
    const elements = new ModelElements(selection.services);
    const entity = node && elements.entityOf(node);
    const model = node && elements.modelOf(node);
    const references = entity?.attributes.filter(({ name, reference }) => reference && entity.key?.elements.some(({ attribute }) => attribute === name)) ?? [];
    if (!node || !model || !entity?.table || references.length !== 2 || entity.key!.elements.length !== 2) {
        return undefined;
    }
    const title = `Make a many-to-many relationship of '${node.name}'`;
    const refused = (reason: string): Offer => ({ title, kind, refused: reason });
    const lines = linesOf(node);
    const attributes = references.map(({ name }) => node.members.find((member): member is ast.Attribute => ast.isAttribute(member) && member.name === name));
    if (!lines || node.abstract || node.parent || node.mixins.length > 0 || node.unlogged || node.tablespace !== undefined || node.options.length > 0 || attributes.includes(undefined)) {
        return refused('Only an entity with attributes, keys and rules of its own is a relationship: without mixins, parents and settings of an engine.');
    }
    const [source, target] = attributes as [ast.Attribute, ast.Attribute];
    const names = [source, target].map(({ type: { type } }) => type!.$refText);
    const expected = names[0] === names[1] ? [`source${names[0]!}`, `target${names[1]!}`] : names.map(uncapitalized);
    const odd = [source, target].find(({ name }, index) => name !== expected[index]);
    if (odd) {
        return refused(`The references of a relationship are called ${expected.join(' and ')}, and '${odd.name}' is not.`);
    }
    const about = relationshipsAbout(node, [source, target], selection);
    if (!about) {
        return refused(`Something else refers to '${node.name}': a relationship cannot be referred to.`);
    }
    const { document } = selection;
    const text = document.textDocument.getText();
    const end = lineEndOf(text);
    const name = relationshipName(uncapitalized(node.name), about, selection);
    const physical = node.physicalName ?? entity.table.name;
    const physicalName = new NamingRules(model.naming).physical(name) === physical ? undefined : physical;
    const key = node.members.find(ast.isKey);
    const isPlainKey = key !== undefined && key.elements[0]?.element.ref === source && !key.include && !key.deferrable && key.options.length === 0 && key.physicalName === undefined && key.annotations.length === 0;
    const members = membersIn(node, node.members)!;
    const chunks = [...members.chunks].map(([member, span]) => [member, text.slice(span.offset, span.end)] as const);
    const dropped = new Set<AstNode>([source, target].filter(attribute => isPlainEnd(attribute) && isBare(attribute, chunks)));
    if (isPlainKey && isBare(key, chunks)) {
        dropped.add(key);
    }
    const rest = text.slice(members.rest.offset, members.rest.end);
    const body = trimmedLines([...chunks.filter(([member]) => !dropped.has(member)).map(([, chunk]) => chunk), rest].join(''));
    const indent = indentAt(text, node.$cstNode!.offset);
    const isOneLine = !body.includes('\n') && !text.slice(node.$cstNode!.offset, node.$cstNode!.end).includes('\n');
    const block = body.trim() === '' ? '' : isOneLine ? ` { ${body.trim()} }` : ` {${end}${body}${end}${indent}}`;
    const [forSource, forTarget] = about;
    const left = minimum(forTarget) ? '}|' : '}o';
    const right = minimum(forSource) ? '|{' : 'o{';
    const labels = forSource?.label === undefined && forTarget?.label === undefined ? ''
        : ` ${quoted(forSource?.label ?? '')}${forTarget?.label === undefined ? '' : ` / ${quoted(forTarget.label)}`}`;
    const changes = new Changes();
    const paths = [source, target].map(({ type }) => `${type.schema ? `${type.schema.$refText}.` : ''}${type.type!.$refNode!.text}`);
    const { offset, end: finish } = node.$cstNode!;
    changes.replace(document, { offset, end: finish }, `relationship ${written(name, 'DECLARED', selection)}: ${paths[0]!} ${left}--${right} ${paths[1]!}${labels}`
        + `${physicalName === undefined ? '' : ` as ${quoted(physicalName)}`}${node.annotations.map(annotation => ` ${annotation.$cstNode!.text}`).join('')}${block}`);
    for (const relationship of about) {
        const span = relationship && linesOf(relationship);
        if (relationship && span) {
            const owner = relationship.$cstNode!.root.astNode.$document!;
            changes.replace(owner, withBlankLine(owner.textDocument.getText(), span), '');
        }
    }
    return { title, kind, edits: changes.edits };
}

/** The relationships of the two references, undefined where one has none; undefined altogether where something else refers to the entity. */
function relationshipsAbout(node: ast.Entity, ends: readonly [ast.Attribute, ast.Attribute], { services }: Selection): readonly [ast.Relationship | undefined, ast.Relationship | undefined] | undefined {
    const found: [ast.Relationship | undefined, ast.Relationship | undefined] = [undefined, undefined];
    for (const { container } of usesOf(new Set<AstNode>([node]), services)) {
        const path = ast.isPathSegment(container) ? container.$container : undefined;
        const relationship = path?.$container;
        const end = ends.findIndex(attribute => pathTarget(path) === attribute);
        if (!ast.isRelationship(relationship) || relationship.target !== path || end < 0 || found[end] || !isSaidOfEnd(relationship)) {
            return undefined;
        }
        found[end] = relationship;
    }
    return found;
}

/** Whether a relationship says nothing that a many-to-many relationship cannot say for it, and stands on lines without comments. */
function isSaidOfEnd(relationship: ast.Relationship): boolean {
    const { notation, inverseLabel, kind: owns, identifying, annotations, physicalName, members } = relationship;
    const span = linesOf(relationship);
    const lines = span && relationship.$cstNode!.root.fullText.slice(span.offset, span.end).trim();
    return /^\|\|(?:--|\.\.)[o|]\{$/.test(notation ?? '') && inverseLabel === undefined && !owns && !identifying
        && annotations.length === 0 && physicalName === undefined && members.length === 0 && lines === relationship.$cstNode!.text;
}

function minimum(relationship: ast.Relationship | undefined): boolean {
    return relationship?.notation?.endsWith('|{') ?? false;
}

/** The name that the relationships were made from, else that of the entity. */
function relationshipName(wanted: string, about: readonly (ast.Relationship | undefined)[], selection: Selection): string {
    return isTaken(wanted, selection, new Set(about.filter(relationship => relationship !== undefined))) ? freeDeclarationName(wanted, selection) : wanted;
}

/** A reference as the table between has it where nothing is written. */
function isPlainEnd({ type, modifiers, annotations, default: standard, override }: ast.Attribute): boolean {
    return type.arguments.length === 0 && annotations.length === 0 && !standard && !override
        && modifiers.every(modifier => ast.isReferentialAction(modifier) && modifier.event === 'delete' && modifier.action === 'cascade' || ast.isKeyModifier(modifier) && modifier.constraintName === undefined)
        && modifiers.some(ast.isReferentialAction);
}

/** Whether no comment goes with a member. */
function isBare(member: AstNode, chunks: readonly (readonly [AstNode, string])[]): boolean {
    return chunks.find(([candidate]) => candidate === member)?.[1].trim() === member.$cstNode!.text;
}

function schemaPrefix(node: AstNode, selection: Selection): string {
    const schema = schemaAround(node);
    return schema === undefined ? '' : `${written(schema, 'ID', selection)}.`;
}

function capitalized(name: string): string {
    return name.charAt(0).toUpperCase() + name.slice(1);
}

function uncapitalized(name: string): string {
    return name.charAt(0).toLowerCase() + name.slice(1);
}

function quoted(text: string): string {
    return JSON.stringify(text);
}
