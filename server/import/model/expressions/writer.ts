import type { PhysicalName } from '../../../../language/index.ts';
import type { BinaryOperator, ExpressionTree, SourceSchema, SourceSession, SourceType, TreeOrder } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { ReferenceStructure } from '../entities/structure.ts';
import { writtenName } from '../names.ts';
import { sessionUse } from '../sessions.ts';
import { typeText } from '../types.ts';
import { callText, fieldText, operatorText } from './calls.ts';
import type { ExpressionPlace, QuerySource } from './index.ts';
import { isSameType, isText, numberText, typedText, untypedText } from './literals.ts';

/** How tightly what is written holds together, as the grammar has it. */
const Level = { Or: 1, And: 2, Not: 3, Comparison: 4, Concatenation: 5, Sum: 6, Product: 7, Sign: 8, Operand: 9 } as const;

const levels: Readonly<Record<BinaryOperator, number>> = {
    or: Level.Or, and: Level.And,
    '=': Level.Comparison, '<>': Level.Comparison, '<': Level.Comparison, '<=': Level.Comparison, '>': Level.Comparison, '>=': Level.Comparison,
    '||': Level.Concatenation, '+': Level.Sum, '-': Level.Sum, '*': Level.Product, '/': Level.Product,
};

type ColumnTree = Extract<ExpressionTree, { kind: 'column' }>;

interface Written {
    readonly text: string;
    readonly level: number;
}

/** Writes trees in the model's words. Undefined is what has none there. */
export class ExpressionWriter {
    private readonly place: ExpressionPlace;
    private readonly context: LoweringContext;

    constructor(place: ExpressionPlace, context: LoweringContext) {
        this.place = place;
        this.context = context;
    }

    /** A value of a type is asked for: what has no type of its own takes it. */
    write(tree: ExpressionTree, asked?: SourceType): string | undefined {
        return this.enclosed(tree, 0, asked);
    }

    /** In parentheses where AND before or behind it would take a part of it. */
    condition(tree: ExpressionTree, isOneOfMany: boolean): string | undefined {
        return this.enclosed(tree, isOneOfMany ? Level.Not : 0);
    }

    /** The type of what says or is known to be of one. */
    typeOf(tree: ExpressionTree | undefined): SourceType | undefined {
        switch (tree?.kind) {
            case 'column':
                return this.columnType(tree.name, tree.of);
            case 'cast':
            case 'typed':
                return tree.type;
            default:
                return undefined;
        }
    }

    sequence(name: PhysicalName): string | undefined {
        return this.context.names.sequence(name, this.place.from);
    }

    routine(name: PhysicalName): string | undefined {
        return this.context.names.routine(name, this.place.from);
    }

    hasExtension(name: string): boolean {
        return this.context.schema.objects.some(object => object.kind === 'extension' && object.name === name);
    }

    private columnType(name: string, of: string | undefined): SourceType | undefined {
        const source = this.source(of);
        const relation = source?.relation ?? this.place.relation;
        if (!relation) {
            return of === undefined && name === 'value' ? this.place.type : undefined;
        }
        const { tables } = this.context.structure;
        const table = tables.named(relation);
        return table ? (table.columns.find(column => column.name === name) ?? tables.inherited(table, name))?.type : source?.types.get(name);
    }

    private source(alias: string | undefined): QuerySource | undefined {
        return alias === undefined ? undefined : this.place.sources?.get(alias);
    }

    private enclosed(tree: ExpressionTree, least: number, asked?: SourceType): string | undefined {
        const written = this.written(tree, asked);
        return written && (written.level < least ? `(${written.text})` : written.text);
    }

    private written(tree: ExpressionTree, asked: SourceType | undefined): Written | undefined {
        const session = tree.kind === 'cast' || tree.kind === 'call' ? this.session(tree) : undefined;
        if (session !== undefined) {
            return operand(session);
        }
        switch (tree.kind) {
            case 'number':
                return signed(numberText(tree.text));
            case 'string':
                return signed(untypedText(tree.value, asked, this.place, this.context));
            case 'boolean':
                return operand(String(tree.value));
            case 'null':
                return operand('null');
            case 'typed':
                return this.typed(tree.value, tree.type, asked);
            case 'column':
                return operand(this.column(tree.name, tree.of));
            case 'cast':
                return operand(fieldText(tree.operand, tree.type, this) ?? this.cast(tree.operand, tree.type));
            case 'unary':
                return this.unary(tree.operator, tree.operand);
            case 'binary':
                return this.binary(tree);
            case 'test':
                return comparison(this.enclosed(tree.operand, Level.Concatenation), ` is ${not(tree.negated)}${tree.test}`);
            case 'distinct': {
                const [left, right] = this.compared(tree.left, tree.right);
                return comparison(left, ` is ${not(tree.negated)}distinct from `, right);
            }
            case 'between': {
                const type = this.typeOf(tree.operand);
                return comparison(
                    this.enclosed(tree.operand, Level.Concatenation), ` ${not(tree.negated)}between `, this.enclosed(tree.low, Level.Concatenation, type),
                    ' and ', this.enclosed(tree.high, Level.Concatenation, type),
                );
            }
            case 'in': {
                const type = this.typeOf(tree.operand);
                return comparison(this.enclosed(tree.operand, Level.Concatenation), ` ${not(tree.negated)}in (`, this.list(tree.values, type), ')');
            }
            case 'like':
                return comparison(
                    this.enclosed(tree.operand, Level.Concatenation), ` ${not(tree.negated)}${tree.ignoresCase ? 'ilike' : 'like'} `,
                    this.enclosed(tree.pattern, Level.Concatenation),
                    ...tree.escape ? [' escape ', this.enclosed(tree.escape, Level.Concatenation)] : [],
                );
            case 'case':
                return operand(this.choice(tree));
            case 'array':
                return operand(this.array(withoutTextTypes(tree.elements)));
            case 'call':
                return operand(callText(tree, this));
            case 'operator':
                return operand(operatorText(tree.operator, tree.left, tree.right, this));
            case 'subscript':
                return operand(joined(this.enclosed(tree.array, Level.Operand), '[', this.write(tree.index), ']'));
        }
    }

