import type { BinaryExpression, Expression, ModelIndex, Type } from '../model/index.ts';
import { arithmeticType, baseType, commonType, conditionsOf, forEachPart, isComparable, isInteger, isNumeric, isOpen, isText } from '../model/index.ts';
import { checkCondition, described } from './conditions.ts';
import { finding, type Report } from './finding.ts';
import { fits, literalAs, misfit } from './literals.ts';

type Part = Expression;

/** ERD202, ERD203, ERD205, ERD206, ERD214 to ERD216: what the parts of an expression ask of each other. */
export function checkOperands(expression: Expression, index: ModelIndex, report: Report): void {
    checkPart(expression, index, report);
    forEachPart(expression, part => checkOperands(part, index, report));
}

function checkPart(part: Part, index: ModelIndex, report: Report): void {
    switch (part.kind) {
        case 'binary':
            checkBinary(part, part, index, report);
            break;
        case 'distinct':
            compare(part.left, part.right, index, report);
            break;
        case 'unary':
            if (part.operator === 'not') {
                checkCondition(part.operand, index, report);
            } else if (!isNumberOrSpan(part.operand.type, index)) {
                report(finding('ERD206', part.place, `'${part.operator}' asks for a number, and this is ${described(part.operand.type)}.`));
            }
            break;
        case 'is':
            if (part.test !== 'null') {
                checkCondition(part.operand, index, report);
            }
            break;
        case 'between':
            compare(part.operand, part.low, index, report);
            compare(part.operand, part.high, index, report);
            break;
        case 'in':
            part.values.forEach(value => compare(part.operand, value, index, report));
            break;
        case 'in rows':
            compare(part.operand, part.value, index, report);
            conditionsOf(part.rows).forEach(condition => checkCondition(condition, index, report));
            break;
        case 'exists':
            conditionsOf(part.rows).forEach(condition => checkCondition(condition, index, report));
            break;
        case 'like':
            for (const operand of [part.operand, part.pattern, ...part.escape ? [part.escape] : []]) {
                requireText(operand, part.caseInsensitive ? 'ilike' : 'like', index, report);
            }
            break;
        case 'case':
            for (const { condition } of part.branches) {
                if (part.subject) {
                    compare(part.subject, condition, index, report);
                } else {
                    checkCondition(condition, index, report);
                }
            }
            checkSameKind([...part.branches.map(({ result }) => result), ...part.otherwise ? [part.otherwise] : []], 'The results of a case', index, report);
            break;
        case 'call':
            checkCall(part, index, report);
            break;
        case 'array':
            checkSameKind(part.elements, 'The elements of an array', index, report);
            break;
        case 'subscript':
            checkSubscript(part.array, part.index, index, report);
            break;
        case 'typed-literal': {
            const fault = misfit(part, part.type, index);
            if (fault) {
                report(finding('ERD214', part.place, `${capitalized(fault.message)}.`, { data: {} }));
            }
            break;
        }
        case 'unresolved':
            reportNoValue(part, report);
            break;
        case 'literal':
        case 'attribute':
        case 'value':
        case 'row':
        case 'enum-value':
        case 'sequence':
        case 'session':
        case 'parameter':
        case 'cast':
        case 'sql':
            break;
    }
}

function checkBinary({ operator, left, right }: BinaryExpression, part: Expression, index: ModelIndex, report: Report): void {
    switch (operator) {
        case 'and':
        case 'or':
            checkCondition(left, index, report);
            checkCondition(right, index, report);
            break;
        case '=':
        case '<>':
        case '<':
        case '<=':
        case '>':
        case '>=': {
            if (isNull(left) || isNull(right)) {
                const negated = operator === '<>';
                report(finding('ERD215', part.place, `Nothing is ${negated ? 'unequal' : 'equal'} to null: ask with 'is ${negated ? 'not ' : ''}null'.`, {
                    data: { negated, operand: isNull(right) ? left.place : right.place },
                }));
                break;
            }
            compare(left, right, index, report);
            break;
        }
        case '+':
        case '-':
        case '*':
        case '/':
        case '||':
            if (!arithmeticType(operator, left.type, right.type, index)) {
                report(finding('ERD206', part.place, `'${operator}' has no meaning between ${described(left.type)} and ${described(right.type)}.`));
            }
            break;
    }
}

function isNull(part: Part): boolean {
    return part.kind === 'literal' && part.literal === 'null';
}

