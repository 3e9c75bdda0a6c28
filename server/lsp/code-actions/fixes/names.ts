import type { AstNode } from 'langium';
import { ast, displayName, otherSignAt, suggestNames, type SimilarName, type UnknownName } from '../../../../language/index.ts';
import { importEdit } from '../../syntax/import-edit.ts';
import { positionOfName, renameEdits, written, writtenName } from '../elements.ts';
import { aroundAt, exactlyAt, nodeAt, type FileEdit, type Fix, type FixContext, type QuickFixes } from '../quick-fix.ts';
import { insert, remove, removeInLine, textOf } from '../text-edits.ts';

type Codes = 'ERD002' | 'ERD004' | 'ERD005' | 'ERD006' | 'ERD007' | 'ERD008' | 'ERD009' | 'ERD010' | 'ERD011' | 'ERD013';

export const nameFixes: Pick<QuickFixes, Codes> = {
    ERD002: context => [withoutSign(context)],
    ERD004: context => {
        const fresh = { ...context, data: upToDate(context) };
        return [...imports(fresh), ...similarNames(fresh), declaration(fresh)];
    },
    ERD005: context => [renamed(context)],
    ERD006: context => {
        const attribute = aroundAt(context, ast.isAttribute);
        return [renamed(context), attribute && { title: `Remove the second '${attribute.name}'`, edits: [remove(attribute)] }];
    },
    ERD007: context => {
        const value = aroundAt(context, ast.isEnumValue);
        const literal = value && context.data.clash === 'value' ? value.value?.$cstNode : undefined;
        return [
            literal && { title: `Store '${value!.name}' by its name`, edits: [removeInLine(value!, { offset: written(value!, 'name')!.end, end: literal.end })] },
            renamed(context),
        ];
    },
    ERD008: context => [renamed(context)],
    ERD009: context => {
        const model = aroundAt(context, ast.isModelDeclaration);
        return [model && { title: `Remove the model ${model.name}`, edits: [remove(model)] }];
    },
    ERD010: context => {
        const { latin } = context.data;
        const target = targetAt(context);
        return [latin === undefined || !target ? undefined : {
            title: `Write the name in Latin letters, '${latin}'`, edits: renameEdits(target, latin, context.services),
        }];
    },
    ERD011: ({ range }) => [{ title: 'Remove the invisible characters', edits: [{ range, newText: '' }] }],
    ERD013: context => {
        const node = exactlyAt(context);
        return [node && { title: 'Remove the declaration', edits: [remove(node)] }];
    },
};

/** What other languages have a sign for is written in the language's own way; where that is more than another sign, the message tells how. */
function withoutSign({ document: { textDocument }, range }: FixContext<'ERD002'>): Fix | undefined {
    const offset = textDocument.offsetAt(range.start);
    const sign = otherSignAt(textDocument.getText(), offset);
    if (!sign) {
        return { title: `Remove '${textDocument.getText(range)}'`, edits: [{ range, newText: '' }] };
    }
    const { length, replacement } = sign;
    const whole = { start: range.start, end: textDocument.positionAt(offset + length) };
    return replacement === undefined ? undefined : {
        title: replacement === '' ? `Remove '${textDocument.getText(whole)}'` : `Write '${replacement.trim()}'`,
        edits: [{ range: whole, newText: replacement }],
    };
}

/** A file that could be imported may have come after the name was looked at. */
function upToDate({ document, range, data, services }: FixContext<'ERD004'>): UnknownName {
    if (data.importFrom.length + data.similar.length > 0) {
        return data;
    }
    const { references, shared } = services;
    return suggestNames(document, document.textDocument.offsetAt(range.start), {
        scopes: references.ScopeProvider, documents: shared.workspace.LangiumDocuments,
    }) ?? data;
}

function imports({ document, data }: FixContext<'ERD004'>): Fix[] {
    return data.importFrom.map(path => ({ title: `Import '${data.name}' from '${path}'`, edits: [importEdit(document.textDocument.getText(), path)] }));
}