    private typed(value: string, type: SourceType, asked: SourceType | undefined): Written | undefined {
        const { from } = this.place;
        // What is asked for need not be said; a length or precision changes the value.
        return signed(type.arguments.length === 0 && isSameType(type, asked) && (isText(type) || this.context.names.type(type, from) !== undefined || type.dimensions.length > 0 || type.name === 'jsonb' || type.name === 'uuid')
            ? untypedText(value, asked, this.place, this.context)
            : typedText(value, type, from, this.context));
    }

    private column(name: string, of: string | undefined): string | undefined {
        const { relation, sources } = this.place;
        if (sources) {
            const source = this.source(of);
            return source && of !== undefined ? joined(writtenName(of), '.', attributeText(source.relation, name, this.context)) : undefined;
        }
        if (!relation) {
            return of === undefined && name === 'value' ? 'value' : undefined;
        }
        const attribute = this.context.names.attribute(relation, name);
        if (attribute === undefined || of === undefined || of === relation.name) {
            return attribute;
        }
        return of === 'old' || of === 'new' ? `${of}.${attribute}` : undefined;
    }

    private array(elements: readonly ExpressionTree[]): string | undefined {
        return elements.length === 0 ? undefined : joined('[', this.list(elements, undefined), ']');
    }

    /** PostgreSQL casts the elements of an array that is cast, so that they have to be of the types that they are. */
    private cast(value: ExpressionTree, type: SourceType): string | undefined {
        const text = value.kind === 'array' ? this.array(value.elements) : this.write(value);
        return joined('cast(', text, ` as ${typeText(type, this.context.names, this.place.from).text})`);
    }

    private unary(operator: '-' | '+' | 'not', value: ExpressionTree): Written | undefined {
        if (operator === 'not') {
            const text = joined('not ', this.enclosed(value, Level.Not));
            return text === undefined ? undefined : { text, level: Level.Not };
        }
        const text = this.enclosed(value, Level.Sign);
        return text === undefined ? undefined : { text: operator + (/^[-+]/.test(text) ? `(${text})` : text), level: Level.Sign };
    }

    /** Down the left side in a loop: a condition of thousands of operands is that deep. */
    private binary(tree: Extract<ExpressionTree, { kind: 'binary' }>): Written | undefined {
        const level = levels[tree.operator];
        if (level === Level.Comparison) {
            const [left, right] = tree.operator === '=' && this.place.sources && this.rows(tree.left, tree.right) || this.compared(tree.left, tree.right);
            return comparison(left, ` ${tree.operator} `, right);
        }
        const texts: string[] = [];
        let current: ExpressionTree = tree;
        while (current.kind === 'binary' && levels[current.operator] >= level && levels[current.operator] !== Level.Comparison) {
            const right = this.enclosed(current.right, levels[current.operator] + 1);
            if (right === undefined) {
                return undefined;
            }
            texts.push(` ${current.operator} ${right}`);
            if (current.left.kind === 'binary' && levels[current.left.operator] < levels[current.operator]) {
                current = current.left;
                break;
            }
            current = current.left;
        }
        const first = this.enclosed(current, lowestOf(tree, current));
        return first === undefined ? undefined : { text: first + texts.reverse().join(''), level };
    }

    /** Two sides, of which each may tell the type of the other. */
    private compared(left: ExpressionTree, right: ExpressionTree): readonly [string | undefined, string | undefined] {
        return [this.enclosed(left, Level.Concatenation, this.typeOf(right)), this.enclosed(right, Level.Concatenation, this.typeOf(left))];
    }

