import type { Finding } from '../findings.ts';
import { indexModel, type Model, type ModelIndex } from '../model/index.ts';
import type { Report } from './finding.ts';

/** One concern over one model. */
export type ModelCheck = (index: ModelIndex, report: Report) => void;

const checks: readonly ModelCheck[] = [];

/** All checks that need nothing but the model. */
export function checkModel(model: Model): Finding[] {
    const found: Finding[] = [];
    const index = indexModel(model);
    for (const check of checks) {
        check(index, finding => found.push(finding));
    }
    return found;
}
