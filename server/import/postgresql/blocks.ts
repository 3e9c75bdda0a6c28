import type { Node } from 'libpg-query';
import type { Draft } from './drafts.ts';
import { nameIn, nameOf } from './identifiers.ts';
import { fieldsOf, isFailure, kindOf, parseStatement } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementContext } from './statement-context.ts';
import { StatementText } from './statement-text.ts';
import type { Token } from './statement-text.ts';
import { TableDraft } from './table-draft.ts';

/** A statement of a block, and whether it only runs where what it makes is not there. */
interface Inner {
    readonly context: StatementContext;
    readonly tree: Node;
    readonly guarded: boolean;
}

const DEFINING = new Set(['create', 'alter', 'comment', 'grant', 'revoke']);

/**
 * The statements of a DO block that does nothing but to run them, or to run each unless what it makes is there:
 * `IF NOT EXISTS (...) THEN CREATE ROLE ...; END IF`, `EXCEPTION WHEN duplicate_object THEN NULL`. Undefined for any other block,
 * of which only running it tells what it does.
 */
export function plainStatementsOf(context: StatementContext): readonly StatementContext[] | undefined {
    const body = context.source.tokens.find(({ kind, start }) => kind === 'string' && context.text[start] === '$');
    const tag = body === undefined ? undefined : /^\$\w*\$/.exec(context.text.slice(body.start))?.[0];
    const isPlpgsql = !/\blanguage\s+(?!plpgsql\b)\w/i.test(context.text.slice(0, body?.start) + context.text.slice(body?.end));
    if (body === undefined || tag === undefined || !isPlpgsql) {
        return undefined;
    }
    const start = body.start + tag.length;
    const ranges = new Block(context.text.slice(start, body.end - tag.length)).statements();
    const inner: Inner[] = [];
    for (const { text, offset, guarded } of ranges ?? []) {
        const tree = parseStatement(text);
        if (isFailure(tree)) {
            return undefined;
        }
        inner.push({ context: context.part(start + offset, text, inner.length === 0), tree, guarded });
    }
    const made = inner.map(each => ({ ...each, isThere: each.guarded ? isThere(each.tree, context.state) : false }));
    const isKnown = ranges !== undefined && made.every(each => each.isThere !== undefined) && (made.length === 1 || made.every(each => each.isThere === false));
    return isKnown ? made.filter(each => each.isThere === false).map(each => each.context) : undefined;
}

/** Whether what a statement makes is there already; undefined where that cannot be told. */
function isThere(tree: Node, state: SchemaState): boolean | undefined {
    switch (kindOf(tree)) {
        case 'CreateEnumStmt':
            return state.type(nameIn(fieldsOf(tree, 'CreateEnumStmt')?.typeName)) !== undefined;
        case 'CreateDomainStmt':
            return state.type(nameIn(fieldsOf(tree, 'CreateDomainStmt')?.domainname)) !== undefined;
        case 'CompositeTypeStmt':
            return state.relation(nameOf(fieldsOf(tree, 'CompositeTypeStmt')?.typevar)) !== undefined;
        case 'CreateRoleStmt':
            return state.roles.get(fieldsOf(tree, 'CreateRoleStmt')?.role ?? '')?.external === false;
        case 'CreateStmt':
            return state.relation(nameOf(fieldsOf(tree, 'CreateStmt')?.relation)) !== undefined;
        case 'IndexStmt': {
            const name = fieldsOf(tree, 'IndexStmt')?.idxname;
            return name === undefined ? undefined : state.relation({ name }) !== undefined;
        }
        case 'CreatePolicyStmt': {
            const { table, policy_name: name } = fieldsOf(tree, 'CreatePolicyStmt') ?? {};
            return hasPart(state.relation(nameOf(table)), name, state);
        }
        case 'CreateTrigStmt': {
            const { relation, trigname } = fieldsOf(tree, 'CreateTrigStmt') ?? {};
            return hasPart(state.relation(nameOf(relation)), trigname, state);
        }
        case 'CreateSchemaStmt':
        case 'CreateExtensionStmt':
        case 'CommentStmt':
        case 'GrantStmt':
            return false;
        case 'AlterTableStmt':
            return isAdded(tree, state);
        default:
            return undefined;
    }
}

