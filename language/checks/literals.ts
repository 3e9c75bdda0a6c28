import type { Enum, Expression, ModelIndex, PrimitiveType, Type } from '../model/index.ts';
import { baseType, isAssignable, isOpen } from '../model/index.ts';

/** Types whose values have no literals of their own: a text in quotes stands for them. */
const writtenAsText: ReadonlySet<string> = new Set(['json', 'uuid', 'binary', 'vector']);

/** Types whose values are written with the name of the type before them: date '2025-01-01'. */
const writtenWithType: ReadonlySet<string> = new Set(['date', 'time', 'datetime', 'timestamp', 'interval']);

/** Whether a value may stand where the type is asked for: the language's rules, and texts for what has no literals. */
export function fits(value: Expression, type: Type, index: ModelIndex): boolean {
    if (isAssignable(value.type, type, index)) {
        return true;
    }
    const base = baseType(type, index);
    if (value.kind === 'literal' && value.literal === 'string') {
        return base.kind === 'range' || base.kind === 'structure' || base.kind === 'primitive' && writtenAsText.has(base.name)
            || base.kind === 'primitive' && base.name === 'string';
    }
    // What stands for several columns was not taken apart here.
    return base.kind === 'reference' || base.kind === 'row' || isOpen(value.type);
}

/** A literal as the type asks for it, where it can be one: `0` for `'0'`, `ACTIVE` for `'ACTIVE'`, `date '...'` for a text. */
export function literalAs(value: Expression, type: Type, index: ModelIndex): string | undefined {
    if (value.kind !== 'literal') {
        return undefined;
    }
    const base = baseType(type, index);
    const text = value.value;
    switch (base.kind) {
        case 'enum':
            return nameOfValue(index.enums.get(base.id), text);
        case 'array':
            return /^\{\s*\}$|^\[\s*\]$/.test(text) ? '[]' : undefined;
        case 'primitive':
            return primitiveLiteral(base, text, value.literal);
        default:
            return undefined;
    }
}

function nameOfValue(enumeration: Enum | undefined, text: string): string | undefined {
    return enumeration?.values.find(({ name, value }) => name === text || value === text)?.name;
}

function primitiveLiteral({ name }: PrimitiveType, text: string, literal: 'number' | 'string' | 'boolean' | 'null'): string | undefined {
    if (literal === 'null') {
        return undefined;
    }
    switch (name) {
        case 'smallint':
        case 'int':
        case 'bigint':
            return /^-?\d+$/.test(text) ? text : text === 'true' ? '1' : text === 'false' ? '0' : undefined;
        case 'decimal':
        case 'float':
        case 'double':
            return /^-?\d+(\.\d+)?$/.test(text) ? text : undefined;
        case 'boolean':
            return /^(true|t|yes|1)$/i.test(text) ? 'true' : /^(false|f|no|0)$/i.test(text) ? 'false' : undefined;
        case 'string':
        case 'char':
        case 'text':
            return `'${text.replaceAll("'", "''")}'`;
        default:
            return literal === 'string' && writtenWithType.has(name) && !invalid(name, text) ? `${name} '${text}'` : undefined;
    }
}

/** Why a value of the right kind is none of the type, and the type that would hold it. */
export interface Misfit {
    readonly message: string;
    readonly type?: string;
}

/** What is wrong with a literal of the right kind: too long, too large, no such day. */
export function misfit(value: Expression, type: Type, index: ModelIndex): Misfit | undefined {
    const base = baseType(type, index);
    if (value.kind === 'typed-literal') {
        const message = invalid(value.primitive, value.value);
        return message === undefined ? undefined : { message };
    }
    if (base.kind !== 'primitive') {
        return undefined;
    }
    const number = numberOf(value);
    if (number !== undefined) {
        return misfitNumber(number, base);
    }
    return value.kind === 'literal' && value.literal === 'string' ? misfitText(value.value, base) : undefined;
}

function numberOf(value: Expression): string | undefined {
    if (value.kind === 'unary' && value.operator !== 'not') {
        const operand = numberOf(value.operand);
        return operand === undefined ? undefined : value.operator === '-' ? `-${operand}` : operand;
    }
    return value.kind === 'literal' && value.literal === 'number' ? value.value : undefined;
}

/** Exclusive bounds of the absolute value; the lower one is inclusive. */
const bits: Readonly<Record<string, number>> = { smallint: 15, int: 31, bigint: 63 };

