import type { URI } from 'langium';
import { UriUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver';

/** The path by which one document imports another: `./orders.erd`, `../shared/types.erd`. */
export function importPath(from: URI, to: URI): string {
    const path = UriUtils.relative(UriUtils.dirname(from), to);
    return path.startsWith('.') ? path : `./${path}`;
}

/** A path may have quotes and backslashes in it. */
export function importStatement(path: string): string {
    return `import ${JSON.stringify(path)}`;
}

/** Adds an import to a text: behind the imports that it has, else above the first declaration and its comments. */
export function importEdit(text: string, path: string): TextEdit {
    const lines = text.split(/\r\n|\n|\r/);
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
    let lastImport: number | undefined;
    let firstDeclaration = lines.length;
    let inComment = false;
    for (const [number, line] of lines.entries()) {
        let content = line.trim();
        if (inComment || content.startsWith('/*')) {
            const end = content.indexOf('*/', inComment ? 0 : 2);
            inComment = end < 0;
            content = inComment ? '' : content.slice(end + 2).trim();
        }
        if (/^import\b/.test(content)) {
            lastImport = number;
        } else if (content !== '' && !content.startsWith('//')) {
            firstDeclaration = number;
            break;
        }
    }
    const statement = importStatement(path);
    if (lastImport !== undefined) {
        const position = { line: lastImport, character: lines[lastImport]!.length };
        return { range: { start: position, end: position }, newText: `${lineEnd}${statement}` };
    }
    let line = firstDeclaration;
    while (line > 0 && lines[line - 1]!.trim() !== '') {
        line--;
    }
    if (line >= lines.length) {
        const position = { line: lines.length - 1, character: lines.at(-1)!.length };
        return { range: { start: position, end: position }, newText: `${lines.at(-1) === '' ? '' : lineEnd}${statement}${lineEnd}` };
    }
    const position = { line, character: 0 };
    return { range: { start: position, end: position }, newText: `${statement}${lineEnd}${lineEnd}` };
}
