import type { Draft } from './drafts.ts';
import type { StatementContext } from './statement-context.ts';

/** Whether what a statement makes is there, of which the person is told: PostgreSQL refuses it, or skips it if it is told to. */
export function isThere(existing: Draft | undefined, isAsked: boolean | undefined, construct: string, subject: string, context: StatementContext): boolean {
    if (existing === undefined) {
        return false;
    }
    if (isAsked === true) {
        context.notice('skipped', construct, 'What it makes is there already.', { subject });
    } else {
        context.notice('lost', construct, `What it makes is there already, since line ${existing.line}: PostgreSQL refuses it.`, { subject });
    }
    return true;
}
