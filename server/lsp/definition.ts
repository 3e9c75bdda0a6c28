import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import type { DefinitionProvider, TypeDefinitionProvider } from 'langium/lsp';
import type { LocationLink, Position, Range, TextDocumentPositionParams } from 'vscode-languageserver';
import { ast, importedUri } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { nameAt } from './syntax/cursor.ts';
import { emptyRange, rangeOf, selectionRangeOf } from './syntax/elements.ts';

/** Where what a name means is declared; of an import, the file. */
export class ErdDefinitionProvider implements DefinitionProvider {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    getDefinition(document: LangiumDocument, { position }: TextDocumentPositionParams): LocationLink[] | undefined {
        const found = nameAt(document, position);
        switch (found?.kind) {
            case 'import': {
                const uri = importedUri(document, found.import.path);
                const isKnown = uri && this.services.shared.workspace.LangiumDocuments.hasDocument(uri);
                return isKnown ? [{ originSelectionRange: found.range, targetUri: uri.toString(), targetRange: emptyRange, targetSelectionRange: emptyRange }] : undefined;
            }
            case 'declaration':
            case 'reference':
                return found.target && [linkTo(found.target, found.range)];
            default:
                return undefined;
        }
    }
}

/** Where the type of what a name means is declared: the entity behind a reference, the enumeration of a value. */
export class ErdTypeDefinitionProvider implements TypeDefinitionProvider {
    getTypeDefinition(document: LangiumDocument, { position }: { position: Position }): LocationLink[] | undefined {
        const found = nameAt(document, position);
        const type = found && found.kind !== 'import' ? typeOf(found.target) : undefined;
        return type && found ? [linkTo(type, found.range)] : undefined;
    }
}

function typeOf(node: AstNode | undefined): AstNode | undefined {
    switch (node?.$type) {
        case ast.Attribute.$type:
        case ast.Domain.$type:
        case ast.SessionVariable.$type:
        case ast.Parameter.$type:
        case ast.Sequence.$type:
            return (node as ast.Attribute).type?.type?.ref;
        case ast.AccessParameter.$type:
            return (node as ast.AccessParameter).type?.type?.ref;
        case ast.ViewColumn.$type: {
            const { type, expression } = node as ast.ViewColumn;
            return type ? type.type?.ref : typeOfExpression(expression);
        }
        case ast.QuerySource.$type:
            return (node as ast.QuerySource).relation?.ref;
        case ast.EnumValue.$type:
            return node.$container;
        case ast.Routine.$type:
            return (node as ast.Routine).result?.type?.type?.ref;
        default:
            return undefined;
    }
}

/** Of names only: the type of `c.status` is that of the attribute. */
function typeOfExpression(expression: ast.Expression | undefined): AstNode | undefined {
    return ast.isMemberAccess(expression) ? typeOf(expression.member?.ref)
        : ast.isNameExpression(expression) ? typeOf(expression.target?.ref)
            : undefined;
}

function linkTo(target: AstNode, originSelectionRange: Range): LocationLink {
    return {
        originSelectionRange,
        targetUri: AstUtils.getDocument(target).uri.toString(),
        targetRange: rangeOf(target),
        targetSelectionRange: selectionRangeOf(target),
    };
}
