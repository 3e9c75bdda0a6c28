import type { Finding, FindingRegistry } from '../../../language/index.ts';

/** What a run has found, for any output format. */
export interface Report {
    /** By file, then by position. */
    readonly findings: readonly Finding[];
    readonly registry: FindingRegistry;
    readonly checkedFiles: number;
    /** Paths are shown relative to it. */
    readonly folder: string;
    /** The text of a file that a finding stands in. */
    textOf(uri: string): string | undefined;
}

export const formats = ['text', 'json', 'sarif'] as const;
export type Format = (typeof formats)[number];
