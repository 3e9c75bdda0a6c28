export { SourceNames } from './model-names.ts';
export { inferPatterns, nameByPattern } from './patterns.ts';
export { bestRule, type NamingRule } from './rule.ts';
export { namespaceOf, schemaLayoutOf, type SchemaLayout } from './schemas.ts';
