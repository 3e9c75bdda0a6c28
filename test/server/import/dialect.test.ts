import assert from 'node:assert/strict';
import { contentDialect, importSource } from '../../../server/import/index.ts';

const rule = '-'.repeat(60);

describe('the dialect of a source', () => {
    for (const [what, text, dialect] of [
        ['a diagram', 'erDiagram\n  A ||--o{ B : has', 'mermaid'],
        ['a diagram behind front matter, comments and blank lines', '\n---\ntitle: create table\nselect it\n---\n\n%% select one\n%%{init: {}}%%\n  erDiagram\n', 'mermaid'],
        ['a diagram in a fence', '# Shop\n\n```mermaid\nerDiagram\n```\n\nselect it\n', 'mermaid'],
        ['a diagram in a fence, with front matter of the document', '---\ntitle: x\n---\n\n> ```mermaid\n> erDiagram\n> ```\n', 'mermaid'],
        ['a script', '-- erDiagram of it\n\n  create table t (id int);\n', 'postgresql'],
        ['a script with a byte order mark', '\uFEFFcreate table t (id int);\n', 'postgresql'],
        ['a script with a diagram in a row', 'copy t from stdin;\nerDiagram\n\\.\n', 'postgresql'],
        ['a script with lines above and below its titles', `${rule}\n-- erDiagram\n${rule}\ncreate table t (id int);\n`, 'postgresql'],
        ['neither', 'Dear all,\n\nplease create it.\n', undefined],
    ] as const) {
        it(`is that of ${what}`, () => assert.equal(contentDialect(text), dialect));
    }

    it('is found in long texts of nothing but lines, which a search that turns back would not end in', () => {
        assert.equal(contentDialect(`${'\n'.repeat(200_000)}create table t (id int);`), 'postgresql');
        assert.equal(contentDialect(`${rule}\n-- x\n${rule}\n\n`.repeat(20_000)), undefined);
        assert.equal(contentDialect('%% select\n'.repeat(100_000)), undefined);
    });

    it('is refused as that of another engine, also in a long text that has a part of its signs', async () => {
        const table = 'create table t (id number(5));\n';
        await assert.rejects(importSource({ text: `${table.repeat(2000)}create table u (name varchar2(5));` }), /SQL of Oracle \(VARCHAR2 and NUMBER\)/);
    });
});
