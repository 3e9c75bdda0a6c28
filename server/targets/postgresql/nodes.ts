import type { Model, SqlStatement, Table } from '../../../language/index.ts';
import type { Ordered } from '../order.ts';
import type { PostgresContext } from './context.ts';
import type { MarkedStatement } from './marked-statements.ts';
import { keyOf, noNeeds, tableKey, type Needs, type References } from './references.ts';
import { engine } from './versions.ts';

/** What is created on its own and may need others: a type, sequence, routine, table, view or marked statement. */
export type Node = Ordered & { readonly id: string; readonly schema: string | undefined } & (
    | { readonly kind: 'enum'; readonly element: Model['enums'][number] }
    | { readonly kind: 'domain'; readonly element: Model['domains'][number] }
    | { readonly kind: 'structure'; readonly element: Model['structures'][number] }
    | { readonly kind: 'sequence'; readonly element: Model['sequences'][number] }
    | { readonly kind: 'routine'; readonly element: Model['routines'][number] }
    | { readonly kind: 'table'; readonly element: Table }
    | { readonly kind: 'view'; readonly element: Model['views'][number] }
    | { readonly kind: 'statement'; readonly element: SqlStatement }
);

/**
 * All that the model creates, in the order in which a reader wants it where nothing forbids it: types, sequences,
 * functions that touch no table, tables, views, functions that do. Marked statements stand beside what they are marked
 * to, or where what they make is needed; the others are not among the nodes.
 */
export function nodesOf(context: PostgresContext, references: References, marked: readonly MarkedStatement[]): readonly Node[] {
    const { model, names } = context;
    const types: readonly Node[] = [
        ...model.enums.filter(({ storage }) => storage === 'native').map((element): Node => (
            { kind: 'enum', element, ...named(keyOf('enum', element.id), element), ...noNeeds() })),
        ...model.domains.filter(({ inlined }) => !inlined).map((element): Node => (
            { kind: 'domain', element, ...named(keyOf('domain', element.id), element), ...domainNeeds(element, references) })),
        ...model.structures.filter(({ composite }) => composite).map((element): Node => (
            { kind: 'structure', element, ...named(keyOf('structure', element.id), element), ...structureNeeds(element, references) })),
    ];
    const inSourceOrder = types.toSorted(bySource(model));
    const sequences = model.sequences.map((element): Node => (
        { kind: 'sequence', element, ...named(keyOf('sequence', element.id), element), ...noNeeds() }));
    const routines = model.routines.filter(({ external }) => !external).map((element): Node => (
        { kind: 'routine', element, ...named(keyOf('routine', element.id), element), ...routineNeeds(element, references) }));
    const tables = names.tables.map((element): Node => ({
        kind: 'table', element, key: tableKey(element.name), id: element.source, schema: element.name.schema, ...tableNeeds(element, context, references),
    }));
    const views = model.views.map((element): Node => (
        { kind: 'view', element, ...named(keyOf('view', element.id), element), ...viewNeeds(element, references) }));
    const isLate = touchesRelations([...types, ...sequences, ...routines, ...tables, ...views]);
    const nodes = [
        ...inSourceOrder, ...sequences, ...routines.filter(routine => !isLate(routine)), ...tables, ...views, ...routines.filter(isLate),
    ];
    return withStatements(nodes, marked, context, references);
}

/** The elements beside which a marked statement stands with this node. */
export function anchorsIn(node: Node, { names }: PostgresContext): readonly string[] {
    if (node.kind !== 'table') {
        return [node.id];
    }
    if (node.element.kind === 'history') {
        return [];
    }
    return [node.id, ...(names.entity(node.id)?.attributes ?? []).map(attribute => attribute.id)];
}

function withStatements(nodes: readonly Node[], marked: readonly MarkedStatement[], context: PostgresContext, references: References): readonly Node[] {
    const nodeOfAnchor = new Map(nodes.flatMap(node => anchorsIn(node, context).map(id => [id, node] as const)));
    const statements = new Map(marked.map(each => [each.key, statementNode(each, nodeOfAnchor, references)]));
    const anchored = marked.filter(({ element: { position } }) => position && nodeOfAnchor.has(position.anchor));
    const isMentioned = new Set(anchored.map(({ key }) => key));
    [...nodes].forEach(({ prefers }) => prefers.forEach(key => statements.has(key) && isMentioned.add(key)));
    for (const key of isMentioned) {
        statements.get(key)?.prefers.forEach(other => statements.has(other) && isMentioned.add(other));
    }
    const beside = Map.groupBy(anchored, ({ element: { position } }) => nodeOfAnchor.get(position!.anchor)!);
    const at = (node: Node, kind: 'before' | 'after') => (beside.get(node) ?? []).filter(({ element }) => element.position?.kind === kind).map(({ key }) => statements.get(key)!);
    const isAnchored = new Set(anchored.map(({ key }) => key));
    return [
        ...nodes.flatMap(node => {
            const before = at(node, 'before');
            return [...before, before.length === 0 ? node : { ...node, needs: new Set([...node.needs, ...before.map(({ key }) => key)]) }, ...at(node, 'after')];
        }),
        ...marked.flatMap(({ key }) => isMentioned.has(key) && !isAnchored.has(key) ? [statements.get(key)!] : []),
    ];
}

