import type { LangiumDocument } from 'langium';
import { URI } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formatDocument, type FormatOptions, type TextEdit } from '../../../language/format/index.ts';
import { textOfBlock } from '../../../language/parser/index.ts';
import { createErdCoreServices } from '../../../language/services.ts';

const { shared, erd } = createErdCoreServices();

export function parsed(text: string): LangiumDocument {
    return shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('memory:/model.erd'));
}

/** The text after an editor has applied the edits. */
export function applied(document: LangiumDocument, edits: TextEdit[]): string {
    return TextDocument.applyEdits(TextDocument.create('memory:/model.erd', 'erd', 0, document.textDocument.getText()), edits);
}

export function formatted(text: string, options?: FormatOptions): string {
    const document = parsed(text);
    return applied(document, formatDocument(document, options));
}

/** What a text consists of but white space: its tokens, texts by what they mean, and its comments without their indentation. */
export function contentOf(text: string): { readonly tokens: readonly string[]; readonly comments: readonly string[] } {
    const { tokens, hidden } = erd.parser.Lexer.tokenize(text);
    return {
        tokens: tokens.map(({ tokenType, image }) => `${tokenType.name} ${image.startsWith('"""') ? textOfBlock(image) : image}`),
        comments: hidden.map(({ image }) => image.replace(/(\r\n|\r|\n)[ \t]*/g, '\n')),
    };
}
