import { AstUtils, UriUtils } from 'langium';
import { ast } from '../../../../language/index.ts';
import { importedDocuments } from '../../../../language/index.ts';
import { importEdit, importPath } from '../../syntax/import-edit.ts';
import { addAttribute, addMark, addToKey, attributesOf, isOwner, makeOptional, makeRequired, removeModifier, written, writtenName } from '../elements.ts';
import { aroundAt, keywordOf, nodeAtPlace, type FileEdit, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { addMember, insert, remove, removeInLine, replace, textOf } from '../text-edits.ts';

type Codes = 'ERD120' | 'ERD121' | 'ERD122' | 'ERD123' | 'ERD124' | 'ERD125';

export const relationshipFixes: Pick<QuickFixes, Codes> = {
    ERD120: context => [changedLine(context), changedAttribute(context)],
    ERD121: context => {
        const path = aroundAt(context, ast.isPath);
        const { candidates } = context.data;
        if (!path) {
            return [];
        }
        return candidates.length > 0
            ? candidates.map(name => ({ title: `Bind it to '${name}'`, edits: [insert(path, path.$cstNode!.end, `.${name}`)] }))
            : [createdReference(context, path)];
    },
    ERD122: context => {
        const path = aroundAt(context, ast.isPath);
        const last = path?.segments.at(-1)?.$cstNode;
        const { instead } = context.data;
        if (!path || !last) {
            return [];
        }
        return [instead === undefined
            ? { title: 'Unbind the line', edits: [replace(path, { offset: path.segments.at(-2)!.$cstNode!.end, end: last.end }, '')] }
            : { title: `Bind it to '${instead}'`, edits: [replace(path, last, instead)] }];
    },
    ERD123: context => [movedMembers(context)],
    ERD124: context => {
        const relationship = aroundAt(context, ast.isRelationship);
        const attribute = nodeAtPlace(context.data.attribute, context.services, ast.isAttribute);
        const owner = attribute?.$container;
        const word = relationship && keywordOf(relationship, 'identifying');
        return [
            isOwner(owner) ? { title: `Add '${attribute!.name}' to the key of ${owner.name}`, edits: addToKey(owner, [attribute!.name]) } : undefined,
            word && { title: "Remove 'identifying'", edits: [removeInLine(relationship, word)] },
        ];
    },
    ERD125: context => {
        const relationship = aroundAt(context, ast.isRelationship);
        return [relationship && { title: `Remove the relationship ${relationship.name}`, edits: [remove(relationship)] }];
    },
};

/** The two halves of a crow's foot: one row at the end, or many, of which there need be none. */
function half(side: 'source' | 'target', { optional, many }: { readonly optional: boolean; readonly many: boolean }): string {
    const left = many ? optional ? '}o' : '}|' : optional ? '|o' : '||';
    return side === 'source' ? left : { '}o': 'o{', '}|': '|{', '|o': 'o|', '||': '||' }[left];
}

function changedLine(context: FixContext<'ERD120'>): Fix | undefined {
    const relationship = aroundAt(context, ast.isRelationship);
    const token = relationship && written(relationship, 'notation');
    if (!token) {
        return undefined;
    }
    const { end, optional, unique } = context.data;
    const present = { source: token.text.slice(0, 2), target: token.text.slice(-2) };
    // How many there need be at the bound end, the attribute does not say.
    const bound = half(end, { optional: present[end].includes('o'), many: !unique });
    const other = half(end === 'target' ? 'source' : 'target', { optional, many: false });
    const notation = end === 'target' ? `${other}${token.text.slice(2, -2)}${bound}` : `${bound}${token.text.slice(2, -2)}${other}`;
    return { title: `Change the line to ${notation}`, edits: [replace(relationship, token, notation)] };
}

function changedAttribute(context: FixContext<'ERD120'>): Fix | undefined {
    const { attribute: place, optional, unique, wanted } = context.data;
    const attribute = nodeAtPlace(place, context.services, ast.isAttribute);
    if (!attribute) {
        return undefined;
    }
    const edits = [
        wanted.optional === optional ? undefined : wanted.optional ? makeOptional(attribute) : makeRequired(attribute),
        wanted.unique === unique ? undefined : wanted.unique ? addMark(attribute, 'unique') : removeModifier(attribute, ast.isUniqueModifier),
    ].filter(edit => edit !== undefined);
    return edits.length === 0 ? undefined : { title: `Change the attribute '${attribute.name}'`, edits };
}

/** The reference that the line is about, in the entity that is to hold it. */
function createdReference(context: FixContext<'ERD121'>, path: ast.Path): Fix | undefined {
    const { holder, refersTo, optional, unique } = context.data;
    const entity = nodeAtPlace(holder, context.services, ast.isEntity);
    if (!entity) {
        return undefined;
    }
    const type = refersTo.slice(refersTo.lastIndexOf('.') + 1);
    const taken = new Set(attributesOf(entity).map(({ name }) => name));
    let name = type[0]!.toLowerCase() + type.slice(1);
    while (taken.has(name)) {
        name += '2';
    }
    const line = `${name}: ${refersTo.split('.').map(part => writtenName(part, 'TYPE_NAME', context.services)).join('.')}${optional ? '?' : ''}${unique ? ' unique' : ''}`;
    return {
        title: `Create the attribute '${name}' in ${entity.name}`,
        edits: [addAttribute(entity, line), insert(path, path.$cstNode!.end, `.${name}`), ...importOf(entity, path, context)],
    };
}

/** The other end may stand in a file that the holder's file does not import. */
function importOf(entity: ast.Entity, path: ast.Path, { services }: FixContext<'ERD121'>): FileEdit[] {
    const { source, target } = path.$container as ast.Relationship;
    const other = (source === path ? target : source).segments.findLast(({ target: element }) => ast.isEntity(element.ref))?.target.ref;
    const from = AstUtils.getDocument(entity);
    const to = other && AstUtils.getDocument(other);
    if (!to || UriUtils.equals(from.uri, to.uri) || importedDocuments(from, services.shared.workspace.LangiumDocuments).includes(to)) {
        return [];
    }
    return [{ ...importEdit(from.textDocument.getText(), importPath(from.uri, to.uri)), uri: from.uri.toString() }];
}

function movedMembers(context: FixContext<'ERD123'>): Fix | undefined {
    const relationship = aroundAt(context, ast.isRelationship);
    const path = relationship && [relationship.target, relationship.source].find(({ segments }) => ast.isAttribute(segments.at(-1)?.target.ref));
    const attribute = path?.segments.at(-1)?.target.ref;
    const owner = (attribute as ast.Attribute | undefined)?.$container;
    const brace = relationship && keywordOf(relationship, '{');
    if (!relationship || !isOwner(owner) || !brace) {
        return undefined;
    }
    const text = textOf(relationship);
    const lines = relationship.members.map(member => text.slice(member.$cstNode!.offset, member.$cstNode!.end));
    return {
        title: `Move the members to ${owner.name}`,
        edits: [
            addMember(owner, lines.join('\n  ')),
            removeInLine(relationship, { offset: brace.offset, end: relationship.$cstNode!.end }),
        ],
    };
}
