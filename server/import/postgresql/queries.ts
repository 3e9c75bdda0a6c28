import type { JoinType, Node, RangeVar, SelectStmt } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import type {
    ExpressionTree, SourceExpression, SourceQuery, SourceQuerySource, SourceSchema, SourceTable, SourceType, TreeOrder,
} from '../source/index.ts';
import { ExpressionDraft, type ExpressionScope } from './expressions/draft.ts';
import { directionOf } from './expressions/order.ts';
import { assigned, TEXT } from './expressions/reading.ts';
import { TreeReader } from './expressions/tree.ts';
import { fieldsOf, isFailure, parseStatement, textsOf } from './parser.ts';
import { nameOfColumn } from './query-columns.ts';
import { StatementText } from './statement-text.ts';

type Join = SourceQuery['joins'][number];

/** The columns of a relation, or undefined where not all are known. */
type Columns = ReadonlyMap<string, SourceType | undefined>;

interface Source extends SourceQuerySource {
    readonly columns: Columns;
    /** Whether it has no other columns than these. */
    readonly isComplete: boolean;
}

const JOINS: Readonly<Partial<Record<JoinType, Join['kind']>>> = { JOIN_INNER: 'inner', JOIN_LEFT: 'left', JOIN_RIGHT: 'right', JOIN_FULL: 'full' };

/** The queries of a schema's views, where the model's own form has words for them. */
export function withQueries(schema: SourceSchema): SourceSchema {
    const reader = new QueryReader(schema);
    return {
        ...schema,
        objects: schema.objects.map(object => {
            const query = object.kind === 'view' ? reader.read(object.sql) : undefined;
            return object.kind === 'view' && query ? { ...object, query } : object;
        }),
    };
}

/** Reads SELECTs over what a schema has. */
export class QueryReader {
    readonly #relations = new Map<string, { readonly columns: Columns; readonly isComplete: boolean }>();
    readonly #domains = new Map<string, SourceType>();
    readonly #defaultSchema: string | undefined;

