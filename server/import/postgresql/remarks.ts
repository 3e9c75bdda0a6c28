/** What stands between two statements, in a person's words. */
export interface Remarks {
    /** Directly above what follows. */
    readonly remark?: string;
    /** Further above, with a blank line below it, or ruled: about all that follows. */
    readonly headings?: readonly string[];
    /** In the line in which the text before ends: about that. */
    readonly behind?: string;
}

const COMMENT = /--([^\n\r]*)|\/\*([\s\S]*?)\*\//g;
/** A line of nothing but marks, as boxes around headings have. */
const RULE = /^[-=*#~_+\s]*$/;
/** What pg_dump and psql write themselves: no words of a person. */
const MACHINE = /^(?:(?:Data for )?Name: .*; Type: |(?:-- )?PostgreSQL database (?:cluster )?dump|Dumped (?:from|by) |TOC entry \d+|Dependencies: \d|Completed on |Started on |\*not\* (?:creating|dropping) schema, since initdb creates it)/;

/**
 * Reads the comments of a text that holds nothing else but white space.
 * @param afterText whether something precedes the text in its first line.
 */
export function readRemarks(text: string, afterText: boolean): Remarks {
    if (!text.includes('--') && !text.includes('/*')) {
        return {};
    }
    const paragraphs: Paragraph[] = [];
    let behind: string | undefined;
    let end = 0;
    let joins = false;
    for (const match of text.matchAll(COMMENT)) {
        const gap = text.slice(end, match.index);
        const breaks = countBreaks(gap);
        const sameLine = afterText && !text.slice(0, match.index).includes('\n');
        end = match.index + match[0].length;
        const block = match[2];
        const lines = block === undefined ? [lineOf(match[1] ?? '')] : block.split(/\r?\n/).map(line => lineOf(line.replace(/^\s*\*(?!\*)/, '')));
        if (sameLine) {
            behind = behind === undefined ? lines.join('\n') : `${behind}\n${lines.join('\n')}`;
            joins = false;
            continue;
        }
        const last = paragraphs.at(-1);
        if (last !== undefined && joins && breaks <= 1) {
            last.lines.push(...lines);
        } else {
            paragraphs.push({ lines });
        }
        joins = true;
    }
    const attached = countBreaks(text.slice(end)) <= 1;
    const texts = paragraphs.map((paragraph, index) => ({ ...textOf(paragraph), last: index === paragraphs.length - 1 && attached }));
    const remark = texts.find(({ last, ruled, text }) => last && !ruled && text !== '')?.text;
    const headings = texts.filter(({ last, ruled, text }) => text !== '' && (!last || ruled)).map(({ text }) => text);
    const trailing = behind?.trim();
    return {
        ...remark === undefined ? {} : { remark },
        ...headings.length === 0 ? {} : { headings },
        ...trailing === undefined || trailing === '' ? {} : { behind: trailing },
    };
}

interface Paragraph {
    readonly lines: string[];
}

function lineOf(text: string): string {
    return text.trimEnd().replace(/^ /, '');
}

function countBreaks(text: string): number {
    return text.split('\n').length - 1;
}

function textOf({ lines }: Paragraph): { readonly text: string; readonly ruled: boolean } {
    const ruled = lines.some(line => RULE.test(line) && line.trim().length > 2);
    const words = lines.filter(line => line.trim() === '' || !RULE.test(line));
    if (words.some(line => MACHINE.test(line.trim()))) {
        return { text: '', ruled };
    }
    const bare = words.map(line => line.replace(/^[-=*#~]{2,}\s*|\s*[-=*#~]{2,}$/g, ''));
    const wasDecorated = bare.some((line, index) => line !== words[index]);
    return { text: bare.join('\n').replace(/\n{3,}/g, '\n\n').trim(), ruled: ruled || wasDecorated };
}
