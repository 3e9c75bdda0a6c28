import assert from 'node:assert/strict';
import { URI } from 'langium';
import type { CodeAction, Range } from 'vscode-languageserver';
import { createErdCoreServices, tablesOf, type Model } from '../../../../language/index.ts';
import { findingsOf } from '../../../../server/findings/index.ts';
import { targetsOf } from '../../../../server/targets/index.ts';
import { Editor } from '../harness.ts';

export type Files = Readonly<Record<string, string>>;

/** The refactorings that are offered for what is marked in one of the files. */
export async function offered(files: Files | string, only = 'refactor'): Promise<{ readonly editor: Editor; readonly actions: readonly CodeAction[] }> {
    const editor = await Editor.open(typeof files === 'string' ? { 'model.erd': files } : files);
    await editor.settled();
    const name = Object.keys(typeof files === 'string' ? { 'model.erd': files } : files).find(file => [...editor.document(file).ranges, ...editor.document(file).cursors].length > 0)!;
    const { ranges, cursors } = editor.document(name);
    const range = ranges[0] ?? { start: cursors[0]!, end: cursors[0]! };
    return { editor, actions: await actionsAt(editor, name, range, only) };
}

export async function actionsAt(editor: Editor, name: string, range: Range, only = 'refactor'): Promise<readonly CodeAction[]> {
    return await editor.request<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: editor.uri(name) }, range, context: { diagnostics: [], only: [only] } }) ?? [];
}

/** All files after a refactoring; those of a model that is one file, as its text. */
export async function taken(title: RegExp, files: Files): Promise<Files> {
    const { editor, actions } = await offered(files);
    const action = actions.find(candidate => title.test(candidate.title));
    assert.ok(action, `not among: ${actions.map(candidate => candidate.title).join(' | ')}`);
    assert.ok(action.edit, action.disabled?.reason);
    return { ...Object.fromEntries(Object.keys(files).map(name => [name, editor.text(name)])), ...editor.afterEdit(action.edit) };
}

export async function takenInOne(title: RegExp, text: string): Promise<string> {
    return (await taken(title, { 'model.erd': text }))['model.erd']!;
}

/** Why a refactoring is shown and cannot be taken. */
export async function reasonAgainst(title: RegExp, files: Files | string): Promise<string | undefined> {
    const { actions } = await offered(files);
    const action = actions.find(candidate => title.test(candidate.title));
    assert.ok(action, `not among: ${actions.map(candidate => candidate.title).join(' | ')}`);
    return action.disabled?.reason;
}

/** What files say, built from nothing: their findings, and the tables and the script that they come to. */
export interface Meaning {
    /** But for hints, which propose another form. */
    readonly findings: readonly string[];
    readonly tables: readonly string[];
    readonly script: readonly string[];
    /** What comments and documentation say. */
    readonly comments: ReadonlySet<string>;
}

export async function meaningOf(files: Files): Promise<Meaning> {
    const { shared, erd } = createErdCoreServices();
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const documents = Object.entries(files).map(([name, text]) => shared.workspace.LangiumDocumentFactory.fromString(text.replace(/<\|>|<\||\|>/g, ''), URI.parse(`file:///law/${name}`)));
    documents.forEach(document => shared.workspace.LangiumDocuments.addDocument(document));
    await shared.workspace.DocumentBuilder.build(documents);
    const models = [...new Set(documents.flatMap(document => erd.model.ModelProvider.projectsOf(document).map(({ model }) => model)))];
    return {
        findings: findingsOf(documents, erd).filter(({ severity }) => severity !== 'hint').map(({ code, message }) => `${code} ${message}`).sort(),
        tables: models.flatMap(tableLines).sort(),
        script: models.flatMap(scriptLines).sort(),
        comments: new Set(documents.flatMap(({ textDocument }) => erd.parser.Lexer.tokenize(textDocument.getText()).hidden
            .filter(({ tokenType }) => tokenType.name.endsWith('COMMENT')).map(({ image }) => image.replace(/^\/+/, '').trim()))),
    };
}

/** Names of tables, columns, constraints and indexes, with what belongs to what. */
function tableLines(model: Model): readonly string[] {
    return tablesOf(model).flatMap(({ name, columns, primaryKey, foreignKeys, uniques, indexes, checks }) => [
        ...columns.map(column => `${name.name}.${column.name}${column.nullable ? '' : ' not null'}`),
        ...primaryKey ? [`${primaryKey.name} (${primaryKey.columns.join()})`] : [],
        ...foreignKeys.map(key => `${key.name} (${key.columns.join()}) to ${key.target.name} (${key.targetColumns.join()}) ${key.onDelete ?? ''}`),
        ...[...uniques, ...indexes, ...checks].map(constraint => `${name.name}: ${constraint.name}`),
    ]);
}

function scriptLines(model: Model): readonly string[] {
    return targetsOf(model).found.flatMap(target => target.generate(model).flatMap(({ statements }) => statements
        .flatMap(({ text }) => text.split('\n').map(line => line.trim().replace(/\s+/g, ' ').replace(/,$/, '').replace(/(?<=^|\.)(\S+) AS \1$/, '$1')).filter(line => !line.startsWith('--')))));
}

/** That a refactoring brought no finding, lost no comment and left the database as it was. */
export async function assertSame(before: Files, after: Files): Promise<void> {
    const [was, is] = [await meaningOf(before), await meaningOf(after)];
    assert.deepEqual(is.findings.filter(finding => !was.findings.includes(finding)), []);
    assert.deepEqual([...was.comments].filter(comment => !is.comments.has(comment)), []);
    assert.deepEqual(is.tables, was.tables);
    assert.deepEqual(is.script, was.script);
}
