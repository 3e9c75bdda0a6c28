export type * from './table.ts';
export { and, discriminatorValue, isNotOfSubtype, isOfSubtype, or } from './subtype-rows.ts';
export { tablesOf } from './tables.ts';
