import type { Place } from '../findings.ts';
import type { Attribute, Column, Entity, ModelIndex, Trigger } from '../model/index.ts';
import { displayType } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD137, ERD138: what subtypes that are stored with their parent share with it. */
export function checkSharedTables(index: ModelIndex, report: Report): void {
    const shared = new Set<Entity>();
    for (const entity of index.model.entities) {
        if (entity.table && index.subtypesOf(entity.id).some(subtype => index.isInParentsTable(subtype))) {
            checkColumns(entity, index, report);
        }
        if (index.isInParentsTable(entity)) {
            shared.add(entity);
            checkOwn(entity, report);
        }
    }
    for (const { object, place } of shared.size > 0 ? index.model.grants : []) {
        const entity = object.kind === 'entity' ? index.entities.get(object.id) : undefined;
        if (entity && shared.has(entity)) {
            report(finding('ERD138', place, `${entity.name} is in the table of its parent: a grant is about all rows of that.`));
        }
    }
    for (const trigger of shared.size > 0 ? index.model.triggers : []) {
        const entity = index.entities.get(trigger.relation);
        const fault = entity && shared.has(entity) ? faultOfTrigger(trigger) : undefined;
        if (fault) {
            report(finding('ERD138', trigger.place, `${entity!.name} is in the table of its parent: ${fault}.`));
        }
    }
}

interface Shared {
    readonly owner: Entity;
    readonly attribute: Attribute;
    readonly column: Column;
}

/** One column for several subtypes holds the same in each of them. */
function checkColumns(root: Entity, index: ModelIndex, report: Report): void {
    const columns = new Map<string, Shared>();
    const parts = [root, ...index.descendantsOf(root.id).filter(subtype => index.isInParentsTable(subtype))];
    for (const owner of parts) {
        for (const attribute of owner.attributes) {
            for (const column of attribute.inherited && owner !== root ? [] : attribute.columns) {
                const present = columns.get(column.name);
                const difference = present && differenceOf(present, { owner, attribute, column });
                if (difference !== undefined) {
                    report(finding('ERD137', attribute.place, `${difference}: in the one table of both that is the column ${column.name}.`, {
                        related: [{ place: present!.attribute.place, message: `${present!.attribute.name} of ${present!.owner.name}` }],
                    }));
                    break;
                }
                if (!present) {
                    columns.set(column.name, { owner, attribute, column });
                }
            }
        }
    }
}

function differenceOf(present: Shared, added: Shared): string | undefined {
    const [a, b] = [present.attribute, added.attribute];
    const [here, there] = [`${added.owner.name}.${b.name}`, `${present.owner.name}.${a.name}`];
    const [type, other] = [displayType(added.column.type), displayType(present.column.type)];
    return a.name !== b.name ? `${here} and ${there} are two attributes`
        : type !== other ? `${here} is ${type}, and ${there} ${other}`
            : contentOf(a) !== contentOf(b) ? `${here} has another default or calculation than ${there}`
                : a.reference?.entity !== b.reference?.entity ? `${here} refers to something else than ${there}`
                    : undefined;
}

/** What fills the column, the same text for the same. */
function contentOf(attribute: Attribute): string {
    const { default: standard, computed, identity, onUpdate, collation, options } = attribute;
    const owner = `"${attribute.owner}.`;
    return JSON.stringify([standard, computed, identity, onUpdate, collation, options], (name, value: unknown) => name === 'place' ? undefined : value)
        .replaceAll(owner, '".');
}

function checkOwn(entity: Entity, report: Report): void {
    const own = new Set(entity.attributes.filter(({ inherited }) => !inherited).map(({ name }) => name));
    for (const [fault, place] of faultsOf(entity, own)) {
        report(finding('ERD138', place, `${entity.name} is in the table of its parent, and ${fault}.`));
    }
}

function faultsOf(entity: Entity, own: ReadonlySet<string>): (readonly [fault: string, place: Place])[] {
    const { key, place, partitioning, history, rowSecurity, uniques } = entity;
    const ownElement = key?.elements.find(({ attribute }) => own.has(attribute ?? ''));
    return [
        ...ownElement ? [['has its key', ownElement.place] as const] : [],
        ...partitioning ? [['is divided as that is', partitioning.place] as const] : [],
        ...history ? [['has its history', history.place] as const] : [],
        ...rowSecurity || entity.unlogged || entity.tablespace !== undefined || entity.options.length > 0
            ? [[`has its ${rowSecurity ? 'row security' : 'settings'}`, place] as const] : [],
        ...uniques.filter(({ elements, nullsNotDistinct }) => nullsNotDistinct || !elements.some(({ attribute }) => own.has(attribute ?? '')))
            .map(unique => ['what is unique is so among all rows of that: make it a unique index, which can be of some rows', unique.place] as const),
    ];
}

function faultOfTrigger({ level, events, oldRows, newRows }: Trigger): string | undefined {
    const kinds = new Set(events.map(({ kind }) => kind));
    return level === 'statement' || (oldRows ?? newRows) !== undefined ? 'only a trigger for each row can tell which rows are its'
        : kinds.has('insert') && kinds.has('delete') ? 'a trigger for both insert and delete has no row that says whether it is one of its'
            : undefined;
}
