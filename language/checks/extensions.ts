import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { Model } from '../model/index.ts';
import { finding, type Report } from './finding.ts';
import { placeOfReference } from './places.ts';
import type { Uses } from './uses.ts';

/** ERD204: what an extension brings along, used in a model that does not declare the extension. */
export function checkExtensions(model: Model, uses: Uses, inProject: (node: AstNode) => boolean, report: Report): void {
    const declared = new Set(model.extensions.map(({ name }) => name));
    for (const reference of uses.fromExtensions) {
        const extension = reference.ref!.$container as ast.Extension;
        const node = reference.$refNode?.astNode;
        if (node && !declared.has(extension.name) && inProject(node)) {
            report(finding('ERD204', placeOfReference(node, reference),
                `${reference.$refText} comes with the extension ${extension.name}, which the model does not declare.`,
                { data: { extension: extension.name } }));
        }
    }
}
