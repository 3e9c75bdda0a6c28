import type { Attribute, Entity, ModelIndex } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD101, ERD103: what tells the rows of an entity apart. */
export function checkKeys({ model }: ModelIndex, report: Report): void {
    for (const entity of model.entities) {
        if (!entity.key) {
            if (entity.table) {
                report(finding('ERD101', entity.place, `${entity.name} has no key: nothing tells its rows apart.`, {
                    data: { candidates: candidatesOf(entity) },
                }));
            }
            continue;
        }
        for (const { attribute: name } of entity.key.elements) {
            const attribute = entity.attributes.find(candidate => candidate.name === name);
            if (attribute?.optional) {
                report(finding('ERD103', attribute.typePlace, `${name} is part of the key of ${entity.name}, so that every row has one, and it is marked as optional.`, {
                    related: [{ place: entity.key.place, message: 'The key' }],
                }));
            }
        }
    }
}

/** Required attributes that seem to tell rows apart, the likeliest first. */
function candidatesOf(entity: Entity): string[] {
    const unique = new Set(entity.uniques.flatMap(({ elements }) => elements.length === 1 ? elements[0]!.attribute ?? [] : []));
    const own = entity.name.toLowerCase();
    const rank = ({ name }: Attribute): number => {
        const lower = name.toLowerCase();
        return lower === 'id' ? 0 : lower === `${own}id` || lower === `${own}_id` ? 1 : unique.has(name) ? 2 : 3;
    };
    return entity.attributes
        .filter(attribute => !attribute.optional && !attribute.from && !attribute.computed && rank(attribute) < 3)
        .sort((a, b) => rank(a) - rank(b))
        .map(({ name }) => name);
}
