import type { AstNode, LangiumDocument } from 'langium';
import type { Position, SignatureHelp, SignatureHelpOptions, SignatureInformation } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { ast, documentationOf } from '../../language/index.ts';
import { asCallee } from './completion/candidates.ts';
import { fragmentAt } from './completion/fragment.ts';
import { contextAtEnd } from './completion/text-context.ts';
import type { ErdServices } from './services.ts';
import { nameOf } from './syntax/elements.ts';
import { parameterText, signatureOf } from './syntax/signatures.ts';

/** What the arguments at the cursor are for. */
interface CallAtCursor {
    /** Several for an overloaded function. */
    readonly callees: readonly AstNode[];
    readonly index: number;
    /** Where the argument is written with its parameter's name. */
    readonly parameter?: string;
}

/** Which parameters a function, annotation or type takes, while its arguments are written. */
export class SignatureHelpProvider {
    static readonly options: SignatureHelpOptions = { triggerCharacters: ['(', ','], retriggerCharacters: [')'] };

    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    helpAt(document: LangiumDocument, position: Position): SignatureHelp | undefined {
        const textDocument = this.services.shared.workspace.TextDocuments.get(document.uri) ?? document.textDocument;
        const text = textDocument.getText();
        const call = this.callAt(document, text, wordStart(text, textDocument.offsetAt(position)));
        if (!call || call.callees.length === 0) {
            return undefined;
        }
        const signatures = call.callees.map(signatureInformation);
        const activeSignature = Math.max(0, signatures.findIndex(({ parameters = [] }) => parameters.length > call.index));
        const parameters = parametersOf(call.callees[activeSignature]!);
        const byName = parameters.findIndex(({ name }) => name !== undefined && name === call.parameter);
        const last = parameters.length - 1;
        const isVariadic = call.index > last && ast.isParameter(parameters[last]) && parameters[last].mode === 'variadic';
        return { signatures, activeSignature, activeParameter: byName >= 0 ? byName : isVariadic ? last : call.index };
    }

    private callAt(document: LangiumDocument, text: string, offset: number): CallAtCursor | undefined {
        const { reference, node, text: before } = fragmentAt(this.services, document, text, offset);
        const context = contextAtEnd(before);
        if (context.kind === 'comment') {
            return undefined;
        }
        if (context.kind !== 'code') {
            // In a text, which is an argument: the call is around its beginning.
            return this.callAt(document, text, offset - (before.length - context.start));
        }
        for (let current: AstNode | undefined = reference?.container ?? node; current; current = current.$container) {
            const call = this.callOf(current);
            if (call) {
                return call;
            }
        }
        return undefined;
    }

    private callOf(argument: AstNode): CallAtCursor | undefined {
        const holder = argument.$container;
        if (ast.isCall(holder) && holder.callee !== argument) {
            return { callees: this.calleesOf(holder), index: Math.max(0, holder.arguments.indexOf(argument as ast.Expression)) };
        }
        if (ast.isRoutineUse(holder)) {
            return { callees: holder.routine?.ref ? [holder.routine.ref] : [], index: Math.max(0, holder.arguments.indexOf(argument as ast.Expression)) };
        }
        if (ast.isAnnotationArgument(argument) && ast.isAnnotation(holder)) {
            const parameter = argument.parameter?.$refText;
            return { callees: holder.declaration?.ref ? [holder.declaration.ref] : [], index: holder.arguments.indexOf(argument), ...parameter !== undefined && { parameter } };
        }
        if (ast.isTypeUse(holder) && ast.isTypeArgument(argument)) {
            const type = holder.type?.ref;
            return { callees: ast.isPrimitiveType(type) && type.parameters.length > 0 ? [type] : [], index: holder.arguments.indexOf(argument) };
        }
        return undefined;
    }

    private calleesOf({ callee }: ast.Call): readonly AstNode[] {
        if (ast.isNameExpression(callee)) {
            const scope = this.services.references.ScopeProvider.getScope(asCallee({ container: callee, property: 'target', reference: callee.target }));
            return scope.getAllElements().filter(({ name }) => name === callee.target.$refText).map(({ node }) => node!).toArray();
        }
        return ast.isMemberAccess(callee) && ast.isRoutine(callee.member?.ref) ? [callee.member.ref] : [];
    }
}

function wordStart(text: string, offset: number): number {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
    return offset - (/[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.exec(line)?.[0].length ?? 0);
}

function parametersOf(node: AstNode): readonly (ast.Parameter | ast.PrimitiveParameter)[] {
    return ast.isRoutine(node) || ast.isAnnotationDeclaration(node) || ast.isPrimitiveType(node) ? node.parameters : [];
}

function signatureInformation(node: AstNode): SignatureInformation {
    const documentation = documentationOf(node.$cstNode);
    return {
        label: `${ast.isAnnotationDeclaration(node) ? '@' : ''}${nameOf(node)}${signatureOf(node) ?? '()'}`,
        parameters: parametersOf(node).map(parameter => ({ label: ast.isParameter(parameter) ? parameterText(parameter) : `${parameter.name}${parameter.optional ? '?' : ''}` })),
        ...documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } },
    };
}