    /** A setting of the application, where it is asked for as its variable is. */
    private session(tree: ExpressionTree): string | undefined {
        const use = sessionUse(tree);
        const variable = use && sessionsOf(this.context.schema).get(use.setting);
        if (!variable || variable.required !== use.required || (use.type ?? variable.type).sql !== variable.type.sql || use.type === undefined && variable.type.name !== 'text') {
            return undefined;
        }
        const name = this.context.names.session(use.setting);
        return name === undefined ? undefined : `session.${name}`;
    }

    /** `o.customer = c`: a reference beside the row whose key it holds. */
    private rows(left: ExpressionTree, right: ExpressionTree): readonly [string | undefined, string | undefined] | undefined {
        if (left.kind !== 'column' || right.kind !== 'column') {
            return undefined;
        }
        if (this.refers(left, right)) {
            return [this.column(left.name, left.of), writtenName(right.of!)];
        }
        return this.refers(right, left) ? [writtenName(left.of!), this.column(right.name, right.of)] : undefined;
    }

    private refers(from: ColumnTree, to: ColumnTree): boolean {
        const { tables } = this.context.structure;
        const [relation, target] = [this.source(from.of)?.relation, this.source(to.of)?.relation];
        const reference = relation && referenceOf(relation, from.name, this.context);
        const table = target && tables.named(target);
        return reference !== undefined && table !== undefined && reference.target === table && reference.ownColumns.length === 1 && reference.targetColumns[0] === to.name;
    }

    order(order: readonly TreeOrder[]): string | undefined {
        const texts = order.map(({ expression, descending, nulls }) =>
            joined(this.write(expression), descending ? ' desc' : '', nulls === undefined ? '' : ` nulls ${nulls}`));
        return texts.includes(undefined) ? undefined : texts.join(', ');
    }

    private list(trees: readonly ExpressionTree[], asked: SourceType | undefined): string | undefined {
        const texts = trees.map(tree => this.write(tree, asked));
        return texts.includes(undefined) ? undefined : texts.join(', ');
    }

    private choice({ subject, branches, otherwise }: Extract<ExpressionTree, { kind: 'case' }>): string | undefined {
        const type = this.typeOf(subject);
        const texts = [
            'case', ...subject ? [this.write(subject)] : [],
            ...branches.flatMap(({ when, then }) => ['when', this.write(when, type), 'then', this.write(then)]),
            ...otherwise ? ['else', this.write(otherwise)] : [], 'end',
        ];
        return texts.includes(undefined) ? undefined : texts.join(' ');
    }
}

const sessions = new WeakMap<SourceSchema, ReadonlyMap<string, SourceSession>>();

function sessionsOf(schema: SourceSchema): ReadonlyMap<string, SourceSession> {
    let known = sessions.get(schema);
    if (!known) {
        sessions.set(schema, known = new Map(schema.objects.flatMap(object => object.kind === 'session' ? [[object.name, object] as const] : [])));
    }
    return known;
}

/** The reference whose own columns include this one. */
function referenceOf(relation: PhysicalName, column: string, { structure }: LoweringContext): ReferenceStructure | undefined {
    const table = structure.tables.named(relation);
    return table && structure.of(table).references.find(({ ownColumns }) => ownColumns.includes(column));
}

/** An attribute, or what of a reference is this one of its columns. */
function attributeText(relation: PhysicalName, column: string, context: LoweringContext): string | undefined {
    const attribute = context.names.attribute(relation, column);
    const reference = referenceOf(relation, column, context);
    if (attribute === undefined || !reference || reference.ownColumns.length === 1) {
        return attribute;
    }
    const target = reference.targetColumns[reference.foreignKey.columns.indexOf(column)];
    return target === undefined ? undefined : joined(attribute, '.', attributeText(reference.target.name, target, context));
}

/** Constants are texts by themselves where an array has nothing else. */
function withoutTextTypes(elements: readonly ExpressionTree[]): readonly ExpressionTree[] {
    const texts = elements.map((element): ExpressionTree => element.kind === 'typed' && element.type.name === 'text' && element.type.dimensions.length === 0
        ? { kind: 'string', value: element.value } : element);
    return texts.every(({ kind }) => kind === 'string') ? texts : elements;
}

/** What the first operand of a chain has to hold together against: the operator behind it. */
function lowestOf(chain: ExpressionTree, first: ExpressionTree): number {
    let current = chain;
    while (current.kind === 'binary' && current.left !== first) {
        current = current.left;
    }
    return current.kind === 'binary' ? levels[current.operator] : 0;
}

function operand(text: string | undefined): Written | undefined {
    return text === undefined ? undefined : { text, level: Level.Operand };
}

function signed(text: string | undefined): Written | undefined {
    return text === undefined ? undefined : { text, level: /^[-+]/.test(text) ? Level.Sign : Level.Operand };
}

function comparison(...parts: readonly (string | undefined)[]): Written | undefined {
    const text = joined(...parts);
    return text === undefined ? undefined : { text, level: Level.Comparison };
}

function joined(...parts: readonly (string | undefined)[]): string | undefined {
    return parts.includes(undefined) ? undefined : parts.join('');
}

function not(negated: boolean): string {
    return negated ? 'not ' : '';
}

