import type { Node } from 'libpg-query';
import type { SourceOption } from '../source/index.ts';
import { fieldsOf, textsOf } from './parser.ts';

/** Storage parameters and the like: `WITH (fillfactor = 70, toast.autovacuum_enabled = off)`. */
export function readOptions(options: readonly Node[] | undefined): SourceOption[] {
    return (options ?? []).flatMap(node => {
        const { defnamespace, defname = '', arg } = fieldsOf(node, 'DefElem') ?? {};
        const value = optionValue(arg);
        return { name: defnamespace === undefined ? defname : `${defnamespace}.${defname}`, ...value === undefined ? {} : { value } };
    });
}

/** A number, a text or a word, without quotes. */
export function optionValue(arg: Node | undefined): string | undefined {
    if (arg === undefined) {
        return undefined;
    }
    const integer = fieldsOf(arg, 'Integer');
    if (integer !== undefined) {
        return String(integer.ival ?? 0);
    }
    const word = fieldsOf(arg, 'TypeName');
    if (word !== undefined) {
        return textsOf(word.names).at(-1);
    }
    const boolean = fieldsOf(arg, 'Boolean');
    if (boolean !== undefined) {
        return String(boolean.boolval ?? false);
    }
    return fieldsOf(arg, 'Float')?.fval ?? fieldsOf(arg, 'String')?.sval;
}

/** SET (...): later values replace earlier ones. */
export function withOptions(options: readonly SourceOption[], changes: readonly SourceOption[]): SourceOption[] {
    return [...withoutOptions(options, changes), ...changes];
}

/** RESET (...). */
export function withoutOptions(options: readonly SourceOption[], names: readonly SourceOption[]): SourceOption[] {
    return options.filter(option => !names.some(({ name }) => name === option.name));
}
