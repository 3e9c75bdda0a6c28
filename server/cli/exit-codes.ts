import { OutputError, refusedByFileSystem } from '../output/index.ts';

/** What the command ends with. */
export const exitCodes = {
    /** Clean, or done. */
    ok: 0,
    /** Findings at or above `--fail-on`. */
    findings: 1,
    /** Misuse, or a failure of the command itself. */
    failure: 2,
    /** A person has to answer first: a file was changed by hand, a rename is ambiguous. */
    needsAnswer: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** An error that is told in one sentence, without a stack: the person did something that cannot work. */
export class MisuseError extends Error {
    override readonly name = 'MisuseError';
}

/**
 * What went wrong, where that is the person's business and a sentence says all of it: misuse, a full disk, a folder that may
 * not be written to. Undefined for a fault of the command itself.
 */
export function sentenceFor(error: unknown): string | undefined {
    return error instanceof MisuseError || error instanceof OutputError ? error.message : refusedByFileSystem(error);
}
