import assert from 'node:assert/strict';
import { compileModel, importSource } from '../../../server/import/index.ts';
import { EmbeddedPostgres } from '../../../server/postgres/index.ts';
import { fixture } from '../postgres/scripts.ts';
import { about, assertLaw, assertSameCatalog, compiled, ddlOf } from './law.ts';
import { largeScript } from './scripts/large.ts';
import { script } from './scripts/index.ts';

describe('The law of imports', () => {
    let postgres: EmbeddedPostgres;

    before(() => {
        postgres = new EmbeddedPostgres();
    });

    after(() => postgres.dispose());

    it('holds for the customer data platform', () => assertLaw(fixture('reference/customer-data-platform.sql'), postgres));

    it('holds for continuous learning, with its faults mended', () => assertLaw(fixture('reference/continuous-learning.mended.sql'), postgres, { notRun: /cron\./ }));

    it('finds the two faults of continuous learning, and holds once they are mended', async () => {
        const { files } = await importSource({ text: fixture('reference/continuous-learning.sql'), dialect: 'postgresql', name: 'Imported' });
        const { findings } = await compileModel(files);
        assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`), [
            'ERD304 LearningEvent is partitioned by timestamp, which is not in its primary key.',
            'ERD304 SystemPerformanceMetric is partitioned by timestamp, which is not in its primary key.',
        ]);
        const mended = files.map(({ path, text }) => ({
            path, text: text.replaceAll(/^entity (?:LearningEvent|SystemPerformanceMetric) \{[^]*?^\}/gm, entity => entity
                .replace(/^( +id: .*) key$/m, '$1').replace(/^( +timestamp: +timestamp)\?/m, '$1').replace(/^ +index/m, '  key (id, timestamp)\n$&')),
        }));
        await assertSameCatalog(fixture('reference/continuous-learning.mended.sql'), ddlOf(await compiled({ files: mended })), postgres, { roles: ['application_role'], notRun: /cron/ });
    });

    it('holds for one object of every kind', () => assertLaw(fixture('postgres/every-kind.sql'), postgres, {
        meant: [
            { reason: 'A model says nothing of the database that it is run in.', is: about('missing', /^comment database/) },
        ],
    }));

    for (const name of ['shop', 'names', 'types', 'privileges', 'constraints', 'views', 'behaviour', 'prisma', 'rails', 'schemas', 'relations', 'hosted', 'entities', 'oddities', 'joins', 'some-privileges', 'late-statements', 'search-path', 'search-path-of-extensions', 'kept-statements', 'queries', 'owners', 'privileges-of-sequences', 'sessions', 'renames', 'queried-tables', 'taken-back', 'likeness-of-heirs']) {
        it(`holds for ${name}`, () => assertLaw(script(name), postgres));
    }

    it('holds for the dump of 300 tables', () => assertLaw(largeScript(300), postgres));
});
