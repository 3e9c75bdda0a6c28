import assert from 'node:assert/strict';
import { isConvertible } from '../../client/pasted-text.ts';

describe('Pasted text', () => {
    for (const text of [
        'erDiagram\n  A ||--o{ B : has', '%%{init: {}}%%\n%% ours\n\n  erDiagram', '---\r\ntitle: Shop\r\n---\r\nerDiagram', '```mermaid\nerDiagram\n```', '~~~ mermaid\nerDiagram',
        'create table t (id int);', '-- ours\n/* all\n of it */ CREATE UNLOGGED TABLE t (id int);', `${'-'.repeat(80)}\n-- Tables\n${'-'.repeat(80)}\ncreate table t (id int);`,
        'set search_path = shop;\ncreate or replace view v as select 1;',
    ]) {
        it(`is converted where it begins with ${JSON.stringify(text.slice(0, 30))}`, () => assert.equal(isConvertible(text), true));
    }

    for (const text of [
        '', 'entity A {\n  id: int key\n}', 'model Shop {}\nstatement postgresql """\n  create table t (id int);\n"""', 'alter table t add column x int;', 'created table t', '```sql\ncreate table t (id int);\n```',
    ]) {
        it(`stays as it is where it begins with ${JSON.stringify(text.slice(0, 30))}`, () => assert.equal(isConvertible(text), false));
    }

    it('is looked at in no time, however many comments it begins with', () => {
        for (const comment of ['-', '--', '/**/', '%%\n', '%% ', '---\n']) {
            assert.equal(isConvertible(`${comment.repeat(100_000)}\nhello`), false);
        }
    });
});
