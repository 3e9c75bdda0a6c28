import assert from 'node:assert/strict';
import type { AstNode, CompositeCstNode, CstNode } from 'langium';
import { AstUtils, isCompositeCstNode } from 'langium';
import type * as ast from '../../../language/generated/ast.ts';
import { createErdCoreServices } from '../../../language/services.ts';

const { erd: { parser: { LangiumParser: parser } } } = createErdCoreServices();

const text = `entity Order {
  id:    uuid = uuid()  key
  total: decimal(15, -2) = subtotal
  check sensible: a and b and c or not (total >= 0 /* never negative */ and status is not null)
}
`;

function composites(node: CstNode): CompositeCstNode[] {
    return isCompositeCstNode(node) ? [node, ...node.content.flatMap(composites)] : [];
}

describe('the concrete syntax tree', () => {
    const { value, parserErrors } = parser.parse<ast.Document>(text);
    const nodes = [...AstUtils.streamAst(value)];

    it('has no node that stands for the same as the one around it', () => {
        assert.deepEqual(parserErrors, []);
        const own = new Set(nodes.map(node => node.$cstNode));
        const idle = composites(value.$cstNode!).filter(node => !own.has(node) && node.content.length === 1 && node.grammarSource?.$container?.$type !== 'Assignment');
        assert.deepEqual(idle.map(node => node.text), []);
        const [entity] = value.declarations as ast.Entity[];
        const total = (entity!.members[1] as ast.Attribute).default!;
        assert.deepEqual(composites(total.$cstNode!), [total.$cstNode]);
    });

    it('holds the node of each element, and each knows its element', () => {
        const inTree = new Set<CstNode>(composites(value.$cstNode!));
        for (const node of nodes) {
            assert.ok(inTree.has(node.$cstNode!), `${node.$type} "${node.$cstNode?.text}"`);
            assert.ok(isAround(node.$cstNode!.astNode, node));
        }
    });
});

// What is on the left of several operators shares the node of the whole.
function isAround(around: AstNode, node: AstNode): boolean {
    return around === node || around.$type === node.$type && node.$container !== undefined && isAround(around, node.$container);
}
