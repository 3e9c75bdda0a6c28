import type { Element, Entity, ModelIndex } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD321: `@was` that names what the element, or another one, is called now. */
export function checkFormerNames({ model }: ModelIndex, report: Report): void {
    const tables = new Map(model.entities.flatMap(entity => entity.table ? [[entity.table.name, entity] as const] : []));
    for (const entity of model.entities) {
        for (const name of entity.was) {
            const now = tables.get(name);
            if (now) {
                reportUseless(entity, name, now.id, report);
            }
        }
        if (entity.attributes.some(({ was }) => was.length > 0)) {
            checkColumns(entity, report);
        }
    }
}

function checkColumns(entity: Entity, report: Report): void {
    const columns = new Map(entity.attributes.flatMap(attribute => attribute.columns.map(({ name }) => [name, attribute] as const)));
    for (const attribute of entity.attributes) {
        for (const name of attribute.was) {
            const now = columns.get(name);
            if (now) {
                reportUseless(attribute, name, now.id, report);
            }
        }
    }
}

function reportUseless(element: Element, name: string, now: string, report: Report): void {
    const annotation = element.annotations.find(candidate =>
        candidate.name === 'was' && candidate.arguments.some(({ value }) => value.kind === 'text' && value.value === name));
    report(finding('ERD321', annotation?.place ?? element.place, now === element.id
        ? `${element.name} is called ${name} still.`
        : `${element.name} was not ${name}: that is what ${now} is called.`, { data: { name } }));
}
