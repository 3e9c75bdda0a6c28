import type { PhysicalName } from '../../../language/index.ts';

/**
 * Text of the model as it is built: strings, and slots whose place has to be found again, because what stands there may
 * turn out to be wrong and is then written another way. Line breaks are the builder's; spacing and indentation are the
 * formatter's.
 */
export type Text = string | Slot | readonly Text[];

/** A part of the text that can be written in more than one way, such as an expression or a name. */
export interface Slot {
    /** Stable from round to round: see {@link slotOf}. */
    readonly slot: string;
    readonly text: Text;
}

/** Where in a text a slot came to stand. */
export interface PlacedSlot {
    readonly slot: string;
    readonly start: number;
    readonly end: number;
}

export function slot(key: string, text: Text): Slot {
    return { slot: key, text };
}

export function lines(parts: readonly Text[]): Text {
    return join(parts, '\n');
}

export function join(parts: readonly Text[], separator: string): Text {
    return parts.flatMap((part, index) => index === 0 ? [part] : [separator, part]);
}

/** The text, and where its slots are: outer ones before those inside of them. */
export function flatten(text: Text): { readonly text: string; readonly slots: readonly PlacedSlot[] } {
    const strings: string[] = [];
    const slots: PlacedSlot[] = [];
    let length = 0;
    const add = (part: Text): void => {
        if (typeof part === 'string') {
            strings.push(part);
            length += part.length;
        } else if ('slot' in part) {
            const index = slots.push({ slot: part.slot, start: length, end: length }) - 1;
            add(part.text);
            slots[index] = { ...slots[index]!, end: length };
        } else {
            part.forEach(add);
        }
    };
    add(text);
    return { text: strings.join(''), slots };
}

export function plainText(text: Text): string {
    return flatten(text).text;
}

/** A text in double quotes. */
export function quotedText(content: string): string {
    return `"${content.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;
}

/** ` collate "C"`, or with its schema; nothing without a collation. */
export function collateText(collation: PhysicalName | undefined): string {
    return collation === undefined ? '' : ` collate ${quotedText(collation.schema === undefined ? collation.name : `${collation.schema}.${collation.name}`)}`;
}

/** SQL as a marked text has it: in double quotes where it is one short line without any, in a block otherwise. */
export function sqlText(sql: string): string {
    if (!/["\\\n\r\t]/.test(sql) && sql.length <= 100) {
        return `"${sql}"`;
    }
    return blockText(sql);
}

/** A block between `"""`. */
export function blockText(content: string): string {
    return `"""\n${escapedInBlock(content)}\n"""`;
}

/** In a block a backslash escapes a quote and nothing else: quotes that would end it, and those behind a backslash, get one. */
export function escapedInBlock(content: string): string {
    return content.replaceAll(/(\\*)("+)/g, (_, backslashes: string, quotes: string) => {
        if (quotes.length >= 3) {
            return backslashes + '\\"'.repeat(quotes.length);
        }
        return backslashes === '' ? quotes : `${backslashes}\\${quotes}`;
    });
}

/** `///` lines; none for no text. */
export function documentation(content: string | undefined): string {
    return content === undefined || content.trim() === '' ? '' : content.split(/\r\n?|\n/).map(line => `/// ${line}`.trimEnd()).join('\n') + '\n';
}
