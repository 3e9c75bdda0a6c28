import type { ExpressionTree, SourceType } from '../../source/index.ts';

/** A part of an expression in the model's terms, with what is known of its value. */
export interface Reading {
    readonly tree: ExpressionTree;
    /** Key of the type; undefined where it is not known. */
    readonly type: string | undefined;
    /** A bare constant: its type follows from where it stands. */
    readonly constant?: 'text' | 'integer' | 'decimal' | 'null';
    /** What a cast is applied to: PostgreSQL writes casts that nobody has written. */
    readonly uncast?: Reading;
}

export const TEXT = 'text';
export const VARCHAR = 'character varying';
export const CHAR = 'bpchar';
export const BOOLEAN = 'boolean';
export const NUMERIC = 'numeric';
export const DOUBLE = 'double precision';

/** What two types must share to be the same: lengths and precisions do not count. */
export function keyOf({ schema, name, dimensions }: SourceType): string {
    const base = name === 'character' ? CHAR : schema === undefined || schema === 'public' ? name : `${schema}.${name}`;
    return base + '[]'.repeat(dimensions.length === 0 ? 0 : 1);
}

const WHOLE = new Set(['smallint', 'integer', 'bigint']);

export function isWhole(type: string | undefined): boolean {
    return type !== undefined && WHOLE.has(type);
}

/** The type that PostgreSQL reads a bare text constant as beside a value of a type: varchar has no operators of its own. */
function constantBeside(type: string | undefined): string | undefined {
    return type === VARCHAR ? TEXT : type;
}

/**
 * Two operands of a comparison without the casts that PostgreSQL adds by itself (manual, 10.2 "Operators"): it reads
 * constants as of the other operand's type, varchar as text, and whole numbers beside others as these.
 */
export function compared(left: Reading, right: Reading): readonly [Reading, Reading] {
    const bareLeft = withoutTextCast(left);
    const bareRight = withoutTextCast(right);
    const isText = (reading: Reading): boolean => reading.type === TEXT || reading.type === VARCHAR || reading.constant === 'text';
    if (isText(bareLeft) && isText(bareRight) && !(isBareConstant(bareLeft) && isBareConstant(bareRight))) {
        return [bareLeft, bareRight];
    }
    return [beside(left, right), beside(right, left)];
}

/** An operand without a cast that it gets because of the other one. */
export function beside(reading: Reading, other: Reading): Reading {
    const { uncast } = reading;
    if (uncast === undefined) {
        return reading;
    }
    const bare = withoutDomainCast(reading);
    if (bare !== reading) {
        return bare;
    }
    const natural = naturalType(withoutDomainCast(other));
    if (uncast.constant === 'text') {
        return reading.type !== undefined && reading.type === constantBeside(natural) ? uncast : reading;
    }
    if (uncast.constant === 'integer' || uncast.constant === 'decimal') {
        const isImplied = reading.type === NUMERIC && natural === NUMERIC && uncast.constant === 'integer'
            || reading.type === DOUBLE && (natural === DOUBLE || natural === 'real');
        return isImplied ? uncast : reading;
    }
    const widens = reading.type === NUMERIC && isWhole(uncast.type) && natural === NUMERIC
        || reading.type === DOUBLE && (isWhole(uncast.type) || uncast.type === NUMERIC) && natural === DOUBLE;
    return widens ? uncast : reading;
}

/** The type that an operand has by itself: a constant's cast may be there only because of the other one. */
function naturalType({ type, uncast, constant }: Reading): string | undefined {
    if (uncast === undefined) {
        return constant === 'decimal' ? NUMERIC : constant === undefined ? type : undefined;
    }
    return uncast.constant === undefined && !isWhole(uncast.type) && uncast.type !== NUMERIC ? type : undefined;
}

/** Without the cast to text that every operator on a varchar has, and that of a constant beside a text. */
export function withoutTextCast(reading: Reading): Reading {
    const { type, uncast } = reading;
    return type === TEXT && uncast !== undefined && (uncast.type === VARCHAR || uncast.type === TEXT || uncast.constant === 'text') ? uncast : reading;
}

/** Without the cast from a domain to what it is of, which every operator makes. */
export function withoutDomainCast(reading: Reading): Reading {
    const { type, uncast } = reading;
    return uncast !== undefined && uncast.constant === undefined && uncast.uncast === undefined && uncast.type === type ? uncast : reading;
}

function isBareConstant({ constant }: Reading): boolean {
    return constant === 'text';
}

/**
 * Values of which one type is made, as in COALESCE, CASE and IN (manual, 10.5 "UNION, CASE, and Related Constructs"),
 * without the casts that this takes.
 */
export function unified(values: readonly Reading[]): readonly Reading[] {
    const natural = values.find(({ uncast, constant, type }) => uncast === undefined && constant === undefined && type !== undefined)?.type;
    if (natural === undefined) {
        return values.every(({ type, uncast }) => type === TEXT && uncast?.constant === 'text') ? values.map(textArgument) : values;
    }
    return values.map(value => {
        const { type, uncast } = value;
        const isImplied = type === natural && (uncast?.constant === 'text'
            || uncast?.constant === 'integer' && (natural === 'bigint' || natural === NUMERIC || natural === DOUBLE || natural === 'real')
            || uncast?.constant === 'decimal' && (natural === DOUBLE || natural === 'real'));
        return isImplied && uncast !== undefined ? uncast : value;
    });
}

/** The value of a default without the cast to the column's own type. */
export function assigned(value: Reading, target: string | undefined): Reading {
    return value.uncast?.constant === 'text' && target !== undefined && value.type === target ? value.uncast : value;
}

export function truth(tree: ExpressionTree): Reading {
    return { tree, type: BOOLEAN };
}

export function isTextConstant({ constant, uncast }: Reading): boolean {
    return constant === 'text' || uncast?.constant === 'text';
}

/** A text that is what an operator takes anyway. */
export function textArgument(reading: Reading): Reading {
    return reading.type === TEXT && reading.uncast?.constant === 'text' ? reading.uncast : reading;
}

export function commonType(values: readonly Reading[]): string | undefined {
    return values.find(({ constant, uncast }) => constant === undefined && uncast === undefined)?.type;
}

/** Whether the last of the results of a CASE is the null that it gives without an ELSE. */
export function isImpliedNull(results: readonly Reading[]): boolean {
    const last = results.at(-1);
    const others = results.slice(0, -1);
    const type = commonType(others) ?? (others.every(isTextConstant) ? TEXT : others.every(({ constant }) => constant === 'integer') ? 'integer' : undefined);
    return last !== undefined && type !== undefined && last.type === type && last.tree.kind === 'cast' && last.tree.operand.kind === 'null';
}
