export { documentationOf, DocumentationLines } from './comments.ts';
