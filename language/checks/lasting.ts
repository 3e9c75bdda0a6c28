import type { Expression, ModelIndex } from '../model/index.ts';
import { forEachPart } from '../model/index.ts';
import { builtinVolatility } from './builtins.ts';
import { isAggregate } from './volatility.ts';

/** What a condition asks of the clock, of chance or of the session, so that it may hold today and not tomorrow; nothing where it only ever comes true. */
export function passingPart(condition: Expression, index: ModelIndex): Expression | undefined {
    if (condition.kind === 'binary') {
        const { operator, left, right } = condition;
        switch (operator) {
            case 'and':
            case 'or':
                return passingPart(left, index) ?? passingPart(right, index);
            case '<':
            case '<=':
                return grows(right, index) ? changing(left, index) : changing(condition, index);
            case '>':
            case '>=':
                return grows(left, index) ? changing(right, index) : changing(condition, index);
            default:
                break;
        }
    }
    return changing(condition, index);
}

/** The first part that asks the clock, chance or the session. */
function changing(expression: Expression, index: ModelIndex): Expression | undefined {
    if (expression.kind === 'session' || isOfMoment(expression, index)) {
        return expression;
    }
    let found: Expression | undefined;
    forEachPart(expression, part => {
        found ??= changing(part, index);
    });
    return found;
}

/** A time that goes by with the clock: `now()`, `today() - interval '18 years'`. */
function grows(expression: Expression, index: ModelIndex): boolean {
    switch (expression.kind) {
        case 'call':
            return isOfMoment(expression, index) && expression.type.kind === 'primitive' && /^(?:date|datetime|timestamp)$/.test(expression.type.name);
        case 'cast':
            return grows(expression.operand, index);
        case 'binary':
            return (expression.operator === '+' || expression.operator === '-') && grows(expression.left, index) && !changing(expression.right, index);
        default:
            return false;
    }
}

/** What has no arguments and is another each time, and the age of something until today. */
function isOfMoment(expression: Expression, index: ModelIndex): boolean {
    return expression.kind === 'call' && expression.builtin && !isAggregate(expression.routine, true, index)
        && (expression.arguments.length === 0 && builtinVolatility(expression.routine) !== 'immutable' || expression.routine === 'age' && expression.arguments.length === 1);
}