function hasPart(relation: Draft | undefined, name: string | undefined, state: SchemaState): boolean | undefined {
    return relation && state.ownedBy(relation).some(part => 'name' in part && part.name === name);
}

/** Whether a table has what one command adds to it. */
function isAdded(tree: Node, state: SchemaState): boolean | undefined {
    const { relation, cmds } = fieldsOf(tree, 'AlterTableStmt') ?? {};
    const table = state.relation(nameOf(relation));
    const { subtype, def } = fieldsOf(cmds?.[0], 'AlterTableCmd') ?? {};
    const name = fieldsOf(def, 'Constraint')?.conname ?? fieldsOf(def, 'ColumnDef')?.colname;
    if (!(table instanceof TableDraft) || cmds?.length !== 1 || name === undefined) {
        return undefined;
    }
    switch (subtype) {
        case 'AT_AddConstraint':
            return [...table.checks, ...table.foreignKeys].some(each => each.name === name) || table.allIndexes.some(each => each.name.name === name);
        case 'AT_AddColumn':
            return table.columnTypes.has(name);
        default:
            return undefined;
    }
}

/** Reads the body of a block of PL/pgSQL, as far as it is plain. */
class Block {
    readonly #text: string;
    readonly #tokens: readonly Token[];
    readonly #found: { readonly text: string; readonly offset: number; guarded: boolean }[] = [];
    #index = 0;

    constructor(text: string) {
        this.#text = text;
        this.#tokens = new StatementText(text).tokens;
    }

    /** Undefined where it has variables, loops or conditions of other kinds. */
    statements(): readonly { readonly text: string; readonly offset: number; readonly guarded: boolean }[] | undefined {
        const isPlain = this.#takes('begin') && this.#items(false) && (!this.#takes('exception') || this.#handlers()) && this.#takes('end');
        this.#takes(';');
        return isPlain && this.#index >= this.#tokens.length ? this.#found : undefined;
    }

    #word(ahead = 0): string {
        const token = this.#tokens[this.#index + ahead];
        return token?.kind === 'word' || token?.kind === 'symbol' ? token.value : '';
    }

    #takes(...words: readonly string[]): boolean {
        const isThere = words.every((word, ahead) => this.#word(ahead) === word);
        this.#index += isThere ? words.length : 0;
        return isThere;
    }

    #items(guarded: boolean): boolean {
        for (;;) {
            const word = this.#word();
            if (word === 'end' || word === 'exception') {
                return true;
            }
            if (word === 'null' || word === 'raise' && this.#word(1) === 'notice') {
                this.#toSemicolon();
            } else if (word === 'if') {
                if (!this.#condition()) {
                    return false;
                }
            } else if (DEFINING.has(word)) {
                const start = this.#tokens[this.#index]?.start ?? 0;
                this.#found.push({ text: this.#text.slice(start, this.#toSemicolon()), offset: start, guarded });
            } else {
                return false;
            }
        }
    }

    /** IF NOT EXISTS (...) THEN ... END IF; */
    #condition(): boolean {
        if (!this.#takes('if', 'not', 'exists', '(')) {
            return false;
        }
        for (let depth = 1; depth > 0; this.#index++) {
            const word = this.#word();
            if (this.#index >= this.#tokens.length) {
                return false;
            }
            depth += word === '(' ? 1 : word === ')' ? -1 : 0;
        }
        return this.#takes('then') && this.#items(true) && this.#takes('end', 'if', ';');
    }

    /** WHEN duplicate_object THEN NULL; and the like: whatever fails is there already. */
    #handlers(): boolean {
        this.#found.forEach(each => {
            each.guarded = true;
        });
        while (this.#takes('when')) {
            while (this.#word() !== 'then' && this.#index < this.#tokens.length) {
                this.#index++;
            }
            this.#takes('then');
            while (this.#word() === 'null' || this.#word() === 'raise' && this.#word(1) === 'notice') {
                this.#toSemicolon();
            }
        }
        return true;
    }

    /** The end of the statement; its semicolon is left behind. */
    #toSemicolon(): number {
        let end = 0;
        for (; this.#index < this.#tokens.length && this.#word() !== ';'; this.#index++) {
            end = this.#tokens[this.#index]!.end;
        }
        this.#index++;
        return end;
    }
}

