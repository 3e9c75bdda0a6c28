import { splitStatements } from '../../postgres/index.ts';
import type { EmbeddedPostgres, ScriptStatement } from '../../postgres/index.ts';
import { ImportError } from '../import-error.ts';
import type { SourceSchema, SourceType } from '../source/index.ts';
import { skippedConstruct } from './data.ts';
import type { Draft } from './drafts.ts';
import { constructOf, take } from './dispatch.ts';
import { withEffect, withoutEffect } from './effect/index.ts';
import type { EffectInput } from './effect/index.ts';
import { fieldsOf, isFailure, loadParser, parseExpression, parseStatement } from './parser.ts';
import { withQueries } from './queries.ts';
import { readRemarks } from './remarks.ts';
import type { Remarks } from './remarks.ts';
import { SchemaState } from './schema-state.ts';
import { ScriptLines } from './script-lines.ts';
import { StatementContext } from './statement-context.ts';
import { readType } from './types.ts';

export interface ReadOptions {
    /** Statements read so far, and all. */
    readonly onProgress?: (done: number, total: number) => void;
    /** Ends the reading with the signal's reason. */
    readonly signal?: AbortSignal;
    /**
     * Whether to run the script on the embedded PostgreSQL: where a statement's text does not tell what it does (`auto`, which is
     * where nothing is said), and then for that; for all of it; or never.
     */
    readonly effect?: 'auto' | 'always' | 'never';
    /** The engine for that; one is started where there is none. */
    readonly postgres?: EmbeddedPostgres;
}

/** What a script says that was generated from a model: its headings are nobody's words. */
const GENERATED = /^-- Generated from the model: change the model, not this file\./m;
const LONGEST_HEADER = 10_000;

/** What pg_dump and the generator say of the server that a script is from, or for. */
const VERSION = /^-- (?:Dumped from database version |.* for PostgreSQL )(\d+)/m;

/** The beginning of a statement, in what should be rows. */
const LOOKS_LIKE_SQL = /^\s*(?:create|alter|drop|comment|grant|revoke|insert|copy|select|set|do)\s/im;

const OF_DATABASE = /^(?:create|drop)\s+database\b/i;

/** How many statements are read before others get their turn. */
const TURN = 200;

/**
 * Reads a PostgreSQL script: hand-written, of pg_dump, or of a framework. What one statement gets wrong costs that
 * statement alone.
 * @throws {ImportError} where the text is empty or no text.
 */
export async function readPostgresql(script: string, options: ReadOptions = {}): Promise<SourceSchema> {
    refuseWhatIsNoScript(script);
    await loadParser();
    const { statements, lines, state } = await readText(script, options);
    const { effect = 'auto' } = options;
    const isNeeded = effect === 'always' || effect === 'auto' && (state.byEffect.length > 0 || state.stale.size > 0);
    if (!isNeeded) {
        return withQueries(withoutEffect(state));
    }
    const input: EffectInput = {
        statements, state, all: effect === 'always', lineOf: offset => lines.lineAt(offset), typeOf: sql => typeOf(sql, state),
        read: async dump => (await readText(dump, {})).state.freeze(),
        readWith: async further => (await readText(script, { ...options.signal && { signal: options.signal } }, further)).state,
    };
    return withQueries(await withEffect(input, options));
}

interface ReadText {
    readonly statements: readonly ScriptStatement[];
    readonly lines: ScriptLines;
    readonly state: SchemaState;
}

/**
 * What the script says, without running it.
 * @param further statements that are read behind those at some offsets, as if the script had them there.
 */
