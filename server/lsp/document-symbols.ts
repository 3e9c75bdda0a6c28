import type { AstNode, LangiumDocument } from 'langium';
import type { DocumentSymbolProvider } from 'langium/lsp';
import type { DocumentSymbol } from 'vscode-languageserver';
import { SymbolTag } from 'vscode-languageserver';
import { ast } from '../../language/index.ts';
import { isDeprecated } from './syntax/deprecation.ts';
import { kindOf, nameOf, rangeOf, rootOf, selectionRangeOf } from './syntax/elements.ts';
import { symbolKindOf } from './syntax/kinds.ts';
import { typeText } from './syntax/signatures.ts';

/** The outline of a document: what is declared in it, and in that. */
export class ErdDocumentSymbolProvider implements DocumentSymbolProvider {
    getSymbols(document: LangiumDocument): DocumentSymbol[] {
        return symbolsIn(rootOf(document).declarations);
    }
}

function symbolsIn(nodes: readonly AstNode[]): DocumentSymbol[] {
    return nodes.map(symbolOf).filter(symbol => symbol !== undefined);
}

function symbolOf(node: AstNode): DocumentSymbol | undefined {
    const name = labelOf(node);
    if (name === undefined) {
        return undefined;
    }
    const detail = detailOf(node);
    const children = symbolsIn(childrenOf(node));
    return {
        name, kind: symbolKindOf(node), range: rangeOf(node), selectionRange: selectionRangeOf(node),
        ...detail !== undefined && { detail },
        ...children.length > 0 && { children },
        ...isDeprecated(node) && { tags: [SymbolTag.Deprecated] },
    };
}

/** The name, or for what has none, what it is about. */
function labelOf(node: AstNode): string | undefined {
    switch (node.$type) {
        case ast.Key.$type:
        case ast.Unique.$type:
            return `${node.$type === ast.Key.$type ? 'key' : 'unique'} (${(node as ast.Key).elements.map(({ element }) => element?.$refText ?? '').join(', ')})`;
        case ast.Index.$type:
        case ast.Exclusion.$type: {
            const { name, elements } = node as ast.Index;
            return name ?? `${node.$type === ast.Index.$type ? 'index' : 'exclude'} (${elements.map(element => element.expression?.$cstNode?.text ?? '').join(', ')})`;
        }
        case ast.Partitioning.$type:
            return `partition by ${(node as ast.Partitioning).method}`;
        case ast.Annotate.$type:
            return `annotate ${(node as ast.Annotate).target?.$cstNode?.text ?? ''}`;
        case ast.ReferenceRows.$type:
            return `rows ${(node as ast.ReferenceRows).entity?.$cstNode?.text ?? ''}`;
        case ast.Flow.$type:
            return `flow ${(node as ast.Flow).target?.$cstNode?.text ?? ''}`;
        case ast.Grant.$type: {
            const { kind, privileges, objects } = node as ast.Grant;
            return `${kind} ${privileges.map(({ name }) => name).join(', ')} on ${objects.map(object => object.$cstNode?.text ?? '').join(', ')}`;
        }
        case ast.SqlStatement.$type:
            return `statement ${(node as ast.SqlStatement).engine?.$refText ?? ''}`;
        default: {
            const name = nameOf(node);
            return name === '' ? undefined : name;
        }
    }
}

function detailOf(node: AstNode): string | undefined {
    switch (node.$type) {
        case ast.Attribute.$type:
        case ast.Domain.$type:
        case ast.SessionVariable.$type: {
            const { type } = node as ast.Attribute;
            return type && typeText(type);
        }
        case ast.ViewColumn.$type: {
            const { type, expression } = node as ast.ViewColumn;
            return type ? typeText(type) : expression?.$cstNode?.text.replace(/\s+/g, ' ');
        }
        case ast.Entity.$type: {
            const { abstract, parent, mixins } = node as ast.Entity;
            const parts = [abstract && 'abstract', parent && `extends ${parent.$cstNode?.text}`, mixins.length > 0 && `with ${mixins.map(mixin => mixin.$cstNode?.text).join(', ')}`];
            return parts.filter(Boolean).join(' ') || 'entity';
        }
        case ast.Relationship.$type: {
            const { source, notation, target } = node as ast.Relationship;
            return `${source?.$cstNode?.text ?? ''} ${notation ?? ''} ${target?.$cstNode?.text ?? ''}`;
        }
        case ast.EnumValue.$type:
            return (node as ast.EnumValue).label;
        case ast.Area.$type:
        case ast.Team.$type:
        case ast.Purpose.$type:
            return (node as ast.Area).label ?? kindOf(node);
        case ast.Key.$type:
        case ast.Unique.$type:
        case ast.Annotate.$type:
        case ast.ReferenceRows.$type:
        case ast.Flow.$type:
        case ast.Grant.$type:
            return undefined;
        default:
            return kindOf(node);
    }
}

function childrenOf(node: AstNode): readonly AstNode[] {
    switch (node.$type) {
        case ast.Schema.$type:
        case ast.Extension.$type:
            return (node as ast.Schema).declarations;
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
        case ast.View.$type:
            return (node as ast.Entity).members;
        case ast.StructuredType.$type:
            return (node as ast.StructuredType).attributes;
        case ast.Enum.$type:
            return (node as ast.Enum).values;
        case ast.Partitioning.$type:
            return (node as ast.Partitioning).partitions;
        default:
            return [];
    }
}
