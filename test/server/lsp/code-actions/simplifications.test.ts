import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { targetOf } from '../../../../server/targets/index.ts';
import { modelOf } from '../../../language/model/model-of.ts';
import { Editor } from '../harness.ts';

async function mended(text: string, code: string): Promise<string> {
    const editor = await Editor.open({ 'model.erd': text });
    const diagnostic = (await editor.diagnostics('model.erd')).find(candidate => candidate.code === code);
    assert.ok(diagnostic, `${code} is not found`);
    const [fix] = await editor.request<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: editor.uri('model.erd') }, range: diagnostic.range, context: { diagnostics: [diagnostic], only: ['quickfix'] },
    });
    return editor.afterEdit(fix!.edit!)['model.erd']!;
}

async function ddl(text: string): Promise<string[]> {
    return targetOf('postgresql')!.generate(await modelOf(text)).flatMap(({ statements }) => statements.map(statement => statement.text));
}

describe('Simplifications', () => {
    const tail = `
    // Who did it
    createdBy: User  on delete restrict  // always
    /// When it was done
    createdAt: timestamp = now()
    note: text? = 'none'  collate "C"`;
    const text = `
model Shop { targets postgresql 18  naming snake_case plural }
entity User { id: int key  createdAt: timestamp = now()  note: text? }
schema sales {
  entity Order as "the_orders" {
    id: int key${tail}

    index (createdAt)
  }

  entity Parent { id: int key  subtypes joined }
  entity Invoice extends Parent {
    number: int${tail}
  }

  mixin Tagged { tags: text[] }
  entity Payment with Tagged {
    id: int key${tail}
  }
}
entity Elsewhere {
  id: int key${tail}
}
`;

    it('of repeated attributes leave the database as it is', async () => {
        const after = await mended(text.replace(' with Tagged', ''), 'ERD421');
        assert.match(after, /^ {2}mixin Audited \{\n {4}\/\/ Who did it\n {4}createdBy: User .*\/\/ always\n/m);
        for (const head of ['entity Order with Audited as "the_orders" {', 'entity Invoice with Audited extends Parent {', 'entity Payment with Audited {', 'entity Elsewhere {']) {
            assert.ok(after.includes(head), `${head}\n${after}`);
        }
        assert.deepEqual(await ddl(after), await ddl(text.replace(' with Tagged', '')));
    });

    it('of repeated attributes are not offered for what has a mixin behind its own attributes', async () => {
        const editor = await Editor.open({ 'model.erd': text });
        assert.deepEqual((await editor.diagnostics('model.erd')).filter(({ code }) => code === 'ERD421'), []);
    });

    it('of lists leave the database as it is', async () => {
        const list = "entity Order { id: int key\n  status: string(9) = 'NEW' check (status in ('NEW', 'in use'))\n  index (status) }";
        assert.deepEqual(await ddl(await mended(list, 'ERD420')), await ddl(list));
    });

    it('of lists as PostgreSQL prints them say the same in the model\'s words, all of a file at once', async () => {
        const printed = (column: string) => `sql postgresql "(${column})::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])"`;
        const editor = await Editor.open({ 'model.erd': `entity Order { id: int key\n  state: string(9) check (${printed('state')})\n  kind: string(9)\n  index (id) where ${printed('kind')} }` });
        const diagnostics = (await editor.diagnostics('model.erd')).filter(({ code }) => code === 'ERD422');
        const actions = await editor.request<CodeAction[]>('textDocument/codeAction', {
            textDocument: { uri: editor.uri('model.erd') }, range: diagnostics[0]!.range, context: { diagnostics: [diagnostics[0]!], only: ['quickfix'] },
        });
        assert.deepEqual(actions.map(({ title }) => title), [
            "Write it in the model's words: state in ('a', 'b')", 'Fix all in this file: List of texts as PostgreSQL prints it',
        ]);
        assert.match(editor.afterEdit(actions[1]!.edit!)['model.erd']!, /state: string\(9\) check \(state in \('a', 'b'\)\)\n[^]*where kind in \('a', 'b'\) }/);
    });

    for (const [what, members] of Object.entries({
        'a name': "status: text check (status in ('a', 'b')) constraint \"known\"",
        'another use': "status: text check (status in ('a', 'b'))  check other: status <> 'a'",
        'another default': "status: text = 'c' check (status in ('a', 'b'))",
        'one value': "status: text check (status in ('a'))",
    })) {
        it(`of lists are not offered with ${what}`, async () => {
            const editor = await Editor.open({ 'model.erd': `entity Order { id: int key  ${members} }` });
            assert.deepEqual((await editor.diagnostics('model.erd')).filter(({ code }) => code === 'ERD420'), []);
        });
    }
});

afterEach(() => Editor.closeAll());
