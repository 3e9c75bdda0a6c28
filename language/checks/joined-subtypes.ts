import type { Place } from '../findings.ts';
import type { Entity, Expression, IndexElement, ModelIndex, Partitioning } from '../model/index.ts';
import { walk } from '../model/index.ts';
import { finding, type Report } from './finding.ts';

/** ERD139, ERD170: what the table of a joined subtype cannot say, for the rest of each row is in its parent's. */
export function checkJoinedSubtypes(index: ModelIndex, report: Report): void {
    const joined = new Map<string, Reader>();
    for (const entity of index.model.entities) {
        const parent = index.strategyOf(entity) === 'joined' ? index.parentOf(entity) : undefined;
        if (parent) {
            checkKey(entity, parent, report);
            const reader = new Reader(entity, index.ancestorsOf(entity), report);
            reader.readEntity();
            joined.set(entity.id, reader);
        }
    }
    if (joined.size === 0) {
        return;
    }
    for (const { name, entity, using, check } of index.model.policies) {
        joined.get(entity)?.read(using, `the policy ${name}`);
        joined.get(entity)?.read(check, `the policy ${name}`);
    }
    for (const { name, relation, events, condition, place } of index.model.triggers) {
        joined.get(relation)?.read(condition, `the trigger ${name}`);
        joined.get(relation)?.name(events.flatMap(({ attributes }) => attributes), place, `the trigger ${name}`);
    }
    for (const { object, privileges, kind, place } of index.model.grants) {
        if (object.kind === 'entity') {
            joined.get(object.id)?.name(privileges.flatMap(({ attributes }) => attributes), place, `the ${kind}`);
        }
    }
}

function checkKey(entity: Entity, parent: Entity, report: Report): void {
    if (!entity.key || !parent.key) {
        return;
    }
    const [own, theirs] = [entity.key, parent.key].map(({ elements }) => elements.map(({ attribute, period }) => attribute ?? period ?? ''));
    const fault = own!.join() !== theirs!.join() ? `${entity.name} has the key (${own!.join(', ')}), and ${parent.name} (${theirs!.join(', ')}): a row of the one would not be one row of the other`
        : parent.key.elements.some(({ withoutOverlaps }) => withoutOverlaps) ? `The key of ${parent.name} is without overlaps: no foreign key of ${entity.name} leads to one row of it`
            : undefined;
    if (fault !== undefined) {
        const added = entity.key.elements.find(({ attribute }) => !parent.key!.elements.some(other => other.attribute === attribute));
        report(finding('ERD139', added?.place ?? entity.key.place, `${fault}.`, { related: [{ place: parent.key.place, message: `The key of ${parent.name}` }] }));
    }
}

/** Reads what stands at a joined subtype for attributes that are in the tables of its ancestors. */
class Reader {
    private readonly entity: Entity;
    private readonly ancestors: readonly Entity[];
    private readonly report: Report;
    private readonly elsewhere: ReadonlySet<string>;

    constructor(entity: Entity, ancestors: readonly Entity[], report: Report) {
        this.entity = entity;
        this.ancestors = ancestors;
        this.report = report;
        const key = new Set(entity.key?.elements.map(({ attribute }) => attribute));
        this.elsewhere = new Set(entity.attributes.filter(({ name, inherited }) => inherited && !key.has(name)).map(({ name }) => name));
    }

    readEntity(): void {
        if (this.elsewhere.size === 0) {
            return;
        }
        const { entity } = this;
        for (const { name, inherited, computed, onUpdate, reference } of entity.attributes) {
            if (!inherited) {
                this.read(computed?.expression, `the value of ${name}`);
                this.read(onUpdate, `the value of ${name} at an update`);
                if (reference) {
                    this.name(reference.via, reference.place, `the reference ${name}`);
                }
            }
        }
        for (const { elements, include, place } of entity.uniques) {
            elements.forEach(({ attribute, place: at }) => this.name([attribute ?? ''], at, 'the unique constraint'));
            this.name(include, place, 'the unique constraint');
        }
        for (const { condition, name } of entity.checks) {
            this.read(condition, name === undefined ? 'the check' : `the check ${name}`);
        }
        for (const { elements, include, predicate, place } of entity.indexes) {
            this.readElements(elements, 'the index');
            this.name(include, place, 'the index');
            this.read(predicate, 'the index');
        }
        for (const { elements, predicate } of entity.exclusions) {
            elements.forEach(({ expression }) => this.read(expression, 'the exclusion'));
            this.read(predicate, 'the exclusion');
        }
        entity.periods.forEach(({ name, start, end, place }) => this.name([start, end], place, `the period ${name}`));
        this.readPartitioning(entity.partitioning);
    }

    read(expression: Expression | undefined, what: string): void {
        if (expression && this.elsewhere.size > 0) {
            walk(expression, part => {
                if (part.kind === 'attribute' && (part.source === undefined || part.source === 'old' || part.source === 'new')) {
                    this.name([part.attribute.slice(part.attribute.lastIndexOf('.') + 1)], part.place, what);
                }
            });
        }
    }

    name(attributes: readonly string[], place: Place, what: string): void {
        const inherited = attributes.find(attribute => this.elsewhere.has(attribute));
        if (inherited !== undefined) {
            const home = this.ancestors.find(ancestor => ancestor.attributes.some(attribute => attribute.name === inherited && !attribute.inherited)) ?? this.ancestors[0]!;
            this.report(finding('ERD170', place, `${inherited} is in the table of ${home.name}, and ${what} sees that of ${this.entity.name} only.`));
        }
    }

    private readElements(elements: readonly IndexElement[], what: string): void {
        elements.forEach(({ expression }) => this.read(expression, what));
    }

    private readPartitioning(partitioning: Partitioning | undefined): void {
        if (partitioning) {
            this.readElements(partitioning.elements, 'the partitioning');
            partitioning.partitions.forEach(({ subpartitioning }) => this.readPartitioning(subpartitioning));
        }
    }
}
