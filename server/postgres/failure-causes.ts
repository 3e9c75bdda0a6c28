import { isAboutSomethingMissing, namesIn } from './lacking.ts';
import type { ServerMessage } from './messages.ts';
import type { StatementSubject } from './statement-subject.ts';

/** A statement that did not do its work, and for which others then fail. */
export interface Cause {
    readonly id: string;
    /** It failed, as opposed to: this engine cannot run it. */
    readonly failed: boolean;
}

/** The ends of the names that PostgreSQL gives to what a table definition makes besides the table. */
const MADE_WITH_THE_TABLE = /_(?:seq|pkey|key|fkey|check|excl|idx|not_null)\d*$/;

/**
 * Follows which names a script did not get to make, so that a hundred errors after one faulty table are told apart from a
 * hundred faults. It goes by names, as the server's messages do; names of different schemas are not told apart.
 */
export class FailureCauses {
    readonly #missing = new Map<string, Cause>();
    /** Tables that did not get a key or constraint. */
    readonly #incomplete = new Map<string, Cause>();
    #transaction: Cause | undefined;

    /** A statement that did not do its work, and the first one that is to blame for it: mostly itself. */
    didNotRun(subject: StatementSubject, root: Cause): void {
        for (const name of subject.makes) {
            this.#missing.set(name, root);
        }
        if (subject.command === 'alter table' && subject.object !== undefined) {
            this.#incomplete.set(subject.object, root);
        }
    }

    didRun(subject: StatementSubject): void {
        for (const name of subject.makes) {
            this.#missing.delete(name);
        }
    }

    /** A statement left its transaction in the state in which the server refuses everything. */
    brokeTransaction(cause: Cause): void {
        this.#transaction = cause;
    }

    causeOf(error: ServerMessage): Cause | undefined {
        // in_failed_sql_transaction
        if (error.code === '25P02') {
            return this.#transaction;
        }
        // invalid_foreign_key: the key that it refers to is not there.
        if (error.code === '42830') {
            return first(unqualifiedNamesIn(error), (name) => this.#incomplete.get(name));
        }
        return isAboutSomethingMissing(error) ? first(unqualifiedNamesIn(error), (name) => this.#causeOfMissing(name)) : undefined;
    }

    #causeOfMissing(name: string): Cause | undefined {
        const cause = this.#missing.get(name);
        if (cause !== undefined || !MADE_WITH_THE_TABLE.test(name)) {
            return cause;
        }
        for (let end = name.lastIndexOf('_'); end > 0; end = name.lastIndexOf('_', end - 1)) {
            const table = this.#missing.get(name.slice(0, end));
            if (table !== undefined) {
                return table;
            }
        }
        return undefined;
    }
}

function unqualifiedNamesIn(error: ServerMessage): string[] {
    return namesIn(error).map((name) => name.slice(name.lastIndexOf('.') + 1));
}

function first<From, To>(values: readonly From[], map: (value: From) => To | undefined): To | undefined {
    for (const value of values) {
        const result = map(value);
        if (result !== undefined) {
            return result;
        }
    }
    return undefined;
}
