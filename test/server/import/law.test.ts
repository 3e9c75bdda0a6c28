import { EmbeddedPostgres } from '../../../server/postgres/index.ts';
import { fixture } from '../postgres/scripts.ts';
import { about, assertLaw } from './law.ts';
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

    it('holds for one object of every kind', () => assertLaw(fixture('postgres/every-kind.sql'), postgres, {
        meant: [
            { reason: 'Who owns a schema is a matter of who runs the script.', is: about('changed', /^schema sales$/) },
            { reason: 'A model says nothing of the database that it is run in.', is: about('missing', /^comment database/) },
        ],
    }));

    for (const name of ['shop', 'names', 'types', 'privileges', 'constraints', 'views', 'behaviour', 'prisma', 'rails', 'schemas', 'relations', 'hosted', 'entities', 'oddities']) {
        it(`holds for ${name}`, () => assertLaw(script(name), postgres));
    }

    it('holds for the dump of 300 tables', () => assertLaw(largeScript(300), postgres));
});
