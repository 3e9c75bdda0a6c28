import type { Dialect } from '../dialect.ts';
import type { Proof } from '../proof/index.ts';
import type { Notice, SourceSchema } from '../source/index.ts';

/** What a person wants to know of an import. */
export interface ImportReport {
    /** The file as it was named, or what it came from. */
    readonly source: string;
    readonly dialect: Dialect;
    readonly counts: ObjectCounts;
    /** Relative to the destination. */
    readonly files: readonly string[];
    readonly notices: readonly Notice[];
    readonly proof?: Proof;
}

/** How many objects of each kind the source has, by the kind's name in the singular. */
export type ObjectCounts = Readonly<Record<string, number>>;

const kinds: Readonly<Record<SourceSchema['objects'][number]['kind'], readonly [singular: string, plural: string]>> = {
    schema: ['schema', 'schemas'], extension: ['extension', 'extensions'], role: ['role', 'roles'], enum: ['enum', 'enums'], domain: ['domain', 'domains'],
    composite: ['composite type', 'composite types'], sequence: ['sequence', 'sequences'], table: ['table', 'tables'], view: ['view', 'views'],
    routine: ['routine', 'routines'], trigger: ['trigger', 'triggers'], policy: ['policy', 'policies'], grant: ['grant', 'grants'], job: ['job', 'jobs'],
    session: ['session variable', 'session variables'], rows: ['set of rows', 'sets of rows'], statement: ['other statement', 'other statements'],
};
const plurals = new Map(Object.values(kinds));

export function countObjects({ objects }: SourceSchema): ObjectCounts {
    const counts: Record<string, number> = {};
    for (const kind of ['table', ...Object.keys(kinds)] as (keyof typeof kinds)[]) {
        const count = objects.filter(object => object.kind === kind).length;
        if (count > 0) {
            counts[kinds[kind][0]] = count;
        }
    }
    return counts;
}

/** `42 tables, 1 enum` */
export function describeCounts(counts: ObjectCounts): string {
    const parts = Object.entries(counts).map(([kind, count]) => `${count} ${count === 1 ? kind : plurals.get(kind) ?? kind}`);
    return parts.length === 0 ? 'nothing' : parts.join(', ');
}

/** In the order in which they matter. */
export const noticeKinds = ['lost', 'assumed', 'text', 'skipped'] as const satisfies readonly Notice['kind'][];

/** What the kinds of notices mean, as headings. */
export const noticeTitles: Readonly<Record<Notice['kind'], string>> = {
    lost: 'Lost', assumed: 'Assumed', text: 'Kept as marked SQL', skipped: 'No part of a model',
};

/** `2 lost, 5 assumed`; every construct that is skipped counts once, as it is told once. */
export function describeNotices(notices: readonly Notice[]): string {
    const parts = noticeKinds.map(kind => [notices.filter(notice => notice.kind === kind).length, kind] as const).filter(([count]) => count > 0);
    const words: Readonly<Record<Notice['kind'], string>> = { lost: 'lost', assumed: 'assumed', text: 'kept as marked SQL', skipped: 'skipped' };
    return parts.length === 0 ? 'nothing lost, nothing assumed' : parts.map(([count, kind]) => `${count} ${words[kind]}`).join(', ');
}

/** Whether something of the source is not in the model. */
export function hasLosses({ notices, proof }: Pick<ImportReport, 'notices' | 'proof'>): boolean {
    return notices.some(({ kind }) => kind === 'lost') || proof !== undefined && (proof.differences.length > 0 || proof.findings.some(({ severity }) => severity === 'error'));
}

/** The notices of a kind by what they are about, each construct at its first line. */
export function byConstruct(notices: readonly Notice[], kind: Notice['kind']): ReadonlyMap<string, readonly Notice[]> {
    return Map.groupBy(notices.filter(notice => notice.kind === kind), ({ construct }) => construct);
}

/** True for what {@link markdownReport} and {@link jsonReport} write: a file of this text may be replaced by a newer report. */
export function isReport(text: string): boolean {
    return text.startsWith('# Import of ') || /^\{\s*"version": 1,\s*"source":/.test(text);
}
