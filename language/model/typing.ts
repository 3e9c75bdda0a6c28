import type { BinaryOperator } from './expressions.ts';
import type { ArrayType, PrimitiveName, PrimitiveType, Type } from './types.ts';

/** What typing needs to know of a model's named types. */
export interface NamedTypes {
    /** The type that a domain is over. */
    domain(id: string): Type | undefined;
    /** The types of the columns that a reference holds: of the target's primary key unless other attributes are named. */
    keyTypes(entity: string, attributes?: readonly string[]): readonly Type[];
}

export const unknownType: Type = { kind: 'unknown' };
export const nullType: Type = { kind: 'null' };

const withoutArguments = new Map<PrimitiveName, PrimitiveType>();

/** A primitive without length, precision or other arguments; one object for each. */
export function primitive(name: PrimitiveName): PrimitiveType {
    let type = withoutArguments.get(name);
    if (!type) {
        withoutArguments.set(name, type = { kind: 'primitive', name, arguments: [] });
    }
    return type;
}

const names: Readonly<Record<PrimitiveName, true>> = {
    string: true, char: true, text: true, smallint: true, int: true, bigint: true, decimal: true, float: true, double: true, boolean: true,
    date: true, time: true, datetime: true, timestamp: true, interval: true, uuid: true, json: true, binary: true, vector: true,
};

export function isPrimitiveName(name: string): name is PrimitiveName {
    return Object.hasOwn(names, name);
}

/** From narrow to wide; an operation on two of them gives the wider one. */
const numericRank: Partial<Readonly<Record<PrimitiveName, number>>> = { smallint: 0, int: 1, bigint: 2, decimal: 3, float: 4, double: 5 };

const textNames: ReadonlySet<PrimitiveName> = new Set(['string', 'char', 'text']);
const momentNames: ReadonlySet<PrimitiveName> = new Set(['date', 'datetime', 'timestamp']);

/** The type behind domains, and behind a reference to a key of one column. */
export function baseType(type: Type, types: NamedTypes): Type {
    let current = type;
    // Deep enough for any model, and an end for domains that are over each other.
    for (let depth = 0; depth < 32; depth++) {
        const next = nextBase(current, types);
        if (!next) {
            return current;
        }
        current = next;
    }
    return unknownType;
}

function nextBase(type: Type, types: NamedTypes): Type | undefined {
    switch (type.kind) {
        case 'domain':
            return types.domain(type.id) ?? unknownType;
        case 'reference': {
            const key = types.keyTypes(type.entity, type.key);
            return key.length === 1 ? key[0] : undefined;
        }
        default:
            return undefined;
    }
}

/** True for what nothing can be said about: it fits everywhere, and is never a reason for an error. */
export function isOpen(type: Type): boolean {
    return type.kind === 'unknown' || type.kind === 'native' || type.kind === 'null';
}

export function isNumeric(type: Type): boolean {
    return type.kind === 'primitive' && numericRank[type.name] !== undefined;
}

export function isInteger(type: Type): boolean {
    return type.kind === 'primitive' && (numericRank[type.name] ?? 9) <= 2;
}

export function isText(type: Type): boolean {
    return type.kind === 'primitive' && textNames.has(type.name);
}

/** A day or a point in time; not a time of day, which lies on no day. */
export function isMoment(type: Type): boolean {
    return type.kind === 'primitive' && momentNames.has(type.name);
}

function is(type: Type, name: PrimitiveName): boolean {
    return type.kind === 'primitive' && type.name === name;
}

/** The same type, lengths and precisions aside. */
export function isSame(left: Type, right: Type): boolean {
    switch (left.kind) {
        case 'primitive':
            return right.kind === 'primitive' && left.name === right.name;
        case 'array':
            return right.kind === 'array' && isSame(left.element, right.element);
        case 'range':
            return right.kind === 'range' && left.multi === right.multi && isSame(left.of, right.of);
        case 'domain':
        case 'enum':
        case 'structure':
            return right.kind === left.kind && left.id === right.id;
        case 'reference':
            return right.kind === 'reference' && left.entity === right.entity && (left.key ?? []).join() === (right.key ?? []).join();
        case 'row':
            return right.kind === 'row' && left.relation === right.relation;
        case 'native':
        case 'null':
        case 'unknown':
            return left.kind === right.kind;
    }
}

