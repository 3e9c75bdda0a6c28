import { preludeTexts } from '../../../../language/index.ts';
import { plainNameInPostgresql } from '../../../targets/index.ts';

/** One of the language's functions that is a call with the same arguments in PostgreSQL. */
export interface PreludeFunction {
    /** In the language. */
    readonly name: string;
    /** In PostgreSQL. */
    readonly spelled: string;
    /** The extension that brings it. */
    readonly extension: string | undefined;
    readonly least: number;
    readonly most: number;
    /** By position, whether the parameter is a text. */
    readonly texts: readonly boolean[];
}

let known: ReadonlyMap<string, readonly PreludeFunction[]> | undefined;

/** The functions of the language that PostgreSQL knows by this name. */
export function preludeFunctions(name: string): readonly PreludeFunction[] {
    known ??= Map.groupBy([...preludeTexts.values()].flatMap(functionsIn), ({ spelled }) => spelled);
    return known.get(name) ?? [];
}

const heads = /extension "?([\w-]+)"? \{|^\}|\b(?:function|aggregate) (\w+)\((.*?)\) returns /gm;

function functionsIn(text: string): readonly PreludeFunction[] {
    const found: PreludeFunction[] = [];
    let extension: string | undefined;
    for (const [, opened, name, parameters = ''] of text.matchAll(heads)) {
        if (name === undefined) {
            extension = opened;
            continue;
        }
        const spelled = plainNameInPostgresql(name);
        if (spelled !== undefined) {
            found.push(functionOf(name, spelled, extension, parameters));
        }
    }
    return found;
}

function functionOf(name: string, spelled: string, extension: string | undefined, parameters: string): PreludeFunction {
    const list = parameters.trim() === '' ? [] : parameters.split(/,\s*(?![^(]*\))/);
    const isVariadic = list.at(-1)?.startsWith('variadic') ?? false;
    return {
        name, spelled, extension, least: list.length, most: isVariadic ? Number.POSITIVE_INFINITY : list.length,
        texts: list.map(parameter => parameter.endsWith(': string')),
    };
}
