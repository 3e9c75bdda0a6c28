import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfKeyword } from './places.ts';

/** ERD102: an entity whose key is stated in two ways or two lines. */
export function checkWrittenKeys(declaration: ast.Declaration, report: Report): void {
    if (!ast.isEntity(declaration) && !ast.isMixin(declaration) && !ast.isRelationship(declaration)) {
        return;
    }
    let line: ast.Key | undefined;
    for (const member of declaration.members) {
        if (member.$type !== ast.Key.$type) {
            continue;
        }
        if (line) {
            report(finding('ERD102', placeOf(member), `${declaration.name} has a key already.`, {
                related: [{ place: placeOf(line), message: 'The key is stated here' }],
            }));
        }
        line ??= member;
    }
    if (!line) {
        return;
    }
    for (const member of declaration.members) {
        const modifier = ast.isAttribute(member) ? member.modifiers.find(ast.isKeyModifier) : undefined;
        if (modifier) {
            report(finding('ERD102', placeOfKeyword(modifier, 'key'), `The key of ${declaration.name} is stated by a line already, which goes before 'key' at ${(member as ast.Attribute).name}.`, {
                related: [{ place: placeOf(line), message: 'The key is stated here' }],
            }));
        }
    }
}
