import type { FuncCall, Node, TypeName } from 'libpg-query';
import type { SourceExpression, SourceType } from '../../source/index.ts';
import { nameIn, quotedColumn } from '../identifiers.ts';
import { isFailure, parseExpression, textsOf } from '../parser.ts';
import type { RoutineDraft } from '../routines.ts';
import type { SchemaState } from '../schema-state.ts';
import { StatementText } from '../statement-text.ts';
import { nodesIn } from '../tree-walk.ts';
import { readType } from '../types.ts';
import type { TypeRef } from '../types.ts';
import { treeOf } from './tree.ts';

/** An expression as parsed, with its text. */
export class ExpressionDraft {
    node: Node;
    sql: string;
    readonly #state: SchemaState | undefined;
    #types: ReadonlyMap<TypeName, TypeRef>;
    #routines: ReadonlyMap<FuncCall, readonly RoutineDraft[]>;

    /** @param state in which the types that it names are found, as it is now. */
    constructor(node: Node, sql: string, state?: SchemaState) {
        this.node = node;
        this.sql = sql;
        this.#state = state;
        this.#types = typesIn(node, state);
        this.#routines = routinesIn(node, state);
    }

    /** A type that it names, by what that is called when all is read. */
    typeOf(type: TypeName): SourceType {
        return (this.#types.get(type) ?? readType(type, this.#state)).freeze();
    }

    /** The script's own routine that it calls there, where there is only one of that name. */
    routineOf(call: FuncCall): RoutineDraft | undefined {
        const [routine, ...others] = this.#routines.get(call) ?? [];
        return others.length === 0 ? routine : undefined;
    }

    /** The columns that it names, each once. */
    get columns(): readonly string[] {
        const names = new Set<string>();
        nodesIn(this.node, (kind, fields) => {
            if (kind === 'ColumnRef') {
                const name = textsOf((fields as { readonly fields?: Node[] }).fields).at(-1);
                if (name !== undefined && name !== '') {
                    names.add(name);
                }
            }
        });
        return [...names];
    }

    /** What a renamed column makes of it. */
    renameColumn(from: string, to: string): void {
        if (!this.columns.includes(from)) {
            return;
        }
        const prefix = 'SELECT (';
        const parsed = parseExpression(this.sql);
        if (isFailure(parsed)) {
            return;
        }
        const source = new StatementText(`${prefix}${this.sql}\n)`);
        const places: number[] = [];
        nodesIn(parsed, (kind, fields) => {
            if (kind === 'ColumnRef') {
                const { fields: parts, location = 0 } = fields as { readonly fields?: Node[]; readonly location?: number };
                if (textsOf(parts).at(-1) === from) {
                    places.push(source.tokenAt(source.offset(location)) + 2 * ((parts?.length ?? 1) - 1));
                }
            }
        });
        let { sql } = this;
        for (const place of places.sort((a, b) => b - a)) {
            const token = source.tokens[place];
            if (token !== undefined) {
                sql = sql.slice(0, token.start - prefix.length) + quotedColumn(to) + sql.slice(token.end - prefix.length);
            }
        }
        const renamed = parseExpression(sql);
        if (!isFailure(renamed)) {
            this.sql = sql;
            this.node = renamed;
            this.#types = typesIn(renamed, this.#state);
            this.#routines = routinesIn(renamed, this.#state);
        }
    }

    /** Another one with the same text. */
    copy(): ExpressionDraft {
        return new ExpressionDraft(this.node, this.sql, this.#state);
    }
}

function typesIn(node: Node, state: SchemaState | undefined): ReadonlyMap<TypeName, TypeRef> {
    const types = new Map<TypeName, TypeRef>();
    nodesIn(node, (kind, fields) => {
        if (kind === 'typeName') {
            types.set(fields as TypeName, readType(fields as TypeName, state));
        }
    });
    return types;
}

function routinesIn(node: Node, state: SchemaState | undefined): ReadonlyMap<FuncCall, readonly RoutineDraft[]> {
    const routines = new Map<FuncCall, readonly RoutineDraft[]>();
    nodesIn(node, (kind, fields) => {
        if (kind === 'FuncCall') {
            routines.set(fields as FuncCall, state?.routinesNamed(nameIn((fields as FuncCall).funcname)) ?? []);
        }
    });
    return routines;
}

/** What an expression can name, and where its value goes. */
export interface ExpressionScope {
    /** The type of a column; `of` is the relation or alias that qualifies it. Absent where it is not known. */
    columnType(name: string, of?: string): SourceType | undefined;
    /** In a query: by which alias to qualify a column, `undefined` for what is no column of its sources. */
    ownerOf?(name: string, of: string | undefined): string | undefined;
    /** The type of the value that the expression is for: the column of a default. */
    readonly target?: SourceType;
    /** What a domain is of, in the end; other types are themselves. */
    baseType?(type: SourceType): SourceType;
}

/** Where no columns are in sight, or none are known. */
export const NO_COLUMNS: ExpressionScope = { columnType: () => undefined };

export function freezeExpression(draft: ExpressionDraft, scope: ExpressionScope): SourceExpression {
    return { sql: draft.sql, ...treeOf(draft, scope) };
}
