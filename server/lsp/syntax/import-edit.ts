import type { URI } from 'langium';
import { UriUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver';

/** The path by which one document imports another: `./orders.erd`, `../shared/types.erd`. */
export function importPath(from: URI, to: URI): string {
    const path = UriUtils.relative(UriUtils.dirname(from), to);
    return path.startsWith('.') ? path : `./${path}`;
}

/** Adds an import to a text: behind the imports that it has, else above the first declaration and its comments. */
export function importEdit(text: string, path: string): TextEdit {
    const lines = text.split(/\r?\n/);
    const end = text.includes('\r\n') ? '\r\n' : '\n';
    let lastImport: number | undefined;
    let firstDeclaration = lines.length;
    let inComment = false;
    for (const [number, line] of lines.entries()) {
        const content = line.trim();
        if (inComment || content.startsWith('/*')) {
            inComment = !content.includes('*/');
        } else if (/^import\b/.test(content)) {
            lastImport = number;
        } else if (content !== '' && !content.startsWith('//')) {
            firstDeclaration = number;
            break;
        }
    }
    const statement = `import "${path}"`;
    if (lastImport !== undefined) {
        const position = { line: lastImport, character: lines[lastImport]!.length };
        return { range: { start: position, end: position }, newText: `${end}${statement}` };
    }
    let line = firstDeclaration;
    while (line > 0 && lines[line - 1]!.trim() !== '') {
        line--;
    }
    if (line >= lines.length) {
        const position = { line: lines.length - 1, character: lines.at(-1)!.length };
        return { range: { start: position, end: position }, newText: `${lines.at(-1) === '' ? '' : end}${statement}${end}` };
    }
    const position = { line, character: 0 };
    return { range: { start: position, end: position }, newText: `${statement}${end}${end}` };
}
