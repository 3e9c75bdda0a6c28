import type { Expression, ModelIndex, Type } from '../model/index.ts';
import { baseType, displayType, isOpen } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD202, for what stands where a condition is asked for. */
export function checkCondition(expression: Expression, index: ModelIndex, report: Report): void {
    const type = baseType(expression.type, index);
    if (isOpen(type) || type.kind === 'primitive' && type.name === 'boolean') {
        return;
    }
    const isNumber = type.kind === 'primitive' && /^(?:smallint|int|bigint|decimal)$/.test(type.name);
    report(finding('ERD202', expression.place, `A condition is true or false; this is ${described(expression.type)}.`, {
        data: { number: isNumber },
    }));
}

/** A type as a sentence has it. */
export function described(type: Type): string {
    const text = displayType(type);
    return `${/^[aeiou]/i.test(text) ? 'an' : 'a'} ${text}`;
}
