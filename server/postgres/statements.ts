import { endOfLine, SqlLexer } from './sql-lexer.ts';

/** A half-open range of offsets, in UTF-16 code units, into the script. */
export interface TextRange {
    readonly start: number;
    readonly end: number;
}

/** One SQL statement of a script, without its semicolon and without what stands before its first word. */
export interface ScriptStatement extends TextRange {
    readonly text: string;
    /** The rows that follow a `COPY ... FROM STDIN`, up to and without the line `\.` */
    readonly copyData?: TextRange;
    /** No line `\.` ends its rows, so that all behind it is taken for them, as psql does. */
    readonly isCopyOpen?: true;
}

/** A line for psql, not for the server: `\connect`, `\restrict`, `\set`. */
export interface MetaCommand extends TextRange {
    /** The name without its backslash. */
    readonly name: string;
}

export interface SplitScript {
    readonly statements: readonly ScriptStatement[];
    readonly metaCommands: readonly MetaCommand[];
    /** The offset of a block comment that nothing closes, and that is therefore all that follows. */
    readonly unclosedComment?: number;
}

/** The psql commands that send what has been typed so far, as a semicolon does (psql manual, "Meta-Commands"). */
const SENDING_COMMANDS = new Set(['g', 'gx', 'gset', 'gexec', 'gdesc', 'crosstabview', 'watch', 'parse']);

const END_OF_COPY = /^\\\.[ \t]*\r?$/my;
const MEANT_FOR_OLD_STRINGS = /^set\s+(?:session\s+|local\s+)?standard_conforming_strings\s*(?:=|to)\s*'?(on|off|true|false)\b/i;

/**
 * Splits a PostgreSQL script as psql does: quotes, dollar quotes, nested comments, `BEGIN ATOMIC` bodies, the
 * semicolons of a rule's parentheses, meta-commands and `COPY` rows are understood. Unlike psql, an unclosed
 * parenthesis does not swallow the statements after it, so that one mistake stays one error.
 */
export function splitStatements(script: string): SplitScript {
    const statements: ScriptStatement[] = [];
    const metaCommands: MetaCommand[] = [];
    const lexer = new SqlLexer(script);
    let current = new OpenStatement();

    const finish = (): ScriptStatement | undefined => {
        if (current.start < 0) {
            return undefined;
        }
        const statement = { text: script.slice(current.start, current.end), start: current.start, end: current.end };
        const setting = MEANT_FOR_OLD_STRINGS.exec(statement.text)?.[1];
        if (setting !== undefined) {
            lexer.standardConformingStrings = /^(on|true)$/i.test(setting);
        }
        return statement;
    };

    while (lexer.next() !== 'end') {
        if (lexer.kind === 'backslash' && script[lexer.end] !== ';') {
            const name = /\w*/y;
            name.lastIndex = lexer.end;
            const command: MetaCommand = { name: name.exec(script)?.[0] ?? '', start: lexer.start, end: endOfLine(script, lexer.start) };
            if (current.start < 0 || SENDING_COMMANDS.has(command.name)) {
                const statement = finish();
                if (statement !== undefined) {
                    statements.push(statement);
                    current = new OpenStatement();
                }
                metaCommands.push(command);
                lexer.end = command.end;
                continue;
            }
        }
        if (lexer.isSymbol(';') && current.isCompleteAtSemicolon) {
            const statement = finish();
            if (statement !== undefined) {
                if (current.copiesFromStdin) {
                    const copyData = copyDataAfter(script, lexer.end);
                    statements.push({ ...statement, copyData, ...copyData.end === script.length && { isCopyOpen: true } });
                    lexer.end = Math.min(script.length, endOfLine(script, copyData.end));
                } else {
                    statements.push(statement);
                }
                current = new OpenStatement();
            }
            continue;
        }
        current.take(lexer);
    }
    const last = finish();
    if (last !== undefined) {
        statements.push(last);
    }
    return { statements, metaCommands, ...lexer.unclosedComment === undefined ? {} : { unclosedComment: lexer.unclosedComment } };
}

/** What must be remembered of the statement being read to know whether a semicolon ends it. */
class OpenStatement {
    start = -1;
    end = -1;
    copiesFromStdin = false;
    readonly #head: string[] = [];
    #previousWord = '';
    #parentheses = 0;
    /** How many `END`s are still due in a `BEGIN ATOMIC` body, whose `CASE`s have their own. */
    #dueEnds = 0;

    get isCompleteAtSemicolon(): boolean {
        return this.#dueEnds === 0 && !(this.#parentheses > 0 && this.#defines('rule'));
    }

    take(lexer: SqlLexer): void {
        if (this.start < 0) {
            this.start = lexer.start;
        }
        this.end = lexer.end;
        if (lexer.kind === 'word') {
            this.#takeWord(lexer.value);
        } else {
            this.#previousWord = '';
            if (lexer.isSymbol('(')) {
                this.#parentheses++;
            } else if (lexer.isSymbol(')')) {
                this.#parentheses--;
            }
        }
    }

    #takeWord(word: string): void {
        if (this.#head.length < 4) {
            this.#head.push(word);
        }
        if (this.#dueEnds > 0) {
            this.#dueEnds += word === 'case' ? 1 : word === 'end' ? -1 : 0;
        } else if (word === 'atomic' && this.#previousWord === 'begin' && (this.#defines('function') || this.#defines('procedure'))) {
            this.#dueEnds = 1;
        } else if (word === 'stdin' && this.#previousWord === 'from' && this.#head[0] === 'copy') {
            this.copiesFromStdin = true;
        }
        this.#previousWord = word;
    }

    #defines(kind: string): boolean {
        const [create, second, third, fourth] = this.#head;
        return create === 'create' && (second === kind || (second === 'or' && third === 'replace' && fourth === kind));
    }
}

function copyDataAfter(script: string, afterSemicolon: number): TextRange {
    const start = Math.min(script.length, script.indexOf('\n', afterSemicolon) + 1 || script.length);
    for (let line = start; ; ) {
        const mark = script.indexOf('\\.', line);
        if (mark < 0) {
            return { start, end: script.length };
        }
        END_OF_COPY.lastIndex = mark;
        if (END_OF_COPY.test(script)) {
            return { start, end: mark };
        }
        line = mark + 2;
    }
}
