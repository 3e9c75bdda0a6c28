import type { AstNode, CstNode } from 'langium';
import { AstUtils, GrammarUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { NameWriter, type NamePosition } from '../syntax/name-writer.ts';
import { addMember, insert, remove, removeInLine, replace } from './text-edits.ts';
import { keywordOf, type FileEdit } from './quick-fix.ts';

export type Owner = ast.Entity | ast.Mixin | ast.Relationship;

export function isOwner(node: unknown): node is Owner {
    return ast.isEntity(node) || ast.isMixin(node) || ast.isRelationship(node);
}

/** What was written for a property. */
export function written(node: AstNode, property: string, index?: number): CstNode | undefined {
    return GrammarUtils.findNodeForProperty(node.$cstNode, property, index);
}

/** Where the head of an attribute ends: name, type and default, before all modifiers. */
export function endOfHead(attribute: ast.Attribute): number {
    return attribute.default?.$cstNode?.end ?? endOfType(attribute);
}

// An attribute that is being written may have no type yet.
function endOfType(attribute: ast.Attribute): number {
    const type: ast.TypeUse | undefined = attribute.type;
    return (type?.$cstNode ?? attribute.$cstNode!).end;
}

/** Where an attribute ends without its annotations. */
function endOfModifiers(attribute: ast.Attribute): number {
    return attribute.modifiers.at(-1)?.$cstNode?.end ?? endOfHead(attribute);
}

export function addModifier(attribute: ast.Attribute, words: string): FileEdit {
    return insert(attribute, endOfModifiers(attribute), ` ${words}`);
}

/** `key` and `unique` stand right behind type and default. */
export function addMark(attribute: ast.Attribute, word: 'key' | 'unique'): FileEdit {
    return insert(attribute, endOfHead(attribute), ` ${word}`);
}

export function makeOptional(attribute: ast.Attribute): FileEdit {
    return insert(attribute, endOfType(attribute), '?');
}

export function makeRequired({ type }: { readonly type?: ast.TypeUse }): FileEdit | undefined {
    const mark = type && keywordOf(type, '?');
    return mark && removeInLine(type, mark);
}

export function attributesOf(owner: Owner): readonly ast.Attribute[] {
    return owner.members.filter(ast.isAttribute);
}

/** Adds attributes to the primary key, however it is written. */
export function addToKey(owner: Owner, names: readonly string[]): readonly FileEdit[] {
    const line = owner.members.find(ast.isKey);
    if (line) {
        return [addToList(line, names)];
    }
    return attributesOf(owner).filter(({ name }) => names.includes(name)).map(attribute => addMark(attribute, 'key'));
}

/** Adds names to the elements of a `key`, `unique` or `index` line. */
export function addToList(line: AstNode & { readonly elements: readonly AstNode[] }, names: readonly string[]): FileEdit {
    return insert(line, line.elements.at(-1)!.$cstNode!.end, names.map(name => `, ${name}`).join(''));
}

export function removeModifier(attribute: ast.Attribute, isWanted: (modifier: ast.AttributeModifier) => boolean): FileEdit | undefined {
    const modifier = attribute.modifiers.find(isWanted);
    return modifier && remove(modifier);
}

/** Behind the other attributes. */
export function addAttribute(owner: Owner, line: string): FileEdit {
    return addMember(owner, line, ast.isAttribute);
}

/** A name as it is written at a place of the grammar. */
export function writtenName(name: string, position: NamePosition, services: ErdServices): string {
    return new NameWriter(services).write(name, position);
}

/** Which names the grammar admits where an element's own name stands. */
export function positionOfName(node: AstNode): NamePosition {
    const name = written(node, 'name');
    return name && /^\s*:/.test(AstUtils.getDocument(node).textDocument.getText().slice(name.end)) ? 'DECLARED' : 'ID';
}

/** Gives another name to an element, and to all that refers to it. */
export function renameEdits(node: AstNode & { readonly name: string }, name: string, services: ErdServices): readonly FileEdit[] {
    const edits: FileEdit[] = [];
    for (const document of services.shared.workspace.LangiumDocuments.all) {
        for (const reference of document.references) {
            if ('ref' in reference && reference.ref === node && reference.$refNode) {
                edits.push({ uri: document.uri.toString(), range: reference.$refNode.range, newText: writtenName(name, 'ID', services) });
            }
        }
    }
    const token = written(node, 'name');
    return token ? [replace(node, token, writtenName(name, positionOfName(node), services)), ...edits] : edits;
}
