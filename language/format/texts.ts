import { textOfBlock } from '../parser/index.ts';

const lineBreak = /\r\n|\r|\n/;

/**
 * The text between `"""` with its lines indented by `indent`, and the closing quotes with them if they stand alone. What
 * the text means stays the same; where its first line begins right after the quotes nothing can be moved.
 */
export function indentText(token: string, indent: string): string {
    const lines = token.split(lineBreak);
    if (lines.length < 2 || lines[0]!.slice(3).trim() !== '') {
        return token;
    }
    const breaks = token.match(new RegExp(lineBreak, 'g'))!;
    const closesAlone = lines.at(-1)!.slice(0, -3).trim() === '';
    const content = closesAlone ? lines.slice(1, -1) : lines.slice(1);
    const written = content.filter(line => line.trim() !== '');
    if (written.length === 0) {
        return token;
    }
    const measured = [...written, ...closesAlone ? [lines.at(-1)!.slice(0, -3)] : []];
    const common = Math.min(...measured.map(line => /^[ \t]*/.exec(line)![0].length));
    const indented = content.map(line => line.length > common ? indent + line.slice(common) : '');
    const moved = ['"""', ...indented, ...closesAlone ? [`${indent}"""`] : []].map((line, index) => line + (breaks[index] ?? '')).join('');
    return textOfBlock(moved) === textOfBlock(token) ? moved : token;
}

/** The lines of a comment after its first, moved by as many columns as the first. */
export function moveComment(comment: string, columns: number, tabSize: number): string {
    return columns === 0 ? comment : comment.replace(/(\r\n|\r|\n)([ \t]*)(?=[^ \t\r\n])/g, (_, lineEnd: string, white: string) => {
        return lineEnd + ' '.repeat(Math.max(tabbed(white, tabSize) + columns, 0));
    });
}

/** The columns of white space. */
export function tabbed(white: string, tabSize: number): number {
    return white.split('').reduce((sum, character) => sum + (character === '\t' ? tabSize - sum % tabSize : 1), 0);
}
