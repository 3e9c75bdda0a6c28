import type { Entity, ModelIndex } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD134: subtypes in one table that cannot be told apart. */
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
        if (discriminator !== undefined) {
            checkValues(entity, index.descendantsOf(entity.id), report);
        }
    }
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
