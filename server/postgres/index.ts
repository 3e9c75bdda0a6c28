export { SqlLexer } from './sql-lexer.ts';
export type { TokenKind } from './sql-lexer.ts';
export { subjectOf } from './statement-subject.ts';
export type { StatementSubject } from './statement-subject.ts';
export { splitStatements } from './statements.ts';
export type { MetaCommand, ScriptStatement, SplitScript, TextRange } from './statements.ts';
export { compareCatalogs, printDifferences } from './catalog/compare.ts';
export type { Difference, PropertyChange } from './catalog/compare.ts';
export { keyOf } from './catalog/facts.ts';
export type { Catalog, Fact, PropertyValue } from './catalog/facts.ts';
export { readCatalog } from './catalog/read.ts';
export type { Query } from './catalog/read.ts';
export { EmbeddedPostgres } from './embedded-postgres.ts';
export type { EmbeddedPostgresOptions, RunOptions, RunResult, Session, SessionOptions } from './embedded-postgres.ts';
export type {
    ExecutionOptions,
    ExecutionResult,
    FailedStatement,
    NotExecutedStatement,
    Row,
    ServerMessage,
    Statement,
    StatementWarning,
} from './messages.ts';
export { EmbeddedPostgresError, QueryError } from './worker-process.ts';
export type { EmbeddedPostgresProblem } from './worker-process.ts';
