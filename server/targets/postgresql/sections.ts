import type { Table, View } from '../../../language/index.ts';
import type { Section, Statement } from '../sql-text.ts';
import { createPolicy, rowSecurity } from './access.ts';
import { tableNotes } from './banner.ts';
import { columnSettings, serialSequences } from './columns.ts';
import {
    compositeComments, domainComments, enumComment, policyComment, routineComment, sequenceComment, tableComments, triggerComment, viewComments,
} from './comments.ts';
import type { PostgresContext } from './context.ts';
import { createComposite, createDomain, createEnum, createSequence, ownSequence } from './definitions.ts';
import { historyTrigger } from './history.ts';
import { createIndex, viewIndexes } from './indexes.ts';
import { lookupRows } from './lookup-rows.ts';
import { writeMarked } from './marked-statements.ts';
import { anchorsIn, type Node } from './nodes.ts';
import type { OnUpdates } from './on-update.ts';
import { createPartitions } from './partitions.ts';
import type { Placement } from './placement.ts';
import { createRoutine } from './routines.ts';
import { insertRows } from './rows.ts';
import { addUnvalidated, createTable } from './tables.ts';
import { createTrigger } from './triggers.ts';
import { createView } from './views.ts';

/** What the section of a node says. A marked statement stands in that of what it is marked to, if that is its neighbour. */
export function sectionOf(
    node: Node, position: number, order: readonly Node[], placement: Placement, onUpdates: OnUpdates, context: PostgresContext,
): Section {
    const heading = headingOf(neighbourOf(node, position, order, context), context);
    const fileOf = { none: '', schema: node.schema ?? 'default', entity: heading.file }[context.options.split];
    return { ...heading, file: fileOf, statements: statementsOf(node, placement, onUpdates, context) };
}

/** The node itself, but for a marked statement what it stands beside. */
function neighbourOf(node: Node, position: number, order: readonly Node[], context: PostgresContext): Node {
    const marked = node.kind === 'statement' ? node.element.position : undefined;
    if (marked === undefined) {
        return node;
    }
    const step = marked.kind === 'before' ? 1 : -1;
    let index = position + step;
    while (order[index]?.kind === 'statement') {
        index += step;
    }
    const neighbour = order[index];
    return neighbour && anchorsIn(neighbour, context).includes(marked.anchor) ? neighbour : node;
}

function headingOf(node: Node, context: PostgresContext): { readonly title: string; readonly notes: readonly string[]; readonly file: string } {
    switch (node.kind) {
        case 'enum':
        case 'domain':
        case 'structure':
            return { title: 'Types', notes: [], file: 'types' };
        case 'sequence':
            return { title: 'Sequences', notes: [], file: 'sequences' };
        case 'routine':
            return { title: 'Functions', notes: [], file: 'functions' };
        case 'table':
            return { title: tableTitle(node.element), notes: tableNotes(node.element, context), file: qualifiedFile(node.element) };
        case 'view':
            return {
                title: `${node.element.materialized ? 'Materialized view' : 'View'} ${node.element.id}`,
                notes: node.element.documentation === undefined ? [] : [node.element.documentation],
                file: qualifiedFile({ name: node.element.physicalName }),
            };
        case 'statement':
            return { title: 'Further statements', notes: [], file: 'statements' };
    }
}

function tableTitle({ kind, source }: Table): string {
    switch (kind) {
        case 'entity':
            return `Entity ${source}`;
        case 'join':
            return `Relationship ${source}`;
        case 'lookup':
            return `Values of ${source}`;
        case 'history':
            return `History of ${source}`;
    }
}

function qualifiedFile({ name }: Pick<Table, 'name'>): string {
    return name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
}

function statementsOf(node: Node, placement: Placement, onUpdates: OnUpdates, context: PostgresContext): readonly Statement[] {
    switch (node.kind) {
        case 'enum':
            return [createEnum(node.element, context), ...enumComment(node.element)];
        case 'domain':
            return [createDomain(node.element, context), ...domainComments(node.element)];
        case 'structure':
            return [createComposite(node.element, context), ...compositeComments(node.element)];
        case 'sequence':
            return [createSequence(node.element, context), ...sequenceComment(node.element)];
        case 'routine':
            return [createRoutine(node.element, context), ...routineComment(node.element, context)];
        case 'table':
            return tableStatements(node.element, placement, onUpdates, context);
        case 'view':
            return viewStatements(node.element, placement, context);
        case 'statement':
            return writeMarked(node.element);
    }
}

/** Rows come before the triggers and row security that are meant for later ones. */
function tableStatements(table: Table, placement: Placement, onUpdates: OnUpdates, context: PostgresContext): readonly Statement[] {
    const later = placement.laterForeignKeys;
    const relation = { name: table.name, id: table.source, isPartitioned: table.partitioning !== undefined };
    return [
        ...serialSequences(table, context),
        createTable(table, later, context),
        ...createPartitions(table, context),
        ...columnSettings(table, context),
        ...placement.sequencesOwnedBy(table.name).flatMap(sequence => ownSequence(sequence, context)),
        ...addUnvalidated(table, later, context),
        ...table.indexes.map(index => createIndex(index, relation, context)),
        ...tableComments(table, later, context),
        ...table.kind === 'lookup' ? lookupRows(table, context) : [],
        ...placement.rowsOf(table.name).flatMap(rows => insertRows(rows, context)),
        ...onUpdates.triggerOf(table),
        ...table.kind === 'history' ? historyTrigger(table, context) : [],
        ...placement.triggersOf(table.name).flatMap(trigger => [...createTrigger(trigger, context), ...triggerComment(trigger, context)]),
        ...rowSecurity(table, placement.hasPolicies(table.name)),
        ...placement.policiesOf(table.name).flatMap(policy => [...createPolicy(policy, context), ...policyComment(policy, context)]),
    ];
}

function viewStatements(view: View, placement: Placement, context: PostgresContext): readonly Statement[] {
    const relation = { name: view.physicalName, id: view.id, isPartitioned: false };
    return [
        createView(view, context),
        ...viewIndexes(view).map(index => createIndex(index, relation, context)),
        ...viewComments(view),
        ...placement.triggersOf(view.physicalName).flatMap(trigger => [...createTrigger(trigger, context), ...triggerComment(trigger, context)]),
    ];
}