async function readText(
    script: string, options: Pick<ReadOptions, 'onProgress' | 'signal'>, further: ReadonlyMap<number, readonly string[]> = new Map(),
): Promise<ReadText> {
    const { statements, metaCommands, unclosedComment } = splitStatements(script);
    const lines = new ScriptLines(script);
    const state = new SchemaState();
    const header = script.slice(0, LONGEST_HEADER);
    const isGenerated = GENERATED.test(header);
    state.isGenerated = isGenerated;
    const version = VERSION.exec(header)?.[1];
    state.engineVersion = version === undefined ? undefined : Number(version);
    for (const { name, start } of metaCommands) {
        state.notices.push({ kind: 'skipped', construct: `\\${name}`, message: 'A command for psql says nothing of the schema.', line: lines.lineAt(start) });
    }
    // What a script says of itself stands above the settings and the BEGIN that it starts with.
    let isHead = true;
    let head: readonly string[] = [];
    for (const [index, statement] of statements.entries()) {
        if (index % TURN === 0) {
            options.onProgress?.(index, statements.length);
            await new Promise(resolve => setImmediate(resolve));
            options.signal?.throwIfAborted();
        }
        const { headings: above = [], ...rest } = remarksOn(statement.start, statements[index - 1], script);
        // What heads the making of the database itself heads nothing of the model; above the first of them the script speaks of itself.
        const own = !OF_DATABASE.test(statement.text) ? above : index === 0 && above.length > 1 ? above.slice(0, -1) : [];
        const headings = isGenerated ? [] : [...head, ...own];
        const remarks = headings.length === 0 ? rest : { ...rest, headings };
        noteBehind(state.made, remarks);
        state.made = undefined;
        const { length } = state.notices;
        readStatement(statement, remarks, script, lines, state);
        isHead &&= state.made === undefined && state.notices.slice(length).every(({ kind }) => kind === 'skipped');
        head = isHead ? [...headings, ...rest.remark === undefined ? [] : [rest.remark]] : [];
        further.get(statement.start)?.forEach((text, position) => readStatement({ ...statement, text }, position === 0 ? remarks : {}, script, lines, state));
    }
    noteBehind(state.made, remarksOn(script.length, statements.at(-1), script));
    if (unclosedComment !== undefined) {
        state.notices.push({ kind: 'lost', construct: '/*', message: 'Nothing closes this comment, so that all behind it is one.', line: lines.lineAt(unclosedComment) });
    }
    options.onProgress?.(statements.length, statements.length);
    return { statements, lines, state };
}

/** The type that a text names. */
function typeOf(sql: string, state: SchemaState): SourceType | undefined {
    const parsed = parseExpression(`NULL::${sql}`);
    const cast = isFailure(parsed) ? undefined : fieldsOf(parsed, 'TypeCast');
    return cast && readType(cast.typeName, state).freeze();
}

/** The remarks between a statement and the offset at which the next one begins. */
function remarksOn(start: number, previous: ScriptStatement | undefined, script: string): Remarks {
    const end = previous === undefined ? 0 : previous.copyData?.end ?? previous.end;
    return readRemarks(script.slice(end, start), previous !== undefined);
}

/** A remark behind a statement is about what that has made. */
function noteBehind(made: Draft | undefined, { behind }: Remarks): void {
    if (made !== undefined && behind !== undefined) {
        made.remark = made.remark === undefined ? behind : `${made.remark}\n${behind}`;
    }
}

function readStatement(statement: ScriptStatement, remarks: Remarks, script: string, lines: ScriptLines, state: SchemaState): void {
    const isData = /^insert\b/i.test(statement.text) && !state.rowCounts.mayBeOfSchema(statement.text, lines.lineAt(statement.start));
    const skipped = isData ? 'INSERT' : skippedConstruct(statement);
    if (skipped !== undefined) {
        if (statement.isCopyOpen === true && LOOKS_LIKE_SQL.test(statement.copyData === undefined ? '' : script.slice(statement.copyData.start))) {
            const message = 'No line with \\. ends its rows, so that all behind it is taken for rows.';
            state.notices.push({ kind: 'lost', construct: 'COPY', message, line: lines.lineAt(statement.start) });
            return;
        }
        state.notices.push({ kind: 'skipped', construct: skipped, message: `${skipped} says nothing of the schema.`, line: lines.lineAt(statement.start) });
        return;
    }
    const context = new StatementContext(state, statement, lines, remarks);
    const parsed = parseStatement(statement.text);
    if (isFailure(parsed)) {
        const line = lines.lineAt(statement.start + parsed.offset);
        const message = parsed.isTooDeep === true ? 'It is nested too deeply to be read.' : `PostgreSQL does not understand it: ${parsed.message}.`;
        state.notices.push({ kind: 'lost', construct: constructOf(statement.text), message, line });
        return;
    }
    take(parsed, context);
}

function refuseWhatIsNoScript(script: string): void {
    if (script.trim() === '') {
        throw new ImportError('The script is empty.');
    }
    if (script.includes('\0')) {
        throw new ImportError('This is no SQL script: it has bytes that no text has. Dump the database as plain text (pg_dump --format=plain).');
    }
}
