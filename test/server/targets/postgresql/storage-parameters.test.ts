import assert from 'node:assert/strict';
import { EmbeddedPostgres } from '../../../../server/postgres/index.ts';
import { faultOfParameter, indexParameters, tableParameters, type StorageParameters } from '../../../../server/targets/postgresql/storage-parameters.ts';

/** Values at the limits of a parameter, and beyond them. */
function valuesOf(parameters: StorageParameters): [name: string, value: string][] {
    return Object.entries(parameters).flatMap(([name, parameter]) => {
        const values = parameter === 'boolean' ? ['true', 'off', '2']
            : 'least' in parameter ? [parameter.least, parameter.most, parameter.least - 1, parameter.most + 1].map(String)
                : [...parameter, 'maybe'];
        // The embedded engine is one of 32 bits, where kilobytes end earlier (MAX_KILOBYTES in guc.h).
        return values.filter(value => name !== 'gin_pending_list_limit' || Number(value) < 2 ** 21).map((value): [string, string] => [name, value]);
    });
}

describe('Storage parameters', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    const statements: Readonly<Record<string, readonly [StorageParameters, string]>> = {
        'of tables': [{ ...tableParameters, nothing: 'boolean' }, 'CREATE TABLE t (a text) WITH'],
        ...Object.fromEntries(['btree', 'hash', 'gist', 'spgist', 'gin', 'brin'].map(method => [
            `of indexes by ${method}`,
            [{ ...indexParameters[method]!, nothing: 'boolean' }, `CREATE INDEX i ON p USING ${method} (${{ gist: 'point', spgist: 'point', gin: 'list' }[method] ?? 'text'}) WITH`],
        ])),
    };
    for (const [what, [parameters, statement]] of Object.entries(statements)) {
        it(`${what} are taken and refused as PostgreSQL does`, () => postgres.session(async session => {
            await session.query('CREATE TABLE p (text text, point point, list int[])');
            for (const [name, value] of valuesOf(parameters)) {
                await session.query('DROP TABLE IF EXISTS t');
                await session.query('DROP INDEX IF EXISTS i');
                const refused = await session.query(`${statement} (${name} = '${value}')`).then(() => false, () => true);
                const known = statement.includes('TABLE') ? tableParameters : parameters;
                const own = name === 'nothing' ? {} : known;
                assert.equal(faultOfParameter(name, value, own) !== undefined, refused, `${name} = ${value}`);
            }
        }));
    }
});
