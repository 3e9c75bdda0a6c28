import assert from 'node:assert/strict';
import { compileModel, importSource, proveImport } from '../../../server/import/index.ts';
import { EmbeddedPostgres } from '../../../server/postgres/index.ts';

describe('The proof of an import', () => {
    it('is not about the role that a dump gives all to, but about whom it gives the rest', async () => {
        const script = `CREATE TABLE t (a int); ALTER TABLE t OWNER TO app; CREATE TABLE u (a int); ALTER TABLE u OWNER TO app; CREATE VIEW v AS SELECT 1 AS one;
            ALTER VIEW v OWNER TO other; GRANT SELECT ON t TO app;`;
        const { files } = await importSource({ text: script, dialect: 'postgresql' });
        const { model } = await compileModel(files);
        using postgres = new EmbeddedPostgres();
        const { differences, unproven, findings } = await proveImport(script, 'postgresql', model, postgres);
        assert.deepEqual({ differences, unproven, findings }, { differences: [], unproven: [], findings: [] });
    });
});
