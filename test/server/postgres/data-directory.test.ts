import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Database } from '../../../server/postgres/database.ts';

const BUILD = fileURLToPath(new URL('../../../server/postgres/build-data-directory.ts', import.meta.url));

describe('the data directory that ships', () => {
    const folder = mkdtempSync(join(tmpdir(), 'erd-data-directory-'));
    const file = join(folder, 'data-directory.tar.gz');

    before(() => {
        execFileSync(process.execPath, [BUILD, folder]);
    });

    after(() => rmSync(folder, { recursive: true }));

    it('is small', () => {
        assert.ok(statSync(file).size < 4_000_000);
    });

    it('is not built again for nothing', () => {
        const { mtimeMs } = statSync(file);
        execFileSync(process.execPath, [BUILD, folder]);
        assert.equal(statSync(file).mtimeMs, mtimeMs);
    });

    it('gives a server that is as PostgreSQL comes, for one run', async () => {
        const database = await Database.create(new Blob([gunzipSync(readFileSync(file))]));
        const valueOf = async (sql: string) => (await database.send(`SELECT ${sql} AS value`)).rows[0]?.['value'];
        assert.equal(await valueOf(`(SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database)`), 'postgres template1');
        assert.equal(await valueOf(`current_setting('search_path')`), '"$user", public');
        assert.equal(await valueOf(`current_setting('TimeZone')`), 'UTC');
        assert.equal(await valueOf(`current_setting('server_encoding')`), 'UTF8');
        assert.equal(await valueOf(`current_setting('wal_level')`), 'logical');
        const { error } = await database.send('CREATE TABLE pg_catalog.mine (id int)');
        assert.equal(error?.code, '42501');
    });
});
