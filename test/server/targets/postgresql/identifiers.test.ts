import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { callableIdentifier, dollarQuoted, identifier, qualified } from '../../../../server/targets/postgresql/identifiers.ts';
import { columnWords, functionOrTypeWords, reservedWords } from '../../../../server/targets/postgresql/keywords.ts';

describe('Names in PostgreSQL', () => {
    it('are quoted only where they have to be', () => {
        assert.equal(identifier('orders'), 'orders');
        assert.equal(identifier('Orders'), '"Orders"');
        assert.equal(identifier('user'), '"user"');
        assert.equal(identifier('2fa'), '"2fa"');
        assert.equal(identifier('naïve'), '"naïve"');
        assert.equal(identifier(''), '""');
        assert.equal(qualified({ schema: 'group', name: 'order' }), '"group"."order"');
    });

    it('are quoted as functions and types where they could stay as columns', () => {
        assert.equal(identifier('timestamp'), 'timestamp');
        assert.equal(callableIdentifier('timestamp'), '"timestamp"');
        assert.equal(identifier('left'), '"left"');
        assert.equal(callableIdentifier('left'), 'left');
    });

    it('quote source text with a tag that it does not hold', () => {
        assert.equal(dollarQuoted('SELECT 1'), '$$\nSELECT 1\n$$');
        assert.equal(dollarQuoted('SELECT $$x$$'), '$body1$\nSELECT $$x$$\n$body1$');
        assert.equal(dollarQuoted('$$ $body1$'), '$body2$\n$$ $body1$\n$body2$');
    });
});

describe('Key words of PostgreSQL', function () {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    it('are those of the embedded engine', async () => {
        await postgres.session(async session => {
            const rows = await session.query('SELECT word, catcode FROM pg_get_keywords() ORDER BY word');
            const ofCategory = (code: string) => rows.filter(row => row['catcode'] === code).map(row => String(row['word'])).sort();
            assert.deepEqual([...reservedWords].sort(), ofCategory('R'));
            assert.deepEqual([...functionOrTypeWords].sort(), ofCategory('T'));
            assert.deepEqual([...columnWords].sort(), ofCategory('C'));
        });
    });

    it('can name a column and a table wherever they are not quoted', async () => {
        await postgres.session(async session => {
            for (const word of [...columnWords, ...reservedWords, ...functionOrTypeWords]) {
                const name = identifier(word);
                await session.query(`CREATE TABLE ${name} (${name} integer CHECK (${name} > 0 AND ${name} IS NOT NULL), UNIQUE (${name}))`);
                await session.query(`CREATE INDEX ON ${name} (${name} DESC, (${name} + 1))`);
                await session.query(`CREATE VIEW v_${word} AS SELECT ${name}, x.${name} AS second FROM ${name} AS x WHERE ${name} = 1 GROUP BY ${name}`);
                const callable = callableIdentifier(word);
                await session.query(`CREATE FUNCTION ${callable}(${callable} integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'`);
                await session.query(`SELECT ${callable}(1)`);
                await session.query(`CREATE DOMAIN public.d_${word} AS integer DEFAULT public.${callable}(1)`);
            }
        });
    });
});