/**
 * Whether a value may be stored where the target type is asked for without a cast: numbers in numbers, text in text,
 * moments in moments, the rest in its own type. Sizes are not compared.
 */
export function isAssignable(value: Type, target: Type, types: NamedTypes): boolean {
    if (isSame(value, target) || value.kind === 'row' && target.kind === 'reference' && value.relation === target.entity) {
        return true;
    }
    const from = baseType(value, types);
    const to = baseType(target, types);
    if (isOpen(from) || isOpen(to) || isSame(from, to)) {
        return true;
    }
    if (from.kind === 'primitive' && to.kind === 'primitive') {
        return isNumeric(from) && isNumeric(to) || isText(from) && isText(to) || isMoment(from) && isMoment(to);
    }
    if (from.kind === 'array' && to.kind === 'array') {
        return isAssignable(from.element, to.element, types);
    }
    if (from.kind === 'range' && to.kind === 'range') {
        return (to.multi || !from.multi) && isAssignable(from.of, to.of, types);
    }
    return false;
}

/** Whether `=`, `<` and the like mean something between the two. */
export function isComparable(left: Type, right: Type, types: NamedTypes): boolean {
    return isAssignable(left, right, types) || isAssignable(right, left, types);
}

/** The type of a choice between values: the widest of them; undefined where they have nothing in common. */
export function commonType(choices: readonly Type[], types: NamedTypes): Type | undefined {
    let common: Type | undefined;
    for (const choice of choices) {
        if (choice.kind === 'null') {
            continue;
        }
        if (!common || common.kind === 'unknown') {
            common = choice;
        } else if (isSame(common, choice)) {
            common = withoutSizes(common, choice);
        } else {
            const wider = widerOf(baseType(common, types), baseType(choice, types), types);
            if (!wider) {
                return undefined;
            }
            common = wider;
        }
    }
    return common ?? nullType;
}

/** Of two sizes of one type neither holds for both. */
function withoutSizes(left: Type, right: Type): Type {
    return left.kind === 'primitive' && right.kind === 'primitive' && left.arguments.join() !== right.arguments.join() ? primitive(left.name) : left;
}

function widerOf(left: Type, right: Type, types: NamedTypes): Type | undefined {
    if (isOpen(right)) {
        return left;
    }
    if (isOpen(left)) {
        return right;
    }
    if (left.kind === 'primitive' && right.kind === 'primitive') {
        if (isNumeric(left) && isNumeric(right)) {
            return widerNumber(left.name, right.name);
        }
        if (isText(left) && isText(right)) {
            return primitive('text');
        }
        if (isMoment(left) && isMoment(right)) {
            return is(left, 'timestamp') || is(right, 'timestamp') ? primitive('timestamp') : primitive('datetime');
        }
    }
    if (left.kind === 'array' && right.kind === 'array') {
        const element = commonType([left.element, right.element], types);
        return element && { kind: 'array', element };
    }
    return isSame(left, right) ? left : undefined;
}

function widerNumber(left: PrimitiveName, right: PrimitiveName): PrimitiveType {
    const [low, high] = numericRank[left]! <= numericRank[right]! ? [left, right] : [right, left];
    // PostgreSQL widens an exact number beside a 32-bit float to 64 bits, as the float could not hold it.
    return primitive(high === 'float' && low !== 'float' ? 'double' : high);
}

