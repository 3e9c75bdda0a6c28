import type { AstNode, CstNode, LangiumDocument } from 'langium';
import { AstUtils, GrammarAST, isCompositeCstNode } from 'langium';
import type { Location, Range } from 'vscode-languageserver';
import { ast, preludeScheme } from '../../../language/index.ts';

/** What a declaration is called in the model. */
export function nameOf(node: AstNode | undefined): string | undefined {
    if (ast.isDefaultSchemaLine(node)) {
        return node.name ?? node.physicalName;
    }
    const { name } = (node ?? {}) as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
}

/** Where the name of a declaration stands. */
export function nameNodeOf(node: AstNode): CstNode | undefined {
    if (nameOf(node) === undefined) {
        return undefined;
    }
    return tokenOf(node, 'name') ?? (ast.isDefaultSchemaLine(node) ? tokenOf(node, 'physicalName') : undefined);
}

/** What was written for a property of an element. */
export function tokenOf(node: AstNode, property: string): CstNode | undefined {
    // Names are among the element's own tokens; Langium's search looks into everything below it.
    return isCompositeCstNode(node.$cstNode) ? node.$cstNode.content.find(child => !child.hidden && propertyOf(child) === property) : undefined;
}

const properties = new WeakMap<GrammarAST.AbstractElement, string>();

/** The property that a token or group of tokens is the value of; empty where it is none. */
export function propertyOf({ grammarSource }: CstNode): string {
    if (!grammarSource) {
        return '';
    }
    let property = properties.get(grammarSource);
    if (property === undefined) {
        properties.set(grammarSource, property = AstUtils.getContainerOfType(grammarSource, GrammarAST.isAssignment)?.feature ?? '');
    }
    return property;
}

/** Of the name, else of the whole element. */
export function selectionRangeOf(node: AstNode): Range {
    return (nameNodeOf(node) ?? node.$cstNode)?.range ?? emptyRange;
}

export function rangeOf(node: AstNode): Range {
    return node.$cstNode?.range ?? emptyRange;
}

/** Where a declaration's name stands. */
export function locationOf(node: AstNode): Location {
    return { uri: AstUtils.getDocument(node).uri.toString(), range: selectionRangeOf(node) };
}

export const emptyRange: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** True for what comes with the language. */
export function isOfPrelude(node: AstNode): boolean {
    return AstUtils.getDocument(node).uri.scheme === preludeScheme;
}

/** The root of a document of the language; of one that could not be built, an empty one. */
export function rootOf(document: LangiumDocument): ast.Document {
    const root = document.parseResult.value;
    return ast.isDocument(root) ? root : { $type: ast.Document.$type, imports: [], declarations: [] };
}

/** What an element is, in a modeller's words. */
export function kindOf(node: AstNode): string {
    switch (node.$type) {
        case ast.ModelDeclaration.$type: return 'model';
        case ast.DefaultSchemaLine.$type: return 'schema';
        case ast.StructuredType.$type: return 'type';
        case ast.SessionVariable.$type: return 'session variable';
        case ast.PrimitiveType.$type: return 'type';
        case ast.OperatorClass.$type: return 'operator class';
        case ast.EnumValue.$type: return 'enum value';
        case ast.View.$type: return (node as ast.View).materialized ? 'materialized view' : 'view';
        case ast.ViewColumn.$type: return 'column';
        case ast.Routine.$type: return (node as ast.Routine).kind;
        case ast.AnnotationDeclaration.$type: return 'annotation';
        case ast.QuerySource.$type: return 'alias';
        case ast.AccessPattern.$type: return 'access pattern';
        case ast.AccessParameter.$type: return 'parameter';
        case ast.Unique.$type: return 'unique key';
        case ast.Exclusion.$type: return 'exclusion';
        default: return node.$type.replace(/(?<=[a-z])[A-Z]/g, letter => ` ${letter}`).toLowerCase();
    }
}
