export { grantText, policyText, relationOfGrant, roleText } from './access.ts';
export { keptText, lead, remarkLines, statementText, type Lowering } from './lowering.ts';
export { extensionText, jobText, markedText, rowsText, scheduleSql, schemaText, sessionText } from './others.ts';
export { columnsReadByQueries, isSameQuery, querySlot, queryText } from './queries.ts';
export { routineText, triggerText } from './routines.ts';
export { compositeText, domainText, enumText, sequenceText } from './types.ts';
export { viewSql, viewText } from './views.ts';