    constructor({ objects, defaultSchema }: SourceSchema) {
        this.#defaultSchema = defaultSchema;
        const tables = new Map(objects.flatMap(object => object.kind === 'table' ? [[this.#keyOf(object.name), object] as const] : []));
        for (const object of objects) {
            if (object.kind === 'table') {
                const columns = columnsOf(object, name => tables.get(this.#keyOf(name)));
                this.#relations.set(this.#keyOf(object.name), { columns, isComplete: true });
            } else if (object.kind === 'view') {
                this.#relations.set(this.#keyOf(object.name), { columns: new Map(object.columns.map(({ name, type }) => [name, type])), isComplete: false });
            } else if (object.kind === 'domain') {
                this.#domains.set(this.#keyOf(object.name), object.type);
            }
        }
    }

    /**
     * The query of a SELECT, or of a statement that makes a view of one. Undefined where it, or a part of it, has no words in
     * the model.
     */
    read(sql: string): SourceQuery | undefined {
        const parsed = parseStatement(sql);
        const select = isFailure(parsed) ? undefined
            : fieldsOf(fieldsOf(parsed, 'ViewStmt')?.query ?? fieldsOf(parsed, 'CreateTableAsStmt')?.query ?? parsed, 'SelectStmt');
        const from = select && isPlain(select) && select.fromClause?.length === 1 ? this.#from(select.fromClause[0]!, new StatementText(sql)) : undefined;
        return from && new SelectReader(select!, from, sql, type => this.#baseType(type)).read();
    }

    #from(node: Node, text: StatementText): From | undefined {
        const table = fieldsOf(node, 'RangeVar');
        if (table !== undefined) {
            const source = this.#source(table);
            return source && { sources: [source], joins: [] };
        }
        const join = fieldsOf(node, 'JoinExpr');
        const left = join?.larg && this.#from(join.larg, text);
        const right = fieldsOf(join?.rarg, 'RangeVar');
        const source = right && this.#source(right);
        const kind = join?.jointype && JOINS[join.jointype];
        if (!left || !source || !kind || join.isNatural === true || join.usingClause !== undefined || join.alias !== undefined
            || left.sources.some(({ alias }) => alias === source.alias) || join.quals === undefined && kind !== 'inner') {
            return undefined;
        }
        return {
            sources: [...left.sources, source],
            joins: [...left.joins, { kind: join.quals === undefined ? 'cross' : kind, source, quals: join.quals }],
        };
    }

    #source({ schemaname, relname = '', alias, inh }: RangeVar): Source | undefined {
        const relation: PhysicalName = schemaname === undefined ? { name: relname } : { schema: schemaname, name: relname };
        const known = this.#relations.get(this.#keyOf(relation));
        // A name that only repeats the table's own is printed all the same.
        const isSaid = alias === undefined || alias.colnames === undefined && alias.aliasname !== relname;
        return known && isSaid && inh === true ? { relation, alias: alias?.aliasname ?? relname, ...known } : undefined;
    }

    #baseType(type: SourceType): SourceType {
        const domain = type.dimensions.length > 0 ? undefined : this.#domains.get(this.#keyOf(type));
        return domain ? this.#baseType(domain) : type;
    }

    #keyOf({ schema, name }: PhysicalName): string {
        return JSON.stringify([schema ?? this.#defaultSchema, name]);
    }
}

interface From {
    readonly sources: readonly Source[];
    readonly joins: readonly (Omit<Join, 'conditions'> & { readonly quals: Node | undefined })[];
}

/** Whether all that it has is in the model's form: one SELECT, without subqueries in FROM and rows of its own. */
function isPlain({ op, valuesLists, withClause, intoClause, windowClause, lockingClause, limitOffset, limitOption, groupDistinct }: SelectStmt): boolean {
    return (op === undefined || op === 'SETOP_NONE') && groupDistinct !== true && limitOption !== 'LIMIT_OPTION_WITH_TIES'
        && [valuesLists, withClause, intoClause, windowClause, lockingClause, limitOffset].every(clause => clause === undefined);
}

/** The columns that a table has, those that it inherits first. */
function columnsOf(table: SourceTable, tableOf: (name: PhysicalName) => SourceTable | undefined): Columns {
    const columns = new Map<string, SourceType | undefined>();
    const seen = new Set<SourceTable>();
    const visit = (current: SourceTable): void => {
        if (!seen.has(current)) {
            seen.add(current);
            current.inherits.forEach(name => {
                const parent = tableOf(name);
                if (parent) {
                    visit(parent);
                }
            });
            current.columns.forEach(({ name, type }) => columns.set(name, type));
        }
    };
    visit(table);
    return columns;
}

/** One SELECT, whose sources are known. */
class SelectReader {
    readonly #select: SelectStmt;
    readonly #from: From;
    readonly #sql: string;
    readonly #text: StatementText;
    readonly #scope: ExpressionScope;

    constructor(select: SelectStmt, from: From, sql: string, baseType: (type: SourceType) => SourceType) {
        this.#select = select;
        this.#from = from;
        this.#sql = sql;
        this.#text = new StatementText(sql);
        this.#scope = {
            baseType,
            ownerOf: (name, of) => this.#ownerOf(name, of)?.alias,
            columnType: (name, of) => this.#ownerOf(name, of)?.columns.get(name),
        };
    }

    read(): SourceQuery | undefined {
        const { whereClause, havingClause, groupClause = [], sortClause = [], limitCount, distinctClause } = this.#select;
        // DISTINCT ON has expressions, DISTINCT one empty node.
        const isDistinctOn = distinctClause?.some(node => Object.keys(node).length > 0) ?? false;
        const [from, ...others] = this.#from.sources;
        const columns = this.#columns();
        const joins = this.#from.joins.map(({ kind, quals }, index) => ({ kind, source: sourceOf(others[index]!), conditions: this.#conditions(quals) }));
        const where = this.#conditions(whereClause);
        const having = this.#conditions(havingClause);
        const limit = limitCount && fieldsOf(limitCount, 'A_Const')?.ival?.ival;
        if (from === undefined || isDistinctOn || columns === undefined || !where || !having || limitCount && limit === undefined || !joins.every(isRead)) {
            return undefined;
        }
        const grouping = groupClause.map(node => this.#listed(node, columns, false));
        const order = this.#order(sortClause, columns);
        return order === undefined || !grouping.every(tree => tree !== undefined) ? undefined : {
            distinct: distinctClause !== undefined, from: sourceOf(from), joins, columns, where, grouping, having, order,
            ...limit === undefined ? {} : { limit: String(limit) },
        };
    }

    /** Undefined where two have one name. */
    #columns(): SourceQuery['columns'] | undefined {
        const columns: { readonly name: string; readonly expression: SourceExpression }[] = [];
        for (const node of this.#select.targetList ?? []) {
            const { name, val, indirection } = fieldsOf(node, 'ResTarget') ?? {};
            const fields = fieldsOf(val, 'ColumnRef')?.fields;
            if (val === undefined || indirection !== undefined) {
                return undefined;
            }
            if (fields !== undefined && fieldsOf(fields.at(-1), 'A_Star') !== undefined) {
                const of = fields.length === 1 ? undefined : textsOf(fields.slice(0, -1)).at(-1);
                const meant = of === undefined ? this.#from.sources : this.#from.sources.filter(({ alias }) => alias === of);
                if (meant.length === 0 || fields.length > 2 || meant.some(({ isComplete }) => !isComplete)) {
                    return undefined;
                }
                columns.push(...meant.flatMap(({ alias, columns: known }) => [...known.keys()].map(column => ({
                    name: column, expression: { sql: column, tree: { kind: 'column', name: column, of: alias } as const },
                }))));
            } else {
                const expression = this.#expression(val, TEXT);
                if (expression === undefined) {
                    return undefined;
                }
                columns.push({ name: name ?? nameOfColumn(val), expression });
            }
        }
        return columns.length > 0 && new Set(columns.map(({ name }) => name)).size === columns.length ? columns : undefined;
    }

    /** What AND connects, but for the limits of a BETWEEN, which PostgreSQL keeps so. */
    #conditions(node: Node | undefined): readonly SourceExpression[] | undefined {
        if (node === undefined) {
            return [];
        }
        const { boolop, args = [] } = fieldsOf(node, 'BoolExpr') ?? {};
        if (boolop !== 'AND_EXPR' || this.#tree(node)?.kind === 'between') {
            const whole = this.#expression(node);
            return whole && [whole];
        }
        const parts = args.map(part => this.#expression(part));
        return parts.every(part => part !== undefined) ? parts : undefined;
    }

    /** With its text, and its tree where it has one. */
    #expression(node: Node, target?: string): SourceExpression | undefined {
        const tree = this.#tree(node, target);
        const range = this.#text.expression(node);
        return range && { sql: this.#sql.slice(range.start, range.end), ...tree && { tree } };
    }

    #order(nodes: readonly Node[], columns: SourceQuery['columns']): readonly TreeOrder[] | undefined {
        const order: TreeOrder[] = [];
        for (const node of nodes) {
            const sort = fieldsOf(node, 'SortBy');
            const expression = sort?.node && this.#listed(sort.node, columns, true);
            const direction = sort && directionOf(sort);
            if (!expression || !direction) {
                return undefined;
            }
            order.push({ ...direction, expression });
        }
        return order;
    }

    /**
     * An element of GROUP BY or ORDER BY, which may be the number or the name of a result. ORDER BY takes a name for a result's
     * first, GROUP BY for a source's (manual, "SELECT").
     */
    #listed(node: Node, columns: SourceQuery['columns'], prefersResults: boolean): ExpressionTree | undefined {
        const position = fieldsOf(node, 'A_Const')?.ival?.ival;
        if (position !== undefined) {
            return columns[position - 1]?.expression.tree;
        }
        const [name, ...more] = textsOf(fieldsOf(node, 'ColumnRef')?.fields);
        const result = name === undefined || more.length > 0 ? undefined : columns.find(column => column.name === name);
        const isOfSource = result !== undefined && this.#from.sources.some(source => !source.isComplete || source.columns.has(result.name));
        return result && (prefersResults || !isOfSource) ? result.expression.tree : this.#tree(node);
    }

    /** @param target the type that a constant takes where it stands. */
    #tree(node: Node, target?: string): ExpressionTree | undefined {
        const reader = new TreeReader(this.#scope, new ExpressionDraft(node, ''));
        const reading = reader.read(node);
        return reader.isExact && reading ? assigned(reading, target).tree : undefined;
    }

    /** The source that has a column, by its qualifier or as the only one with that column. */
    #ownerOf(name: string, of: string | undefined): Source | undefined {
        const { sources } = this.#from;
        if (of !== undefined) {
            return sources.find(source => source.alias === of && (source.columns.has(name) || !source.isComplete));
        }
        const owners = sources.filter(({ columns }) => columns.has(name));
        return owners.length === 1 && (sources.length === 1 || sources.every(({ isComplete }) => isComplete)) ? owners[0] : undefined;
    }
}

function isRead<Each extends { readonly conditions: readonly SourceExpression[] | undefined }>(join: Each): join is Each & { readonly conditions: readonly SourceExpression[] } {
    return join.conditions !== undefined;
}

function sourceOf({ relation, alias }: Source): SourceQuerySource {
    return { relation, alias };
}
