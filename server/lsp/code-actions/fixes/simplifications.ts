import { GrammarUtils } from 'langium';
import { ast, type Place } from '../../../../language/index.ts';
import { enumFromStrings } from '../../refactorings/enum-from-strings.ts';
import { endWithComment, startWithComments } from '../../refactorings/layout.ts';
import { declarationAround, freeDeclarationName, selectedAttributes, written } from '../../refactorings/selection.ts';
import type { FileEdit, Fix, FixContext, QuickFixes } from '../quick-fix.ts';
import { insert, replace, textOf } from '../text-edits.ts';

export const simplificationFixes: Pick<QuickFixes, 'ERD420' | 'ERD421' | 'ERD422'> = {
    ERD420: ({ document, range, services }) => [enumFromStrings({ document, range, services })],
    ERD421: context => [withMixin(context)],
    ERD422: ({ range, data: { replacement } }) => [{ title: `Write it in the model's words: ${replacement}`, edits: [{ range, newText: replacement }] }],
};

/** A mixin of the first entity's attributes, in place of those of all. */
function withMixin({ document, data: { tails }, services }: FixContext<'ERD421'>): Fix | undefined {
    const text = document.textDocument.getText();
    const own = tails.map(tail => ownLines(tail, document, services));
    const [first] = own;
    if (!first || own.includes(undefined)) {
        return undefined;
    }
    const { entity, start, end, names } = first;
    const selection = { document, range: tails[0]!.range, services };
    const name = freeDeclarationName(names.some(attribute => /^created|^updated|^modified/i.test(attribute)) ? 'Audited' : `${names[0]!}Part`, selection);
    const before = startWithComments(text, declarationAround(entity).$cstNode!.offset);
    const indent = /^[ \t]*/.exec(text.slice(before))![0];
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    const use = written(name, 'ID', selection);
    return {
        title: `Extract mixin '${name}' of ${own.length} entities`,
        edits: [
            insert(entity, before, `${indent}mixin ${use} {${lineEnd}${text.slice(start, end).trimEnd()}${lineEnd}${indent}}${lineEnd}${lineEnd}`),
            ...own.flatMap(lines => lines ? taken(lines, use) : []),
        ],
    };
}

interface OwnLines {
    readonly entity: ast.Entity;
    readonly start: number;
    readonly end: number;
    readonly names: readonly string[];
}

/** Undefined where something else stands among them. */
function ownLines({ range }: Place, document: FixContext<'ERD421'>['document'], services: FixContext<'ERD421'>['services']): OwnLines | undefined {
    const attributes = selectedAttributes({ document, range, services });
    const [first] = attributes;
    const entity = first?.$container;
    if (!ast.isEntity(entity) || attributes.some(attribute => attribute.$container !== entity)) {
        return undefined;
    }
    const text = textOf(entity);
    const start = startWithComments(text, first!.$cstNode!.offset);
    const end = endWithComment(text, attributes.at(-1)!.$cstNode!.end);
    const areNeighbours = entity.members.slice(entity.members.indexOf(first!), entity.members.indexOf(attributes.at(-1)!) + 1).every(ast.isAttribute);
    const isAlone = start !== first!.$cstNode!.offset || text[start - 1] === '\n';
    return end === undefined || !areNeighbours || !isAlone ? undefined : { entity, start, end, names: attributes.map(({ name }) => name) };
}

function taken({ entity, start, end }: OwnLines, use: string): readonly FileEdit[] {
    const last = entity.mixins.at(-1)?.$cstNode?.end;
    const head = last ?? GrammarUtils.findNodeForProperty(entity.$cstNode, 'name')!.end;
    return [insert(entity, head, last === undefined ? ` with ${use}` : `, ${use}`), replace(entity, { offset: start, end }, '')];
}
