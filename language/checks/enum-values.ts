import type { Expression, ModelIndex, Type } from '../model/index.ts';
import { baseType, displayType, isNumeric, isOpen } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { misfit } from './literals.ts';

/** ERD214: values of enumerations that the type which they are stored in cannot hold. */
export function checkEnumValues(index: ModelIndex, report: Report): void {
    for (const { name: enumeration, type, values } of index.model.enums) {
        for (const { name, value, numeric, place } of type ? values : []) {
            const literal: Expression = { kind: 'literal', literal: numeric ? 'number' : 'string', value, type: type!, place };
            const fault = faultOf(literal, type!, numeric, index);
            if (fault !== undefined) {
                report(finding('ERD214', place, `${enumeration}.${name} does not fit into ${displayType(type!)}: ${fault}.`, { data: {} }));
            }
        }
    }
}

function faultOf(literal: Expression & { readonly kind: 'literal' }, type: Type, numeric: boolean, index: ModelIndex): string | undefined {
    const base = baseType(type, index);
    return isNumeric(base) && !numeric && !isOpen(base) ? `it is stored as '${literal.value}', which is no number` : misfit(literal, type, index)?.message;
}
