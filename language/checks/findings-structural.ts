import { annotationFindings } from './findings/annotations.ts';
import { databaseObjectFindings } from './findings/database-objects.ts';
import { expressionFindings } from './findings/expressions.ts';
import { hygieneFindings } from './findings/hygiene.ts';
import { indexFindings } from './findings/indexes.ts';
import { inheritanceFindings } from './findings/inheritance.ts';
import { keyFindings } from './findings/keys.ts';
import { modifierFindings } from './findings/modifiers.ts';
import { nameFindings } from './findings/names.ts';
import { physicalNameFindings } from './findings/physical-names.ts';
import { relationshipFindings } from './findings/relationships.ts';
import { simplificationFindings } from './findings/simplifications.ts';
import { storedSubtypeFindings } from './findings/stored-subtypes.ts';
import { typeFindings } from './findings/types.ts';

/**
 * Every code of the structural checks: ERD0xx reading and names, ERD1xx structure, ERD2xx types and expressions, ERD3xx
 * the database, ERD4xx imports, hygiene and annotations. Codes are stable: one that is given up is never used again.
 */
export const structuralFindings = {
    ...nameFindings,
    ...keyFindings,
    ...relationshipFindings,
    ...inheritanceFindings,
    ...storedSubtypeFindings,
    ...modifierFindings,
    ...expressionFindings,
    ...typeFindings,
    ...physicalNameFindings,
    ...indexFindings,
    ...databaseObjectFindings,
    ...hygieneFindings,
    ...simplificationFindings,
    ...annotationFindings,
};
