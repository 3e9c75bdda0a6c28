import { EmbeddedPostgres, type RunOptions, type RunResult } from '../../../server/postgres/index.ts';
import { statementsOf } from './scripts.ts';

/** An embedded PostgreSQL for the tests of a group. */
export interface Running {
    readonly postgres: EmbeddedPostgres;
    /** Runs a script in an empty database. */
    run(script: string, options?: RunOptions): Promise<RunResult>;
    /** How many statements of a script fail, and how many say nothing of it. */
    countOf(script: string): Promise<{ readonly failed: number; readonly notExecuted: number }>;
}

/** To be called in a group: starts its PostgreSQL before the first test and ends it after the last. */
export function runningPostgres(): Running {
    const postgres = new EmbeddedPostgres();
    before(() => postgres.warmUp());
    after(() => postgres.dispose());
    const run: Running['run'] = (script, options) => postgres.run(statementsOf(script), options);
    return {
        postgres, run,
        countOf: async script => {
            const { failed, notExecuted } = await run(script);
            return { failed: failed.length, notExecuted: notExecuted.length };
        },
    };
}