function similarNames({ document, range, data, services }: FixContext<'ERD004'>): Fix[] {
    return data.similar.map(({ importFrom, ...similar }) => ({
        title: importFrom === undefined ? `Change to '${displayName(similar)}'` : `Change to '${displayName(similar)}' and import '${importFrom}'`,
        edits: [
            { range, newText: nameToWrite(similar, positionAt({ document, range }), services) },
            ...importFrom === undefined ? [] : [importEdit(document.textDocument.getText(), importFrom)],
        ],
    }));
}

function nameToWrite({ name, qualifier, isCall }: SimilarName, position: Parameters<typeof writtenName>[1], services: Parameters<typeof writtenName>[2]): string {
    return `${qualifier === undefined ? '' : `${writtenName(qualifier, position, services)}.`}${writtenName(name, position, services)}${isCall ? '()' : ''}`;
}

/** Which names the grammar admits where a reference stands. */
function positionAt(at: Pick<FixContext<'ERD004'>, 'document' | 'range'>): 'TYPE_NAME' | 'DECLARED' | 'ID' {
    const text = at.document.textDocument.getText();
    const offset = at.document.textDocument.offsetAt(at.range.end);
    const type = aroundAt(at, ast.isTypeUse);
    return type?.type?.$refNode?.end === offset ? 'TYPE_NAME' : /^\s*:/.test(text.slice(offset)) ? 'DECLARED' : 'ID';
}

/** A line that declares what is missing: an entity behind the declaration that asks for it, anything else before. */
function declaration(context: FixContext<'ERD004'>): Fix | undefined {
    const { data: { name, declare }, services } = context;
    const around = topLevel(aroundAt(context, isAnyNode));
    if (!declare || !around?.$cstNode) {
        return undefined;
    }
    const word = writtenName(name, 'ID', services);
    const edit = declare === 'entity'
        ? insert(around, around.$cstNode.end, `\n\nentity ${word} {\n  id: uuid = uuid() key\n}`)
        : insert(around, startWithDocumentation(around), `${declare} ${word}\n\n`);
    return { title: `Declare ${declare} '${name}'`, edits: [edit] };
}

function isAnyNode(node: unknown): node is AstNode {
    return node !== undefined;
}

function topLevel(node: AstNode | undefined): AstNode | undefined {
    let current = node;
    while (current?.$container && !ast.isDocument(current.$container)) {
        current = current.$container;
    }
    return ast.isDocument(current) ? undefined : current;
}

/** Where the comments directly above a declaration begin, or the declaration itself. */
export function startWithDocumentation(node: AstNode): number {
    const text = textOf(node);
    let start = text.lastIndexOf('\n', node.$cstNode!.offset - 1) + 1;
    while (start > 0) {
        const above = text.lastIndexOf('\n', start - 2) + 1;
        if (!text.slice(above, start).trim().startsWith('//')) {
            break;
        }
        start = above;
    }
    return start;
}

/** Only the declaration at hand: what refers to the name means the first. */
function renamed(context: FixContext<'ERD005' | 'ERD006' | 'ERD007' | 'ERD008'>): Fix | undefined {
    const { range, data: { free }, services } = context;
    const node = aroundAt(context, (candidate): candidate is AstNode & { readonly name: string } => typeof (candidate as { name?: unknown }).name === 'string');
    const edit: FileEdit = { range, newText: writtenName(free, node ? positionOfName(node) : 'ID', services) };
    return { title: `Rename to '${free}'`, edits: [edit] };
}

function targetAt(context: FixContext<'ERD010'>): (AstNode & { readonly name: string }) | undefined {
    const offset = context.document.textDocument.offsetAt(context.range.start);
    const reference = context.document.references.find(candidate => candidate.$refNode?.offset === offset);
    const target: unknown = reference && 'ref' in reference ? reference.ref : nodeAt(context, hasName);
    return hasName(target) ? target : aroundAt(context, hasName);
}

function hasName(node: unknown): node is AstNode & { readonly name: string } {
    return typeof (node as { name?: unknown } | undefined)?.name === 'string';
}
