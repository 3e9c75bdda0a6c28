import type { Section, Statement } from './sql-text.ts';
import type { Artefact, ArtefactStatement } from './target.ts';

/** What a script begins with: lines of a comment. */
export type Header = (path: string) => readonly string[];

const widest = 96;
const rule = '='.repeat(widest);

/** One file with all sections. */
export function inOneFile(path: string, sections: readonly Section[], header: Header): Artefact {
    return layOut(path, sections, header);
}

/**
 * A folder with a file for each run of sections that belong together. The files are numbered, so that running them in
 * the order of their names keeps the order of the sections.
 */
export function inNumberedFiles(folder: string, sections: readonly Section[], header: Header): readonly Artefact[] {
    const files: Section[][] = [];
    for (const section of sections) {
        const last = files.at(-1);
        if (last?.[0]?.file === section.file) {
            last.push(section);
        } else {
            files.push([section]);
        }
    }
    const digits = Math.max(3, String(files.length).length);
    return files.map((file, index) =>
        layOut(`${folder}/${String(index + 1).padStart(digits, '0')}_${fileName(file[0]!.file)}.sql`, file, header));
}

/** A name that every file system takes. */
export function fileName(name: string): string {
    return name.replaceAll(/[^\p{L}\p{N}_.-]+/gu, '_').replace(/^\.+/, '_') || '_';
}

function layOut(path: string, sections: readonly Section[], header: Header): Artefact {
    const statements: ArtefactStatement[] = [];
    let text = commentLines(header(path));
    let title: string | undefined;
    for (const section of sections) {
        let previous: Statement | undefined;
        if (section.title !== title) {
            text += `\n\n${banner(section)}`;
            ({ title } = section);
        } else {
            previous = lastOf(sections, section);
        }
        for (const statement of section.statements) {
            text += previous && belongTogether(previous, statement) ? '\n' : '\n\n';
            statements.push(...placed(statement, text.length));
            text += statement.ranges ? statement.text : `${statement.text};`;
            previous = statement;
        }
    }
    return { path, text: `${text}\n`, statements };
}

function placed(statement: Statement, offset: number): readonly ArtefactStatement[] {
    const { text, parts, ranges, id, place } = statement;
    const origin = { ...id === undefined ? {} : { id }, ...place === undefined ? {} : { place } };
    return ranges
        ? ranges.map(({ start, end }) => ({ ...origin, text: text.slice(start, end), offset: offset + start, parts: [] }))
        : [{ ...origin, text, offset, parts }];
}

/** The last statement before a section that continues the one before it. */
function lastOf(sections: readonly Section[], section: Section): Statement | undefined {
    return sections[sections.indexOf(section) - 1]?.statements.at(-1);
}

function belongTogether(previous: Statement, next: Statement): boolean {
    return next.group !== undefined && previous.group === next.group && isLine(previous) && isLine(next);
}

function isLine({ text }: Statement): boolean {
    return !text.includes('\n');
}

function banner({ title, notes }: Section): string {
    return commentLines([rule, title, ...notes.flatMap(note => note.split('\n')).flatMap(wrapped), rule]);
}

/** Breaks a long line between words. What follows a gap of two blanks, as the value behind a name, keeps its column. */
function wrapped(line: string): readonly string[] {
    const indent = ' '.repeat(/^\S+(?: \S+)* {2,}/.exec(line)?.[0].length ?? 0);
    const lines: string[] = [];
    let rest = line;
    while (rest.length > widest) {
        const end = rest.lastIndexOf(' ', widest);
        if (end <= indent.length) {
            break;
        }
        lines.push(rest.slice(0, end));
        rest = indent + rest.slice(end + 1);
    }
    return [...lines, rest];
}

/** Whatever breaks a line for the engine breaks it here, so nothing of a text can leave its comment. */
export function commentLines(lines: readonly string[]): string {
    return lines.flatMap(line => line.split(/\r\n|[\r\n\v\f\u0085\u2028\u2029]/)).map(line => `-- ${line}`.trimEnd()).join('\n');
}
