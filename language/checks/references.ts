import type { Attribute, Entity, ModelIndex, Reference, ReferentialAction } from '../model/index.ts';
import { displayType, isAssignable } from '../model/index.ts';
import { findCycles, type Edge } from './cycles.ts';
import { finding, type Report } from './finding.ts';

/** ERD110 to ERD114: what references point to, and what happens to them. */
export function checkReferences(index: ModelIndex, report: Report): void {
    for (const entity of index.model.entities) {
        for (const attribute of entity.attributes) {
            const { reference } = attribute;
            const target = reference && !attribute.inherited ? index.entities.get(reference.entity) : undefined;
            if (reference && target) {
                checkTarget(entity, attribute, reference, target, index, report);
                checkActions(entity, attribute, reference, report);
            }
        }
    }
}

function checkTarget(entity: Entity, attribute: Attribute, reference: Reference, target: Entity, index: ModelIndex, report: Report): void {
    const explicit = attribute.type.kind === 'reference' && attribute.type.key !== undefined;
    const isWithoutTable = reference.enforcedByDatabase && !index.tableOf(target);
    const fault = isWithoutTable ? `${target.name} is abstract and has no table`
        : !explicit && !target.key ? `${target.name} has no key`
            : reference.targetColumns.length === 0 && (explicit ? hasAll(target, reference.targetAttributes) : hasKnownKey(target)) ? `the key of ${target.name} contains the reference itself`
                : undefined;
    if (fault) {
        report(finding('ERD110', reference.place, `${attribute.name} cannot refer to ${target.name}: ${fault}.`, {
            data: { target: target.place, withoutKey: !isWithoutTable && !explicit && !target.key },
            related: [{ place: target.place, message: `${target.name} is declared here` }],
        }));
        return;
    }
    if (explicit && reference.enforcedByDatabase && hasAll(target, reference.targetAttributes) && !isUnique(target, reference)) {
        const names = reference.targetAttributes.join(', ');
        report(finding('ERD111', reference.place, `${names} ${reference.targetAttributes.length === 1 ? 'does' : 'do'} not tell ${target.name} apart: ${reference.targetAttributes.length === 1 ? 'it is' : 'they are'} neither its key nor unique.`, {
            data: { target: target.place, attributes: reference.targetAttributes },
            related: [{ place: target.place, message: `${target.name} is declared here` }],
        }));
    }
    if (reference.via.length > 0) {
        checkShared(entity, attribute, reference, target, index, report);
    }
}

/** False where the reference names what does not exist, which is an error of its own. */
function hasAll({ attributes }: Entity, names: readonly string[]): boolean {
    return names.every(name => attributes.some(attribute => attribute.name === name));
}

/** False where the key names what does not exist, which is an error elsewhere. */
function hasKnownKey({ key, attributes }: Entity): boolean {
    return key?.elements.every(element => attributes.some(({ name, type }) => name === element.attribute && type.kind !== 'unknown')) ?? true;
}

/** By its key, a unique constraint, or a unique index over the columns as they are, which PostgreSQL takes as well. */
function isUnique(target: Entity, { targetAttributes, targetColumns }: Reference): boolean {
    const wanted = new Set(targetAttributes);
    const matches = (names: readonly (string | undefined)[]): boolean => names.length === wanted.size && names.every(name => name !== undefined && wanted.has(name));
    return target.key !== undefined && matches(target.key.elements.map(({ attribute }) => attribute))
        || target.uniques.some(({ elements }) => matches(elements.map(({ attribute }) => attribute)))
        || target.indexes.some(({ unique, predicate, elements }) => unique && !predicate && elements.length === targetColumns.length
            && elements.every(({ expression }) => expression.kind === 'attribute' && targetColumns.includes(expression.column)));
}

function checkShared(entity: Entity, attribute: Attribute, reference: Reference, target: Entity, index: ModelIndex, report: Report): void {
    const { columns, targetColumns, via } = reference;
    const wanted = reference.targetAttributes;
    if (columns.length !== targetColumns.length) {
        report(finding('ERD112', reference.place,
            `${attribute.name} shares ${numberOf(columns.length, 'column')} (${via.join(', ')}), but ${target.name} is told apart by ${numberOf(targetColumns.length, 'column')} (${wanted.join(', ')}).`,
            { data: { attributes: sharedFor(entity, wanted, via), names: false } }));
        return;
    }
    const own = typesByColumn(entity);
    const others = typesByColumn(target);
    for (let i = 0; i < columns.length; i++) {
        const left = own.get(columns[i]!);
        const right = others.get(targetColumns[i]!);
        if (left && right && !isAssignable(left, right, index) && !isAssignable(right, left, index)) {
            report(finding('ERD113', reference.place,
                `${attribute.name} compares ${columns[i]}, ${article(displayType(left))}, with ${targetColumns[i]} of ${target.name}, ${article(displayType(right))}.`,
                { data: { attributes: sharedFor(entity, wanted, via) } }));
            return;
        }
    }
}

