export type * from './expressions.ts';
export type * from './queries.ts';
export type * from './schema.ts';
export type * from './types.ts';
