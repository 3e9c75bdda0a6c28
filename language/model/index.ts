export type * from './elements.ts';
export type * from './expressions.ts';
export type * from './model.ts';
export type * from './types.ts';
