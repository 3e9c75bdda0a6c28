export type * from './table.ts';
export { tablesOf } from './tables.ts';
