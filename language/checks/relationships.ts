import type { Attribute, Entity, ModelIndex, Relationship, RelationshipEnd } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD120 to ERD122, ERD124, ERD125: lines between entities, and the reference attributes that they are bound to. */
export function checkRelationships(index: ModelIndex, report: Report): void {
    const bound = new Map<string, Relationship>();
    for (const relationship of index.model.relationships) {
        const { source, target } = relationship;
        if (relationship.joinEntity !== undefined) {
            checkUnbound(relationship, report);
            continue;
        }
        if (source.attribute === undefined && target.attribute === undefined) {
            reportWithoutAttribute(relationship, index, report);
            continue;
        }
        for (const [end, other] of [[target, source], [source, target]] as const) {
            if (end.attribute !== undefined) {
                checkEnd(relationship, end, other, index, report);
                reportBoundTwice(relationship, end, bound, report);
            }
        }
    }
}

/** A table between has references of its own: none of the entities holds one. */
function checkUnbound({ name, source, target }: Relationship, report: Report): void {
    for (const end of [source, target]) {
        if (end.attribute !== undefined) {
            report(finding('ERD122', end.place, `${name} is many-to-many and makes a table: it is bound to no attribute.`, { data: {} }));
        }
    }
}

function reportWithoutAttribute(relationship: Relationship, index: ModelIndex, report: Report): void {
    const { source, target, name } = relationship;
    // The many end holds the reference; of two single ends the one whose rows can do without the other, else the second.
    const [holder, other] = source.cardinality.many || !target.cardinality.many && source.cardinality.optional && !target.cardinality.optional
        ? [source, target] : [target, source];
    const entity = index.entities.get(holder.entity);
    const referred = index.entities.get(other.entity);
    if (!entity || !referred) {
        return;
    }
    const candidates = entity.attributes.filter(({ reference }) => reference?.entity === referred.id).map(attribute => attribute.name);
    const advice = candidates[0] ? ` Bind it to ${entity.name}.${candidates[0]}.` : ` ${entity.name} has no attribute of type ${referred.name}.`;
    report(finding('ERD121', holder.place, `${name} is bound to no reference attribute.${advice}`, {
        data: { holder: entity.place, refersTo: other.entity, candidates, optional: other.cardinality.optional, unique: !holder.cardinality.many },
    }));
}

function checkEnd(relationship: Relationship, end: RelationshipEnd, other: RelationshipEnd, index: ModelIndex, report: Report): void {
    const entity = index.entities.get(end.entity);
    const referred = index.entities.get(other.entity);
    const attribute = entity?.attributes.find(({ name }) => name === end.attribute);
    if (!entity || !referred || !attribute || attribute.type.kind === 'unknown') {
        return;
    }
    if (attribute.reference?.entity !== other.entity) {
        const candidates = entity.attributes.filter(({ reference }) => reference?.entity === referred.id).map(({ name }) => name);
        report(finding('ERD122', end.place, attribute.reference
            ? `${entity.name}.${attribute.name} does not refer to ${referred.name}.`
            : `${entity.name}.${attribute.name} is no reference.`, { data: candidates[0] === undefined ? {} : { instead: candidates[0] } }));
        return;
    }
    checkCardinality(relationship, end, other, entity, attribute, referred, report);
    if (relationship.identifying && !entity.key?.elements.some(element => element.attribute === attribute.name)) {
        report(finding('ERD124', end.place, `${relationship.name} is identifying, but ${attribute.name} is not in the key of ${entity.name}.`, {
            data: { attribute: attribute.place },
        }));
    }
}

function checkCardinality(
    relationship: Relationship, end: RelationshipEnd, other: RelationshipEnd, entity: Entity, attribute: Attribute, referred: Entity, report: Report,
): void {
    const { optional } = attribute;
    const single = isUnique(entity, attribute.name);
    const fault = other.cardinality.many ? `${attribute.name} refers to one ${referred.name}, not to many`
        : other.cardinality.optional !== optional
            ? optional ? `${attribute.name} is optional, but the line says that every ${entity.name} has one` : `${attribute.name} is required, but the line says that ${article(entity.name)} can do without`
            : end.cardinality.many === single
                ? single ? `${attribute.name} is unique, but the line says that many ${entity.name} have the same` : `${attribute.name} is not unique, but the line says that each ${referred.name} has one ${entity.name} at most`
                : undefined;
    if (fault) {
        report(finding('ERD120', relationship.place, `${relationship.name}: ${fault}.`, {
            data: {
                attribute: attribute.place,
                end: end === relationship.target ? 'target' : 'source',
                optional, unique: single,
                wanted: { optional: other.cardinality.optional, unique: !end.cardinality.many },
            },
            related: [{ place: attribute.place, message: `${entity.name}.${attribute.name}` }],
        }));
    }
}

function isUnique(entity: Entity, attribute: string): boolean {
    const isAlone = (elements: readonly { readonly attribute?: string }[]): boolean => elements.length === 1 && elements[0]!.attribute === attribute;
    return entity.key !== undefined && isAlone(entity.key.elements) || entity.uniques.some(({ elements }) => isAlone(elements))
        || entity.indexes.some(({ unique, predicate, elements }) => unique && !predicate && elements.length === 1
            && elements[0]!.expression.kind === 'attribute' && elements[0]!.expression.attribute === `${entity.id}.${attribute}`);
}

function reportBoundTwice(relationship: Relationship, end: RelationshipEnd, bound: Map<string, Relationship>, report: Report): void {
    const key = `${end.entity}.${end.attribute}`;
    const first = bound.get(key);
    if (first && first !== relationship) {
        report(finding('ERD125', relationship.place, `${first.name} and ${relationship.name} are both bound to ${key}.`, {
            related: [{ place: first.place, message: `${first.name} is bound to it here` }],
        }));
    }
    bound.set(key, first ?? relationship);
}

function article(noun: string): string {
    return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
