import assert from 'node:assert/strict';
import { importSource } from '../../../../server/import/index.ts';

describe('Privileges on all that a schema has when there is more to come', () => {
    const lost = async (text: string) => (await importSource({ text, dialect: 'postgresql', name: 'Imported', split: 'none' }))
        .notices.filter(({ kind }) => kind === 'lost').map(({ construct, line }) => `${construct} ${line}`);
    const more = "create function core.later() returns int language sql as 'select 1';";
    const revoke = 'revoke execute on all functions in schema core from public;';

    it('are never lost silently for what a statement has made', async () => {
        const range = 'create type core.price_range as range (subtype = float8);';
        assert.deepEqual(await lost(`create schema core;\n${range}\n${revoke}\n${more}`), ['REVOKE 3']);
        assert.deepEqual(await lost(`create schema core;\n${range}\n${revoke}`), []);
        assert.deepEqual(await lost(`create schema core;\n${revoke}\n${range}\n${more}`), []);
    });

    it('are never lost silently for what an extension has made', async () => {
        const script = (schema: string) => `create schema core;\ncreate extension citext schema core;\n${revoke}\n${more}`.replaceAll('core', schema);
        assert.deepEqual(await lost(script('core')), []);
        assert.deepEqual(await lost(script('public').replace('create schema public;', '')), ['REVOKE 3']);
    });
});
