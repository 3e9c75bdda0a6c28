import type { PhysicalName } from '../../../../language/index.ts';
import type { ExpressionTree, SourceExpression, SourceQuery, SourceView } from '../../source/index.ts';
import { slotOf } from '../context.ts';
import { columnsIn, conditionText, markedText, orderText, portableText, treeText, type ExpressionPlace, type QuerySource } from '../expressions/index.ts';
import { writtenName } from '../names.ts';
import { documentation, join, plainText, type Text } from '../text.ts';
import type { Lowering } from './lowering.ts';

/** A view's query in the model's form: what stands behind the head, and the columns of the block. */
export interface QueryText {
    readonly clauses: Text;
    readonly columns: readonly { readonly text: Text; readonly isMarked: boolean }[];
}

/** The slot of a view's query, of which a marked one is SQL. */
export function querySlot(view: Pick<SourceView, 'name'>): string {
    return slotOf('view', view.name, 'query');
}

/** Undefined where the query stays SQL: most of its columns have no words, or anything else has none. */
export function queryText(view: SourceView, lowering: Lowering): QueryText | undefined {
    const { names, decisions } = lowering;
    const { query } = view;
    if (!query || decisions.isMarked(querySlot(view))) {
        return undefined;
    }
    const from = names.namespaceOf(view.name);
    const place: ExpressionPlace = { from, slot: querySlot(view), sources: sourcesOf(query, lowering) };
    const source = ({ relation, alias }: SourceQuery['from']): string | undefined => {
        const name = names.relation(relation, from);
        return name === undefined ? undefined : `${name} ${writtenName(alias)}`;
    };
    let marked = 0;
    const clause = (word: string, conditions: readonly SourceExpression[]): Text => conditions.length === 0 ? '' : [word, join(conditions.map((condition, index) => {
        const slot = `${querySlot(view)} ${word.trim()} ${index} ${condition.sql}`;
        const said = conditionText(condition, { ...place, slot }, conditions.length > 1, lowering);
        marked += said === undefined ? 1 : 0;
        return { slot, text: said ?? markedText(condition) };
    }), ' and ')];
    const clauses: readonly (Text | undefined)[] = [
        prefixed('from ', source(query.from)),
        ...query.joins.flatMap(({ kind, source: joined, conditions }) => [
            prefixed(`\n${kind === 'inner' ? '' : `${kind} `}join `, source(joined)), clause(' on ', conditions),
        ]),
        clause('\nwhere ', query.where),
        query.grouping.length === 0 ? '' : prefixed('\ngroup by ', listed(query.grouping.map(tree => treeText(tree, place, lowering)))),
        clause('\nhaving ', query.having),
        query.distinct ? '\ndistinct' : '',
        query.order.length === 0 ? '' : prefixed('\norder by ', orderText(query.order, place, lowering)),
        query.limit === undefined ? '' : `\nlimit ${query.limit}`,
    ];
    const columns = query.columns.map(({ name, expression }, index) => {
        const slot = `${querySlot(view)} ${index}`;
        const said = portableText(expression, { ...place, slot }, lowering);
        marked += said === undefined ? 1 : 0;
        const text = said ?? markedText(expression);
        const declared = names.declaredColumn(view.name, name);
        const comment = view.columns.find(column => column.name === name)?.comment;
        return { isMarked: said === undefined, text: [documentation(comment), `${declared.name}: `, { slot, text }, declared.as] };
    });
    return !clauses.every(clause => clause !== undefined) || marked * 2 > columns.length ? undefined : { clauses: { slot: querySlot(view), text: clauses }, columns };
}

/** Whether two queries are the same in the model's form; what is marked SQL is taken to be. */
export function isSameQuery(one: QueryText, other: QueryText): boolean {
    return plainText(one.clauses) === plainText(other.clauses) && one.columns.length === other.columns.length
        && one.columns.every(({ text, isMarked }, index) => isMarked ? other.columns[index]!.isMarked : plainText(text) === plainText(other.columns[index]!.text));
}

/** The columns that queries in the model's form read of each relation, by its key. */
export function columnsReadByQueries(lowering: Lowering): ReadonlyMap<string, ReadonlySet<string>> {
    const read = new Map<string, Set<string>>();
    for (const view of lowering.schema.objects) {
        const query = view.kind === 'view' ? view.query : undefined;
        const aliases = new Map(query && [query.from, ...query.joins.map(({ source }) => source)].map(({ alias, relation }) => [alias, lowering.names.keyOf(relation)]));
        for (const { name, of } of query ? treesIn(query).flatMap(columnsIn) : []) {
            const key = aliases.get(of ?? '') ?? '';
            read.set(key, (read.get(key) ?? new Set()).add(name));
        }
    }
    return read;
}

function treesIn({ columns, joins, where, grouping, having, order }: SourceQuery): readonly ExpressionTree[] {
    return [
        ...[...columns.map(({ expression }) => expression), ...joins.flatMap(({ conditions }) => conditions), ...where, ...having].flatMap(({ tree }) => tree ?? []),
        ...grouping, ...order.map(({ expression }) => expression),
    ];
}

function sourcesOf(query: SourceQuery, { schema, names }: Lowering): ReadonlyMap<string, QuerySource> {
    return new Map([query.from, ...query.joins.map(({ source }) => source)].map(({ alias, relation }) => [alias, { relation, types: typesOf(relation) }]));

    function typesOf(name: PhysicalName): QuerySource['types'] {
        const view = schema.objects.find((object): object is SourceView => object.kind === 'view' && names.keyOf(object.name) === names.keyOf(name));
        return new Map(view?.columns.map(column => [column.name, column.type]));
    }
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
    return text === undefined ? undefined : prefix + text;
}

function listed(texts: readonly (string | undefined)[]): string | undefined {
    return texts.includes(undefined) ? undefined : texts.join(', ');
}
