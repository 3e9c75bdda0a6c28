import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import type { Range } from 'vscode-languageserver';
import { ast, preludeScheme } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { nameNodeOf } from '../syntax/elements.ts';
import { NameWriter } from '../syntax/name-writer.ts';
import { documentsAround } from './imports.ts';
import type { Offer } from './refactoring.ts';
import { isDeclaration, isIn, usesIn } from './uses.ts';

/** What is selected in a document that can be read to its end. */
export interface Selection {
    readonly document: LangiumDocument<ast.Document>;
    readonly range: Range;
    readonly services: ErdServices;
}

/** A declaration with a name. */
export type Named = AstNode & { readonly name: string };

/** Undefined where it does not fit what is selected. */
export type FindRefactoring = (selection: Selection) => Offer | readonly Offer[] | undefined;

/** The attributes that the selection touches, or that the cursor is in. */
export function selectedAttributes({ document, range }: Selection): readonly ast.Attribute[] {
    const [start, end] = [document.textDocument.offsetAt(range.start), document.textDocument.offsetAt(range.end)];
    return AstUtils.streamAllContents(document.parseResult.value).filter(ast.isAttribute)
        .filter(({ $cstNode: node }) => node !== undefined && node.offset <= end && (start < node.end || start === end && start === node.end)).toArray();
}

/** A name that no declaration of the model has: `Name`, or `Name2` and so on. */
export function freeDeclarationName(wanted: string, selection: Selection): string {
    const capital = wanted.charAt(0).toUpperCase() + wanted.slice(1);
    let name = capital;
    for (let count = 2; isTaken(name, selection); count++) {
        name = `${capital}${count}`;
    }
    return name;
}

/** Whether a declaration of the model or the language has a name, those apart that are going to be gone. */
export function isTaken(name: string, { document, services }: Selection, except: ReadonlySet<AstNode> = new Set()): boolean {
    const own = new Set(documentsAround(document, services).map(({ uri }) => uri.toString()));
    return services.shared.workspace.IndexManager.allElements().some(found =>
        found.name === name && !(found.node && except.has(found.node)) && (own.has(found.documentUri.toString()) || found.documentUri.scheme === preludeScheme));
}

export function written(name: string, position: 'TYPE_NAME' | 'DECLARED' | 'ID', { services }: Selection): string {
    return new NameWriter(services).write(name, position);
}

/** The declaration at the top of the document, or of a schema, that an element is in. */
export function declarationAround(node: AstNode): AstNode {
    let declaration = node;
    while (declaration.$container && !ast.isDocument(declaration.$container) && !ast.isSchema(declaration.$container)) {
        declaration = declaration.$container;
    }
    return declaration;
}

/** The declarations whose heads the cursor is in, or which the selection has as a whole, or has the names of. */
export function selectedDeclarations({ document, range }: Selection): readonly Named[] {
    const [start, end] = [document.textDocument.offsetAt(range.start), document.textDocument.offsetAt(range.end)];
    return AstUtils.streamAst(document.parseResult.value).filter(node => isDeclaration(node)).filter(node => {
        const name = nameNodeOf(node);
        return name !== undefined && node.$cstNode !== undefined && (start === end ? node.$cstNode.offset <= start && start <= name.end : start <= name.end && name.offset <= end);
    }).toArray() as Named[];
}

/** The one declaration of a kind whose head the cursor is in. */
export function declarationAtCursor<N extends AstNode>(selection: Selection, isWanted: (node: unknown) => node is N): N | undefined {
    const [declaration, another] = selectedDeclarations(selection);
    return isWanted(declaration) && !another ? declaration : undefined;
}

/** The names of declarations as a title has them. */
export function listed(declarations: readonly Named[]): string {
    const names = declarations.map(({ name }) => `'${name}'`);
    return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ').replace(/, (?=[^,]*$)/, ' and ');
}

/** `price` and `amount` to `priceAmount`; with names of that kind, `unit_price` and `net_amount` to `unit_price_net_amount`. */
export function joined(first: string, second: string): string {
    return first.includes('_') || second.includes('_') ? `${first}_${second}` : `${first}${second.charAt(0).toUpperCase()}${second.slice(1)}`;
}

/** What attributes name of the rest of their owner, by what they say: it could not be said of them elsewhere. */
export function namedOutside(attributes: readonly ast.Attribute[]): string | undefined {
    const owner = attributes[0]!.$container;
    return usesIn(AstUtils.getDocument(owner), ({ ref }) => ast.isAttribute(ref) && ref.$container === owner && !attributes.includes(ref))
        .find(({ container }) => attributes.some(attribute => isIn(container, attribute)))?.reference.$refText;
}
