import type {
    AttributeExpression, BinaryOperator, CallExpression, CaseExpression, Expression, OrderBy, SessionExpression, Type,
} from '../../../language/index.ts';
import { builtinName, spellingOf } from './functions.ts';
import { identifier, qualified, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { innerQueryClauses, writeInnerQuery } from './inner-queries.ts';
import type { ModelNames } from './model-names.ts';
import { enclosed, Level, type Printed } from './precedence.ts';
import { isText, writeType } from './types.ts';

/** What the meaning of an expression depends on beyond itself. */
export interface ExpressionScope {
    readonly names: ModelNames;
    /** PostgreSQL's major version. */
    readonly version: number;
    /** How a row at hand or an alias is written before a column; where absent, as the expression has it. */
    qualifier?(attribute: AttributeExpression): string | undefined;
    /** The table of the row at hand, by which an inner query tells its columns from its own. */
    readonly row?: string;
    /** Names that an inner query does not give to anything else. */
    readonly taken?: ReadonlySet<string>;
    /** The aliases of inner queries as they are written. */
    readonly aliases?: ReadonlyMap<string, string>;
}

/** An expression in PostgreSQL's words, with no more parentheses than its precedence asks for. */
export function writeExpression(expression: Expression, scope: ExpressionScope, least: number = Level.Any): string {
    return enclosed(printed(expression, scope), least);
}

/** As the element of an index, a partition key or an exclusion constraint: a column, a call, or anything in parentheses. */
export function writeIndexExpression(expression: Expression, scope: ExpressionScope): string {
    const { text, isCall } = printed(expression, scope);
    return isCall || isPlainColumn(expression, scope) ? text : `(${text})`;
}

/** Conditions that are too long for one line: each operand of the outermost AND or OR on lines of its own. */
export function conditionLines(expression: Expression, scope: ExpressionScope, width: number): readonly string[] {
    const whole = writeExpression(expression, scope);
    if (whole.length <= width || expression.kind !== 'binary' || (expression.operator !== 'and' && expression.operator !== 'or')) {
        return operandLines(expression, whole, scope, width);
    }
    const { operator } = expression;
    return operandsOf(expression, operator).flatMap((operand, index) => {
        const text = writeExpression(operand, scope, index === 0 ? leftLevel(operator) : rightLevel(operator));
        const [first, ...others] = operandLines(operand, text, scope, width);
        return [index === 0 ? first! : `${operator.toUpperCase()} ${first!}`, ...others];
    });
}

/** An EXISTS that is too long for one line has one for each clause. */
function operandLines(operand: Expression, text: string, scope: ExpressionScope, width: number): readonly string[] {
    const isNegated = operand.kind === 'unary' && operand.operator === 'not';
    const test = isNegated ? operand.operand : operand;
    if (text.length <= width || test.kind !== 'exists') {
        return [text];
    }
    const clauses = innerQueryClauses(test.rows, undefined, scope, writeExpression);
    return [`${not(isNegated)}EXISTS (`, ...clauses.map(clause => `    ${clause}`), ')'];
}

export function writeOrder(order: readonly OrderBy[], scope: ExpressionScope): string {
    return order.map(by => writeExpression(by.expression, scope) + writeDirection(by)).join(', ');
}

/** Without what holds anyway: ascending, and nulls as the greatest values (manual, "Sorting Rows"). */
export function writeDirection({ descending, nulls }: Pick<OrderBy, 'descending' | 'nulls'>): string {
    const place = nulls === undefined || nulls === (descending ? 'first' : 'last') ? '' : ` NULLS ${nulls.toUpperCase()}`;
    return (descending ? ' DESC' : '') + place;
}

const operatorLevels: Readonly<Record<BinaryOperator, number>> = {
    or: Level.Or,
    and: Level.And,
    '=': Level.Comparison, '<>': Level.Comparison, '<': Level.Comparison, '<=': Level.Comparison, '>': Level.Comparison, '>=': Level.Comparison,
    '||': Level.Operator,
    '+': Level.Sum, '-': Level.Sum,
    '*': Level.Product, '/': Level.Product,
};

function printed(expression: Expression, scope: ExpressionScope): Printed {
    const print = (operand: Expression, least?: number) => writeExpression(operand, scope, least);
    switch (expression.kind) {
        case 'literal':
            return printedLiteral(expression.literal, expression.value);
        case 'typed-literal':
            return atom(`${writeType({ kind: 'primitive', name: expression.primitive, arguments: [] } as Type, scope.names)} ${stringLiteral(expression.value)}`);
        case 'attribute':
            return atom(columnText(expression, scope));
        case 'value':
            return atom('VALUE');
        case 'row':
            return atom(rowName(scope.aliases?.get(expression.source) ?? expression.source));
        case 'enum-value':
            return expression.numeric ? printedLiteral('number', expression.value) : atom(stringLiteral(expression.value));
        case 'sequence':
            return atom(stringLiteral(qualified(expression.physicalName)));
        case 'session':
            return printedSession(expression, expression.type, scope);
        case 'parameter':
            return atom(identifier(expression.name));
        case 'unary':
            return printedUnary(expression.operator, expression.operand, scope);
        case 'binary':
            return printedBinary(expression, scope);
        case 'is':
            return { text: `${print(expression.operand, Level.Operator)} IS ${not(expression.negated)}${expression.test.toUpperCase()}`, level: Level.Is };
        case 'distinct':
            return {
                text: `${print(expression.left, Level.Operator)} IS ${not(expression.negated)}DISTINCT FROM ${print(expression.right, Level.Operator)}`,
                level: Level.Is,
            };
        case 'between':
            return {
                text: `${print(expression.operand, Level.Operator)} ${not(expression.negated)}BETWEEN ${print(expression.low, Level.Operator)} AND ${print(expression.high, Level.Operator)}`,
                level: Level.Range,
            };
        case 'in':
            return {
                text: `${print(expression.operand, Level.Operator)} ${not(expression.negated)}IN (${expression.values.map(value => print(value)).join(', ')})`,
                level: Level.Range,
            };
        case 'in rows':
            return {
                text: `${print(expression.operand, Level.Operator)} ${not(expression.negated)}IN (${writeInnerQuery(expression.rows, expression.value, scope, writeExpression)})`,
                level: Level.Range,
            };
        case 'exists':
            return atom(`EXISTS (${writeInnerQuery(expression.rows, undefined, scope, writeExpression)})`);
        case 'like': {
            const escape = expression.escape ? ` ESCAPE ${print(expression.escape, Level.Operator)}` : '';
            return {
                text: `${print(expression.operand, Level.Operator)} ${not(expression.negated)}${expression.caseInsensitive ? 'ILIKE' : 'LIKE'} ${print(expression.pattern, Level.Operator)}${escape}`,
                level: Level.Range,
            };
        }
        case 'case':
            return atom(caseText(expression, scope));
        case 'cast':
            return { text: `${print(expression.operand, Level.Cast)}::${writeType(expression.to, scope.names)}`, level: Level.Cast };
        case 'call':
            return printedCall(expression, expression.type, scope);
        case 'array':
            return printedArray(expression.elements, expression.type, scope);
        case 'subscript': {
            const array = print(expression.array);
            const isPlain = isPlainColumn(expression.array, scope) || expression.array.kind === 'subscript';
            return atom(`${isPlain ? array : `(${array})`}[${print(expression.index)}]`);
        }
        case 'sql':
            return printedSql(expression.texts['postgresql'] ?? 'NULL');
        case 'unresolved':
            return printedSql(expression.text);
    }
}

/** Without elements an array has to name its type, or be a constant that takes it from where it stands. */
function printedArray(elements: readonly Expression[], type: Type, scope: ExpressionScope): Printed {
    if (elements.length > 0) {
        return atom(`ARRAY[${elements.map(element => writeExpression(element, scope)).join(', ')}]`);
    }
    return type.kind === 'array' && type.element.kind !== 'unknown' && type.element.kind !== 'null'
        ? { text: `ARRAY[]::${writeType(type, scope.names)}`, level: Level.Cast }
        : atom("'{}'");
}

function printedLiteral(literal: 'number' | 'string' | 'boolean' | 'null', value: string): Printed {
    switch (literal) {
        case 'number':
            return value.startsWith('-') ? { text: value, level: Level.Sign } : atom(value);
        case 'string':
            return atom(stringLiteral(value));
        case 'boolean':
        case 'null':
            return atom(value.toUpperCase());
    }
}

/**
 * Without a value the setting is null or, once it was set for a transaction, an empty text, which only texts can be
 * (manual, "Configuration Settings Functions").
 */
function printedSession({ setting, required }: SessionExpression, type: Type, { names }: ExpressionScope): Printed {
    const name = stringLiteral(setting);
    if (isText(type, names)) {
        return atom(`current_setting(${required ? name : `${name}, true`})`);
    }
    const value = required ? `current_setting(${name})` : `nullif(current_setting(${name}, true), '')`;
    return { text: `${value}::${writeType(type, names)}`, level: Level.Cast };
}

function printedUnary(operator: '-' | '+' | 'not', operand: Expression, scope: ExpressionScope): Printed {
    if (operator === 'not') {
        // NOT binds looser than a comparison, but few readers are sure of it.
        const inner = printed(operand, scope);
        return { text: `NOT ${inner.level < Level.Operator ? `(${inner.text})` : inner.text}`, level: Level.Not };
    }
    const text = writeExpression(operand, scope, Level.Sign);
    // Two signs in a row would begin a comment or be another operator.
    return { text: operator + (/^[-+]/.test(text) ? `(${text})` : text), level: Level.Sign };
}

/** Down the left side in a loop: a sum of thousands of terms is that deep. */
function printedBinary(expression: Extract<Expression, { kind: 'binary' }>, scope: ExpressionScope): Printed {
    const texts: string[] = [];
    let current: Expression = expression;
    let least: number = Level.Any;
    while (current.kind === 'binary' && operatorLevels[current.operator] >= least) {
        texts.push(` ${current.operator.toUpperCase()} ${writeExpression(current.right, scope, rightLevel(current.operator))}`);
        least = leftLevel(current.operator);
        current = current.left;
    }
    texts.push(writeExpression(current, scope, least));
    return { text: texts.reverse().join(''), level: operatorLevels[expression.operator] };
}

/** Comparisons do not chain; all else associates to the left, and the catalog keeps parentheses around what does not. */
function leftLevel(operator: BinaryOperator): number {
    const level = operatorLevels[operator];
    return level === Level.Comparison ? Level.Operator : level;
}

function rightLevel(operator: BinaryOperator): number {
    const level = operatorLevels[operator];
    return level === Level.Comparison ? Level.Operator : level + 1;
}

/** The operands of a chain of one operator, in the order of the source. */
function operandsOf(expression: Expression, operator: 'and' | 'or'): readonly Expression[] {
    const operands: Expression[] = [];
    let current = expression;
    while (current.kind === 'binary' && current.operator === operator) {
        operands.push(current.right);
        current = current.left;
    }
    operands.push(current);
    return operands.reverse();
}

function caseText({ subject, branches, otherwise }: CaseExpression, scope: ExpressionScope): string {
    return [
        'CASE',
        ...subject ? [writeExpression(subject, scope)] : [],
        ...branches.map(branch => `WHEN ${writeExpression(branch.condition, scope)} THEN ${writeExpression(branch.result, scope)}`),
        ...otherwise ? [`ELSE ${writeExpression(otherwise, scope)}`] : [],
        'END',
    ].join(' ');
}

function printedCall(call: CallExpression, type: Type, scope: ExpressionScope): Printed {
    const print = (argument: Expression | undefined, least?: number) => argument ? writeExpression(argument, scope, least) : '';
    const spelling = call.builtin ? spellingOf(call.physicalName.name) : undefined;
    if (spelling) {
        return spelling({ arguments: call.arguments, version: scope.version, typeName: writeType(type, scope.names), print });
    }
    const countsRows = call.star || call.builtin && call.physicalName.name === 'count' && call.arguments.length === 0;
    const values = countsRows ? '*' : call.arguments.map(argument => print(argument)).join(', ');
    const inner = (call.distinct ? 'DISTINCT ' : '') + values + (call.order.length > 0 ? ` ORDER BY ${writeOrder(call.order, scope)}` : '');
    let text = `${calleeText(call, scope)}(${inner})`;
    if (call.withinGroup.length > 0) {
        text += ` WITHIN GROUP (ORDER BY ${writeOrder(call.withinGroup, scope)})`;
    }
    if (call.filter) {
        text += ` FILTER (WHERE ${writeExpression(call.filter, scope)})`;
    }
    if (call.window) {
        const { partition, order } = call.window;
        text += ` OVER (${[
            ...partition.length > 0 ? [`PARTITION BY ${partition.map(by => writeExpression(by, scope)).join(', ')}`] : [],
            ...order.length > 0 ? [`ORDER BY ${writeOrder(order, scope)}`] : [],
        ].join(' ')})`;
    }
    return { text, level: Level.Atom, isCall: true };
}

function calleeText({ builtin, physicalName }: CallExpression, { names }: ExpressionScope): string {
    return builtin ? names.extensions.routine(builtinName(physicalName.name)) : qualifiedCallable(physicalName);
}

function columnText(expression: AttributeExpression, scope: ExpressionScope): string {
    const qualifier = scope.qualifier ? scope.qualifier(expression) : rowNameOf(expression.source);
    const column = qualifier === undefined ? identifier(expression.column) : `${qualifier}.${identifier(expression.column)}`;
    const fields = fieldsOf(expression, scope);
    return fields.length === 0 ? column : `(${column}).${fields.map(identifier).join('.')}`;
}

/** The fields within a column of a composite type; a flattened structure has columns instead. */
function fieldsOf({ attribute, path }: AttributeExpression, { names }: ExpressionScope): readonly string[] {
    const fields: string[] = [];
    let type = names.index.attributes.get(attribute)?.type;
    for (const name of path) {
        if (type?.kind !== 'structure' || !names.structure(type.id).composite) {
            return [];
        }
        const field = names.structure(type.id).attributes.find(candidate => candidate.name === name);
        fields.push(field?.columns[0]?.name ?? name);
        type = field?.type;
    }
    return fields;
}

function isPlainColumn(expression: Expression, scope: ExpressionScope): boolean {
    return expression.kind === 'attribute' && fieldsOf(expression, scope).length === 0;
}

function rowNameOf(source: string | undefined): string | undefined {
    return source === undefined ? undefined : rowName(source);
}

/** An alias, or the row before or after a change in a trigger. */
function rowName(source: string): string {
    return source === 'old' || source === 'new' ? source.toUpperCase() : identifier(source);
}

const atomicSql = /^(?:[\w$.]+|'(?:[^']|'')*'|[\w$.]+\((?:[^()']|'[^']*')*\))$/;

/** Marked SQL may hold anything, so only what is clearly one operand goes without parentheses. */
function printedSql(text: string): Printed {
    const sql = text.trim();
    if (atomicSql.test(sql)) {
        return atom(sql);
    }
    // A comment to the end of its line would swallow what follows.
    return sql.includes('--') ? atom(`(${sql}\n)`) : { text: sql, level: Level.Any };
}

function not(negated: boolean): string {
    return negated ? 'NOT ' : '';
}

function atom(text: string): Printed {
    return { text, level: Level.Atom };
}
