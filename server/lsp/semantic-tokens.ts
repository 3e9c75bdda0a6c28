import type { AstNode, CstNode, LangiumDocument, LeafCstNode } from 'langium';
import { isCompositeCstNode, isLeafCstNode, isReference } from 'langium';
import type { Range, SemanticTokens, SemanticTokensDelta, SemanticTokensLegend, SemanticTokensOptions } from 'vscode-languageserver';
import { SemanticTokensBuilder } from 'vscode-languageserver';
import { ast } from '../../language/index.ts';
import type { ErdServices } from './services.ts';
import { isDeprecated } from './syntax/deprecation.ts';
import { isOfPrelude, propertyOf } from './syntax/elements.ts';

const types = [
    'namespace', 'class', 'interface', 'struct', 'enum', 'enumMember', 'type', 'property', 'parameter', 'variable', 'function', 'method', 'decorator', 'event', 'label',
] as const;

type TokenType = typeof types[number];

const modifiers = ['declaration', 'defaultLibrary', 'deprecated', 'abstract', 'readonly'] as const;

type TokenModifier = typeof modifiers[number];

const legend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

const typeOfKind: Readonly<Record<string, TokenType>> = {
    [ast.ModelDeclaration.$type]: 'namespace', [ast.Schema.$type]: 'namespace', [ast.DefaultSchemaLine.$type]: 'namespace', [ast.Extension.$type]: 'namespace',
    [ast.Area.$type]: 'namespace', [ast.Team.$type]: 'variable', [ast.Purpose.$type]: 'variable', [ast.Role.$type]: 'variable', [ast.Sequence.$type]: 'variable',
    [ast.SessionVariable.$type]: 'variable', [ast.QuerySource.$type]: 'variable', [ast.Entity.$type]: 'class', [ast.View.$type]: 'class', [ast.Mixin.$type]: 'interface',
    [ast.StructuredType.$type]: 'struct', [ast.Enum.$type]: 'enum', [ast.EnumValue.$type]: 'enumMember', [ast.Domain.$type]: 'type', [ast.PrimitiveType.$type]: 'type',
    [ast.OperatorClass.$type]: 'type', [ast.Attribute.$type]: 'property', [ast.ViewColumn.$type]: 'property', [ast.Parameter.$type]: 'parameter',
    [ast.AccessParameter.$type]: 'parameter', [ast.Routine.$type]: 'function', [ast.AccessPattern.$type]: 'method', [ast.AnnotationDeclaration.$type]: 'decorator',
    [ast.Trigger.$type]: 'event', [ast.Job.$type]: 'event', [ast.Policy.$type]: 'event', [ast.Relationship.$type]: 'label', [ast.Index.$type]: 'label',
    [ast.Check.$type]: 'label', [ast.Exclusion.$type]: 'label', [ast.Period.$type]: 'label', [ast.Partition.$type]: 'label',
};

/**
 * Colours names by what they mean, keywords that are names among them. Keywords, texts, numbers and comments are left to
 * the editor's own grammar, which needs no server.
 */
export class SemanticTokensProvider {
    static readonly options: SemanticTokensOptions = { legend, full: { delta: true }, range: true };

    private readonly builders = new Map<string, SemanticTokensBuilder>();

    constructor(services: ErdServices) {
        services.shared.workspace.TextDocuments.onDidClose(({ document }) => this.builders.delete(document.uri));
    }

    full(document: LangiumDocument): SemanticTokens {
        const builder = new SemanticTokensBuilder();
        this.builders.set(document.textDocument.uri, builder);
        build(builder, document);
        return builder.build();
    }

    /** What changed since the result that the client has; everything where that is not the last. */
    delta(document: LangiumDocument, previousResultId: string): SemanticTokens | SemanticTokensDelta {
        const builder = this.builders.get(document.textDocument.uri);
        if (!builder) {
            return this.full(document);
        }
        builder.previousResult(previousResultId);
        build(builder, document);
        return builder.buildEdits();
    }

    range(document: LangiumDocument, range: Range): SemanticTokens {
        const builder = new SemanticTokensBuilder();
        build(builder, document, range);
        return builder.build();
    }
}

function build(builder: SemanticTokensBuilder, document: LangiumDocument, range?: Range): void {
    const targets = new Map<CstNode, AstNode>();
    for (const reference of document.references) {
        if (isReference(reference) && reference.$refNode && reference.ref) {
            targets.set(reference.$refNode, reference.ref);
        }
    }
    const visit = (node: CstNode): void => {
        if (isLeafCstNode(node)) {
            push(builder, node, targets.get(node));
        } else if (isCompositeCstNode(node)) {
            for (const child of node.content) {
                if (!child.hidden && (!range || overlaps(child, range))) {
                    visit(child);
                }
            }
        }
    };
    const root = document.parseResult.value.$cstNode;
    if (root) {
        visit(root);
    }
}

function overlaps({ range: { start, end } }: CstNode, range: Range): boolean {
    return start.line <= range.end.line && range.start.line <= end.line;
}

function push(builder: SemanticTokensBuilder, leaf: LeafCstNode, target: AstNode | undefined): void {
    const isDeclaration = target === undefined && propertyOf(leaf) === 'name' && leaf.tokenType.name !== 'TEXT';
    const node = target ?? (isDeclaration ? leaf.astNode : undefined);
    const type = node && typeOfKind[node.$type];
    if (node && type) {
        const { start, end } = leaf.range;
        builder.push(start.line, start.character, end.character - start.character, types.indexOf(type), encode(modifiersOf(node, isDeclaration)));
    }
}

function modifiersOf(node: AstNode, isDeclaration: boolean): TokenModifier[] {
    return [
        ...isDeclaration ? ['declaration' as const] : [],
        ...isOfPrelude(node) ? ['defaultLibrary' as const] : [],
        ...isDeprecated(node) ? ['deprecated' as const] : [],
        ...ast.isEntity(node) && node.abstract ? ['abstract' as const] : [],
        ...ast.isAttribute(node) && node.modifiers.some(ast.isComputedModifier) ? ['readonly' as const] : [],
    ];
}

function encode(all: readonly TokenModifier[]): number {
    return all.reduce((bits, modifier) => bits | 1 << modifiers.indexOf(modifier), 0);
}
