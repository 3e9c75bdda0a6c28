import { subjectOf } from '../../../postgres/index.ts';
import type { Notice, SourceObject, SourceSchema, SourceStatement, SourceType, SourceView } from '../../source/index.ts';
import { Changes } from './changes.ts';
import { SaidGrants } from './grants.ts';
import { identityOf, printed } from './identity.ts';
import type { EffectRun } from './run.ts';
import { mergeIndexes, mergeTables, withFreshTexts } from './tables.ts';
import type { Touched } from './touched.ts';

/** A statement of which only running it tells what it does, as the plain reading has it. */
export interface Opaque {
    readonly construct: string;
    readonly statement: SourceStatement;
    /** Its offset in the script. */
    readonly offset: number;
}

export interface MergeInput {
    /** What the script's text says. */
    readonly plain: SourceSchema;
    /** What the database holds, read from its dump. */
    readonly effect: SourceSchema;
    readonly run: EffectRun;
    readonly opaque: readonly Opaque[];
    /** Whether the whole of it is to be as the database has it. */
    readonly all: boolean;
    /** Objects and statements whose text says what is not so any more, by {@link staleKey}. */
    readonly stale: ReadonlySet<string>;
    /** What the stale texts of tables name. */
    readonly staleNames: readonly RegExp[];
    /** Whether something may have gone with what it depended on. */
    readonly cascades: boolean;
    /** Identities of what only running the script has made; the text may go on from there. */
    readonly made: ReadonlySet<string>;
    readonly lineOf: (offset: number) => number;
    readonly typeOf: (sql: string) => SourceType | undefined;
}

/**
 * One schema of what a script's text says and of what it has done: the objects, order and texts of the one, with what only
 * the other has or has otherwise, in the place of the statement that did it.
 */
export function mergeEffect(input: MergeInput): SourceSchema {
    const { plain, effect, run, opaque, all, stale, made, lineOf } = input;
    const changes = new Changes(run, new Map(opaque.map(({ offset, statement }) => [offset, statement.sql])));
    const inEffect = new Set(plain.objects.flatMap(object => object.kind === 'statement' && isInEffect(object, input) ? [object.line] : []));
    const notices: Notice[] = [...plain.notices.filter(({ kind, line }) => kind !== 'text' || !inEffect.has(line)), ...noticesOf(input)];
    const done = opaque.filter(({ offset }) => !run.refused.has(offset) && !isOnlySetting(run.touched.get(offset) ?? []));
    const drops = input.cascades || done.some(({ statement, construct }) => construct !== 'CREATE TABLE AS' && /\b(?:drop|rename)\b/i.test(statement.sql)) || callsDropping(plain, done);
    const theirs = new Map(effect.objects.flatMap(object => {
        const identity = identityOf(object);
        return identity === undefined ? [] : [[identity, object] as const];
    }));
    const lineAt = (offset: number | undefined) => offset === undefined || offset < 0 ? done[0]?.statement.line ?? 1 : lineOf(offset);
    const known = new Set<string>();
    const merged: SourceObject[] = [];
    const places = new Map<number, number>();
    for (const object of plain.objects) {
        const statement = done.find(each => each.statement === object);
        if (statement !== undefined) {
            places.set(statement.offset, merged.length);
            continue;
        }
        if (object.kind === 'statement' && isInEffect(object, input)) {
            continue;
        }
        if (object.kind === 'statement' && stale.has(staleKey(object))) {
            const isGone = input.cascades && keyOfStatement(object.sql)?.startsWith('create ') === true && !wasRefused(object, input);
            merged.push(...nowOf(object, effect).filter(now => !isGone || now.sql !== object.sql));
            continue;
        }
        const identity = identityOf(object);
        const other = identity === undefined ? undefined : theirs.get(identity);
        if (identity !== undefined) {
            known.add(identity);
        }
        if (other === undefined) {
            const isGone = drops && identity !== undefined && isDroppable(object) && !wasRefused(object, input);
            if (!isGone) {
                merged.push(object);
            }
            continue;
        }
        const isStale = stale.has(staleKey(object));
        if (isStale && object.kind === 'table' && other.kind === 'table' && !all) {
            const isStaleText = (sql: string): boolean => input.staleNames.some(name => name.test(sql));
            merged.push(withFreshTexts(mergeTables(object, other, changes, drops, lineAt), other, isStaleText));
        } else {
            merged.push(mergeObject(object, other, changes, drops, lineAt, all || isStale || made.has(identity ?? '')));
        }
    }
    const added = additionsOf(input, known, changes);
    const grants = grantsOf(input, [...merged, ...added.map(({ object }) => object)]);
    return { ...plain, objects: inserted(merged, [...added, ...grants], places, done, lineAt).map(object => withColumns(object, input)), notices };
}

/** By what a text that is out of date is known again. */
export function staleKey(object: SourceObject): string {
    return identityOf(object) ?? (object.kind === 'statement' ? `${object.line} ${object.sql}` : '');
}

