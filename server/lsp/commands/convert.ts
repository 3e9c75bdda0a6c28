import { TextDocument } from 'vscode-languageserver-textdocument';
import { CstUtils, DocumentState, URI, type Cancellation, type CstNode, type LangiumDocument } from 'langium';
import { ast, type Model } from '../../../language/index.ts';
import { contentDialect, describeCounts, describeNotices, importSource, readPartOf, type ModelPart, type Notice } from '../../import/index.ts';
import { splitStatements } from '../../postgres/index.ts';
import type { Conversion, ConvertParams, ProtocolPosition } from '../../protocol.ts';
import type { ErdServices, ErdSharedServices } from '../services.ts';
import { answerTo } from './import.ts';
import { refusal } from './refusal.ts';

/** What a script or a diagram is in the language, as part of the model that a document belongs to. */
export async function convert({ uri, text, position }: ConvertParams, erd: ErdServices, token: Cancellation.CancellationToken): Promise<Conversion> {
    const { shared } = erd;
    const model = await modelAt(URI.parse(uri), position, erd, token);
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
        const { text: converted, notices, counts } = model ? await readPartOf(model, text, abort) : await readWhole(text, abort);
        return {
            text: (model ? partOf(model, converted, shared) : converted) + whatIsLost(text, notices),
            summary: `${describeCounts(counts)}; ${describeNotices(notices)}.`,
            lost: notices.filter(({ kind }) => kind === 'lost').length,
            assumed: notices.filter(({ kind }) => kind === 'assumed').length,
        };
    } catch (error) {
        throw answerTo(error);
    } finally {
        cancelled.dispose();
    }
}

/** Nothing is run for a paste, nor in a restricted workspace. */
async function readWhole(text: string, { signal }: AbortController): Promise<ModelPart> {
    const { files: [file], notices, counts } = await importSource({ text, split: 'none', effect: 'never', signal });
    return { text: file!.text, notices, counts };
}

/** What did not come along stays where it was put, as remarks: nobody reads a report of a paste. */
function whatIsLost(text: string, notices: readonly Notice[]): string {
    const lost = notices.filter(({ kind }) => kind === 'lost');
    if (lost.length === 0) {
        return '';
    }
    const source = TextDocument.create('', '', 0, text);
    const statements = contentDialect(text) === 'postgresql' ? splitStatements(text).statements : [];
    // A notice knows its line: of several statements in one, all are told.
    const byLine = Map.groupBy(statements, ({ start }) => source.positionAt(start).line);
    const textAt = (line: number): string => byLine.get(line)?.map(statement => statement.text).join(';\n')
        ?? source.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trimEnd();
    return lost.map(({ message, line }) => `\n${`Not converted: ${message}\n${textAt(line - 1)}`.replace(/^/gm, '// ').replace(/[ \t\r]+$/gm, '')}\n`).join('');
}

/** The model that a document belongs to, where one is declared. Refused where the position is inside of a declaration. */
async function modelAt(uri: URI, position: ProtocolPosition | undefined, erd: ErdServices, token: Cancellation.CancellationToken): Promise<Model | undefined> {
    const { DocumentBuilder, LangiumDocuments, TextDocuments, WorkspaceLock, WorkspaceManager } = erd.shared.workspace;
    await WorkspaceManager.ready;
    if (TextDocuments.get(uri)) {
        await DocumentBuilder.waitUntil(DocumentState.Linked, uri, token);
    }
    return WorkspaceLock.read(() => {
        const document = LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
        if (document && position && isInsideDeclaration(document, document.textDocument.offsetAt(position))) {
            throw refusal('A declaration cannot hold what this converts to.');
        }
        const model = document && erd.model.ModelProvider.modelOf(document);
        return model?.place ? model : undefined;
    });
}

/** Also behind one whose block is not closed yet. */
function isInsideDeclaration({ parseResult }: LangiumDocument<ast.Document>, offset: number): boolean {
    const { imports, declarations } = parseResult.value;
    const last = [...imports, ...declarations].map(({ $cstNode: node }) => node).filter(node => node !== undefined && node.offset < offset).at(-1);
    return last !== undefined && (offset < last.end || !isClosed(last));
}

function isClosed(node: CstNode): boolean {
    const braces = CstUtils.flattenCst(node).map(({ text }) => text === '{' ? 1 : text === '}' ? -1 : 0).reduce((sum, step) => sum + step, 0);
    return braces === 0;
}

/**
 * A model is declared once: the declaration, and what stands above it, is left out. What is in another schema than the
 * model's says so.
 */
function partOf(model: Model, text: string, { workspace }: ErdSharedServices): string {
    const document = workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.parse('erd-conversion:/model.erd'));
    const declared = document.parseResult.value.declarations.find(ast.isModelDeclaration);
    if (!declared?.$cstNode) {
        return text;
    }
    const part = text.slice(declared.$cstNode.end).trimStart();
    const schema = declared.lines.find(ast.isDefaultSchemaLine);
    return schema?.name === undefined || schema.name === model.defaultSchema?.name ? part : `schema ${schema.name} {\n${part.replace(/^(?=.)/gm, '  ')}}\n`;
}
