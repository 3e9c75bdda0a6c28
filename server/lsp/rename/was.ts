import type { AstNode, CstNode } from 'langium';
import { isCompositeCstNode } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import { ast } from '../../../language/index.ts';

/** Writes down which names an element had in the database. Nothing where an older one is written down already. */
export function wasEdit(node: AstNode, names: readonly string[]): TextEdit | undefined {
    const { annotations = [] } = node as { annotations?: readonly ast.Annotation[] };
    const position = endOfHead(node);
    if (names.length === 0 || !position || annotations.some(({ declaration }) => declaration?.$refText === 'was')) {
        return undefined;
    }
    return { range: { start: position, end: position }, newText: ` @was(${names.map(name => JSON.stringify(name)).join(', ')})` };
}

/** Annotations stand at the end of a declaration, in front of its block, query or SQL. */
function endOfHead(node: AstNode): CstNode['range']['end'] | undefined {
    const cst = node.$cstNode;
    if (!isCompositeCstNode(cst)) {
        return undefined;
    }
    const bodies: readonly (CstNode | undefined)[] = ast.isView(node) ? [node.query?.$cstNode, node.bodies[0]?.$cstNode] : ast.isRoutine(node) ? [node.bodies[0]?.$cstNode] : [];
    const body = cst.content.findIndex(child => child.text === '{' || bodies.includes(child));
    const head = cst.content.slice(0, body < 0 ? cst.content.length : body).filter(child => !child.hidden);
    return head.at(-1)?.range.end;
}
