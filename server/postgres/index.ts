export { splitStatements } from './statements.ts';
export type { MetaCommand, ScriptStatement, SplitScript, TextRange } from './statements.ts';
