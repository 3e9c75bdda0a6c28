import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';

export type SymbolTable = ReadonlyMap<string, readonly AstNode[]>;

/** What a document declares, by name. */
export interface DocumentSymbols {
    /** Outside of schema blocks; a model's default schema is among them. */
    readonly global: SymbolTable;
    /** Inside schema blocks, by the schema's name. Blocks of one name share one namespace. */
    readonly inSchema: ReadonlyMap<string, SymbolTable>;
}

// By root node: a new parse makes a new root, so nothing here can be stale.
const tables = new WeakMap<AstNode, DocumentSymbols>();

export function symbolsOf(document: ast.Document): DocumentSymbols {
    let symbols = tables.get(document);
    if (!symbols) {
        symbols = collect(document);
        tables.set(document, symbols);
    }
    return symbols;
}

function collect(document: ast.Document): DocumentSymbols {
    const global = new Map<string, AstNode[]>();
    const inSchema = new Map<string, Map<string, AstNode[]>>();
    const collectInto = (declarations: readonly AstNode[], table: Map<string, AstNode[]>): void => {
        for (const declaration of declarations) {
            add(table, (declaration as { name?: string }).name, declaration);
            if (ast.isSchema(declaration)) {
                let members = inSchema.get(declaration.name);
                if (!members) {
                    inSchema.set(declaration.name, members = new Map());
                }
                collectInto(declaration.declarations, members);
            } else if (ast.isExtension(declaration)) {
                for (const member of declaration.declarations) {
                    add(table, member.name, member);
                }
            } else if (ast.isModelDeclaration(declaration)) {
                for (const line of declaration.lines) {
                    if (ast.isDefaultSchemaLine(line)) {
                        add(table, line.name ?? line.physicalName, line);
                    }
                }
            }
        }
    };
    collectInto(document.declarations, global);
    return { global, inSchema };
}

function add(table: Map<string, AstNode[]>, name: string | undefined, node: AstNode): void {
    if (!name) {
        return;
    }
    const present = table.get(name);
    if (present) {
        present.push(node);
    } else {
        table.set(name, [node]);
    }
}