/** The statements that would now make what a statement made: a dump adds the tables of a publication one by one. */
function nowOf(statement: SourceStatement, { objects }: SourceSchema): readonly SourceStatement[] {
    const key = keyOfStatement(statement.sql);
    const found = (wanted: string | undefined) => objects.filter((object): object is SourceStatement => object.kind === 'statement' && wanted !== undefined && keyOfStatement(object.sql) === wanted);
    const [now] = found(key);
    const added = key?.startsWith('create publication ') === true ? found(key.replace('create', 'alter')) : [];
    const { after: _, ...alone } = statement;
    return now === undefined ? [statement] : [{ ...added.length === 0 ? statement : alone, sql: now.sql }, ...added.map(each => ({ ...each, line: statement.line }))];
}

function keyOfStatement(sql: string): string | undefined {
    const { command, object } = subjectOf(sql);
    const name = object ?? nameBehind(sql);
    return name === undefined ? undefined : `${command} ${name}`;
}

interface Addition {
    readonly object: SourceObject;
    /** Of the statement that made it, where that is known. */
    readonly offset: number | undefined;
}

function mergeObject(
    ours: SourceObject, theirs: SourceObject, changes: Changes, isDropped: boolean, lineAt: (offset: number | undefined) => number, whole: boolean,
): SourceObject {
    const changed = changes.offsetOf(theirs) !== undefined;
    if (ours.kind === 'role') {
        // A dump only names them.
        return ours;
    }
    const words = { line: ours.line, ...ours.remark !== undefined && { remark: ours.remark }, ...ours.headings !== undefined && { headings: ours.headings } };
    if (ours.kind === 'table' && theirs.kind === 'table' && !whole) {
        return mergeTables(ours, theirs, changes, isDropped, lineAt);
    }
    if (ours.kind === 'view' && theirs.kind === 'view' && !whole && !changed) {
        return { ...ours, indexes: mergeIndexes(ours, theirs, changes, isDropped, lineAt) };
    }
    return whole || changed && ours.kind !== 'extension' && ours.kind !== 'schema' ? { ...atLine(theirs, ours.line), ...words } : ours;
}

/** What only the database has. */
function additionsOf({ effect, plain }: MergeInput, known: ReadonlySet<string>, changes: Changes): readonly Addition[] {
    const kept = plain.objects.flatMap(object => object.kind === 'statement' ? [object.sql] : []);
    const said = new Set(kept.map(sql => sql.replace(/\s+/g, ' ')));
    const madeByText = new Set(kept.map(subjectOf).filter(({ command }) => command.startsWith('create ')).map(({ object }) => object));
    return effect.objects.flatMap((object): Addition[] => {
        const identity = identityOf(object);
        if (identity !== undefined) {
            return known.has(identity) || object.kind === 'role' || madeByText.has(nameOf(object)) ? [] : [{ object, offset: changes.originOf(object) }];
        }
        if (object.kind !== 'statement' || said.has(object.sql.replace(/\s+/g, ' '))) {
            return [];
        }
        const offset = changes.offsetOfOther(subjectOf(object.sql).object ?? nameBehind(object.sql) ?? '');
        return offset === undefined ? [] : [{ object, offset }];
    });
}

function nameOf(object: SourceObject): string | undefined {
    return 'name' in object ? typeof object.name === 'string' ? object.name : object.name.name : undefined;
}

/** Of what the subject of a statement does not tell: rules and the like. */
function nameBehind(sql: string): string | undefined {
    return /^create\s+(?:\w+\s+)*?(?:rule|statistics|publication)\s+"?([\w$]+)/i.exec(sql)?.[1];
}

/** Privileges that the script's text does not grant. */
function grantsOf({ effect, plain, opaque, made }: MergeInput, objects: readonly SourceObject[]): readonly Addition[] {
    const said = new SaidGrants(objects, made);
    const mayGrant = [...opaque.map(({ statement }) => statement.sql), ...plain.objects.map(object => object.kind === 'routine' ? object.body : '')]
        .some(text => /\b(?:grant|revoke)\b/i.test(text));
    return !mayGrant ? [] : effect.objects.flatMap((object): Addition[] => {
        const grant = object.kind === 'grant' ? said.unsaid(object) : undefined;
        return grant === undefined ? [] : [{ object: grant, offset: undefined }];
    });
}

/** Puts each addition where its statement stood, those of which that is not known where the first did. */
function inserted(
    objects: readonly SourceObject[], added: readonly Addition[], places: ReadonlyMap<number, number>, done: readonly Opaque[],
    lineAt: (offset: number | undefined) => number,
): readonly SourceObject[] {
    const result: SourceObject[] = [];
    const last = done.at(-1)?.offset;
    const byPlace = Map.groupBy(added, ({ offset }) => places.get(offset ?? last ?? -1) ?? objects.length);
    const remarked = new Set<number>();
    for (let index = 0; index <= objects.length; index++) {
        for (const { object, offset } of byPlace.get(index) ?? []) {
            const from = done.find(each => each.offset === offset)?.statement;
            const isFirst = offset !== undefined && from !== undefined && !remarked.has(offset);
            if (isFirst) {
                remarked.add(offset);
            }
            result.push({ ...atLine(object, lineAt(offset ?? last)), ...isFirst && wordsOf(from) });
        }
        const object = objects[index];
        if (object !== undefined) {
            result.push(object);
        }
    }
    return result;
}

