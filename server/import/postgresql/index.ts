export { readPostgresql } from './read.ts';
export type { ReadOptions } from './read.ts';
export { QueryReader } from './queries.ts';
