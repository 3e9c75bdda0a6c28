import type { AstNode } from 'langium';
import type { ast } from '../../../language/index.ts';

/** True for what is annotated as no longer to be used. */
export function isDeprecated(node: AstNode): boolean {
    const { annotations } = node as { annotations?: readonly ast.Annotation[] };
    return annotations?.some(annotation => annotation.declaration?.$refText === 'deprecated') ?? false;
}