/** A setting of the database or a role is in no dump: its statement is kept. */
function isOnlySetting(touched: readonly Touched[]): boolean {
    return touched.length > 0 && touched.every(({ kind }) => kind === 'setting');
}

/** With one line of the script for it and all of its parts. */
function atLine<Part>(part: Part, line: number): Part {
    if (Array.isArray(part)) {
        return part.map(each => atLine(each as unknown, line)) as Part;
    }
    if (typeof part !== 'object' || part === null) {
        return part;
    }
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, key === 'line' ? line : atLine(value as unknown, line)])) as Part;
}

function wordsOf({ remark, headings }: SourceStatement): Pick<SourceStatement, 'remark' | 'headings'> {
    return { ...remark !== undefined && { remark }, ...headings !== undefined && { headings } };
}

/** What became of each statement that was run to know what it does. */
function noticesOf({ run, opaque, effect, lineOf }: MergeInput): readonly Notice[] {
    const failed = opaque.flatMap(({ construct, statement, offset }): Notice[] => {
        const refusal = run.refused.get(offset);
        if (refusal !== undefined) {
            return [{ kind: 'text', construct, line: statement.line, message: `It is kept as PostgreSQL text, as it could not be run: ${refusal.message}` }];
        }
        return (run.touched.get(offset) ?? []).length > 0 ? []
            : [{ kind: 'skipped', construct, line: statement.line, message: 'Run on an empty database, it changes nothing of the schema.' }];
    });
    const asked = new Set(opaque.map(({ offset }) => offset));
    const others = Array.from(run.refused, ([offset, refusal]): Notice | undefined => asked.has(offset) || !refusal.isFault ? undefined : {
        kind: 'assumed', construct: 'error', line: lineOf(offset), message: `PostgreSQL refuses it, and it is taken as it is written: ${refusal.message}`,
    }).filter(notice => notice !== undefined);
    const kept = effect.notices.filter(({ kind }) => kind === 'lost');
    return [...failed, ...others, ...kept.map(notice => ({ ...notice, line: opaque[0]?.statement.line ?? 1 }))];
}

/** The names and types of a view's columns, where the text did not tell. */
function withColumns(object: SourceObject, { run, typeOf }: MergeInput): SourceObject {
    if (object.kind !== 'view') {
        return object;
    }
    const rows = run.viewColumns.filter(({ schema, view }) => printed({ schema: schema ?? '', name: view ?? '' }) === printed(object.name));
    if (rows.length === 0) {
        return object;
    }
    const columns: SourceView['columns'] = rows.map(row => {
        const own = object.columns.find(({ name }) => name === row['name']);
        const type = own?.type ?? typeOf(row['type'] ?? '');
        return { name: row['name'] ?? '', ...type && { type }, ...own?.comment !== undefined && { comment: own.comment } };
    });
    // A dump fills materialized views later.
    return { ...object, columns, withoutData: object.materialized && rows[0]?.['populated'] !== 't' };
}

/** Whether a statement that is kept as text is about what is taken from the database as it is, after that statement. */
function isInEffect({ sql, line }: SourceStatement, { made, plain, effect, run, lineOf }: MergeInput): boolean {
    const { command, object } = subjectOf(sql);
    const commented = /^comment\s+on\s+(trigger|policy)\s+(?:"((?:[^"]|"")+)"|([\w$]+))\s+on\b/i.exec(sql);
    const name = commented?.[2]?.replaceAll('""', '"') ?? commented?.[3]?.toLowerCase();
    const isOf = ({ objects }: SourceSchema) => objects.some(each => each.kind === commented?.[1]?.toLowerCase() && 'name' in each && each.name === name && each.comment !== undefined);
    // What is made by its effect may have got another name since.
    const isRenamed = command === 'alter table' && /\brename\b|\bset\s+schema\b/i.test(sql) && ![...plain.objects, ...effect.objects].some(each => nameOf(each) === object);
    const isAbout = isRenamed || command === 'alter table' && [...made].some(identity => identity.startsWith('relation ') && identity.endsWith(`.${object}`))
        || commented !== null && isOf(effect) && !isOf(plain);
    return isAbout && ![...run.refused.keys()].some(offset => lineOf(offset) === line);
}

function isDroppable({ kind }: SourceObject): boolean {
    return !['schema', 'extension', 'role', 'job', 'rows', 'statement', 'grant'].includes(kind);
}

/** Whether the engine did not get to make it: then it is not gone. */
function wasRefused(object: SourceObject, { run, lineOf }: MergeInput): boolean {
    return [...run.refused.keys()].some(offset => lineOf(offset) === object.line);
}

function callsDropping({ objects }: SourceSchema, done: readonly Opaque[]): boolean {
    const called = done.filter(({ construct }) => /^(?:SELECT|CALL)\b/.test(construct)).map(({ statement }) => statement.sql);
    return called.length > 0 && objects.some(object => object.kind === 'routine' && /\bdrop\b/i.test(object.body) && called.some(sql => sql.includes(object.name.name)));
}
