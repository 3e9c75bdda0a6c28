import type { SourceType } from '../source/index.ts';
import type { ModelNames, Namespace } from './names.ts';
import { quotedText } from './text.ts';

/** A type as the model writes it. */
export interface TypeText {
    readonly text: string;
    /** It has no word of the language's own: `native(postgresql: "inet")`. */
    readonly native: boolean;
    /** The enum, domain or composite of the source that it names, arrays of it included. */
    readonly declared?: 'own';
}

/**
 * By PostgreSQL's name the word for the same type, and how many numbers it may be given. `json` is PostgreSQL's `jsonb`;
 * its `json` keeps the text as it came and has no word here.
 */
const words: ReadonlyMap<string, { readonly word: string; readonly most: number }> = new Map(Object.entries({
    'character varying': { word: 'string', most: 1 },
    character: { word: 'char', most: 1 },
    text: { word: 'text', most: 0 },
    smallint: { word: 'smallint', most: 0 },
    integer: { word: 'int', most: 0 },
    bigint: { word: 'bigint', most: 0 },
    numeric: { word: 'decimal', most: 2 },
    real: { word: 'float', most: 0 },
    'double precision': { word: 'double', most: 0 },
    boolean: { word: 'boolean', most: 0 },
    date: { word: 'date', most: 0 },
    'time without time zone': { word: 'time', most: 1 },
    'timestamp without time zone': { word: 'datetime', most: 1 },
    'timestamp with time zone': { word: 'timestamp', most: 1 },
    interval: { word: 'interval', most: 0 },
    uuid: { word: 'uuid', most: 0 },
    jsonb: { word: 'json', most: 0 },
    bytea: { word: 'binary', most: 0 },
    vector: { word: 'vector', most: 1 },
    int4range: { word: 'range(int)', most: 0 }, int4multirange: { word: 'multirange(int)', most: 0 },
    int8range: { word: 'range(bigint)', most: 0 }, int8multirange: { word: 'multirange(bigint)', most: 0 },
    numrange: { word: 'range(decimal)', most: 0 }, nummultirange: { word: 'multirange(decimal)', most: 0 },
    tsrange: { word: 'range(datetime)', most: 0 }, tsmultirange: { word: 'multirange(datetime)', most: 0 },
    tstzrange: { word: 'range(timestamp)', most: 0 }, tstzmultirange: { word: 'multirange(timestamp)', most: 0 },
    daterange: { word: 'range(date)', most: 0 }, datemultirange: { word: 'multirange(date)', most: 0 },
}));

/** The text of a type where `from` stands, without the `?` of what is optional. */
export function typeText(type: SourceType, names: ModelNames, from: Namespace): TypeText {
    const element = elementText(type, names, from);
    const brackets = type.dimensions.map(size => `[${size ?? ''}]`).join('');
    return element ? { ...element, text: element.text + brackets } : { text: nativeText(type), native: true };
}

/** In the source's own words. */
export function nativeText({ sql }: SourceType): string {
    return `native(postgresql: ${quotedText(sql)})`;
}

function elementText(type: SourceType, names: ModelNames, from: Namespace): TypeText | undefined {
    const { schema, name, arguments: sizes } = type;
    const own = sizes.length === 0 ? names.type(schema === undefined ? { name } : { schema, name }, from) : undefined;
    if (own !== undefined) {
        return { text: own, native: false, declared: 'own' };
    }
    if (schema !== undefined && schema !== 'pg_catalog' && !names.isOfExtension(type)) {
        return undefined;
    }
    if (sizes.length === 0 && names.isOfExtension(type)) {
        return { text: name, native: false };
    }
    const known = name === 'vector' && !names.isOfExtension(type) ? undefined : words.get(name);
    const areNumbers = sizes.every(size => /^\d+$/.test(size));
    if (!known || !areNumbers || sizes.length > known.most) {
        return undefined;
    }
    // A character without a length is one of length 1, which PostgreSQL prints.
    const written = name === 'character' && sizes.length === 0 ? ['1'] : sizes;
    return { text: written.length === 0 ? known.word : `${known.word}(${written.join(',')})`, native: false };
}