/** The type of a calculation; undefined where the operator has no meaning for the operands. */
export function arithmeticType(operator: BinaryOperator, left: Type, right: Type, types: NamedTypes): Type | undefined {
    const a = baseType(left, types);
    const b = baseType(right, types);
    if (operator === '||') {
        return concatenationType(a, b, types);
    }
    if (isOpen(a) || isOpen(b)) {
        return openResult(a, b);
    }
    if (a.kind === 'range' && b.kind === 'range') {
        return isSame(a, b) && operator !== '/' ? a : undefined;
    }
    if (a.kind !== 'primitive' || b.kind !== 'primitive') {
        return undefined;
    }
    if (isNumeric(a) && isNumeric(b)) {
        return widerNumber(a.name, b.name);
    }
    if (a.name === 'vector' && b.name === 'vector' && operator !== '/') {
        return a;
    }
    return timeType(operator, a, b) ?? (operator === '+' || operator === '*' ? timeType(operator, b, a) : undefined);
}

// An unknown operand may be a date as well as a number: only two numbers or one known beside null decide.
function openResult(a: Type, b: Type): Type {
    const known = a.kind === 'null' ? b : b.kind === 'null' ? a : unknownType;
    return isNumeric(known) ? known : unknownType;
}

function concatenationType(a: Type, b: Type, types: NamedTypes): Type | undefined {
    if (a.kind === 'array' || b.kind === 'array') {
        const element = commonType([elementOf(a), elementOf(b)], types);
        return element && { kind: 'array', element };
    }
    if (isText(a) || isText(b)) {
        return primitive('text');
    }
    if (isOpen(a) || isOpen(b)) {
        return isOpen(a) && isOpen(b) ? unknownType : isOpen(a) ? b : a;
    }
    return isSame(a, b) && (is(a, 'json') || is(a, 'binary') || is(a, 'vector')) ? a : undefined;
}

function elementOf(type: Type): Type {
    return type.kind === 'array' ? type.element : type;
}

/** Dates and times as PostgreSQL calculates with them (manual, "Date/Time Operators"). */
function timeType(operator: BinaryOperator, a: PrimitiveType, b: PrimitiveType): PrimitiveType | undefined {
    switch (operator) {
        case '+':
            if (b.name === 'interval') {
                return afterInterval(a.name);
            }
            if (a.name === 'date') {
                return isInteger(b) ? primitive('date') : b.name === 'time' ? primitive('datetime') : undefined;
            }
            return undefined;
        case '-':
            if (b.name === 'interval') {
                return afterInterval(a.name);
            }
            if (a.name === 'date') {
                return isInteger(b) ? primitive('date') : b.name === 'date' ? primitive('int') : isMoment(b) ? primitive('interval') : undefined;
            }
            return isMoment(a) && isMoment(b) || a.name === 'time' && b.name === 'time' ? primitive('interval') : undefined;
        case '*':
        case '/':
            return a.name === 'interval' && isNumeric(b) ? a : undefined;
        default:
            return undefined;
    }
}

function afterInterval(name: PrimitiveName): PrimitiveType | undefined {
    switch (name) {
        case 'date':
        case 'datetime':
            return primitive('datetime');
        case 'timestamp':
        case 'time':
        case 'interval':
            return primitive(name);
        default:
            return undefined;
    }
}

/** A type as it is written in the language. */
export function displayType(type: Type): string {
    switch (type.kind) {
        case 'primitive':
            return type.arguments.length > 0 ? `${type.name}(${type.arguments.join(', ')})` : type.name;
        case 'array':
            return `${displayType(type.element)}[${type.size ?? ''}]`;
        case 'range':
            return `${type.multi ? 'multirange' : 'range'}(${displayType(type.of)})`;
        case 'domain':
        case 'enum':
        case 'structure':
            return type.id;
        case 'reference':
            return type.key ? `${type.entity}(${type.key.join(', ')})` : type.entity;
        case 'row':
            return `row of ${type.relation}`;
        case 'native':
            return `native(${Object.entries(type.spellings).map(([engine, spelling]) => `${engine}: "${spelling}"`).join(', ')})`;
        case 'null':
            return 'null';
        case 'unknown':
            return 'unknown';
    }
}

/** An array of so many dimensions of an element type. */
export function arrayOf(element: Type, sizes: readonly (number | undefined)[]): Type {
    let type = element;
    for (const size of sizes) {
        const array: ArrayType = size === undefined ? { kind: 'array', element: type } : { kind: 'array', element: type, size };
        type = array;
    }
    return type;
}