function statementNode({ key, element }: MarkedStatement, nodeOfAnchor: ReadonlyMap<string, Node>, references: References): Node {
    const needs = noNeeds();
    const anchor = element.position && nodeOfAnchor.get(element.position.anchor)?.key;
    references.ofSql(element.text, needs);
    needs.prefers.delete(key);
    if (anchor !== undefined && element.position?.kind === 'after') {
        needs.needs.add(anchor);
    } else if (anchor !== undefined) {
        needs.prefers.delete(anchor);
    }
    return { kind: 'statement', element, key, id: key, schema: undefined, ...needs };
}

/** By the document, then by the line. */
function bySource({ sources }: Model): (left: Node, right: Node) => number {
    const documents = new Map(sources.map((uri, position) => [uri, position]));
    const placeOf = ({ element: { place: { uri, range: { start } } } }: Node) => [documents.get(uri) ?? documents.size, start.line, start.character] as const;
    return (left, right) => {
        const [from, to] = [placeOf(left), placeOf(right)];
        return from[0] - to[0] || from[1] - to[1] || from[2] - to[2];
    };
}

/** What the condition and action of a trigger need. */
export function triggerNeeds({ action, condition }: Model['triggers'][number], references: References): Needs {
    const needs = noNeeds();
    if (action) {
        needs.needs.add(keyOf('routine', action.routine));
    }
    references.ofExpression(condition, needs);
    return needs;
}

export function policyNeeds({ using, check }: Model['policies'][number], references: References): Needs {
    const needs = noNeeds();
    references.ofExpression(using, needs);
    references.ofExpression(check, needs);
    return needs;
}

function named(
    key: string, { id, physicalName }: { readonly id: string; readonly physicalName: { readonly schema?: string } },
): { key: string; id: string; schema: string | undefined } {
    return { key, id, schema: physicalName.schema };
}

function domainNeeds(domain: Model['domains'][number], references: References): Needs {
    const needs = noNeeds();
    references.ofType(domain.type, needs);
    references.ofName(domain.collation, needs);
    references.ofExpression(domain.default, needs);
    domain.checks.forEach(({ condition }) => references.ofExpression(condition, needs));
    return needs;
}

function structureNeeds(structure: Model['structures'][number], references: References): Needs {
    const needs = noNeeds();
    structure.attributes.forEach(({ columns, collation }) => {
        columns.forEach(({ type }) => references.ofType(type, needs));
        references.ofName(collation, needs);
    });
    return needs;
}

function routineNeeds(routine: Model['routines'][number], references: References): Needs {
    const needs = noNeeds();
    for (const parameter of [...routine.parameters, ...routine.result?.kind === 'table' ? routine.result.columns : []]) {
        references.ofType(parameter.type, needs);
        references.ofExpression(parameter.default, needs);
    }
    if (routine.result?.kind === 'type') {
        references.ofType(routine.result.type, needs);
    }
    references.ofSql(routine.bodies[engine], needs);
    needs.prefers.delete(keyOf('routine', routine.id));
    return needs;
}

function tableNeeds(table: Table, { names }: PostgresContext, references: References): Needs {
    const needs = noNeeds();
    for (const column of table.columns) {
        references.ofType(column.type, needs);
        references.ofExpression(column.default, needs);
        references.ofExpression(column.computed?.expression, needs);
        references.ofName(column.collation, needs);
    }
    [table, ...table.indexes].forEach(({ tablespace }) => references.ofName(tablespace, needs));
    table.checks.forEach(({ condition }) => references.ofExpression(condition, needs));
    for (const { elements, predicate } of [...table.indexes, ...table.exclusions]) {
        elements.forEach(({ expression }) => references.ofExpression(expression, needs));
        references.ofExpression(predicate, needs);
    }
    table.indexes.forEach(({ elements }) => elements.forEach(({ collation }) => references.ofName(collation, needs)));
    table.partitioning?.elements.forEach(({ expression }) => references.ofExpression(expression, needs));
    table.inherits.forEach(parent => needs.needs.add(tableKey(parent)));
    if (table.kind === 'history') {
        const current = names.tableOf(table.source);
        if (current) {
            needs.needs.add(tableKey(current.name));
        }
    }
    table.foreignKeys.forEach(({ target }) => needs.prefers.add(tableKey(target)));
    needs.prefers.delete(tableKey(table.name));
    return needs;
}

function viewNeeds({ id, query, sql, columns, indexes }: Model['views'][number], references: References): Needs {
    const needs = noNeeds();
    if (query) {
        for (const source of [query.from, ...query.joins.map(join => join.source)]) {
            references.ofRelation(source.relation, needs);
        }
        const order = query.order.map(by => by.expression);
        const conditions = [query.where, query.having, ...query.joins.map(join => join.condition)];
        [...conditions, ...query.grouping, ...order, ...columns.map(column => column.expression)]
            .forEach(expression => references.ofExpression(expression, needs));
    }
    references.ofSql(sql?.[engine], needs);
    indexes.forEach(({ elements, predicate }) => {
        elements.forEach(({ expression }) => references.ofExpression(expression, needs));
        references.ofExpression(predicate, needs);
    });
    needs.prefers.delete(keyOf('view', id));
    return needs;
}

/** Tells what leads to a table or view, by whatever way. */
function touchesRelations(nodes: readonly Node[]): (node: Node) => boolean {
    const byKey = new Map(nodes.map(node => [node.key, node]));
    return start => {
        const seen = new Set([start.key]);
        for (const key of seen) {
            const node = byKey.get(key);
            if (node?.kind === 'table' || node?.kind === 'view') {
                return true;
            }
            node?.needs.forEach(next => seen.add(next));
            node?.prefers.forEach(next => seen.add(next));
        }
        return false;
    };
}