/** The attributes that the key asks for, where the entity has some of the same names, in the order of the key. */
function sharedFor(entity: Entity, wanted: readonly string[], via: readonly string[]): readonly string[] | undefined {
    const own = new Set(entity.attributes.map(({ name }) => name));
    const found = wanted.map(name => own.has(name) ? name : via.find(other => other.toLowerCase().endsWith(name.toLowerCase())));
    return found.every(name => name !== undefined) ? found : undefined;
}

function typesByColumn(entity: Entity): ReadonlyMap<string, Attribute['type']> {
    return new Map(entity.attributes.flatMap(({ columns }) => columns.map(column => [column.name, column.type] as const)));
}

function checkActions(entity: Entity, attribute: Attribute, reference: Reference, report: Report): void {
    checkAction(entity, attribute, reference.onDelete, reference.onDeleteColumns.length > 0 ? reference.onDeleteColumns : reference.columns, 'delete', report);
    checkAction(entity, attribute, reference.onUpdate, reference.columns, 'update', report);
}

function checkAction(entity: Entity, attribute: Attribute, action: ReferentialAction | undefined, columns: readonly string[], event: string, report: Report): void {
    if (action !== 'set null' && action !== 'set default') {
        return;
    }
    const required = entity.attributes.filter(candidate => candidate.columns.some(({ name, nullable }) => !nullable && columns.includes(name)));
    const stuck = action === 'set null' ? required[0] : required.find(candidate => !candidate.default);
    if (stuck) {
        report(finding('ERD114', attribute.typePlace, action === 'set null'
            ? `${attribute.name} cannot be set null on ${event}: ${stuck.name} is required.`
            : `${attribute.name} cannot be set to a default on ${event}: ${stuck.name} has none.`,
        { data: { event, required: stuck.name } }));
    }
}

function numberOf(count: number, noun: string): string {
    return `${count === 0 ? 'no' : count === 1 ? 'one' : count} ${noun}${count === 1 ? '' : 's'}`;
}

function article(noun: string): string {
    return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** What a row of an entity needs another row for. */
interface Need extends Edge<Entity> {
    /** Absent where a joined subtype needs the row of its parent. */
    readonly attribute?: Attribute;
    readonly source: Entity;
}

/** ERD115: entities that require each other in a circle. A row that refers to itself can be stored. */
export function checkInsertable(index: ModelIndex, report: Report): void {
    const needsOf = (source: Entity): Need[] => {
        const needs: Need[] = [];
        for (const attribute of source.attributes) {
            const { reference } = attribute;
            const target = reference && isNeeded(attribute) ? index.entities.get(reference.entity) : undefined;
            if (target && target !== source) {
                needs.push({ source, attribute, target });
            }
        }
        const parent = index.strategyOf(source) === 'joined' ? index.parentOf(source) : undefined;
        return parent && parent !== source ? [...needs, { source, target: parent }] : needs;
    };
    findCycles(index.model.entities, needsOf, circle => {
        const closing = circle.findLast(({ attribute }) => attribute);
        if (closing) {
            const path = [closing.source, ...rotated(circle, closing).map(({ target }) => target)];
            report(finding('ERD115', closing.attribute!.typePlace,
                `No first row can be stored: ${path.map(({ name }) => name).join(' needs ')}.`, {
                    related: circle.filter(need => need !== closing && need.attribute).map(({ source, attribute }) => ({
                        place: attribute!.typePlace, message: `${source.name} requires ${attribute!.name}`,
                    })),
                }));
        }
    });
}

function isNeeded({ columns, reference, optional, inherited }: Attribute): boolean {
    return !inherited && reference!.enforcedByDatabase && !reference!.notEnforced && !reference!.timing.deferrable
        && (columns.length > 0 ? columns.every(({ nullable }) => !nullable) : !optional);
}

function rotated<T>(circle: readonly T[], first: T): readonly T[] {
    const at = circle.indexOf(first);
    return [...circle.slice(at), ...circle.slice(0, at)];
}
