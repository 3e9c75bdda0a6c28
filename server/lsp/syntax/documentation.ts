import type { AstNode } from 'langium';
import { ast, documentationOf } from '../../../language/index.ts';

/** What documentation of an element says, in Markdown: how it is declared, and the `///` lines above it. */
export function documentationFor(node: AstNode): string | undefined {
    const declaration = declarationText(node);
    const documentation = documentationOf(node.$cstNode);
    return [declaration && codeBlock(declaration), documentation].filter(part => part !== undefined && part !== '').join('\n\n') || undefined;
}

export function codeBlock(text: string): string {
    return `\`\`\`erd\n${text}\n\`\`\``;
}

/** Longer declarations are cut: what follows is better read in the text. */
const longest = 300;

/** How an element is declared, on one line, without its block. */
export function declarationText(node: AstNode): string | undefined {
    const text = node.$cstNode?.text;
    if (text === undefined) {
        return undefined;
    }
    // An annotation's argument may hold a brace; a block begins at the last before the first member.
    const block = blockStart(node);
    const head = (block === undefined ? text : text.slice(0, block)).trim().replace(/\s+/g, ' ');
    const prefix = prefixOf(node);
    return `${prefix}${head.length > longest ? `${head.slice(0, longest)} …` : head}`;
}

/** Where the block of a declaration begins, in its text. */
function blockStart(node: AstNode): number | undefined {
    const start = node.$cstNode?.offset ?? 0;
    switch (node.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
        case ast.StructuredType.$type:
        case ast.Enum.$type:
        case ast.Schema.$type:
        case ast.ModelDeclaration.$type:
        case ast.Annotate.$type:
        case ast.Extension.$type: {
            const brace = node.$cstNode && 'content' in node.$cstNode ? (node.$cstNode.content as { text: string; offset: number }[]).find(({ text }) => text === '{') : undefined;
            return brace && brace.offset - start;
        }
        case ast.View.$type: {
            const { query, bodies } = node as ast.View;
            const body = query?.$cstNode ?? bodies[0]?.$cstNode;
            return body && body.offset - start;
        }
        case ast.Routine.$type:
        case ast.Trigger.$type:
        case ast.Job.$type: {
            const body = (node as ast.Routine).bodies[0]?.$cstNode;
            return body && body.offset - start;
        }
        default:
            return undefined;
    }
}

/** What tells elements without a keyword of their own apart. */
function prefixOf(node: AstNode): string {
    switch (node.$type) {
        case ast.Attribute.$type:
        case ast.ViewColumn.$type:
        case ast.EnumValue.$type: {
            const owner = (node.$container as { name?: string } | undefined)?.name;
            return owner === undefined ? '' : `${owner}.`;
        }
        case ast.QuerySource.$type:
            return 'from ';
        case ast.AccessParameter.$type:
        case ast.Parameter.$type:
            return 'parameter ';
        default:
            return '';
    }
}
