import { preludeTexts } from '../../../../language/index.ts';
import { plainNameInPostgresql } from '../../../targets/index.ts';

/** One of the language's functions that PostgreSQL calls with the same arguments. */
export interface PreludeFunction {
    /** In the language. */
    readonly name: string;
    /** The extension that brings it. */
    readonly extension: string | undefined;
    readonly least: number;
    readonly most: number;
    /** By position, whether the parameter is a text. */
    readonly texts: readonly boolean[];
}

let known: ReadonlyMap<string, readonly PreludeFunction[]> | undefined;

/** The functions that are called like this one of PostgreSQL, and mean it. */
export function preludeFunctions(name: string): readonly PreludeFunction[] {
    known ??= Map.groupBy(read(), ([spelled]) => spelled) as never;
    return (known as unknown as Map<string, readonly (readonly [string, PreludeFunction])[]>).get(name)?.map(([, declared]) => declared) ?? [];
}

const declaration = /^\s*(?:function|aggregate) (\w+)\((.*?)\) returns /;
const extensionHead = /^\s*extension "?([\w-]+)"? ?\{?/;

function read(): (readonly [string, PreludeFunction])[] {
    const found: (readonly [string, PreludeFunction])[] = [];
    for (const text of Object.values(preludeTexts)) {
        let extension: string | undefined;
        for (const line of text.split('\n')) {
            const head = extensionHead.exec(line);
            if (head) {
                extension = line.includes('}') ? undefined : head[1];
            } else if (line.trimStart().startsWith('}')) {
                extension = undefined;
            }
            for (const part of head ? line.slice(line.indexOf('{') + 1).split(/(?=function )/) : [line]) {
                const match = declaration.exec(part);
                const spelled = match && plainNameInPostgresql(match[1]!);
                if (match && spelled !== undefined && spelled !== null) {
                    found.push([spelled, functionOf(match[1]!, match[2]!, head ? head[1] : extension)]);
                }
            }
        }
    }
    return found;
}

function functionOf(name: string, parameters: string, extension: string | undefined): PreludeFunction {
    const list = parameters.trim() === '' ? [] : parameters.split(/,\s*(?![^(]*\))/);
    const isVariadic = list.at(-1)?.startsWith('variadic') ?? false;
    return {
        name, extension,
        least: isVariadic ? list.length : list.length,
        most: isVariadic ? Number.POSITIVE_INFINITY : list.length,
        texts: list.map(parameter => parameter.endsWith(': string')),
    };
}
