import { EmbeddedPostgres, EmbeddedPostgresError } from '../../../postgres/index.ts';
import type { ScriptStatement } from '../../../postgres/index.ts';
import type { SourceObject, SourceSchema, SourceType } from '../../source/index.ts';
import type { SchemaState } from '../schema-state.ts';
import { mergeEffect } from './merge.ts';
import type { Opaque } from './merge.ts';
import { runScript } from './run.ts';

export interface EffectOptions {
    /** The engine to run the script on; one is started, and ended again, where there is none. */
    readonly postgres?: EmbeddedPostgres;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

/** What has been read of a script, and how to read another one. */
export interface EffectInput {
    readonly statements: readonly ScriptStatement[];
    readonly state: SchemaState;
    /** Whether everything is to be as the database has it, or only what the text does not tell. */
    readonly all: boolean;
    readonly lineOf: (offset: number) => number;
    readonly read: (script: string) => Promise<SourceSchema>;
    readonly typeOf: (sql: string) => SourceType | undefined;
}

const MAKES_ROLE = /\bcreate\s+(?:role|user|group)\s+(?:if\s+not\s+exists\s+)?"?([\w$-]+)/gi;

/** Runs a script on the embedded PostgreSQL and adds to what its text says what it has done. */
export async function withEffect(input: EffectInput, { postgres, ...options }: EffectOptions): Promise<SourceSchema> {
    if (postgres !== undefined) {
        return addEffect(input, postgres, options);
    }
    using own = new EmbeddedPostgres();
    return await addEffect(input, own, options);
}

/** What stays of the statements of which only running them tells what they do, where none is run: their texts. */
export function withoutEffect(state: SchemaState, reason = 'Only running it tells what it does'): SourceSchema {
    state.byEffect.forEach(({ construct, line }) => state.notices.push({ kind: 'text', construct, line, message: `${reason}: it is kept as PostgreSQL text.` }));
    return state.freeze();
}

async function addEffect(input: EffectInput, postgres: EmbeddedPostgres, options: Omit<EffectOptions, 'postgres'>): Promise<SourceSchema> {
    const { statements, state, all, lineOf, typeOf } = input;
    const asked = all ? undefined : new Set(state.byEffect.map(({ start }) => start));
    try {
        const run = await runScript(postgres, { statements, asked, roles: rolesToBeThere(state), ...options });
        const plain = state.freeze();
        const effect = await input.read(run.dump);
        return mergeEffect({ plain, effect, run, opaque: opaqueIn(state, plain.objects), all, stale: state.stale, lineOf, typeOf });
    } catch (error) {
        if (!(error instanceof EmbeddedPostgresError) || error.problem === 'cancelled') {
            throw error;
        }
        return withoutEffect(state, `The script could not be run (${error.message.replace(/\.$/, '')})`);
    }
}

/** Those that the script expects; it may make the others itself, in a way that finds out whether they are there. */
function rolesToBeThere(state: SchemaState): readonly string[] {
    const made = new Set(state.byEffect.flatMap(({ kept }) => Array.from(kept.sql.matchAll(MAKES_ROLE), ([, name]) => name)));
    return [...new Set([...[...state.roles.values()].filter(({ external }) => external).map(({ name }) => name), ...state.owners.keys()])]
        .filter(name => !made.has(name) && name !== 'postgres' && !name.startsWith('pg_'));
}

function opaqueIn(state: SchemaState, objects: readonly SourceObject[]): readonly Opaque[] {
    return state.byEffect.flatMap(({ construct, kept, line, start }) => {
        const statement = objects.find(object => object.kind === 'statement' && object.line === line && object.sql === kept.sql);
        return statement?.kind === 'statement' ? [{ construct, statement, offset: start }] : [];
    });
}
