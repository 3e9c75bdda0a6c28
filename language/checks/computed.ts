import type { Attribute, Entity, ModelIndex } from '../model/index.ts';
import { walk } from '../model/index.ts';
import { findCycles, type Edge } from './cycles.ts';
import { finding, type Report } from './finding.ts';

/** ERD207: computed attributes that read themselves, directly or over each other. */
export function checkComputed({ model }: ModelIndex, report: Report): void {
    for (const entity of model.entities) {
        const computed = entity.attributes.filter(attribute => attribute.computed && !attribute.inherited);
        if (computed.length > 0) {
            checkEntity(entity, computed, report);
        }
    }
}

function checkEntity(entity: Entity, computed: readonly Attribute[], report: Report): void {
    const byId = new Map(computed.map(attribute => [attribute.id, attribute]));
    const readBy = (attribute: Attribute): Edge<Attribute>[] => {
        const read: Edge<Attribute>[] = [];
        walk(attribute.computed!.expression, part => {
            const target = part.kind === 'attribute' && part.source === undefined ? byId.get(part.attribute) : undefined;
            if (target) {
                read.push({ target });
            }
        });
        return read;
    };
    findCycles(computed, readBy, circle => {
        const path = circle.map(({ target }) => target.name);
        const last = circle.at(-1)!.target;
        report(finding('ERD207', last.computed!.expression.place, circle.length === 1
            ? `${entity.name}.${last.name} reads itself.`
            : `${entity.name}.${last.name} reads itself over ${path.slice(0, -1).join(' and ')}.`));
    });
}
