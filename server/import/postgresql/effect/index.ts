import { EmbeddedPostgres, EmbeddedPostgresError, splitStatements } from '../../../postgres/index.ts';
import type { ScriptStatement } from '../../../postgres/index.ts';
import type { SourceObject, SourceSchema, SourceType } from '../../source/index.ts';
import type { SchemaState } from '../schema-state.ts';
import { ScriptLines } from '../script-lines.ts';
import { Changes } from './changes.ts';
import { identityOf } from './identity.ts';
import { mergeEffect, staleKey } from './merge.ts';
import type { Opaque } from './merge.ts';
import { runScript } from './run.ts';
import type { EffectRun } from './run.ts';

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
    /** Reads a text by itself, without running it. */
    readonly read: (script: string) => Promise<SourceSchema>;
    /** Reads the script again, with further statements behind those at some offsets. */
    readonly readWith: (further: ReadonlyMap<number, readonly string[]>) => Promise<SchemaState>;
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
    state.stale.forEach(draft => state.notices.push({
        kind: 'assumed', construct: 'RENAME', line: draft.line, message: 'It names what has got another name since, and is taken as it was written.',
    }));
    return state.freeze();
}

async function addEffect(input: EffectInput, postgres: EmbeddedPostgres, options: Omit<EffectOptions, 'postgres'>): Promise<SourceSchema> {
    const { statements, state, all, lineOf, typeOf } = input;
    const asked = all ? undefined : new Set(state.byEffect.map(({ start }) => start));
    try {
        const run = await runScript(postgres, { statements, asked, roles: rolesToBeThere(state), ...options });
        const effect = await input.read(run.dump);
        const made = madeBy(run, state.freeze(), effect, new Map(state.byEffect.map(({ start, kept }) => [start, kept.sql])));
        const known = made.further.size === 0 ? state : await input.readWith(made.further);
        const plain = known.freeze();
        return mergeEffect({ plain, effect, run, opaque: opaqueIn(known, plain.objects), all, stale: new Set([...known.stale].flatMap(draft => draft.freeze() ?? []).map(staleKey)), staleNames: known.staleNames, cascades: known.cascades, made: made.identities, lineOf, typeOf });
    } catch (error) {
        if (!(error instanceof EmbeddedPostgresError) || error.problem === 'cancelled') {
            throw error;
        }
        return withoutEffect(state, `The script could not be run (${error.message.replace(/\.$/, '')})`);
    }
}

interface Made {
    readonly identities: ReadonlySet<string>;
    /** The dump's statements for that, by the offset of the script's statement that made it. */
    readonly further: ReadonlyMap<number, readonly string[]>;
}

/** What only running the script has made and later statements of it may name. */
function madeBy(run: EffectRun, plain: SourceSchema, effect: SourceSchema, texts: ReadonlyMap<number, string>): Made {
    const changes = new Changes(run, texts);
    const known = new Set(plain.objects.map(identityOf));
    const lines = new ScriptLines(run.dump);
    const statements = new Map(splitStatements(run.dump).statements.map(({ start, text }) => [lines.lineAt(start), text]));
    const identities = new Set<string>();
    const further = new Map<number, string[]>();
    run.queried.forEach((texts, offset) => texts.length > 0 && further.set(offset, [...texts]));
    for (const object of effect.objects) {
        const identity = identityOf(object);
        const offset = changes.originOf(object);
        const text = statements.get(object.line);
        if (identity !== undefined && NAMED.has(object.kind) && !known.has(identity) && offset !== undefined && offset >= 0 && text !== undefined && !run.queried.has(offset)) {
            identities.add(identity);
            further.set(offset, [...further.get(offset) ?? [], text]);
        }
    }
    for (const { name, statement } of run.roles) {
        const offset = changes.offsetOfRole(statement?.startsWith('GRANT') === true ? 'member' : 'role', name ?? '');
        if (offset !== undefined && statement !== null && statement !== undefined) {
            further.set(offset, [...further.get(offset) ?? [], statement]);
        }
    }
    return { identities, further };
}

const NAMED: ReadonlySet<SourceObject['kind']> = new Set(['schema', 'extension', 'enum', 'domain', 'composite', 'sequence', 'table', 'view', 'routine']);

/** Those that the script expects; it may make the others itself, in a way that finds out whether they are there. */
function rolesToBeThere(state: SchemaState): readonly string[] {
    const made = new Set(state.byEffect.flatMap(({ kept }) => Array.from(kept.sql.matchAll(MAKES_ROLE), ([, name]) => name)));
    return [...new Set([...[...state.roles.values()].filter(({ external }) => external).map(({ name }) => name), ...state.ownerships.map(({ role }) => role)])]
        .filter(name => !made.has(name) && name !== 'postgres' && !name.startsWith('pg_'));
}

function opaqueIn(state: SchemaState, objects: readonly SourceObject[]): readonly Opaque[] {
    return state.byEffect.flatMap(({ construct, kept, line, start }) => {
        const statement = objects.find(object => object.kind === 'statement' && object.line === line && object.sql === kept.sql);
        return statement?.kind === 'statement' ? [{ construct, statement, offset: start }] : [];
    });
}
