import { subjectOf } from '../../../postgres/index.ts';
import type { Notice, SourceObject, SourceRole, SourceSchema, SourceStatement, SourceType, SourceView } from '../../source/index.ts';
import { Changes } from './changes.ts';
import { SaidGrants } from './grants.ts';
import { identityOf, printed } from './identity.ts';
import type { EffectRun } from './run.ts';
import { mergeTables } from './tables.ts';

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
    /** Objects whose text says what is not so any more: views of what has got another name. */
    readonly stale: ReadonlySet<string>;
    readonly lineOf: (offset: number) => number;
    readonly typeOf: (sql: string) => SourceType | undefined;
}

/**
 * One schema of what a script's text says and of what it has done: the objects, order and texts of the one, with what only
 * the other has or has otherwise, in the place of the statement that did it.
 */
export function mergeEffect(input: MergeInput): SourceSchema {
    const { plain, effect, run, opaque, all, stale, lineOf } = input;
    const changes = new Changes(run);
    const notices: Notice[] = [...plain.notices, ...noticesOf(input)];
    const done = opaque.filter(({ offset }) => !run.refused.has(offset));
    const drops = done.some(({ statement, construct }) => construct !== 'CREATE TABLE AS' && /\b(?:drop|rename)\b/i.test(statement.sql)) || callsDropping(plain, done);
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
        const identity = identityOf(object);
        const other = identity === undefined ? undefined : theirs.get(identity);
        if (identity !== undefined) {
            known.add(identity);
        }
        if (other === undefined) {
            const isGone = drops && identity !== undefined && isDroppable(object) && !wasRefused(object, input);
            if (!isGone) {
                merged.push(withColumns(object, input));
            }
            continue;
        }
        merged.push(withColumns(mergeObject(object, other, input, changes, drops, lineAt, all || stale.has(identity ?? '')), input));
    }
    const added = additionsOf(input, known, changes);
    const grants = grantsOf(input, merged);
    return { ...plain, objects: inserted(merged, [...added, ...grants], places, done, lineAt), notices };
}

interface Addition {
    readonly object: SourceObject;
    /** Of the statement that made it, where that is known. */
    readonly offset: number | undefined;
}

function mergeObject(
    ours: SourceObject, theirs: SourceObject, { run }: MergeInput, changes: Changes, isDropped: boolean, lineAt: (offset: number | undefined) => number, whole: boolean,
): SourceObject {
    const changed = changes.offsetOf(theirs) !== undefined;
    if (ours.kind === 'role' && theirs.kind === 'role') {
        return ours;
    }
    if (ours.kind === 'role') {
        return (changed ? roleOf(ours, run) : undefined) ?? ours;
    }
    const words = { line: ours.line, ...ours.remark !== undefined && { remark: ours.remark }, ...ours.headings !== undefined && { headings: ours.headings } };
    if (ours.kind === 'table' && theirs.kind === 'table' && !whole) {
        return mergeTables(ours, theirs, changes, isDropped, lineAt);
    }
    return whole || changed && ours.kind !== 'extension' && ours.kind !== 'schema' ? { ...theirs, ...words } : ours;
}

/** What only the database has. */
function additionsOf({ effect, run, plain }: MergeInput, known: ReadonlySet<string>, changes: Changes): readonly Addition[] {
    const roles = run.roles.flatMap((row): Addition[] => {
        const role: SourceRole = { kind: 'role', line: 0, name: row['name'] ?? '', login: false, inherits: [], external: false, options: [] };
        const offset = changes.offsetOf(role);
        const made = offset === undefined || known.has(`role ${role.name}`) ? undefined : roleOf(role, run);
        return made === undefined ? [] : [{ object: made, offset }];
    });
    const said = new Set(plain.objects.flatMap(object => object.kind === 'statement' ? [object.sql.replace(/\s+/g, ' ')] : []));
    return [...roles, ...effect.objects.flatMap((object): Addition[] => {
        const identity = identityOf(object);
        if (identity !== undefined) {
            return known.has(identity) || object.kind === 'role' ? [] : [{ object, offset: changes.offsetOf(object) }];
        }
        if (object.kind !== 'statement' || said.has(object.sql.replace(/\s+/g, ' '))) {
            return [];
        }
        const offset = changes.offsetOfOther(subjectOf(object.sql).object ?? nameBehind(object.sql) ?? '');
        return offset === undefined ? [] : [{ object, offset }];
    })];
}

/** Of what the subject of a statement does not tell: rules and the like. */
function nameBehind(sql: string): string | undefined {
    return /^create\s+(?:\w+\s+)*?(?:rule|statistics|publication)\s+"?([\w$]+)/i.exec(sql)?.[1];
}

/** Privileges that the script's text does not grant. */
function grantsOf({ effect, plain, opaque }: MergeInput, objects: readonly SourceObject[]): readonly Addition[] {
    const said = new SaidGrants(objects);
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
            result.push({ ...object, line: lineAt(offset ?? last), ...isFirst && wordsOf(from) });
        }
        const object = objects[index];
        if (object !== undefined) {
            result.push(object);
        }
    }
    return result;
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

function roleOf(role: SourceRole, run: EffectRun): SourceRole | undefined {
    const row = run.roles.find(({ name }) => name === role.name);
    const list = (text: string | null | undefined) => (text ?? '').split(',').filter(each => each !== '');
    return row && {
        ...role, external: false, login: row['login'] === 't', inherits: list(row['parents']), options: list(row['options']).map(name => ({ name })),
    };
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
    return { ...object, columns };
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
