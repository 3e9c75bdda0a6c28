import { ImportError } from './import-error.ts';

export const dialects = ['postgresql', 'mermaid'] as const;
/** What a source is written in. */
export type Dialect = (typeof dialects)[number];

/** Files that hold a diagram, of whatever kind, or a text with diagrams. */
const diagramFile = /\.(?:mmd|mermaid|md|markdown)$/i;

/** What a diagram may begin with (Mermaid, "Configuration"), and what may stand before the word behind it. */
const frontMatter = /^\uFEFF?\s*---[^\n]*\n[\s\S]*?\n---[^\n]*\n/;
const diagramWord = /(?:\s|%%[^\n]*\n)*erDiagram\b/iy;
/** A line that only a diagram has, or a fence of Markdown around one; and one that only a script has. */
const diagramLine = /^\uFEFF?[ \t]*erDiagram\b|^[ \t>]*(?:`{3,}|~{3,}|:{3,})[ \t]*\{?\.?mermaid\b/im;
const scriptLine = /^\uFEFF?[ \t]*(?:create|alter|drop|set|select|insert|comment\s+on|grant|begin|do|copy)\s|^-- PostgreSQL database/im;

/**
 * The dialect of a source, by what was asked for, its content and the extension of its file. Throws an
 * {@link ImportError} for what is none, and for SQL of another engine.
 */
export function dialectOf(text: string, path?: string, asked?: Dialect): Dialect {
    const dialect = asked ?? (path !== undefined && diagramFile.test(path) ? 'mermaid' : contentDialect(text));
    if (dialect === undefined) {
        throw new ImportError('This is neither a PostgreSQL script nor a Mermaid erDiagram.');
    }
    if (dialect === 'postgresql') {
        if (contentDialect(text) === 'mermaid') {
            throw new ImportError('This is a Mermaid diagram and no PostgreSQL script.');
        }
        refuseOtherEngines(text);
    }
    return dialect;
}

/** Undefined where the text does not look like any. What comes first decides: rows of a dump may hold whole documents. */
export function contentDialect(text: string): Dialect | undefined {
    diagramWord.lastIndex = frontMatter.exec(text)?.[0].length ?? 0;
    if (diagramWord.test(text)) {
        return 'mermaid';
    }
    const [diagram, statement] = [text.search(diagramLine), text.search(scriptLine)];
    return diagram >= 0 && (statement < 0 || diagram < statement) ? 'mermaid' : statement >= 0 ? 'postgresql' : undefined;
}

/** What only this engine writes, outside of comments and texts. */
const otherEngines: readonly (readonly [name: string, sign: string, ...patterns: readonly RegExp[]])[] = [
    ['MySQL', 'names in backticks', /\bcreate\s+(?:temporary\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:`|[\w.]+\.`)/i],
    ['MySQL', 'AUTO_INCREMENT', /\bauto_increment\b/i],
    ['SQLite', 'AUTOINCREMENT', /\bautoincrement\b/i],
    ['SQL Server', 'IDENTITY(1,1)', /\bidentity\s*\(\s*\d+\s*,\s*\d+\s*\)/i],
    ['SQL Server or SQLite', 'names in brackets', /\bcreate\s+table\s+(?:\w+\.)?\[/i],
    ['Oracle', 'VARCHAR2 and NUMBER', /\bvarchar2\s*\(/i, /\bnumber\s*\(/i],
];

const notCode = /^copy\s[^\n]*\bfrom\s+stdin\b[\s\S]*?^\\\.\s*$|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/gim;
/** In characters. A dump says early enough what it is a dump of. */
const searched = 2_000_000;

function refuseOtherEngines(text: string): void {
    const code = text.slice(0, searched).replace(notCode, quoted => quoted.startsWith('"') ? 'q' : ' ');
    const [name, sign] = otherEngines.find(([, , ...patterns]) => patterns.every(pattern => pattern.test(code))) ?? [];
    if (name !== undefined) {
        throw new ImportError(`This is not PostgreSQL but SQL of ${name} (${sign}); only PostgreSQL scripts and Mermaid diagrams can be imported.`);
    }
}
