import type { Naming } from '../../../language/index.ts';
import type { Notice, SourceObject, SourceQuery, SourceSchema } from '../source/index.ts';
import { withWritableComments } from './comments.ts';
import { Compiler, type CompiledError } from './compiler.ts';
import type { Lowering } from './declarations/index.ts';
import { structureOf } from './entities/index.ts';
import { withSchemasOfExtensions } from './extensions.ts';
import { plansOf } from './files.ts';
import { withSettledGrants } from './grants.ts';
import { draftsOf, type Draft } from './layout.ts';
import { bestRule, inferPatterns, SourceNames } from './naming/index.ts';
import { misnamed, misread } from './proof.ts';
import { withoutRepeatedRemarks } from './remarks.ts';
import { Repairs } from './repair.ts';
import type { Surroundings } from './surroundings.ts';
import { withSessions } from './sessions.ts';
import { flatten, type PlacedSlot } from './text.ts';
import { unitsOf } from './units.ts';

export type { KnownNames, Surroundings } from './surroundings.ts';

export interface ModelOptions {
    /** Of the model and its file; from the source's name if need be. */
    readonly name: string;
    /** `none`: one file. `schema`: a file per schema. `area`: files of readable size of what belongs together. */
    readonly split: 'none' | 'schema' | 'area';
    /** Instead of the rule, and of the patterns, that the source's names fit best. */
    readonly naming?: Omit<Naming, 'patterns'> & Partial<Naming>;
    /** The model that the text becomes a part of. */
    readonly surroundings?: Surroundings;
    /** Reads a query of the source's language, so that the model's are held against it. */
    readonly readQuery?: (sql: string) => SourceQuery | undefined;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: { readonly step: 'write' | 'format'; readonly done: number; readonly total: number }) => void;
}

export interface ImportedModel {
    readonly files: readonly ImportedFile[];
    /** Those of the reader and those of the lowering, by line. */
    readonly notices: readonly Notice[];
}

export interface ImportedFile {
    /** Relative to the destination, with `/`. The first is the one that has the `model` declaration. */
    readonly path: string;
    readonly text: string;
}

/** Rounds of compiling and mending. Real schemas need two or three; each makes progress, so that what is left then is not mended by more. */
const mostRounds = 12;

/** What no writing can mend, for the source itself has it and PostgreSQL refuses it: keys of a partitioned table without its partition columns. */
const faultsOfSource: ReadonlySet<string> = new Set(['ERD304', 'ERD305']);

/** Versions of PostgreSQL that models can be for. */
const versions = { oldest: 14, newest: 18 };

/**
 * The model of a source. Each part is written as a person would, and the text is compiled: what turns out to be wrong is
 * written another way, until there is no error and each name in the database is the source's.
 */
export async function toModelFiles(source: SourceSchema, { name, split, naming: asked, surroundings, readQuery, signal, onProgress }: ModelOptions): Promise<ImportedModel> {
    const schema = withSessions(withSchemasOfExtensions(withWritableComments(withSettledGrants(withoutRepeatedRemarks(source)))));
    const rule = asked ?? bestRule(schema);
    const naming: Naming = { ...rule, patterns: asked?.patterns ?? inferPatterns(schema) };
    const repairs = new Repairs();
    const compiler = new Compiler();
    const version = Math.min(Math.max(schema.engineVersion ?? versions.newest, versions.oldest), versions.newest);
    let notices: Notice[] = [];
    const entities = new Set<SourceObject>();
    const loweringNow = (): Lowering => {
        const structure = structureOf(schema, table => entities.has(table));
        return { schema, names: new SourceNames(schema, structure, naming, surroundings?.names), structure, decisions: repairs, notice: notice => notices.push(notice) };
    };
    let lowering = loweringNow();
    for (let round = 1; ; round++) {
        await othersTurn(signal);
        onProgress?.({ step: 'write', done: round - 1, total: mostRounds });
        notices = [];
        const drafts = draftsOf(plansOf(unitsOf(lowering), split, name, lowering), name, naming, version, lowering);
        const texts = drafts.map(flattened);
        const compiled = await compiler.compile(texts);
        const errors = compiled.errors.filter(({ finding }) => !faultsOfSource.has(finding.code));
        const joins = relationshipsAt(errors, texts, lowering);
        if (joins.length > 0) {
            joins.forEach(table => entities.add(table));
            lowering = loweringNow();
            continue;
        }
        const isMended = mendAll(errors, texts, repairs) || errors.length === 0 && [
            ...misnamed(compiled.model, lowering).map(slot => repairs.name(slot)),
            ...readQuery ? misread(compiled.model, lowering, readQuery).map(slot => repairs.mark(slot)) : [],
        ].includes(true);
        if (!isMended || round === mostRounds) {
            await othersTurn(signal);
            onProgress?.({ step: 'format', done: 0, total: texts.length });
            return {
                files: texts.map(draft => ({ path: draft.path, text: compiler.format(surroundings ? withoutKnown(draft, lowering, surroundings) : draft.text) })),
                notices: [...schema.notices, ...unique(notices)].toSorted((a, b) => a.line - b.line),
            };
        }
    }
}

/** Who wants to cancel is only heard between two turns of the event loop. */
async function othersTurn(signal: AbortSignal | undefined): Promise<void> {
    await new Promise(resolve => setImmediate(resolve));
    signal?.throwIfAborted();
}

interface FlatDraft {
    readonly path: string;
    readonly text: string;
    readonly slots: readonly PlacedSlot[];
}

function flattened({ path, text }: Draft): FlatDraft {
    return { path, ...flatten(text) };
}

/** The text without the declarations of what the surrounding model has. */
function withoutKnown({ text, slots }: FlatDraft, { schema, names }: Lowering, surroundings: Surroundings): string {
    return slots
        .filter(({ slot }) => slot.startsWith('unit ') && surroundings.has(schema.objects[Number(slot.slice('unit '.length))]!, names))
        .toReversed()
        .reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

function mendAll(errors: readonly CompiledError[], texts: readonly FlatDraft[], repairs: Repairs): boolean {
    let isMended = false;
    const done = new Set<string>();
    for (const { path, offset } of errors) {
        const key = `${path} ${offset}`;
        if (!done.has(key)) {
            done.add(key);
            isMended = repairs.mend(texts.find(text => text.path === path)!.slots, offset) || isMended;
        }
    }
    return isMended;
}

/** Relationships that have errors: such a table is an entity after all. */
function relationshipsAt(errors: readonly CompiledError[], texts: readonly FlatDraft[], { schema, structure }: Lowering): readonly SourceObject[] {
    return errors.flatMap(({ path, offset }) => texts.find(text => text.path === path)!.slots
        .filter(({ slot, start, end }) => slot.startsWith('unit ') && start <= offset && offset <= end)
        .map(({ slot }) => schema.objects[Number(slot.slice('unit '.length))]!)
        .filter(object => object.kind === 'table' && structure.of(object).kind === 'relationship'));
}

function unique(notices: readonly Notice[]): readonly Notice[] {
    return [...new Map(notices.map(notice => [JSON.stringify(notice), notice])).values()];
}