function misfitNumber(text: string, { name, arguments: [precision, scale = 0] }: PrimitiveType): Misfit | undefined {
    if (name in bits) {
        if (!/^-*\d+$/.test(text)) {
            return { message: `${text} has a fraction`, type: 'decimal(19,4)' };
        }
        const number = BigInt(text.replace(/^(?:--)+/, ''));
        const limit = 2n ** BigInt(bits[name]!);
        return number >= limit || number < -limit ? { message: `${text} is too large`, type: number >= 2n ** 63n || number < -(2n ** 63n) ? 'decimal(38)' : 'bigint' } : undefined;
    }
    const digits = /^-*0*(\d*)(?:\.(\d*?)0*)?$/.exec(text);
    if (name !== 'decimal' || precision === undefined || !digits) {
        return undefined;
    }
    const [, whole = '', fraction = ''] = digits;
    if (whole.length > precision - scale || fraction.length > scale) {
        const places = Math.max(scale, fraction.length);
        const type = `decimal(${Math.max(whole.length, precision - scale) + places},${places})`;
        return { message: `${text} has too many digits`, type };
    }
    return undefined;
}

function misfitText(text: string, { name, arguments: [length] }: PrimitiveType): Misfit | undefined {
    switch (name) {
        case 'string':
        case 'char': {
            const characters = Array.from(text).length;
            return length !== undefined && characters > length
                ? { message: `'${shortened(text)}' has ${characters} characters`, type: `${name}(${characters})` } : undefined;
        }
        case 'uuid':
            return invalidAs('uuid', text);
        case 'json':
            return invalidAs('json', text);
        default:
            return undefined;
    }
}

function invalidAs(name: string, text: string): Misfit | undefined {
    const message = invalid(name, text);
    return message === undefined ? undefined : { message };
}

function shortened(text: string): string {
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** Why a text is no value of a type whose values are written as texts. */
function invalid(name: string, text: string): string | undefined {
    switch (name) {
        case 'date':
            return isDate(text) ? undefined : `'${shortened(text)}' is no date`;
        case 'time':
            return isTime(text) ? undefined : `'${shortened(text)}' is no time of day`;
        case 'datetime':
        case 'timestamp': {
            const [date = '', time, ...rest] = text.trim().split(/[ T]/);
            const clock = time?.replace(/(?:Z|[+-]\d{2}(?::?\d{2})?)$/i, '');
            return isDate(date) && (clock === undefined || isTime(clock)) && rest.length === 0 ? undefined : `'${shortened(text)}' is no point in time`;
        }
        case 'interval':
            return isInterval(text) ? undefined : `'${shortened(text)}' is no span of time`;
        case 'uuid':
            return /^\{?[0-9a-f]{8}(?:-?[0-9a-f]{4}){4}[0-9a-f]{8}\}?$/i.test(text) ? undefined : `'${shortened(text)}' is no UUID`;
        case 'json':
            return isJson(text) ? undefined : `'${shortened(text)}' is no JSON document`;
        default:
            return undefined;
    }
}

function isDate(text: string): boolean {
    const match = /^(\d{4,6})-(\d{2})-(\d{2})$/.exec(text);
    if (!match) {
        return /^-?infinity$/i.test(text);
    }
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
    const last = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
    return last !== undefined && day >= 1 && day <= last;
}

function isTime(text: string): boolean {
    return /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$|^24:00(?::00)?$/.test(text);
}

const spans = /^(?:years?|mons?|months?|weeks?|days?|hours?|h|min|mins|minutes?|m|sec|secs|seconds?|s|milliseconds?|ms|microseconds?|us|decades?|centur(?:y|ies)|d|w|y)$/i;

/** PostgreSQL's verbose form, a clock, or ISO 8601 (manual, "Interval Input"). */
function isInterval(text: string): boolean {
    if (/^[+-]?P(?=.)[\d.YMWD]*(?:T[\d.HMS]+)?$/i.test(text)) {
        return true;
    }
    const words = text.trim().replace(/\s+ago$/i, '').match(/[+-]?\d+(?::\d{2}){1,2}(?:\.\d+)?|[+-]?\d+(?:\.\d+)?|[a-z]+|\S/gi) ?? [];
    let expectsUnit = false;
    for (const word of words) {
        if (/^[+-]?\d+:/.test(word)) {
            expectsUnit = false;
        } else if (/^[+-]?\d/.test(word)) {
            if (expectsUnit) {
                return false;
            }
            expectsUnit = true;
        } else if (expectsUnit && spans.test(word)) {
            expectsUnit = false;
        } else {
            return false;
        }
    }
    return words.length > 0 && !expectsUnit;
}

function isJson(text: string): boolean {
    try {
        JSON.parse(text);
        return true;
    } catch (error) {
        if (error instanceof SyntaxError) {
            return false;
        }
        throw error;
    }
}
