import { truth, TEXT, unified, VARCHAR } from './reading.ts';
import type { Reading } from './reading.ts';

/** `x in (...)`. */
export function inList(operand: Reading, values: readonly Reading[], negated: boolean): Reading {
    const bare = operand.uncast === undefined ? unified([operand, ...values]).slice(1) : values;
    return truth({ kind: 'in', negated, operand: operand.tree, values: bare.map(({ tree }) => tree) });
}

/** `x = ANY (ARRAY[...])` where the elements are of the operand's type, as IN makes them. */
export function inElements(operand: Reading, values: readonly Reading[], negated: boolean): Reading | undefined {
    const { type } = operand;
    const areSame = type !== undefined && type !== VARCHAR && values.every(value => (value.type === type || type === 'smallint' && value.constant === 'integer') && (value.uncast === undefined || value.uncast.constant !== undefined));
    return areSame ? truth({ kind: 'in', negated, operand: operand.tree, values: values.map(({ tree, uncast }) => (uncast?.tree ?? tree)) }) : undefined;
}

/** A text constant that is cast to varchar, and perhaps to text after that. */
export function withoutVarcharCast(value: Reading): Reading | undefined {
    const inner = value.type === TEXT && value.uncast !== undefined ? value.uncast : value;
    return inner.type === VARCHAR && inner.uncast?.constant === 'text' ? inner.uncast : undefined;
}
