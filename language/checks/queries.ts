import { AstUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import type { Entity, Expression, ModelIndex, Query, View } from '../model/index.ts';
import { conditionsOf, forEachPart, isInnerQuery, sourcesOf, walk } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { placeOf } from './places.ts';
import { isAggregate } from './volatility.ts';

/** ERD325: joins that do not say which rows belong together, and cross joins that do. */
export function checkJoins(declaration: ast.Declaration, report: Report): void {
    for (const join of joinsIn(declaration)) {
        const isCross = join.kind === 'cross';
        if (isCross === (join.condition !== undefined)) {
            report(finding('ERD325', placeOf(join), isCross
                ? 'A cross join puts each row beside every other: it has no condition.'
                : `This join does not say with 'on' which rows of ${join.source?.relation?.$refText ?? 'the other'} belong to a row.`));
        }
    }
}

function joinsIn(declaration: ast.Declaration): readonly ast.Join[] {
    return ast.isView(declaration) || ast.isPolicy(declaration) ? AstUtils.streamAst(declaration).filter(ast.isJoin).toArray() : [];
}

/** ERD326: what a view of groups of rows says of each group, but is of single rows. */
export function checkGrouping(index: ModelIndex, report: Report): void {
    for (const view of index.model.views) {
        const { query } = view;
        if (query && isOfGroups(view, query, index)) {
            new GroupReader(view, query, index, report).read();
        }
    }
}

function isOfGroups({ columns }: View, { grouping, having, order }: Query, index: ModelIndex): boolean {
    let found = grouping.length > 0 || having !== undefined;
    for (const expression of [...columns.flatMap(column => column.expression ?? []), ...order.map(by => by.expression)]) {
        walk(expression, part => {
            found ||= isOverGroup(part, index);
        });
    }
    return found;
}

/** An aggregate, unless it is over a window. */
function isOverGroup(part: Expression, index: ModelIndex): boolean {
    return part.kind === 'call' && part.window === undefined && isAggregate(part.routine, part.builtin, index);
}

class GroupReader {
    private readonly view: View;
    private readonly query: Query;
    private readonly index: ModelIndex;
    private readonly report: Report;
    private readonly grouped: ReadonlySet<string>;
    /** Each with its source: how it was reached does not matter. */
    private readonly groupedColumns: ReadonlySet<string>;
    /** The sources of which each group has one row: it is grouped by their key. */
    private readonly single: ReadonlyMap<string, Entity>;

    constructor(view: View, query: Query, index: ModelIndex, report: Report) {
        this.view = view;
        this.query = query;
        this.index = index;
        this.report = report;
        this.grouped = new Set(query.grouping.map(textOf));
        this.groupedColumns = new Set(query.grouping.flatMap(by => by.kind === 'attribute' ? `${by.source}.${by.column}` : []));
        this.single = this.sourcesByKey();
    }

    read(): void {
        for (const { expression } of this.view.columns) {
            this.readPart(expression);
        }
        this.readPart(this.query.having);
        this.query.order.forEach(({ expression }) => this.readPart(expression));
    }

    /** @param inner the sources of inner queries around it, of which it may read anything */
    private readPart(part: Expression | undefined, inner: readonly string[] = []): void {
        if (!part || isOverGroup(part, this.index) || this.grouped.has(textOf(part))) {
            return;
        }
        if (part.kind === 'row' || part.kind === 'attribute' && part.source !== undefined) {
            if (part.source !== undefined && inner.includes(part.source)) {
                return;
            }
            const isGrouped = part.kind === 'attribute' && this.groupedColumns.has(`${part.source}.${part.column}`);
            if (!isGrouped && !this.isOfSingleRow(part)) {
                const what = part.kind === 'row' ? part.source : `${part.source}.${part.attribute.slice(part.attribute.lastIndexOf('.') + 1)}`;
                this.report(finding('ERD326', part.place, this.query.grouping.length > 0
                    ? `${what} is neither grouped by nor aggregated: ${this.view.name} has one row for each group.`
                    : `${what} is of single rows: with an aggregate and no 'group by', ${this.view.name} has one row for all of them.`));
            }
            return;
        }
        if (part.kind === 'in rows') {
            this.readPart(part.operand, inner);
        }
        const within = isInnerQuery(part) ? [...inner, ...sourcesOf(part.rows).map(({ alias }) => alias)] : inner;
        const parts = part.kind === 'in rows' ? [part.value, ...conditionsOf(part.rows)] : partsOf(part);
        parts.forEach(each => this.readPart(each, within));
    }

    /** What a parent's table has of a joined subtype, its own key does not decide. */
    private isOfSingleRow(part: Expression & { readonly kind: 'row' | 'attribute' }): boolean {
        const entity = part.source === undefined ? undefined : this.single.get(part.source);
        if (!entity || part.kind === 'row') {
            return entity !== undefined;
        }
        const name = part.attribute.slice(part.attribute.lastIndexOf('.') + 1);
        return this.index.strategyOf(entity) !== 'joined' || !entity.attributes.some(attribute => attribute.name === name && attribute.inherited);
    }

    private sourcesByKey(): ReadonlyMap<string, Entity> {
        const found = new Map<string, Entity>();
        for (const { alias, relation } of [this.query.from, ...this.query.joins.map(({ source }) => source)]) {
            const entity = this.index.entities.get(relation);
            const isTable = entity?.table && !this.index.descendantsOf(entity.id).some(subtype => this.index.strategyOf(subtype) === 'concrete');
            const key = isTable && entity.key && !entity.key.timing.deferrable ? entity.key.elements : [];
            const ofKey = key.map(({ attribute: name }) => {
                const attribute = entity?.attributes.find(candidate => candidate.name === name);
                return attribute?.reference?.columns ?? attribute?.columns.map(column => column.name) ?? [];
            });
            if (entity && key.length > 0 && ofKey.every(names => names.length > 0 && names.every(name => this.groupedColumns.has(`${alias}.${name}`)))) {
                found.set(alias, entity);
            }
        }
        return found;
    }
}

function partsOf(expression: Expression): readonly Expression[] {
    const parts: Expression[] = [];
    forEachPart(expression, part => parts.push(part));
    return parts;
}

/** The same text for the same expression, wherever it stands. */
function textOf(expression: Expression): string {
    return JSON.stringify(expression, (name, value: unknown) => name === 'place' || name === 'type' ? undefined : value);
}
