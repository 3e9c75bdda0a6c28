import type { AstNode, LangiumDocument } from 'langium';
import { CompletionItemKind, CompletionItemTag, InsertTextFormat, type CompletionItem, type TextEdit } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';
import { signatureOf } from '../syntax/signatures.ts';
import { importEdit, importPath } from '../syntax/import-edit.ts';
import { isDeprecated } from '../syntax/deprecation.ts';
import { completionKindOf } from '../syntax/kinds.ts';
import type { NamePosition, NameWriter } from '../syntax/name-writer.ts';
import { blocks, type Block } from './blocks.ts';
import type { Candidate } from './candidates.ts';
import type { KeywordPhrase } from './keywords.ts';

/** What items are made for. */
export interface ItemContext {
    readonly document: LangiumDocument;
    readonly text: string;
    readonly names: NameWriter;
    readonly withSnippets: boolean;
    readonly withBlocks: boolean;
    /** What follows the word, blanks left out. */
    readonly next: string;
    /** By path: a file may have many names. */
    readonly importEdits: Map<string, TextEdit>;
}

/** An item with the element that it names, whose documentation is read when the client asks for it. */
export interface Offer {
    readonly item: CompletionItem;
    readonly node?: AstNode;
}

/** Sorts candidates by rank, keywords behind those that are near. */
const keywordRank = 4;

/** @param position which kind of name the grammar wants */
export function offerOf(candidate: Candidate, property: string, position: NamePosition, context: ItemContext): Offer {
    const { node, rank, importFrom } = candidate;
    // Of another file, with the schema in front.
    const name = candidate.name.split('.').map(part => context.names.write(part, position)).join('.');
    const item: CompletionItem = { label: candidate.name, kind: completionKindOf(node), sortText: `${rank}${candidate.name}` };
    const signature = signatureOf(node);
    if (importFrom) {
        const path = importPath(context.document.uri, importFrom);
        item.labelDetails = { description: path };
        item.additionalTextEdits = [importOf(path, context)];
        if (candidate.name.includes('.')) {
            // Found by the name as well as by the schema.
            item.filterText = `${candidate.name.slice(candidate.name.lastIndexOf('.') + 1)} ${candidate.name}`;
        }
    } else if (ast.isExtension(node.$container)) {
        item.labelDetails = { description: `extension ${node.$container.name}` };
    } else if (signature !== undefined) {
        item.labelDetails = { detail: signature };
    }
    if (isDeprecated(node)) {
        item.tags = [CompletionItemTag.Deprecated];
    }
    const insert = position === 'DECLARED' ? `${name}${context.next.startsWith(':') ? '' : ': '}` : insertion(node, name, property, context);
    if (insert !== candidate.name) {
        item.insertText = insert;
        if (insert.includes('$')) {
            item.insertTextFormat = InsertTextFormat.Snippet;
        }
    }
    return { item, node };
}

function importOf(path: string, { text, importEdits }: ItemContext): TextEdit {
    let edit = importEdits.get(path);
    if (!edit) {
        importEdits.set(path, edit = importEdit(text, path));
    }
    return edit;
}

function insertion(node: AstNode, name: string, property: string, { withSnippets, next }: ItemContext): string {
    const escaped = withSnippets ? name.replaceAll('$', '\\$') : name;
    switch (node.$type) {
        case ast.Routine.$type: {
            const isCall = property === 'target' || property === 'routine';
            return !isCall || next.startsWith('(') ? name : withParentheses(escaped, (node as ast.Routine).parameters.length > 0, withSnippets);
        }
        case ast.AnnotationDeclaration.$type: {
            const needsArguments = (node as ast.AnnotationDeclaration).parameters.some(parameter => parameter.default === undefined);
            return needsArguments && !next.startsWith('(') ? withParentheses(escaped, true, withSnippets) : name;
        }
        case ast.PrimitiveType.$type:
            return property === 'type' && next.startsWith('\'') ? name : escaped;
        default:
            return name;
    }
}

function withParentheses(name: string, hasArguments: boolean, withSnippets: boolean): string {
    return withSnippets && hasArguments ? `${name}($1)$0` : `${name}(${hasArguments ? '' : ')'}`;
}

/** date '2025-01-01' */
export function literalOffer({ node, name }: Candidate, { withSnippets }: ItemContext): Offer {
    return {
        item: {
            label: `${name} '…'`, filterText: name, kind: CompletionItemKind.Value, sortText: `${keywordRank}${name}`,
            insertText: withSnippets ? `${name} '$1'$0` : `${name} '`,
            ...withSnippets && { insertTextFormat: InsertTextFormat.Snippet },
        },
        node,
    };
}

export function keywordOffer({ phrase, rule, begins }: KeywordPhrase, context: ItemContext): Offer {
    const block = context.withBlocks ? blocks[`${rule}: ${phrase}`] : undefined;
    const item: CompletionItem = { label: phrase, kind: CompletionItemKind.Keyword, sortText: `${begins ? keywordRank - 1 : keywordRank}${phrase}` };
    return { item: block ? { ...item, ...blockItem(block) } : item };
}

/** A fixed text that the grammar admits and that is no keyword. */
export function fixedOffer(label: string, detail: string, block?: Block): Offer {
    return { item: { label, kind: CompletionItemKind.Operator, detail, sortText: `${keywordRank - 1}${label}`, ...block && blockItem(block) } };
}

function blockItem({ snippet, detail }: Block): Partial<CompletionItem> {
    return { kind: CompletionItemKind.Snippet, detail, insertText: snippet, insertTextFormat: InsertTextFormat.Snippet };
}
