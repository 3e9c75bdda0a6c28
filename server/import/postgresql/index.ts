export { readPostgresql } from './read.ts';
export type { ReadOptions } from './read.ts';
