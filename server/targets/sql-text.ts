import type { Origin, StatementPart } from './target.ts';

/** SQL that knows which of its parts come from which element, while it is put together. */
export interface SqlText {
    readonly text: string;
    readonly parts: readonly StatementPart[];
}

/** A statement before its place in a file is known. */
export interface Statement extends SqlText, Origin {
    /** Neighbours of one group stand on neighbouring lines, where each is a single line. */
    readonly group?: string;
    /**
     * For text that a person wrote: it is kept as it is, may hold several statements and ends with a semicolon. Where
     * they stand in it.
     */
    readonly ranges?: readonly { readonly start: number; readonly end: number }[];
}

/** A part of a script with a heading. Neighbours with the same title have it once. */
export interface Section {
    readonly title: string;
    /** Lines below the title. */
    readonly notes: readonly string[];
    /** What the file is named after, where the script is split. */
    readonly file: string;
    readonly statements: readonly Statement[];
}

/** Marks a text as made for an element. */
export function madeFor(origin: Origin, content: SqlText | string): SqlText {
    const { text, parts } = typeof content === 'string' ? { text: content, parts: [] } : content;
    const own: StatementPart = {
        start: 0,
        end: text.length,
        ...origin.id === undefined ? {} : { id: origin.id },
        ...origin.place === undefined ? {} : { place: origin.place },
    };
    return { text, parts: [own, ...parts] };
}

/** One text after the other. */
export function concatenated(...contents: readonly (SqlText | string)[]): SqlText {
    let text = '';
    const parts: StatementPart[] = [];
    for (const content of contents) {
        if (typeof content === 'string') {
            text += content;
            continue;
        }
        const shift = text.length;
        text += content.text;
        for (const part of content.parts) {
            parts.push({ ...part, start: part.start + shift, end: part.end + shift });
        }
    }
    return { text, parts };
}

export function joined(contents: readonly (SqlText | string)[], separator: string): SqlText {
    return concatenated(...contents.flatMap((content, index) => index === 0 ? [content] : [separator, content]));
}

export function statement(origin: Origin, content: SqlText | string, group?: string): Statement {
    const { text, parts } = typeof content === 'string' ? { text: content, parts: [] } : content;
    return {
        text,
        parts,
        ...origin.id === undefined ? {} : { id: origin.id },
        ...origin.place === undefined ? {} : { place: origin.place },
        ...group === undefined ? {} : { group },
    };
}
