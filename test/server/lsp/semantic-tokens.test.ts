import assert from 'node:assert/strict';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import { Editor } from './harness.ts';

/** `text type modifier modifier` for each token. */
function decode(editor: Editor, data: readonly number[]): string[] {
    const { tokenTypes, tokenModifiers } = editor.server.initialized.capabilities.semanticTokensProvider!.legend;
    const lines = editor.text().split('\n');
    const tokens: string[] = [];
    let line = 0;
    let character = 0;
    for (let at = 0; at < data.length; at += 5) {
        const [deltaLine, deltaCharacter, length, type, modifiers] = data.slice(at, at + 5) as [number, number, number, number, number];
        line += deltaLine;
        character = deltaLine === 0 ? character + deltaCharacter : deltaCharacter;
        const names = tokenModifiers.filter((_, index) => (modifiers & 1 << index) !== 0);
        tokens.push([lines[line]!.slice(character, character + length), tokenTypes[type], ...names].join(' '));
    }
    return tokens;
}

async function tokens(text: string): Promise<string[]> {
    const editor = await Editor.open(text);
    const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri: editor.uri() } });
    return decode(editor, data);
}

describe('semantic tokens', () => {
    afterEach(() => Editor.closeAll());

    it('are names by what they mean', async () => {
        assert.deepEqual(await tokens([
            'enum Status { OPEN }',
            'mixin Audited { at: timestamp = now() }',
            'abstract entity Base with Audited { id: uuid key }',
            'entity Order extends Base { status: Status = OPEN  n: int computed (1) @pii(name)  check c: n > 0 }',
            'view V from Order o { s: o.status }',
        ].join('\n')), [
            'Status enum declaration', 'OPEN enumMember declaration',
            'Audited interface declaration', 'at property declaration', 'timestamp type defaultLibrary', 'now function defaultLibrary',
            'Base class declaration abstract', 'Audited interface', 'id property declaration', 'uuid type defaultLibrary',
            'Order class declaration', 'Base class abstract', 'status property declaration', 'Status enum', 'OPEN enumMember',
            'n property declaration readonly', 'int type defaultLibrary', 'pii decorator defaultLibrary', 'name enumMember defaultLibrary',
            'c label declaration', 'n property readonly',
            'V class declaration', 'Order class', 'o variable declaration', 's property declaration', 'o variable', 'status property',
        ]);
    });

    it('are keywords too where these are names', async () => {
        assert.deepEqual(await tokens('entity entity { key: int  date: date }'), [
            'entity class declaration', 'key property declaration', 'int type defaultLibrary', 'date property declaration', 'date type defaultLibrary',
        ]);
    });

    it('mark what is deprecated', async () => {
        assert.deepEqual(await tokens('entity A @deprecated {}\nentity B { a: A }'), [
            'A class declaration deprecated', 'deprecated decorator defaultLibrary', 'B class declaration', 'a property declaration', 'A class deprecated',
        ]);
    });

    it('are given for some lines', async () => {
        const editor = await Editor.open('entity A {}\nentity B {}\nentity C {}');
        const { data } = await editor.request<SemanticTokens>('textDocument/semanticTokens/range', {
            textDocument: { uri: editor.uri() }, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } },
        });
        assert.deepEqual(decode(editor, data), ['B class declaration']);
    });

    it('are given as what changed', async () => {
        const editor = await Editor.open(`${'entity A { id: uuid }\n'.repeat(50)}entity B<|> {}`);
        const textDocument = { uri: editor.uri() };
        const { resultId } = await editor.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
        await editor.type('CD');
        const delta = await editor.request<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { textDocument, previousResultId: resultId });
        assert.equal(delta.edits.length, 1);
        assert.ok(delta.edits[0]!.data!.length <= 10);
    });
});
