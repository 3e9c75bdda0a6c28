import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor, TestServer } from './harness.ts';

const examples = join(import.meta.dirname, '../../../examples');

/** Requests about a position. */
const atPosition = [
    'textDocument/hover', 'textDocument/definition', 'textDocument/typeDefinition', 'textDocument/documentHighlight', 'textDocument/completion',
    'textDocument/signatureHelp', 'textDocument/prepareCallHierarchy', 'textDocument/prepareTypeHierarchy',
];

/** Requests about a document. */
const ofDocument = [
    'textDocument/documentSymbol', 'textDocument/foldingRange', 'textDocument/semanticTokens/full', 'textDocument/documentLink', 'textDocument/codeLens',
    'textDocument/formatting',
];

async function askEverything(editor: Editor, name: string, positions: readonly { line: number; character: number }[]): Promise<void> {
    const textDocument = { uri: editor.uri(name) };
    const range = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
    for (const method of ofDocument) {
        await editor.request(method, { textDocument, options: { tabSize: 2, insertSpaces: true } });
    }
    await editor.request('textDocument/inlayHint', { textDocument, range });
    await editor.request('textDocument/semanticTokens/range', { textDocument, range });
    for (const position of positions) {
        for (const method of atPosition) {
            await editor.request(method, { textDocument, position });
        }
        await editor.request('textDocument/references', { textDocument, position, context: { includeDeclaration: true } });
        await editor.request('textDocument/selectionRange', { textDocument, positions: [position] });
        await editor.request('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics: [] } });
        // Both may refuse, which is an answer.
        await editor.request('textDocument/prepareRename', { textDocument, position }).catch(() => undefined);
        await editor.request('textDocument/rename', { textDocument, position, newName: 'renamed' }).catch(() => undefined);
    }
}

/** Every so many characters, so that all kinds of tokens are met. */
function positionsIn(text: string, step: number): { line: number; character: number }[] {
    const positions: { line: number; character: number }[] = [];
    for (const [line, content] of text.split('\n').entries()) {
        for (let character = line % step; character <= content.length; character += step) {
            positions.push({ line, character });
        }
    }
    return positions;
}

describe('no request fails', () => {
    afterEach(() => Editor.closeAll());

    it('anywhere in the examples', async () => {
        const server = await TestServer.start();
        for (const folder of ['shop', 'customer-data-platform']) {
            const files = Object.fromEntries(globSync('**/*.erd', { cwd: join(examples, folder) }).map(name => [name, readFileSync(join(examples, folder, name), 'utf8')]));
            const editor = await (await Editor.open(files, server)).settled();
            for (const [name, text] of Object.entries(files)) {
                await askEverything(editor, name, positionsIn(text, 23));
            }
            await Editor.closeAll();
        }
        assert.deepEqual(server.errors, []);
        await server.stop();
    });

    it('while a text is being written', async () => {
        const server = await TestServer.start();
        const text = readFileSync(join(examples, 'shop/shop.erd'), 'utf8').replaceAll(/^\s*\/\/.*\n/gm, '');
        const editor = await Editor.open('', server);
        for (let end = 7; end < text.length; end += 61) {
            const cut = text.slice(0, end);
            await editor.change(cut);
            const lines = cut.split('\n');
            await askEverything(editor, 'model.erd', [{ line: lines.length - 1, character: lines.at(-1)!.length }]);
        }
        assert.deepEqual(server.errors, []);
        await server.stop();
    });

    it('at places that are not there', async () => {
        const server = await TestServer.start();
        const editor = await Editor.open('entity A { id: uuid key }', server);
        await askEverything(editor, 'model.erd', [{ line: 0, character: 100_000 }, { line: 100_000, character: 0 }]);
        assert.deepEqual(server.errors, []);
        await server.stop();
    });

    it('on nests without end', async () => {
        const server = await TestServer.start();
        const nests = {
            parentheses: `entity A { a: int check (${'('.repeat(10_000)}a${')'.repeat(10_000)}) }`,
            negations: `entity A { a: int check (${'not '.repeat(10_000)}a) }`,
            operators: `entity A { a: int check (a${' + a'.repeat(10_000)} > 1) }`,
            members: `entity A { a: int check (a${'.a'.repeat(10_000)} > 1) }`,
            schemas: 'schema a { '.repeat(10_000),
            choices: `entity A { a: int check (${'case when '.repeat(10_000)}`,
            brackets: `entity A { a: int = ${'['.repeat(10_000)}`,
        };
        for (const [what, text] of Object.entries(nests)) {
            const editor = await Editor.open(text, server);
            assert.ok((await editor.problems()).length > 0 || what === 'members', what);
            await askEverything(editor, 'model.erd', [{ line: 0, character: 30 }, { line: 0, character: 9000 }]);
            await Editor.closeAll();
        }
        assert.deepEqual(server.errors, []);
        await server.stop();
    });

    it('in documents that nobody opened, and is not answered', async () => {
        const server = await TestServer.start();
        const textDocument = { uri: 'file:///nowhere/at-all.erd' };
        for (const method of [...ofDocument, ...atPosition]) {
            await server.connection.sendRequest(method, { textDocument, position: { line: 0, character: 0 }, options: {} }).catch((error: Error) => assert.match(error.message, /No document found/));
        }
        assert.deepEqual(server.errors, []);
        await server.stop();
    });
});
