import type { Node } from 'libpg-query';
import type { ExpressionTree } from '../../source/index.ts';
import type { ExpressionScope } from './draft.ts';

/** An expression in what the model's language can say, where all of it can be said. */
export function treeOf(_node: Node, _scope: ExpressionScope): ExpressionTree | undefined {
    return undefined;
}
