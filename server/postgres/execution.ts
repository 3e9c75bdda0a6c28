import type { Database } from './database.ts';
import { EngineCrash } from './database.ts';
import { FailureCauses, type Cause } from './failure-causes.ts';
import { LackingFeatures, reasonNotToTry } from './lacking.ts';
import type { ExecutionOptions, ExecutionResult, FailedStatement, NotExecutedStatement, ServerMessage, Statement, StatementWarning } from './messages.ts';
import { subjectOf, type StatementSubject } from './statement-subject.ts';

/** Statements by which a script itself rules its transactions: they cannot stand in a savepoint. */
const TRANSACTION_CONTROL = new Set(['begin', 'start', 'commit', 'end', 'rollback', 'abort', 'savepoint', 'release', 'prepare', 'set transaction']);

const SAVEPOINT = 'before_statement_of_erd';

/** A crash while a statement was run. */
export class StatementCrash extends Error {
    readonly statement: string;

    constructor(statement: string, cause: EngineCrash) {
        super(cause.message, { cause });
        this.statement = statement;
    }
}

/** Runs the statements of one session, one by one, and finds out what each error is worth. */
export class Execution {
    readonly #database: Database;
    readonly #causes = new FailureCauses();
    readonly #lacking = new LackingFeatures();

    constructor(database: Database) {
        this.#database = database;
    }

    /** Throws a {@link StatementCrash} when a statement stops the engine. */
    async run(statements: readonly Statement[], { stopAtFirstError, replaceLackingTypes }: Required<ExecutionOptions>, onProgress: (done: number) => void): Promise<ExecutionResult> {
        const failed: FailedStatement[] = [];
        const notExecuted: NotExecutedStatement[] = [];
        const warnings: StatementWarning[] = [];
        const replaced: NotExecutedStatement[] = [];
        let executed = 0;
        for (const [index, statement] of statements.entries()) {
            onProgress(index);
            const outcome = await this.#runOne(statement, warnings, replaceLackingTypes ? replaced : undefined);
            if (outcome === undefined) {
                executed++;
            } else if ('reason' in outcome) {
                notExecuted.push(outcome);
            } else {
                failed.push(outcome);
                if (stopAtFirstError) {
                    break;
                }
            }
        }
        return { executed, failed, notExecuted, warnings, replaced, transactionIsOpen: this.#database.transaction !== 'none' };
    }

    async #runOne(statement: Statement, warnings: StatementWarning[], replaced: NotExecutedStatement[] | undefined): Promise<FailedStatement | NotExecutedStatement | undefined> {
        const { id, text } = statement;
        const subject = subjectOf(text);
        const reasonBefore = reasonNotToTry(subject);
        if (reasonBefore !== undefined) {
            this.#causes.didNotRun(subject, { id, failed: false });
            return { id, reason: reasonBefore };
        }
        this.#prepareFiles(subject, text);
        const wasInTransaction = this.#database.transaction !== 'none';
        const error = await this.#sendReplacing(statement, subject, warnings, replaced);
        if (error === undefined) {
            this.#causes.didRun(subject);
            return undefined;
        }
        const outcome = this.#judge(id, subject, error);
        if (wasInTransaction && this.#database.transaction === 'failed' && error.code !== '25P02') {
            this.#causes.brokeTransaction({ id, failed: 'error' in outcome });
        }
        return outcome;
    }

    /** Gives the error of the statement as it is written, where it cannot run with other types either. */
    async #sendReplacing(
        statement: Statement, subject: StatementSubject, warnings: StatementWarning[], replaced: NotExecutedStatement[] | undefined,
    ): Promise<ServerMessage | undefined> {
        const first = await this.#send(statement, subject, warnings);
        if (replaced === undefined) {
            return first;
        }
        let { text } = statement;
        for (let error = first; error !== undefined;) {
            const type = this.#lacking.typeIn(error);
            const other = type && withoutType(text, type.name);
            if (!type || other === undefined) {
                return first;
            }
            text = other;
            error = await this.#send({ ...statement, text }, subject, warnings);
            if (error === undefined) {
                replaced.push({ id: statement.id, reason: `${type.reason} It ran with text in the place of that type.` });
            }
        }
        return undefined;
    }

    /** An error inside a transaction that the script began must not make every following statement fail too. */
    async #send({ id, text }: Statement, subject: StatementSubject, warnings: StatementWarning[]): Promise<ServerMessage | undefined> {
        try {
            const guarded = this.#database.transaction === 'open' && !TRANSACTION_CONTROL.has(subject.command);
            if (guarded) {
                await this.#database.send(`SAVEPOINT ${SAVEPOINT}`);
            }
            const response = await this.#database.send(text);
            warnings.push(...response.warnings.map((warning) => ({ id, warning })));
            if (guarded) {
                if (response.error !== undefined) {
                    await this.#database.send(`ROLLBACK TO SAVEPOINT ${SAVEPOINT}`);
                }
                await this.#database.send(`RELEASE SAVEPOINT ${SAVEPOINT}`);
            }
            return response.error;
        } catch (error) {
            throw error instanceof EngineCrash ? new StatementCrash(id, error) : error;
        }
    }

    #judge(id: string, subject: StatementSubject, error: ServerMessage): FailedStatement | NotExecutedStatement {
        const cause = this.#causes.causeOf(error);
        const reason = cause === undefined ? this.#lacking.reasonFor(error) : reasonOfDependent(cause, error);
        const root: Cause = cause ?? { id, failed: reason === undefined };
        this.#causes.didNotRun(subject, root);
        if (reason !== undefined) {
            return { id, reason };
        }
        return { id, error, ...(cause !== undefined && { causedBy: cause.id }) };
    }

    #prepareFiles({ command, object }: StatementSubject, text: string): void {
        if (object !== undefined && command === 'create extension') {
            this.#database.installExtension(object);
        } else if (command === 'create tablespace') {
            const location = /\blocation\s+'([^']+)'/i.exec(text)?.[1];
            if (location !== undefined) {
                this.#database.makeFolder(location);
            }
        }
    }
}

/** The statement with `text` wherever the type stands, at the same offsets; undefined where the type does not stand in it. */
function withoutType(text: string, type: string): string | undefined {
    const uses = new RegExp(String.raw`(?<![\w"'.])(?:"?\w+"?\.)?"?${type}"?(?:\s*\([^()]*\))?(?!\w)`, 'gi');
    const other = text.replace(uses, use => use.length < standIn.length ? use : standIn.padEnd(use.length));
    return other === text ? undefined : other;
}

const standIn = 'text';

function reasonOfDependent(cause: Cause, error: ServerMessage): string | undefined {
    return cause.failed ? undefined : `It needs what the embedded PostgreSQL could not make before: ${error.message}.`;
}
