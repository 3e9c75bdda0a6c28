export type * from './elements.ts';
export type * from './expressions.ts';
export type * from './model.ts';
export type * from './types.ts';
export { mostHashPartitions, partitionName } from './build/partitions.ts';
export { buildModel } from './build/index.ts';
export { DefaultModelProvider, type ModelProvider, type ProjectModel } from './models.ts';
export { intervals, mostIntervals, type Interval } from './build/intervals.ts';
export { indexModel, ModelIndex } from './lookup.ts';
export { columnsRead, conditionsOf, forEachPart, isInnerQuery, mapExpression, sourcesOf, walk } from './traversal.ts';
export {
    arithmeticType, baseType, commonType, displayType, isAssignable, isComparable, isInteger, isMoment, isNumeric, isOpen, isSame, isText,
    primitive, type NamedTypes,
} from './typing.ts';
export { byteLength, clip, indexColumnNames, longestName, makeObjectName } from './naming/postgresql.ts';
export { fillPattern, NameRegistry, type GeneratedKind } from './naming/registry.ts';
export { NamingRules } from './naming/rules.ts';
export { pluralize, singularize, snakeCase } from './naming/words.ts';
