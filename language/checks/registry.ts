import type { Severity } from '../findings.ts';

/** What there is to know about a code: the hover, `erd explain`, its page and the SARIF rule are made from it. */
export interface FindingEntry {
    /** What is wrong, in a few words, without the names of a case. */
    readonly title: string;
    readonly severity: Severity;
    /** Why it matters and what happens if nothing is done; Markdown, one or more paragraphs. */
    readonly explanation: string;
    /** Where it says so: a section of a manual, a standard, an article of law. */
    readonly source?: string;
    /** A whole model that has the fault, as short as it can be; compiled by a test, which finds the code in it. */
    readonly example: string;
    /** The example mended; compiled by a test, which does not find the code in it. */
    readonly mended: string;
    /** Titles of the quick fixes, where one exists; the first is the preferred one. */
    readonly fixes: readonly string[];
}

export type FindingRegistry = Readonly<Record<string, FindingEntry>>;
