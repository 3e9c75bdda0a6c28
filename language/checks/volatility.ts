import type { Expression, ModelIndex, Type } from '../model/index.ts';
import { baseType, isMoment, isOpen, isText } from '../model/index.ts';
import { builtinVolatility, isBuiltinAggregate, type Volatility } from './builtins.ts';

/** What of a moment depends on the session's time zone, where the moment is an instant. */
const calendar: ReadonlySet<string> = new Set(['date_trunc', 'date_part', 'year', 'month', 'day', 'hour', 'minute', 'second', 'epoch']);

const zone = 'the time zone of the session decides what day and hour it is';
const style = 'the settings of the session decide how it is written';

/**
 * Why a part of an expression may have another value tomorrow or in another session, its own parts aside; undefined where
 * it has not. As PostgreSQL has its functions, operators and casts (`provolatile` in pg_proc.dat).
 */
export function reasonToChange(part: Expression, index: ModelIndex): string | undefined {
    switch (part.kind) {
        case 'session':
            return `session.${part.variable} is another in each session`;
        case 'call': {
            if (isAggregate(part.routine, part.builtin, index)) {
                return undefined;
            }
            const volatility = volatilityOf(part.routine, part.builtin, index);
            return volatility === 'stable' ? `${part.routine} depends on the session or the time`
                : volatility === 'volatile' ? `${part.routine} may give another value at each call`
                    : part.builtin && calendar.has(part.routine) && part.arguments.some(argument => isInstant(argument.type, index)) ? zone
                        : undefined;
        }
        case 'cast':
            return part.operand.kind === 'literal' ? undefined : reasonOfCast(baseType(part.operand.type, index), baseType(part.to, index));
        case 'binary':
            return reasonOfOperator(part.operator, baseType(part.left.type, index), baseType(part.right.type, index));
        default:
            return undefined;
    }
}

function reasonOfCast(from: Type, to: Type): string | undefined {
    if (nameOf(from) === 'timestamp') {
        return to.kind === 'primitive' && to.name !== 'timestamp' ? zone : undefined;
    }
    if (isMoment(from)) {
        return nameOf(to) === 'timestamp' ? zone : isText(to) ? style : undefined;
    }
    if (isText(from)) {
        return isMoment(to) || nameOf(to) === 'time' || nameOf(to) === 'interval' ? style : undefined;
    }
    return isText(to) && (nameOf(from) === 'interval' || from.kind === 'enum' || from.kind === 'array' || from.kind === 'range') ? style : undefined;
}

function reasonOfOperator(operator: string, left: Type, right: Type): string | undefined {
    switch (operator) {
        case '+':
        case '-':
            return nameOf(left) === 'timestamp' && nameOf(right) === 'interval' || nameOf(left) === 'interval' && nameOf(right) === 'timestamp' ? zone : undefined;
        case '||':
            return isText(left) !== isText(right) && !isJoined(left) && !isJoined(right) ? style : undefined;
        case '=':
        case '<>':
        case '<':
        case '<=':
        case '>':
        case '>=':
            return isMoment(left) && isMoment(right) && (nameOf(left) === 'timestamp') !== (nameOf(right) === 'timestamp') ? zone : undefined;
        default:
            return undefined;
    }
}

/** What `||` joins without making a text of it first, or what nothing is known of. */
function isJoined(type: Type): boolean {
    return isOpen(type) || type.kind === 'array';
}

function isInstant(type: Type, index: ModelIndex): boolean {
    return nameOf(baseType(type, index)) === 'timestamp';
}

function nameOf(type: Type): string | undefined {
    return type.kind === 'primitive' ? type.name : undefined;
}

/** Without a word for it PostgreSQL takes a function for volatile. */
function volatilityOf(routine: string, builtin: boolean, index: ModelIndex): Volatility {
    return builtin ? builtinVolatility(routine) : index.routines.get(routine)?.volatility ?? 'volatile';
}

export function isAggregate(routine: string, builtin: boolean, index: ModelIndex): boolean {
    return builtin ? isBuiltinAggregate(routine) : index.routines.get(routine)?.kind === 'aggregate';
}
