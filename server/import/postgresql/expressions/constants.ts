import type { A_Const, SQLValueFunction } from 'libpg-query';
import type { ExpressionTree } from '../../source/index.ts';
import { BOOLEAN, NUMERIC } from './reading.ts';
import type { Reading } from './reading.ts';

/** The greatest number that PostgreSQL reads as an integer by itself. */
const GREATEST_INTEGER = 2147483647;

/** A constant as written. */
export function readConstant(constant: A_Const): Reading | undefined {
    if (constant.isnull === true) {
        return { tree: { kind: 'null' }, type: undefined, constant: 'null' };
    }
    if (constant.boolval !== undefined) {
        return { tree: { kind: 'boolean', value: constant.boolval.boolval === true }, type: BOOLEAN };
    }
    if (constant.sval !== undefined) {
        return { tree: { kind: 'string', value: constant.sval.sval ?? '' }, type: undefined, constant: 'text' };
    }
    if (constant.fval !== undefined) {
        const text = constant.fval.fval ?? '';
        const isDecimal = /[.eE]/.test(text);
        return /^-?[\d.]+$/.test(text)
            ? { tree: { kind: 'number', text }, type: isDecimal ? NUMERIC : 'bigint', ...isDecimal ? { constant: 'decimal' } : {} } : undefined;
    }
    return constant.ival === undefined ? undefined : { tree: { kind: 'number', text: String(constant.ival.ival ?? 0) }, type: 'integer', constant: 'integer' };
}

/** PostgreSQL prints some numbers as texts with a type, `'-1'::integer`, that a person writes as numbers. */
export function printedNumber(value: string, type: string): Reading | undefined {
    if (type === 'integer' && /^-\d+$/.test(value)) {
        return { tree: { kind: 'number', text: value }, type, constant: 'integer' };
    }
    if (type === 'bigint' && /^-?\d+$/.test(value) && Math.abs(Number(value)) > GREATEST_INTEGER + 1) {
        return { tree: { kind: 'number', text: value }, type };
    }
    return type === NUMERIC && /^-\d*\.\d+$/.test(value) ? { tree: { kind: 'number', text: value }, type, constant: 'decimal' } : undefined;
}

/** CURRENT_DATE and the like: calls without parentheses. */
export function valueFunction({ op: function_, typmod }: SQLValueFunction): Reading {
    const op: string = function_ ?? '';
    const name = op.replace(/^SVFOP_/, '').replace(/_N$/, '').toLowerCase();
    const precision: ExpressionTree[] = op.endsWith('_N') ? [{ kind: 'number', text: String(typmod ?? 0) }] : [];
    const types: Readonly<Record<string, string>> = {
        current_user: 'name', session_user: 'name', user: 'name', current_role: 'name', current_date: 'date', current_timestamp: 'timestamp with time zone', localtimestamp: 'timestamp without time zone',
    };
    return { tree: { kind: 'call', name, arguments: precision, star: false, distinct: false }, type: types[name] };
}
