import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compareCatalogs, EmbeddedPostgres, printDifferences, splitStatements, type RunResult, type Session } from '../../../../server/postgres/index.ts';
import { targetOf, type Artefact, type GenerateOptions } from '../../../../server/targets/index.ts';
import { modelOf } from '../models.ts';

const folder = new URL('golden/', import.meta.url);
const names = readdirSync(folder).filter(file => file.endsWith('.erd')).map(file => file.slice(0, -'.erd'.length));
const postgresql = targetOf('postgresql')!;

describe('DDL for PostgreSQL', () => {
    const postgres = new EmbeddedPostgres();
    after(() => postgres[Symbol.dispose]());

    for (const name of names) {
        describe(`of ${name}.erd`, () => {
            const text = readFileSync(new URL(`${name}.erd`, folder), 'utf8');
            const generate = async (options: Partial<GenerateOptions> = {}) => postgresql.generate(await modelOf(text), options);

            it('is what was agreed', async () => {
                const [artefact] = await generate();
                const golden = new URL(`${name}.sql`, folder);
                if (process.env['UPDATE_GOLDEN'] || !existsSync(golden)) {
                    writeFileSync(golden, artefact!.text);
                }
                assert.equal(artefact!.text, readFileSync(golden, 'utf8'));
            });

            it('says where each statement stands and what it is for', async () => {
                for (const split of ['none', 'schema', 'entity'] as const) {
                    for (const artefact of await generate({ split })) {
                        const found = splitStatements(artefact.text).statements.map(({ text: statement, start }) => ({ text: statement, offset: start }));
                        assert.deepEqual(artefact.statements.map(({ text: statement, offset }) => ({ text: statement, offset })), found);
                        assert.deepEqual(artefact.statements.filter(({ place }) => !place), []);
                        for (const { text: statement, parts } of artefact.statements) {
                            assert.ok(parts.every(part => part.start < part.end && part.end <= statement.length));
                        }
                    }
                }
            });

            it('runs, in one file and in many, once and again', async () => {
                const whole = await run(await generate());
                for (const split of ['schema', 'entity'] as const) {
                    const files = await generate({ split });
                    const inNameOrder = files.toSorted((left, right) => left.path < right.path ? -1 : 1);
                    assert.deepEqual(inNameOrder, files);
                    assertSame(whole, await run(files));
                }
                const repeatable = await generate({ ifNotExists: true });
                await postgres.session(async session => {
                    await execute(session, repeatable);
                    const first = await session.readCatalog();
                    await execute(session, repeatable);
                    assert.equal(printDifferences(compareCatalogs(whole.catalog, first)), '');
                    assert.equal(printDifferences(compareCatalogs(first, await session.readCatalog())), '');
                });
            });
        });
    }

    async function run(artefacts: readonly Artefact[]): Promise<RunResult> {
        const result = await postgres.run(statementsOf(artefacts));
        assert.deepEqual(result.failed.map(({ id, error }) => `${id}: ${error.message}`), []);
        return result;
    }

    async function execute(session: Session, artefacts: readonly Artefact[]): Promise<void> {
        const { failed } = await session.execute(statementsOf(artefacts));
        assert.deepEqual(failed.map(({ id, error }) => `${id}: ${error.message}`), []);
    }
});

function statementsOf(artefacts: readonly Artefact[]): { id: string; text: string }[] {
    return artefacts.flatMap(artefact => artefact.statements).map(({ text }) => ({ id: text, text }));
}

function assertSame(left: RunResult, right: RunResult): void {
    assert.equal(printDifferences(compareCatalogs(left.catalog, right.catalog)), '');
}
