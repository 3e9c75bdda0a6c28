import type { Node } from 'libpg-query';
import { fieldsOf } from './parser.ts';

/** A `name = value` of a definition (DefElem), by its name. */
export interface Definition {
    readonly name: string;
    readonly argument: Node | undefined;
    readonly location: number;
}

/** What `WITH (...)`, the attributes of a function or the options of a role are in the parse tree. */
export function definitionsIn(nodes: readonly Node[] | undefined): readonly Definition[] {
    return (nodes ?? []).flatMap(node => {
        const fields = fieldsOf(node, 'DefElem');
        if (fields === undefined) {
            return [];
        }
        const { defnamespace, defname = '', arg, location = 0 } = fields;
        return [{ name: defnamespace === undefined ? defname : `${defnamespace}.${defname}`, argument: arg, location }];
    });
}

/** The value of a setting as written, without quotes. Undefined where none is written. */
export function valueOf(argument: Node | undefined): string | undefined {
    if (argument === undefined) {
        return undefined;
    }
    const text = fieldsOf(argument, 'String')?.sval ?? fieldsOf(argument, 'Float')?.fval;
    if (text !== undefined) {
        return text;
    }
    const integer = fieldsOf(argument, 'Integer');
    if (integer !== undefined) {
        return String(integer.ival ?? 0);
    }
    const truth = fieldsOf(argument, 'Boolean');
    if (truth !== undefined) {
        return String(truth.boolval ?? false);
    }
    const constant = fieldsOf(argument, 'A_Const');
    if (constant !== undefined) {
        return constant.sval?.sval ?? constant.fval?.fval ?? (constant.boolval === undefined ? String(constant.ival?.ival ?? 0) : String(constant.boolval.boolval ?? false));
    }
    const names = fieldsOf(argument, 'TypeName')?.names;
    return names === undefined ? '' : names.map(name => fieldsOf(name, 'String')?.sval ?? '').join('.');
}

/** Whether a switch is on: it is where no value is written. */
export function isOn(argument: Node | undefined): boolean {
    const value = valueOf(argument);
    return value === undefined || /^(?:true|on|yes|1)$/i.test(value);
}
