import type { Attribute, Entity, Key, ModelIndex, Type } from '../model/index.ts';
import { baseType, isOpen, isSame, walk } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD150 to ERD152: the time for which rows hold. */
export function checkPeriods(index: ModelIndex, report: Report): void {
    for (const entity of index.model.entities) {
        for (const { name, start, end, place } of entity.periods) {
            const fault = faultOf(named(entity, start), named(entity, end), index);
            if (fault) {
                report(finding('ERD150', place, `The period ${name} of ${entity.name} ${fault}.`));
            }
        }
        for (const { name, start, end, place } of entity.periods) {
            if (!isUsed(entity, name, start, end)) {
                report(finding('ERD152', place, `No key, reference or exclusion of ${entity.name} is about the period ${name}: the database does not know of it.`, {
                    tags: ['unnecessary'],
                }));
            }
        }
        for (const key of entity.key ? [entity.key, ...entity.uniques] : entity.uniques) {
            checkOverlaps(entity, key, index, report);
        }
    }
}

/** An exclusion is about a period where it is about its two ends. */
function isUsed({ id, key, uniques, attributes, exclusions }: Entity, name: string, start: string, end: string): boolean {
    return (key ? [key, ...uniques] : uniques).some(({ elements }) => elements.some(({ period }) => period === name))
        || attributes.some(({ reference }) => reference?.during === name)
        || exclusions.some(({ elements }) => elements.some(({ expression }) => {
            const read = new Set<string>();
            walk(expression, part => part.kind === 'attribute' && read.add(part.attribute));
            return read.has(`${id}.${start}`) && read.has(`${id}.${end}`);
        }));
}

function named(entity: Entity, name: string): Attribute | undefined {
    return entity.attributes.find(attribute => attribute.name === name);
}

function faultOf(start: Attribute | undefined, end: Attribute | undefined, index: ModelIndex): string | undefined {
    if (!start || !end) {
        return undefined;
    }
    const [from, to] = [baseType(start.type, index), baseType(end.type, index)];
    if (isOpen(from) || isOpen(to)) {
        return undefined;
    }
    return start === end ? `begins and ends with ${start.name}`
        : !isBound(from) ? `begins with ${start.name}, which is no date and no point in time`
            : !isBound(to) ? `ends with ${end.name}, which is no date and no point in time`
                : !isSame(from, to) ? `runs from ${from.name} to ${to.name}, which are different types`
                    : start.computed || end.computed ? 'has a computed end, which no update could move'
                        : undefined;
}

function isBound(type: Type): type is Type & { readonly kind: 'primitive' } {
    return type.kind === 'primitive' && /^(?:date|datetime|timestamp)$/.test(type.name);
}

function checkOverlaps(entity: Entity, { elements }: Key, index: ModelIndex, report: Report): void {
    const position = elements.findIndex(({ withoutOverlaps }) => withoutOverlaps);
    const element = elements[position];
    if (!element) {
        return;
    }
    const attribute = element.attribute === undefined ? undefined : named(entity, element.attribute);
    const type = attribute && baseType(attribute.type, index);
    const fault = position < elements.length - 1 ? 'stands at the last element'
        : elements.length === 1 ? 'needs another element before it'
            : type && type.kind !== 'range' && !isOpen(type) ? `asks for a period or a range, and ${attribute.name} is neither`
                : undefined;
    if (fault) {
        report(finding('ERD151', element.place, `'without overlaps' ${fault}.`));
    }
}
