import type { Node } from 'libpg-query';
import { indexColumnNames, makeObjectName } from '../../../language/index.ts';
import { fieldsOf, textsOf } from './parser.ts';

export type Label = 'pkey' | 'key' | 'fkey' | 'check' | 'excl' | 'idx' | 'seq' | 'not_null';

/** The name that PostgreSQL gives to what has none (`makeObjectName`), before others of that name are looked at. */
export function automaticName(table: string, columns: string | undefined, label: Label): string {
    return makeObjectName(table, columns, label);
}

/** Of an index or a key, by the names of its columns (`ChooseIndexName`). */
export function automaticIndexName(table: string, columns: readonly string[], label: 'pkey' | 'key' | 'excl' | 'idx'): string {
    return automaticName(table, label === 'pkey' ? undefined : joinedColumns(indexColumnNames(columns)), label);
}

/** The columns in the name of a foreign key or index: cut where PostgreSQL cuts them (`ChooseIndexNameAddition`). */
export function joinedColumns(columns: readonly string[]): string {
    let text = '';
    for (const column of columns) {
        text += text === '' ? column : `_${column}`;
        if (Buffer.byteLength(text) >= 64) {
            break;
        }
    }
    return text;
}

/** The first of a name and its numbered ones that is free (`ChooseRelationName`). */
export function freeName(table: string, columns: string | undefined, label: Label, isTaken: (name: string) => boolean): string {
    for (let number = 0; ; number++) {
        const name = makeObjectName(table, columns, number === 0 ? label : `${label}${number}`);
        if (!isTaken(name)) {
            return name;
        }
    }
}

/** What an expression is called as a column of an index (`FigureIndexColname` in parse_target.c). */
export function columnNameOf(expression: Node | undefined): string {
    return figure(expression)?.name ?? 'expr';
}

/** The higher, the more it is preferred to what is around it. */
interface Figured {
    readonly name: string;
    readonly strength: 1 | 2;
}

function figure(node: Node | undefined): Figured | undefined {
    if (node === undefined) {
        return undefined;
    }
    const strong = strongName(node);
    if (strong !== undefined && strong !== '') {
        return { name: strong, strength: 2 };
    }
    const cast = fieldsOf(node, 'TypeCast');
    if (cast !== undefined) {
        const inner = figure(cast.arg);
        const type = textsOf(cast.typeName?.names).at(-1);
        return inner?.strength === 2 || type === undefined ? inner : { name: type, strength: 1 };
    }
    const collated = fieldsOf(node, 'CollateClause');
    if (collated !== undefined) {
        return figure(collated.arg);
    }
    const choice = fieldsOf(node, 'CaseExpr');
    if (choice !== undefined) {
        const inner = figure(choice.defresult);
        return inner?.strength === 2 ? inner : { name: 'case', strength: 1 };
    }
    return undefined;
}

function strongName(node: Node): string | undefined {
    const column = fieldsOf(node, 'ColumnRef');
    if (column !== undefined) {
        return textsOf(column.fields).findLast(name => name !== '');
    }
    const field = fieldsOf(node, 'A_Indirection');
    if (field !== undefined) {
        return textsOf(field.indirection).findLast(name => name !== '') ?? figure(field.arg)?.name;
    }
    const call = fieldsOf(node, 'FuncCall');
    if (call !== undefined) {
        return textsOf(call.funcname).at(-1);
    }
    const minMax = fieldsOf(node, 'MinMaxExpr');
    if (minMax !== undefined) {
        return minMax.op === 'IS_GREATEST' ? 'greatest' : 'least';
    }
    const value = fieldsOf(node, 'SQLValueFunction');
    if (value !== undefined) {
        return value.op?.replace(/^SVFOP_/, '').replace(/_N$/, '').toLowerCase();
    }
    if (fieldsOf(node, 'A_Expr')?.kind === 'AEXPR_NULLIF') {
        return 'nullif';
    }
    return fieldsOf(node, 'CoalesceExpr') !== undefined ? 'coalesce'
        : fieldsOf(node, 'A_ArrayExpr') !== undefined ? 'array'
        : fieldsOf(node, 'RowExpr') !== undefined ? 'row' : undefined;
}
