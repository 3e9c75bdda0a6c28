import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils } from 'langium';
import type { Range } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';
import type { FileEdit } from '../code-actions/quick-fix.ts';
import type { ErdServices } from '../services.ts';
import { NameWriter } from '../syntax/name-writer.ts';

/** What is selected in a document that can be read to its end. */
export interface Selection {
    readonly document: LangiumDocument<ast.Document>;
    readonly range: Range;
    readonly services: ErdServices;
}

/** A change of form that keeps the meaning. */
export interface Refactoring {
    readonly title: string;
    readonly kind: 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite' | 'refactor.move';
    readonly edits: readonly FileEdit[];
}

/** Undefined where it does not fit what is selected. */
export type FindRefactoring = (selection: Selection) => Refactoring | undefined;

/** The attributes that the selection touches, or that the cursor is in. */
export function selectedAttributes({ document, range }: Selection): readonly ast.Attribute[] {
    const [start, end] = [document.textDocument.offsetAt(range.start), document.textDocument.offsetAt(range.end)];
    return AstUtils.streamAllContents(document.parseResult.value).filter(ast.isAttribute)
        .filter(({ $cstNode: node }) => node !== undefined && node.offset <= end && (start < node.end || start === end && start === node.end)).toArray();
}

/** A name that no declaration of the workspace has: `Name`, or `Name2` and so on. */
export function freeDeclarationName(wanted: string, { services }: Selection): string {
    const taken = new Set(services.shared.workspace.IndexManager.allElements().map(({ name }) => name));
    const capital = wanted.charAt(0).toUpperCase() + wanted.slice(1);
    let name = capital;
    for (let count = 2; taken.has(name); count++) {
        name = `${capital}${count}`;
    }
    return name;
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

/** Where a declaration begins together with the comments right above it: an offset at the start of a line, if it has one of its own. */
export function startWithComments(text: string, offset: number): number {
    let start = lineStart(text, offset);
    if (text.slice(start, offset).trim() !== '') {
        return offset;
    }
    while (start > 0) {
        const above = lineStart(text, start - 1);
        if (!/^[ \t]*\/\//.test(text.slice(above, start))) {
            break;
        }
        start = above;
    }
    return start;
}

/** The end of the line, if only a comment follows; undefined where something else does. */
export function endWithComment(text: string, end: number): number | undefined {
    const next = text.indexOf('\n', end);
    const stop = next < 0 ? text.length : next + 1;
    return /^[ \t]*(?:\/\/[^\n]*)?\r?\n?$/.test(text.slice(end, stop)) ? stop : undefined;
}

function lineStart(text: string, offset: number): number {
    return text.lastIndexOf('\n', offset - 1) + 1;
}
