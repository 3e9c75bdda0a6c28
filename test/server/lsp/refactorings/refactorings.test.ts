import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { Editor } from '../harness.ts';

/** What a refactoring of what is marked makes of the text; undefined where it is not offered. The result has no syntax error. */
async function refactored(title: RegExp, marked: string): Promise<string | undefined> {
    const editor = await Editor.open(marked);
    await editor.settled();
    const { ranges, cursors } = editor.document('model.erd');
    const range = ranges[0] ?? { start: cursors[0]!, end: cursors[0]! };
    const actions = await editor.request<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: editor.uri('model.erd') }, range, context: { diagnostics: [], only: ['refactor'] } });
    const action = actions?.find(candidate => title.test(candidate.title));
    if (!action) {
        return undefined;
    }
    const after = editor.afterEdit(action.edit!)['model.erd']!;
    await editor.change(after, 'model.erd');
    assert.deepEqual((await editor.diagnostics('model.erd')).filter(({ severity }) => severity === 1).map(({ message }) => message), []);
    return after;
}

describe('refactorings', () => {
    afterEach(() => Editor.closeAll());

    it('extract a mixin from selected attributes, with their comments', async () => {
        assert.equal(await refactored(/^Extract mixin/, [
            '/// Who buys.', 'entity Customer {', '  id: int key', '<|  // when', '  /// Set once.', '  createdAt: timestamp = now() // by the database', '  updatedAt: timestamp = now()|>', '  name: string(20)', '}', '',
        ].join('\n')), [
            'mixin CustomerPart {', '  // when', '  /// Set once.', '  createdAt: timestamp = now() // by the database', '  updatedAt: timestamp = now()', '}', '',
            '/// Who buys.', 'entity Customer with CustomerPart {', '  id: int key', '  name: string(20)', '}', '',
        ].join('\n'));
    });

    it('add an extracted mixin to those that there are, under a name that is free', async () => {
        assert.equal(await refactored(/^Extract mixin/, 'mixin APart {\n  x: int\n}\n\nentity A with APart {\n  id: int key\n  <|b: int|>\n}\n'),
            'mixin APart {\n  x: int\n}\n\nmixin APart2 {\n  b: int\n}\n\nentity A with APart, APart2 {\n  id: int key\n}\n');
    });

    for (const [what, marked] of [
        ['nothing that is selected', 'entity A {\n  id: int key\n  <|>b: int\n}\n'],
        ['attributes of two entities', 'entity A {\n  id: int key\n  <|b: int\n}\n\nentity B {\n  id: int key|>\n}\n'],
        ['attributes with a rule between them', 'entity A {\n  id: int key\n  <|b: int\n  unique (b)\n  c: int|>\n}\n'],
        ['a part of a line', 'entity A { id: int key  <|b: int|>  c: int }\n'],
        ['what has syntax errors', 'entity A {\n  id: int key\n  <|b: int|>\n  c: = 1\n}\n'],
    ] as const) {
        it(`extract no mixin of ${what}`, async () => {
            assert.equal(await refactored(/^Extract mixin/, marked), undefined);
        });
    }

    it('extract a domain from a type and what is checked of it', async () => {
        assert.equal(await refactored(/^Extract domain/, '/// A.\nentity A {\n  id: int key\n  <|>email: string(255)? unique check (email like \'%@%\' and length(email) > 3) message "An address" @pii(email) // mail\n}\n'),
            'domain Email: string(255) check (value like \'%@%\' and length(value) > 3) message "An address"\n\n'
            + '/// A.\nentity A {\n  id: int key\n  email: Email? unique @pii(email) // mail\n}\n');
    });

    it('extract no domain of what is checked together with others, nor of what has a type of its own', async () => {
        assert.equal(await refactored(/^Extract domain/, 'entity A {\n  id: int key\n  low: int\n  <|>high: int check (high > low)\n}\n'), undefined);
        assert.equal(await refactored(/^Extract domain/, 'domain D: int\n\nentity A {\n  id: int key\n  <|>d: D\n}\n'), undefined);
    });

    it('make an enumeration of the texts that a check lists', async () => {
        assert.equal(await refactored(/^Extract enumeration/, [
            'entity A {', '  id: int key', '  // how far', "  <|>status: string(20)? = 'in work' check (status in ('NEW', 'in work', '2nd')) as \"state\" // and when", '  index (status)', '}', '',
        ].join('\n')), [
            'enum Status: string(20) {', '  NEW', "  IN_WORK = 'in work'", "  _2ND = '2nd'", '}', '',
            'entity A {', '  id: int key', '  // how far', '  status: Status? = IN_WORK as "state" // and when', '  index (status)', '}', '',
        ].join('\n'));
    });

    for (const [what, line] of [
        ['that is asked for elsewhere', "<|>b: string(9) check (b in ('X', 'Y'))\n  check c: b <> 'X' or id > 0"],
        ['of another default', "<|>b: string(9) = 'Z' check (b in ('X', 'Y'))"],
        ['of the same names', "<|>b: string(9) check (b in ('x', 'X'))"],
        ['of numbers', '<|>b: int check (b in (1, 2))'],
        ['of what must not be', "<|>b: string(9) check (b not in ('X', 'Y'))"],
    ] as const) {
        it(`make no enumeration ${what}`, async () => {
            assert.equal(await refactored(/^Extract enumeration/, `entity A {\n  id: int key\n  ${line}\n}\n`), undefined);
        });
    }
});
