import type { AstNode } from 'langium';
import { documentationOf } from '../../../language/index.ts';

/** The documentation of an element as Markdown, its declaration in front. */
export function documentationFor(node: AstNode): string | undefined {
    const documentation = documentationOf(node.$cstNode);
    return documentation;
}
