import type { Fact } from './catalog/facts.ts';

/** A statement to run, under the name by which the caller will know it again. */
export interface Statement {
    readonly id: string;
    readonly text: string;
}

/** What the server says about a statement (manual, 54.8 "Error and Notice Message Fields"). */
export interface ServerMessage {
    /** SQLSTATE (manual, appendix A). */
    readonly code: string;
    readonly message: string;
    readonly detail?: string;
    readonly hint?: string;
    /** Where the server was: the function and line, for one. */
    readonly context?: string;
    /** The place in the statement's text, as an offset in UTF-16 code units. */
    readonly offset?: number;
}

export interface FailedStatement {
    readonly id: string;
    readonly error: ServerMessage;
    /** The failed statement without which this one would not have failed, as far as names tell. */
    readonly causedBy?: string;
}

/** A statement that says nothing about the script, because this engine cannot run it. */
export interface NotExecutedStatement {
    readonly id: string;
    readonly reason: string;
}

export interface StatementWarning {
    readonly id: string;
    readonly warning: ServerMessage;
}

export interface ExecutionResult {
    /** How many statements did their work. */
    readonly executed: number;
    readonly failed: readonly FailedStatement[];
    readonly notExecuted: readonly NotExecutedStatement[];
    readonly warnings: readonly StatementWarning[];
    /** Statements that ran with another type in the place of one that the engine lacks, and say nothing of that one. */
    readonly replaced: readonly NotExecutedStatement[];
    /** A transaction that the statements began and did not end. */
    readonly transactionIsOpen: boolean;
}

export interface ExecutionOptions {
    /** Do not run what follows a failed statement. Default: false. */
    readonly stopAtFirstError?: boolean;
    /** Try statements with types of extensions that the engine lacks once more with `text` in their place. Default: false. */
    readonly replaceLackingTypes?: boolean;
}

/** A row of a query, every value in PostgreSQL's text form. */
export type Row = Readonly<Record<string, string | null>>;

/** What can be asked of the worker, and what it answers. */
export interface Requests {
    /** Begins a session in an empty database that has these roles. */
    open: { ask: { readonly roles: readonly string[] }; answer: { readonly version: string } };
    execute: { ask: { readonly statements: readonly Statement[] } & Required<ExecutionOptions>; answer: ExecutionResult };
    query: { ask: { readonly sql: string }; answer: readonly Row[] };
    catalog: { ask: null; answer: readonly Fact[] };
    dump: { ask: null; answer: string };
    /** Ends the session; the worker then makes the next empty database ready. `memory` is what the process holds, in bytes. */
    close: { ask: null; answer: { readonly memory: number } };
}

export type RequestType = keyof Requests;

export type Request = { [Type in RequestType]: { readonly type: Type; readonly number: number; readonly ask: Requests[Type]['ask'] } }[RequestType];

/** Why the worker could not answer. After anything but a fault in the query itself it is of no more use. */
export type Trouble =
    | { readonly reason: 'query'; readonly error: ServerMessage }
    | { readonly reason: 'crash'; readonly message: string; readonly statement?: string };

export type Reply =
    | { readonly type: 'answer'; readonly number: number; readonly answer: Requests[RequestType]['answer'] }
    | { readonly type: 'trouble'; readonly number: number; readonly trouble: Trouble }
    | { readonly type: 'progress'; readonly number: number; readonly done: number }
    /** The engine has come up: the first empty database is ready. */
    | { readonly type: 'ready' }
    | { readonly type: 'broken'; readonly message: string };
