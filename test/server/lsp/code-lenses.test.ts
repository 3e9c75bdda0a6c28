import assert from 'node:assert/strict';
import type { CodeLens, Location } from 'vscode-languageserver';
import { Editor, TestServer } from './harness.ts';

async function lenses(editor: Editor, name = editor.first): Promise<CodeLens[]> {
    await editor.settled();
    const found = await editor.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: editor.uri(name) } });
    return Promise.all(found.map(async lens => lens.command ? lens : editor.request<CodeLens>('codeLens/resolve', lens)));
}

function titles(editor: Editor, found: readonly CodeLens[], name = editor.first): string[] {
    return found.map(({ range, command }) => `${editor.place(editor.uri(name), range)}: ${command!.title}`);
}

describe('code lenses', () => {
    afterEach(() => Editor.closeAll());

    it('count the references in all files, and list them', async () => {
        const editor = await Editor.open({
            'a.erd': 'entity A { id: uuid key }\nenum E { X }',
            'b.erd': 'import "./a.erd"\nentity B { id: uuid key  one: <|A|>  two: <|A|> }',
        });
        const found = await lenses(editor, 'a.erd');
        assert.deepEqual(titles(editor, found, 'a.erd'), ['a.erd:1:8 A: 2 references', 'a.erd:2:6 E: 0 references']);
        const { command, arguments: args } = found[0]!.command!;
        assert.equal(command, 'erd.showReferences');
        assert.deepEqual(editor.places(args![2] as Location[]), editor.marked);
    });

    it('count what marked SQL names, too', async () => {
        const editor = await Editor.open('model M { targets postgresql }\nentity A { id: uuid key }\nview V sql postgresql "select id from <|a|>" { column id: uuid }');
        const found = await lenses(editor);
        assert.deepEqual(titles(editor, found).slice(1), ['model.erd:2:8 A: 1 reference', 'model.erd:3:6 V: 0 references']);
        assert.deepEqual(editor.places(found[1]!.command!.arguments![2] as Location[]), editor.marked);
    });

    it('generate the DDL of a model', async () => {
        const editor = await Editor.open('model Shop { targets postgresql }');
        const [lens] = await lenses(editor);
        assert.deepEqual(lens!.command, { title: 'Generate DDL', command: 'erd.generateDdl', arguments: [editor.uri()] });
    });

    it('generate nothing where the workspace is not trusted, until it is', async () => {
        const server = await TestServer.start({ initializationOptions: { trusted: false } });
        const editor = await Editor.open('model Shop { targets postgresql }', server);
        assert.deepEqual(await lenses(editor), []);
        await editor.notify('erd/trustGranted', {});
        assert.equal((await lenses(editor)).length, 1);
        await server.stop();
    });

    it('can be switched off', async () => {
        const server = await TestServer.start({ settings: { 'erd.codeLens.references': false, 'erd.codeLens.generateDdl': false } });
        const editor = await Editor.open('model Shop { targets postgresql }\nentity A { id: uuid key }', server);
        assert.deepEqual(await lenses(editor), []);
        await server.changeSettings({ 'erd.codeLens.generateDdl': false });
        assert.deepEqual(titles(editor, await lenses(editor)), ['model.erd:2:8 A: 0 references']);
        await server.stop();
    });
});
