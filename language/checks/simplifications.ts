import type { Place } from '../findings.ts';
import { isText, walk, type Attribute, type Check, type Entity, type Expression, type ModelIndex } from '../model/index.ts';
import { forEachSlot } from './expression-slots.ts';
import { finding, type Report } from './finding.ts';

/** ERD420: the texts that a check lists. Where expressions elsewhere name the attribute they compare it with texts. */
export function checkListsOfTexts(index: ModelIndex, report: Report): void {
    const candidates: { readonly attribute: Attribute; readonly check: Check }[] = [];
    for (const entity of index.model.entities) {
        for (const attribute of entity.attributes) {
            const check = attribute.from === undefined && !attribute.inherited && isText(attribute.type) ? listOf(attribute, entity) : undefined;
            if (check) {
                candidates.push({ attribute, check });
            }
        }
    }
    if (candidates.length === 0) {
        return;
    }
    const uses = usesOf(index);
    for (const { attribute, check } of candidates) {
        // The check itself is one.
        if (uses.get(attribute.id) === 1 && isStandard(attribute, check.condition)) {
            report(finding('ERD420', attribute.place, `${attribute.name} is one of a list of texts, which could be an enumeration.`));
        }
    }
}

/** The attribute's only check, which asks for one of several texts and has no name of its own. */
function listOf(attribute: Attribute, { checks }: Entity): Check | undefined {
    const [check, another] = checks.filter(candidate => candidate.attribute === attribute.name);
    const condition = check?.condition;
    return check && !another && !check.named && check.message === undefined && condition?.kind === 'in' && !condition.negated
        && condition.operand.kind === 'attribute' && condition.operand.attribute === attribute.id && condition.values.length > 1
        && condition.values.every(isString) ? check : undefined;
}

function isStandard({ default: standard }: Attribute, condition: Expression): boolean {
    return !standard || isString(standard) && condition.kind === 'in' && condition.values.some(value => value.kind === 'literal' && value.value === standard.value);
}

function isString(value: Expression): value is Extract<Expression, { kind: 'literal' }> {
    return value.kind === 'literal' && value.literal === 'string';
}

/** How many times expressions name each attribute. An index over the column as it is does not mind what it holds. */
function usesOf(index: ModelIndex): ReadonlyMap<string, number> {
    const uses = new Map<string, number>();
    forEachSlot(index, ({ expression, asked }) => {
        if (expression.kind === 'attribute' && asked.words === 'The index of') {
            return;
        }
        walk(expression, part => {
            if (part.kind === 'attribute') {
                uses.set(part.attribute, (uses.get(part.attribute) ?? 0) + 1);
            }
        });
    });
    return uses;
}

const fewestEntities = 3;
const fewestAttributes = 2;

/** The attributes that an entity ends with. */
interface Tail {
    readonly entity: Entity;
    readonly attributes: readonly Attribute[];
}

const mostAttributes = 16;

/**
 * ERD421: the same attributes at the end of several entities of one file and schema. Read from the last attribute on, and
 * only as long as enough entities have the same: what tells most apart is asked first, as writing out all that an
 * attribute says takes long.
 */
export function checkRepeatedAttributes(index: ModelIndex, report: Report): void {
    const { entities } = index.model;
    const groups: (readonly Tail[])[] = [];
    let alike: readonly (readonly Entity[])[] = enough(Map.groupBy(entities, ({ id, name, place }) => `${place.uri} ${id.slice(0, -name.length)}`));
    for (let count = 1; count <= mostAttributes && alike.length > 0; count++) {
        alike = alike.flatMap(group => enough(Map.groupBy(group.filter(entity => hasMovable(entity, count)), entity => kindOf(entity.attributes.at(-count)!))))
            .flatMap(group => enough(Map.groupBy(group, entity => formOf(entity.attributes.at(-count)!))));
        if (count >= fewestAttributes) {
            groups.push(...alike.map(group => group.map(entity => ({ entity, attributes: entity.attributes.slice(-count) }))));
        }
    }
    const told = new Set<Entity>();
    const saved = (group: readonly Tail[]): number => group.length * group[0]!.attributes.length;
    for (const group of groups.sort((a, b) => saved(b) - saved(a))) {
        const open = group.filter(({ entity }) => !told.has(entity));
        if (open.length >= fewestEntities) {
            open.forEach(({ entity }) => told.add(entity));
            reportGroup(open, report);
        }
    }
}

function enough(groups: ReadonlyMap<string, readonly Entity[]>): (readonly Entity[])[] {
    return [...groups.values()].filter(({ length }) => length >= fewestEntities);
}

function hasMovable(entity: Entity, count: number): boolean {
    const attribute = entity.attributes.at(-count);
    return attribute !== undefined && canMove(attribute, entity);
}

function kindOf({ name, type, optional }: Attribute): string {
    return `${name} ${type.kind === 'primitive' ? type.name : type.kind} ${optional}`;
}

function reportGroup(group: readonly Tail[], report: Report): void {
    const [first, ...others] = group;
    const { attributes } = first!;
    const names = attributes.map(({ name }) => name);
    report(finding('ERD421', spanOf(attributes), `${group.length} entities end with ${names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(' and ')}: a mixin would say it once.`, {
        data: { tails: group.map(tail => spanOf(tail.attributes)) },
        related: others.slice(0, 10).map(({ entity, attributes: own }) => ({ place: own[0]!.place, message: `${entity.name} has them too` })),
    }));
}

/** From the first attribute's name to the last one's. */
function spanOf(attributes: readonly Attribute[]): Place {
    const [first, last] = [attributes[0]!.place, attributes.at(-1)!.place];
    return { uri: first.uri, range: { start: first.range.start, end: last.range.end } };
}

/** Whether a mixin could have the attribute: nothing else is about it alone. */
function canMove({ name, place, from, inherited, reference, computed, was }: Attribute, { key, uniques, checks }: Entity): boolean {
    return from === undefined && !inherited && !computed && was.length === 0 && !(reference && (reference.named || reference.via.length > 0))
        && !key?.elements.some(element => element.attribute === name) && !checks.some(check => check.attribute === name)
        && !uniques.some(unique => unique.elements.length === 1 && unique.place.range.start.line === place.range.start.line);
}

/** All that an attribute says, but where. */
function formOf(attribute: Attribute): string {
    const { name, documentation, type, optional, requiredConstraint, default: standard, identity, onUpdate, collation, columns, options, annotations, reference } = attribute;
    return JSON.stringify([
        name, documentation, type, optional, requiredConstraint, standard, identity, onUpdate, collation, columns, options, annotations,
        reference && [reference.onDelete, reference.onDeleteColumns, reference.onUpdate, reference.match, reference.timing, reference.enforcedByDatabase, reference.notEnforced, reference.notValid, reference.during],
    ], (property, value: unknown) => property === 'place' ? undefined : value);
}
