import type { Node } from 'libpg-query';
import type { ScriptStatement } from '../../postgres/index.ts';
import type { Notice } from '../source/index.ts';
import type { Draft, Origin } from './drafts.ts';
import { ExpressionDraft } from './expressions/draft.ts';
import { KeptStatement } from './kept-statement.ts';
import { keptSubject } from './kept-subjects.ts';
import { lastMentioned } from './mentions.ts';
import { qualifiedText } from './qualified-text.ts';
import type { Remarks } from './remarks.ts';
import type { SchemaState } from './schema-state.ts';
import type { ScriptLines } from './script-lines.ts';
import { StatementText } from './statement-text.ts';

/** A statement that is understood in part only, and is therefore kept whole. */
export class UnreadableError extends Error {
    override readonly name = 'UnreadableError';
}

/** What a handler knows besides the node: the text around it, and the schema so far. */
export class StatementContext {
    readonly state: SchemaState;
    /** The statement without its semicolon. */
    readonly text: string;
    readonly remarks: Remarks;
    readonly source: StatementText;
    /** What the statement is parsed to, once it is. */
    tree: Node | undefined;
    readonly #statement: ScriptStatement;
    readonly #lines: ScriptLines;

    constructor(state: SchemaState, statement: ScriptStatement, lines: ScriptLines, remarks: Remarks) {
        this.state = state;
        this.text = statement.text;
        this.remarks = remarks;
        this.source = new StatementText(statement.text);
        this.#statement = statement;
        this.#lines = lines;
    }

    /** A statement inside of this one, at an offset of it. */
    part(offset: number, text: string, isFirst: boolean): StatementContext {
        const start = this.#statement.start + offset;
        return new StatementContext(this.state, { text, start, end: start + text.length }, this.#lines, isFirst ? this.remarks : {});
    }

    /** The line of the script, 1-based: of the statement, or of a `location` in its parse tree. */
    line(location?: number): number {
        return this.#lines.lineAt(this.#statement.start + (location === undefined ? 0 : this.source.offset(location)));
    }

    /** What a draft made of this statement begins with. */
    get origin(): Origin {
        const { remark, headings } = this.remarks;
        return { line: this.line(), ...remark === undefined ? {} : { remark }, ...headings === undefined ? {} : { headings } };
    }

    /** Tells the person something. `subject` names the object concerned, `location` where in the statement. */
    notice(kind: Notice['kind'], construct: string, message: string, { subject, location }: { readonly subject?: string; readonly location?: number } = {}): void {
        this.state.notices.push({ kind, construct, message, line: this.line(location), ...subject === undefined ? {} : { subject } });
    }

    /**
     * Keeps the statement as marked text in its place.
     * @param construct what it is, for the report: `CREATE STATISTICS`.
     * @param after the object that it belongs to; the statement goes when that is dropped. Without one it stands after the last object
     * that it names.
     * @param sql instead of the whole statement.
     */
    keep(construct: string, after?: Draft, sql: string = this.qualified()): KeptStatement {
        this.notice('text', construct, `${construct} is kept as PostgreSQL text.`);
        return this.#withSubject(this.state.add(new KeptStatement(this.origin, sql, after ?? lastMentioned(sql, this.state)), after));
    }

    #withSubject(kept: KeptStatement): KeptStatement {
        kept.subject = this.tree && keptSubject(this.tree, this.state);
        return kept;
    }

    /** Keeps the statement as marked text at the end of the script. */
    keepLast(construct: string): KeptStatement {
        this.notice('text', construct, `${construct} is kept as PostgreSQL text.`);
        return this.#withSubject(this.state.add(new KeptStatement(this.origin, this.qualified())));
    }

    /** Takes in a statement of which only running it tells what it does. Until it is run, it is kept as text. */
    effect(construct: string): void {
        const sql = this.qualified();
        const kept = this.state.add(new KeptStatement(this.origin, sql, lastMentioned(sql, this.state)));
        this.state.byEffect.push({ construct, kept, line: this.line(), start: this.#statement.start });
    }

    /** The statement, or a part of it by its offsets, with the schemas that the search path stands for. */
    qualified(start?: number, end?: number): string {
        return qualifiedText(this.tree, this.source, this.state, start, end);
    }

    /** An expression of the statement with its text as written. To be frozen when the script is read. */
    expression(node: Node): ExpressionDraft {
        const range = this.source.expression(node);
        if (range === undefined) {
            throw new UnreadableError('An expression in it cannot be told from what is around it.');
        }
        return new ExpressionDraft(node, this.qualified(range.start, range.end), this.state);
    }
}
