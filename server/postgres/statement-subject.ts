import { SqlLexer } from './sql-lexer.ts';

/** What a statement is about, as far as its first words tell. Names are without their schema. */
export interface StatementSubject {
    /** The verb and, for DDL, the kind of object: `create table`, `alter table`, `set transaction`, `copy stdin`, `select`. */
    readonly command: string;
    /** The object that is made, changed or dropped. */
    readonly object?: string;
    /** What will be missing if the statement does not run: the object, or what is added to it. */
    readonly makes: readonly string[];
}

const DEFINING_VERBS = new Set(['create', 'alter', 'drop']);

const KINDS = new Set(
    `table view index sequence type domain function procedure routine aggregate schema extension trigger policy server role user group rule
    publication subscription statistics collation operator tablespace database language conversion cast transform configuration dictionary
    parser template wrapper method`.split(/\s+/),
);

/** Words between the verb, the kind and the name that are part of neither. */
const FILLERS = new Set(
    `or replace temp temporary global local unlogged unique recursive trusted procedural constraint foreign materialized default event text
    search access data concurrently if not exists only authorization class family`.split(/\s+/),
);

/** Reads the subject of one statement. Never fails: of what is not SQL, it knows only the first word. */
export function subjectOf(text: string): StatementSubject {
    const lexer = new SqlLexer(text);
    lexer.next();
    const verb = lexer.value;
    if (!DEFINING_VERBS.has(verb)) {
        return { command: verb === 'copy' ? copyCommand(lexer) : verb === 'set' ? setCommand(lexer) : verb, makes: [] };
    }
    lexer.next();
    skipFillers(lexer);
    if (lexer.kind !== 'word' || !KINDS.has(lexer.value)) {
        return { command: verb, makes: [] };
    }
    const command = `${verb} ${lexer.value}`;
    lexer.next();
    skipFillers(lexer);
    // An index may go without a name: `create index on t`.
    const object = lexer.kind === 'word' && lexer.value === 'on' ? undefined : readName(lexer);
    if (object === undefined) {
        return { command, makes: [] };
    }
    if (verb === 'create') {
        return { command, object, makes: [object] };
    }
    return { command, object, makes: verb === 'alter' ? namesAdded(lexer) : [] };
}

/** Whether rows come from the client, or come from or go to a program. */
function copyCommand(lexer: SqlLexer): string {
    for (let depth = 0; lexer.next() !== 'end'; ) {
        depth += lexer.isSymbol('(') ? 1 : lexer.isSymbol(')') ? -1 : 0;
        const direction = depth === 0 ? wordOf(lexer) : undefined;
        if (direction === 'from' || direction === 'to') {
            lexer.next();
            const place = wordOf(lexer);
            return place === 'program' || (direction === 'from' && place === 'stdin') ? `copy ${place}` : 'copy';
        }
    }
    return 'copy';
}

function setCommand(lexer: SqlLexer): string {
    lexer.next();
    return wordOf(lexer) === 'transaction' ? 'set transaction' : 'set';
}

function wordOf(lexer: SqlLexer): string | undefined {
    return lexer.kind === 'word' ? lexer.value : undefined;
}

function skipFillers(lexer: SqlLexer): void {
    while (lexer.kind === 'word' && FILLERS.has(lexer.value)) {
        lexer.next();
    }
}

/** Reads `a.b."c"` and returns its last part; leaves the lexer on the token after it. */
function readName(lexer: SqlLexer): string | undefined {
    while (lexer.kind === 'word' || lexer.kind === 'quoted name') {
        const name = lexer.value;
        lexer.next();
        if (!lexer.isSymbol('.')) {
            return name;
        }
        lexer.next();
    }
    return undefined;
}

/** The columns, constraints and values that an `ALTER` adds. */
function namesAdded(lexer: SqlLexer): string[] {
    const names: string[] = [];
    for (let depth = 0; lexer.kind !== 'end'; ) {
        depth += lexer.isSymbol('(') ? 1 : lexer.isSymbol(')') ? -1 : 0;
        const adds = depth === 0 && lexer.kind === 'word' && lexer.value === 'add';
        lexer.next();
        if (adds) {
            while (lexer.kind === 'word' && ['column', 'constraint', 'if', 'not', 'exists'].includes(lexer.value)) {
                lexer.next();
            }
            const name = readName(lexer);
            if (name !== undefined) {
                names.push(name);
            }
        }
    }
    return names;
}
