import type { AstNode, AstNodeDescription, LangiumDocument, LocalSymbols, ScopeComputation } from 'langium';
import { MultiMap } from 'langium';
import type * as ast from '../generated/ast.ts';
import { symbolsOf } from './symbols.ts';

/**
 * Exports what a document declares, for workspace symbols and for completing names of files not yet imported.
 * Linking itself reads the symbol tables (see `symbols.ts`), so that there are no local symbols to collect.
 */
export class ErdScopeComputation implements ScopeComputation {
    async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
        const exported: AstNodeDescription[] = [];
        const { global, inSchema } = symbolsOf(document.parseResult.value as ast.Document);
        const exportAll = (prefix: string, table: ReadonlyMap<string, readonly AstNode[]>): void => {
            for (const [name, nodes] of table) {
                for (const node of nodes) {
                    exported.push({ node, name: prefix + name, type: node.$type, documentUri: document.uri, path: '' });
                }
            }
        };
        exportAll('', global);
        for (const [schema, table] of inSchema) {
            exportAll(`${schema}.`, table);
        }
        return exported;
    }

    async collectLocalSymbols(): Promise<LocalSymbols> {
        return new MultiMap();
    }
}
