import { GrammarUtils } from 'langium';
import { ast } from '../../../language/index.ts';
import { insert, replace, textOf } from '../code-actions/text-edits.ts';
import { endWithComment, startWithComments } from './layout.ts';
import type { Offer } from './refactoring.ts';
import { declarationAround, freeDeclarationName, namedOutside, selectedAttributes, written, type Selection } from './selection.ts';

/** The selected attributes of an entity, in a mixin that the entity takes in. Their lines are moved as they are, with their comments. */
export function extractMixin(selection: Selection): Offer | undefined {
    const { range } = selection;
    const attributes = selectedAttributes(selection);
    const [first] = attributes;
    const entity = first?.$container;
    const isSelection = range.start.line !== range.end.line || range.start.character !== range.end.character;
    if (!isSelection || !ast.isEntity(entity) || attributes.some(attribute => attribute.$container !== entity || attribute.override)) {
        return undefined;
    }
    const text = textOf(entity);
    const start = startWithComments(text, first!.$cstNode!.offset);
    const end = endWithComment(text, attributes.at(-1)!.$cstNode!.end);
    const areNeighbours = entity.members.slice(entity.members.indexOf(first!), entity.members.indexOf(attributes.at(-1)!) + 1).every(ast.isAttribute);
    if (end === undefined || !areNeighbours || start === first!.$cstNode!.offset && text[start - 1] !== '\n') {
        return undefined;
    }
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const name = freeDeclarationName(`${entity.name}Part`, selection);
    const declaration = declarationAround(entity);
    const before = startWithComments(text, declaration.$cstNode!.offset);
    const indent = /^[ \t]*/.exec(text.slice(before))![0];
    const moved = text.slice(start, end).trimEnd();
    const use = written(name, 'ID', selection);
    const last = entity.mixins.at(-1)?.$cstNode?.end;
    const head = last ?? GrammarUtils.findNodeForProperty(entity.$cstNode, 'name')?.end;
    const outside = namedOutside(attributes);
    if (outside !== undefined) {
        return { title: `Extract mixin '${name}'`, kind: 'refactor.extract', refused: `What is taken in cannot name '${outside}', which would not be in it.` };
    }
    return head === undefined ? undefined : {
        title: `Extract mixin '${name}'`, kind: 'refactor.extract',
        edits: [
            insert(entity, before, `${indent}mixin ${use} {${lineEnd}${moved}${lineEnd}${indent}}${lineEnd}${lineEnd}`),
            insert(entity, head, last === undefined ? ` with ${use}` : `, ${use}`),
            replace(entity, { offset: start, end }, ''),
        ],
    };
}
