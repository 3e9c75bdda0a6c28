import type { Severity } from '../findings.ts';

/** What there is to know about a code: the hover, `erd explain`, its page and the SARIF rule are made from it. */
export type FindingEntry = {
    /** What is wrong, in a few words, without the names of a case. */
    readonly title: string;
    readonly severity: Severity;
    /** Why it matters and what happens if nothing is done; Markdown, one or more paragraphs. */
    readonly explanation: string;
    /** Where it says so: a section of a manual, a standard, an article of law. */
    readonly source?: string;
    /**
     * A whole model that has the fault, as short as it can be; compiled by a test, which finds the code in it and
     * nothing worse. Further files of the model follow lines of the form `// ---- ./name.erd`.
     */
    readonly example: string;
    /**
     * The example mended; compiled by a test, which finds it clean. Where there is a quick fix, this is what the
     * preferred one makes of the example.
     */
    readonly mended: string;
} & (Fixable | NotFixable);

interface Fixable {
    /** What the quick fixes do; the first is the preferred one. */
    readonly fixes: readonly [string, ...string[]];
    /** The preferred fix changes nothing that anybody meant, so that it may be applied on saving. */
    readonly safe?: true;
}

interface NotFixable {
    readonly fixes: readonly [];
    /** Why no fix can be offered. */
    readonly withoutFix: string;
}

export type FindingRegistry = Readonly<Record<string, FindingEntry>>;

/** The codes of a registry for which there are quick fixes. */
export type FixableCode<R extends FindingRegistry> = {
    [C in keyof R]: R[C]['fixes'] extends readonly [] ? never : C
}[keyof R];

const fileLine = /^\/\/ ---- (\.\/\S+\.erd)$/m;

/** The files of an entry's example: the first is `./model.erd`. */
export function filesOf(example: string): ReadonlyMap<string, string> {
    const [first, ...rest] = example.split(fileLine);
    const files = new Map([['./model.erd', first!]]);
    for (let i = 0; i < rest.length; i += 2) {
        files.set(rest[i]!, rest[i + 1]!.replace(/^\n/, ''));
    }
    return files;
}