/** ERD205: what is compared has to be of one kind; a text in quotes may stand for what has no literals. */
function compare(left: Part, right: Part, index: ModelIndex, report: Report): void {
    if (isMiscalculated(left, index) || isMiscalculated(right, index)
        || isComparable(left.type, right.type, index) || fits(left, right.type, index) || fits(right, left.type, index)) {
        return;
    }
    const [literal, other] = right.kind === 'literal' ? [right, left] : [left, right];
    const replacement = literalAs(literal, other.type, index);
    report(finding('ERD205', literal.place, `${capitalized(described(left.type))} is compared with ${described(right.type)}.`, {
        data: replacement === undefined ? {} : { replacement },
    }));
}

/** It is an error of its own, and has no type to compare. */
function isMiscalculated(part: Part, index: ModelIndex): boolean {
    return part.kind === 'unary' && part.operator !== 'not' && !isNumberOrSpan(part.operand.type, index);
}

function checkCall(part: Part & { readonly kind: 'call' }, index: ModelIndex, report: Report): void {
    if (part.filter) {
        checkCondition(part.filter, index, report);
    }
    const { mismatch } = part;
    if (!mismatch) {
        if (part.builtin && choices.has(part.routine)) {
            checkChoices(part.arguments, `The arguments of ${part.routine}`, index, report);
        }
        return;
    }
    const wrong = mismatch.argument === undefined ? undefined : part.arguments[mismatch.argument];
    const choice = mismatch.signatures.length === 1 ? mismatch.signatures[0]! : mismatch.signatures.join(' or ');
    report(finding('ERD203', wrong?.place ?? part.place, wrong
        ? `${part.routine} does not take ${described(wrong.type)} here: it is ${choice}.`
        : `${part.routine} does not take ${part.arguments.length === 0 ? 'no' : part.arguments.length} argument${part.arguments.length === 1 ? '' : 's'}: it is ${choice}.`));
}

/** Functions whose result is one of their arguments, or null. */
const choices: ReadonlySet<string> = new Set(['coalesce', 'nullif', 'greatest', 'least']);

/** A text in quotes stands for a value of the others' type where it can be read as one. */
function checkChoices(choices: readonly Part[], what: string, index: ModelIndex, report: Report): void {
    const isText = (part: Part): boolean => part.kind === 'literal' && part.literal === 'string';
    const others = choices.filter(part => !isText(part));
    const common = commonType(others.map(({ type }) => type), index);
    const texts = choices.filter(part => isText(part) && common && common.kind !== 'array' && !fits(part, common, index) && literalAs(part, common, index) === undefined);
    checkSameKind([...others, ...texts], what, index, report);
}

function checkSubscript(array: Part, position: Part, index: ModelIndex, report: Report): void {
    const type = baseType(array.type, index);
    const isDocument = type.kind === 'primitive' && type.name === 'json';
    if (!isOpen(type) && type.kind !== 'array' && !isDocument) {
        report(finding('ERD206', array.place, `Only an array or a JSON document has elements, and this is ${described(array.type)}.`));
    } else if (type.kind === 'array' && !isOpen(position.type) && !isInteger(baseType(position.type, index))) {
        report(finding('ERD206', position.place, `The position in an array is a whole number, and this is ${described(position.type)}.`));
    }
}

function checkSameKind(parts: readonly Part[], what: string, index: ModelIndex, report: Report): void {
    if (parts.length > 1 && !commonType(parts.map(({ type }) => type), index)) {
        const other = parts.find(({ type }) => !isComparable(parts[0]!.type, type, index)) ?? parts[0]!;
        report(finding('ERD206', other.place, `${what} are of one kind, and these are ${described(parts[0]!.type)} and ${described(other.type)}.`));
    }
}

function requireText(part: Part, operator: string, index: ModelIndex, report: Report): void {
    const type = baseType(part.type, index);
    if (!isOpen(type) && !isText(type) && type.kind !== 'enum') {
        report(finding('ERD206', part.place, `'${operator}' compares texts, and this is ${described(part.type)}.`));
    }
}

function isNumberOrSpan(type: Type, index: ModelIndex): boolean {
    const base = baseType(type, index);
    return isOpen(base) || isNumeric(base) || base.kind === 'primitive' && base.name === 'interval';
}

function reportNoValue({ text, reason, place }: Part & { readonly kind: 'unresolved' }, report: Report): void {
    switch (reason) {
        case 'join':
            report(finding('ERD216', place, `${text} is in another table, which only a join reaches.`));
            break;
        case 'composite':
            report(finding('ERD216', place, `${text} stands for several columns, and one value is asked for.`));
            break;
        case 'no value':
            report(finding('ERD216', place, `${text} is no value here.`));
            break;
        case undefined:
            break;
    }
}

function capitalized(text: string): string {
    return text[0]!.toUpperCase() + text.slice(1);
}
