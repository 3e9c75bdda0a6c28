import type { Finding } from '../findings.ts';
import { indexModel, type Model, type ModelIndex } from '../model/index.ts';
import { checkComputed } from './computed.ts';
import { checkGrants, checkJobs, checkPolicies, checkSequences, checkTriggers, checkViews } from './database-objects.ts';
import { checkEnumValues } from './enum-values.ts';
import { checkExpressions } from './expressions.ts';
import type { Report } from './finding.ts';
import { checkFormerNames } from './former-names.ts';
import { checkIndexes } from './indexes.ts';
import { checkJoinedSubtypes } from './joined-subtypes.ts';
import { checkKeys } from './keys.ts';
import { checkPartitions } from './partitions.ts';
import { checkPeriods } from './periods.ts';
import { checkPhysicalNames } from './physical-names.ts';
import { checkPrintedLists } from './printed-lists.ts';
import { checkGrouping } from './queries.ts';
import { checkInsertable, checkReferences } from './references.ts';
import { checkRelationships } from './relationships.ts';
import { checkRows } from './rows.ts';
import { checkSharedTables } from './shared-tables.ts';
import { checkListsOfTexts, checkRepeatedAttributes } from './simplifications.ts';
import { checkSubtypes } from './subtypes.ts';

/** One concern over one model. */
export type ModelCheck = (index: ModelIndex, report: Report) => void;

const checks: readonly ModelCheck[] = [
    checkKeys, checkReferences, checkInsertable, checkRelationships, checkSubtypes, checkSharedTables, checkJoinedSubtypes, checkPeriods, checkRows,
    checkExpressions, checkComputed, checkEnumValues,
    checkPhysicalNames, checkFormerNames, checkPartitions, checkIndexes,
    checkListsOfTexts, checkRepeatedAttributes, checkPrintedLists,
    checkViews, checkGrouping, checkTriggers, checkJobs, checkPolicies, checkGrants, checkSequences,
];

/** All checks that need nothing but the model. */
export function checkModel(model: Model): Finding[] {
    const found: Finding[] = [];
    const index = indexModel(model);
    for (const check of checks) {
        check(index, finding => found.push(finding));
    }
    return found;
}
