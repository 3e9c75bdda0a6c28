import type { Annotation, Attribute, Entity, Retention, Table } from '../../../language/index.ts';
import type { PostgresContext } from './context.ts';

/** From the most open to the most closed. */
const classifications: readonly string[] = ['public', 'internal', 'confidential', 'restricted'];

/** What a reader of the script should know of a table: what it is for, who answers for it, how delicate it is. */
export function tableNotes(table: Table, context: PostgresContext): readonly string[] {
    const documentation = table.comment === undefined ? [] : table.comment.trim().split('\n');
    const entity = table.kind === 'history' || table.kind === 'lookup' ? undefined : context.names.entity(table.source);
    const facts = entity ? factsOf(entity, context) : [];
    const width = Math.max(0, ...facts.map(([name]) => name.length));
    return [
        ...documentation,
        ...documentation.length > 0 && facts.length > 0 ? [''] : [],
        ...facts.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ];
}

function factsOf(entity: Entity, { model }: PostgresContext): readonly (readonly [name: string, value: string])[] {
    const { areas, owner, steward, purposes, subject, retention, audit } = entity.governance;
    const labelIn = (elements: readonly { readonly id: string; readonly name: string; readonly label?: string }[], id: string) => {
        const element = elements.find(candidate => candidate.id === id);
        return element?.label ?? element?.name ?? id;
    };
    const classification = classifications.findLast(level => isMarked(entity, level));
    const facts: readonly (readonly [string, string | undefined])[] = [
        ['Area', listed(areas.map(area => labelIn(model.areas, area)))],
        ['Owner', owner === undefined ? undefined : labelIn(model.teams, owner)],
        ['Steward', steward === undefined ? undefined : labelIn(model.teams, steward)],
        ['Purpose', listed(purposes.map(purpose => labelIn(model.purposes, purpose)))],
        ['Classification', classification],
        ['Data subject', subject?.path.length === 0 ? 'yes' : subject?.path.join('.')],
        ['Personal data', listed(columnsMarked(entity, 'pii'))],
        ['Sensitive data', listed(columnsMarked(entity, 'sensitive'))],
        ['Retention', retention && retentionText(retention, entity)],
        ['Audit', listed(audit)],
    ];
    return facts.flatMap(([name, value]) => value === undefined ? [] : [[name, value] as const]);
}

function isMarked(entity: Entity, annotation: string): boolean {
    return [entity, ...entity.attributes].some(({ annotations }) => annotations.some(({ name }) => name === annotation));
}

function columnsMarked(entity: Entity, annotation: string): readonly string[] {
    return entity.attributes.flatMap(attribute => {
        const mark = attribute.annotations.find(({ name }) => name === annotation);
        return mark ? columnNames(attribute).map(column => `${column}${category(mark)}`) : [];
    });
}

function columnNames({ columns, name }: Attribute): readonly string[] {
    return columns.length === 0 ? [name] : columns.map(column => column.name);
}

function category({ arguments: [argument] }: Annotation): string {
    return argument && argument.value.kind !== 'expression' ? ` (${argument.value.value})` : '';
}

function retentionText({ unlimited, duration, anchor, action, attributes, reason }: Retention, entity: Entity): string {
    const columnsOf = (name: string) => {
        const attribute = entity.attributes.find(candidate => candidate.name === name);
        return attribute ? columnNames(attribute).join(', ') : name;
    };
    return [
        unlimited || !duration ? 'unlimited' : `${duration.count} ${duration.unit}${duration.count === 1 ? '' : 's'}`,
        ...anchor === undefined ? [] : [` after ${columnsOf(anchor)}`],
        ...action === undefined ? [] : [`, then ${action}`],
        ...attributes.length === 0 ? [] : [` ${attributes.map(columnsOf).join(', ')}`],
        ...reason === undefined ? [] : [` (${reason})`],
    ].join('');
}

function listed(items: readonly string[]): string | undefined {
    return items.length === 0 ? undefined : items.join(', ');
}
