import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf } from './places.ts';

/** ERD123: attributes and the like of a relationship that makes no table. */
export function checkRelationshipMembers(declaration: ast.Declaration, report: Report): void {
    if (!ast.isRelationship(declaration) || !declaration.notation || /^\}.*\{$/.test(declaration.notation)) {
        return;
    }
    const [first] = declaration.members;
    if (first) {
        report(finding('ERD123', placeOf(first), `${declaration.name} is not many-to-many, so that it has no table that ${ast.isAttribute(first) ? first.name : 'this'} could belong to.`));
    }
}
