import type { Place } from '../findings.ts';
import type { Column, Entity, Expression, ModelIndex, Type } from '../model/index.ts';
import { baseType, isNumeric } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { misfit } from './literals.ts';

/** ERD134, ERD214: subtypes in one table that cannot be told apart, and values that tell them apart but cannot be stored. */
export function checkSubtypes(index: ModelIndex, report: Report): void {
    for (const entity of index.model.entities) {
        const { subtypes } = entity;
        if (!subtypes) {
            continue;
        }
        const { strategy, discriminator, place } = subtypes;
        if (strategy === 'single table' && discriminator === undefined) {
            const candidates = entity.attributes.filter(({ name, reference }) => !reference && /kind|type|category|class/i.test(name)).map(({ name }) => name);
            report(finding('ERD134', place, `All subtypes of ${entity.name} are in one table, and no attribute says of a row which it is.`, { data: { candidates } }));
        }
        if (strategy === 'single table' && !entity.subtypes!.exclusive) {
            report(finding('ERD134', place, `A row of ${entity.name} has one value in the discriminator, so that its subtypes cannot overlap.`, { data: { candidates: [] } }));
        }
        if (discriminator !== undefined) {
            checkFit(entity.attributes.find(({ name }) => name === discriminator)?.columns[0], index.descendantsOf(entity.id), index, report);
            checkValues(entity, index.descendantsOf(entity.id), report);
        }
    }
}

/** ERD214: a value that the discriminator cannot hold. */
function checkFit(column: Column | undefined, subtypes: readonly Entity[], index: ModelIndex, report: Report): void {
    for (const { abstract, name, discriminator = name, unknownDiscriminator, place } of column ? subtypes : []) {
        const fault = abstract || unknownDiscriminator ? undefined : faultOfValue(discriminator, column!.type, place, index);
        if (fault !== undefined) {
            report(finding('ERD214', place, `${name} has '${discriminator}' in the discriminator: ${fault}.`, { data: {} }));
        }
    }
}

function faultOfValue(value: string, type: Type, place: Place, index: ModelIndex): string | undefined {
    const base = baseType(type, index);
    if (base.kind === 'enum') {
        const enumeration = index.enums.get(base.id);
        return enumeration?.values.some(known => known.value === value || known.name === value) === false ? `${enumeration.name} has no such value` : undefined;
    }
    const isNumber = /^-?\d+(?:\.\d+)?$/.test(value);
    if (isNumeric(base) && !isNumber) {
        return 'it is no number';
    }
    const literal: Expression = { kind: 'literal', literal: isNumeric(base) ? 'number' : 'string', value, type: base, place };
    return misfit(literal, type, index)?.message;
}

function checkValues(entity: Entity, subtypes: readonly Entity[], report: Report): void {
    const first = new Map<string, Entity>();
    for (const subtype of subtypes) {
        const { discriminator } = subtype;
        const other = discriminator === undefined ? undefined : first.get(discriminator);
        if (other) {
            report(finding('ERD134', subtype.place, `${other.name} and ${subtype.name} have the same value '${discriminator}' in the discriminator of ${entity.name}.`, {
                data: { candidates: [] },
                related: [{ place: other.place, message: `${other.name} is declared here` }],
            }));
        } else if (discriminator !== undefined) {
            first.set(discriminator, subtype);
        }
    }
}
