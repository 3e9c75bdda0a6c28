import type { AstNode, Cancellation, LangiumDocument } from 'langium';
import { interruptAndCheck } from 'langium';
import type { WorkspaceSymbolProvider } from 'langium/lsp';
import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { SymbolTag } from 'vscode-languageserver';
import { ast, preludeScheme } from '../../language/index.ts';
import type { ErdSharedServices } from './services.ts';
import { isDeprecated } from './syntax/deprecation.ts';
import { locationOf, nameOf, rootOf } from './syntax/elements.ts';
import { symbolKindOf } from './syntax/kinds.ts';

/** More than these no list shows; the client asks again with more letters. */
const mostSymbols = 500;

/** Finds declarations and attributes by some of their letters: `ord.cust` finds `Order.customer`. */
export class ErdWorkspaceSymbolProvider implements WorkspaceSymbolProvider {
    private readonly services: ErdSharedServices;

    constructor(services: ErdSharedServices) {
        this.services = services;
    }

    async getSymbols({ query }: WorkspaceSymbolParams, cancelToken?: Cancellation.CancellationToken): Promise<SymbolInformation[]> {
        const [owner, member] = query.includes('.') ? [query.slice(0, query.lastIndexOf('.')), query.slice(query.lastIndexOf('.') + 1)] : ['', query];
        const symbols: SymbolInformation[] = [];
        for (const document of this.services.workspace.LangiumDocuments.all) {
            if (document.uri.scheme === preludeScheme) {
                continue;
            }
            for (const { node, container } of namedIn(document)) {
                const name = nameOf(node)!;
                if (this.matches(member, name) && (owner === '' || this.matches(owner, container))) {
                    symbols.push({
                        name, kind: symbolKindOf(node), location: locationOf(node),
                        ...container !== '' && { containerName: container },
                        ...isDeprecated(node) && { tags: [SymbolTag.Deprecated] },
                    });
                    if (symbols.length >= mostSymbols) {
                        return symbols;
                    }
                }
            }
            if (cancelToken) {
                await interruptAndCheck(cancelToken);
            }
        }
        return symbols;
    }

    private matches(query: string, name: string): boolean {
        return this.services.lsp.FuzzyMatcher.match(query, name);
    }
}

/** Declarations first, so that they come before their attributes where there are too many. */
function* namedIn(document: LangiumDocument): Iterable<{ readonly node: AstNode; readonly container: string }> {
    const { declarations } = rootOf(document);
    const named: { readonly node: AstNode; readonly container: string }[] = [];
    const add = (node: AstNode, container: string): void => {
        if (nameOf(node)) {
            named.push({ node, container });
        }
    };
    for (const declaration of declarations) {
        add(declaration, '');
        if (ast.isSchema(declaration)) {
            declaration.declarations.forEach(inner => add(inner, declaration.name));
        }
    }
    yield* named;
    for (const { node } of named) {
        for (const member of membersOf(node)) {
            if (nameOf(member)) {
                yield { node: member, container: nameOf(node)! };
            }
        }
    }
}

function membersOf(node: AstNode): readonly AstNode[] {
    return ast.isEntity(node) || ast.isMixin(node) || ast.isView(node) || ast.isRelationship(node) ? node.members
        : ast.isStructuredType(node) ? node.attributes
            : ast.isEnum(node) ? node.values
                : [];
}
