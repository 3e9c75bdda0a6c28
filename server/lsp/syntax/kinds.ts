import type { AstNode } from 'langium';
import { CompletionItemKind, SymbolKind } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';

const kinds: Readonly<Record<string, readonly [SymbolKind, CompletionItemKind]>> = {
    [ast.ModelDeclaration.$type]: [SymbolKind.Package, CompletionItemKind.Module],
    [ast.Schema.$type]: [SymbolKind.Namespace, CompletionItemKind.Module],
    [ast.DefaultSchemaLine.$type]: [SymbolKind.Namespace, CompletionItemKind.Module],
    [ast.Area.$type]: [SymbolKind.Package, CompletionItemKind.Folder],
    [ast.Team.$type]: [SymbolKind.Object, CompletionItemKind.Constant],
    [ast.Purpose.$type]: [SymbolKind.Object, CompletionItemKind.Constant],
    [ast.Role.$type]: [SymbolKind.Object, CompletionItemKind.Constant],
    [ast.Domain.$type]: [SymbolKind.TypeParameter, CompletionItemKind.TypeParameter],
    [ast.PrimitiveType.$type]: [SymbolKind.TypeParameter, CompletionItemKind.Keyword],
    [ast.StructuredType.$type]: [SymbolKind.Struct, CompletionItemKind.Struct],
    [ast.Enum.$type]: [SymbolKind.Enum, CompletionItemKind.Enum],
    [ast.EnumValue.$type]: [SymbolKind.EnumMember, CompletionItemKind.EnumMember],
    [ast.SessionVariable.$type]: [SymbolKind.Variable, CompletionItemKind.Variable],
    [ast.Sequence.$type]: [SymbolKind.Number, CompletionItemKind.Unit],
    [ast.Extension.$type]: [SymbolKind.Module, CompletionItemKind.Module],
    [ast.Mixin.$type]: [SymbolKind.Interface, CompletionItemKind.Interface],
    [ast.Entity.$type]: [SymbolKind.Class, CompletionItemKind.Class],
    [ast.Attribute.$type]: [SymbolKind.Field, CompletionItemKind.Field],
    [ast.Relationship.$type]: [SymbolKind.Interface, CompletionItemKind.Reference],
    [ast.View.$type]: [SymbolKind.Class, CompletionItemKind.Class],
    [ast.ViewColumn.$type]: [SymbolKind.Field, CompletionItemKind.Field],
    [ast.Routine.$type]: [SymbolKind.Function, CompletionItemKind.Function],
    [ast.Parameter.$type]: [SymbolKind.Variable, CompletionItemKind.Variable],
    [ast.QuerySource.$type]: [SymbolKind.Variable, CompletionItemKind.Variable],
    [ast.AccessParameter.$type]: [SymbolKind.Variable, CompletionItemKind.Variable],
    [ast.Trigger.$type]: [SymbolKind.Event, CompletionItemKind.Event],
    [ast.Job.$type]: [SymbolKind.Event, CompletionItemKind.Event],
    [ast.Policy.$type]: [SymbolKind.Event, CompletionItemKind.Event],
    [ast.AnnotationDeclaration.$type]: [SymbolKind.Property, CompletionItemKind.Property],
    [ast.OperatorClass.$type]: [SymbolKind.Operator, CompletionItemKind.Operator],
    [ast.Key.$type]: [SymbolKind.Key, CompletionItemKind.Property],
    [ast.Unique.$type]: [SymbolKind.Key, CompletionItemKind.Property],
    [ast.Index.$type]: [SymbolKind.Array, CompletionItemKind.Property],
    [ast.Check.$type]: [SymbolKind.Boolean, CompletionItemKind.Property],
    [ast.Period.$type]: [SymbolKind.Property, CompletionItemKind.Property],
    [ast.Partition.$type]: [SymbolKind.Property, CompletionItemKind.Property],
    [ast.AccessPattern.$type]: [SymbolKind.Method, CompletionItemKind.Method],
};

export function symbolKindOf(node: AstNode): SymbolKind {
    return kinds[node.$type]?.[0] ?? SymbolKind.Property;
}

export function completionKindOf(node: AstNode): CompletionItemKind {
    return kinds[node.$type]?.[1] ?? CompletionItemKind.Reference;
}
