import type { ParseResult } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { createErdCoreServices } from '../../../language/services.ts';

export const { erd } = createErdCoreServices();

export function parse(text: string): ParseResult<ast.Document> {
    return erd.parser.LangiumParser.parse<ast.Document>(text);
}

/** What is wrong with a text, as `line: message`, in the order of lines. */
export function errorsOf(text: string): readonly string[] {
    const { lexerErrors, parserErrors } = parse(text);
    return [
        ...lexerErrors.map(({ line, message }) => ({ line: line!, message })),
        ...parserErrors.map(({ token, message }) => ({ line: token.startLine!, message })),
    ].sort((left, right) => left.line - right.line).map(({ line, message }) => `${line}: ${message}`);
}

/** The declarations of a text with the names of what is in them, as `Customer(id, name)`. */
export function outline(text: string): string {
    return parse(text).value.declarations.map(declaration => {
        const named = declaration as { readonly name?: string; readonly members?: readonly Named[]; readonly attributes?: readonly Named[]; readonly values?: readonly Named[]; readonly declarations?: readonly Named[] };
        const inner = named.members ?? named.attributes ?? named.values ?? named.declarations ?? [];
        return `${named.name ?? declaration.$type}${inner.length > 0 ? `(${inner.map(item => item.name ?? item.$type).join(', ')})` : ''}`;
    }).join(' ');
}

interface Named {
    readonly $type: string;
    readonly name?: string;
}
