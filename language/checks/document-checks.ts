import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../generated/ast.ts';
import { checkAnnotations } from './annotations.ts';
import { dismissalOf, type Dismissal } from './dismissals.ts';
import { checkMembers } from './duplicates.ts';
import { checkGrantedAttributes } from './database-objects.ts';
import { finding, type Report } from './finding.ts';
import { checkWrittenKeys } from './key-lines.ts';
import { checkLists } from './lists.ts';
import { checkModifiers } from './modifiers.ts';
import { checkPatterns } from './patterns.ts';
import { placeOf } from './places.ts';
import { checkJoins } from './queries.ts';
import { checkRelationshipMembers } from './relationship-members.ts';
import { checkRepetitions } from './repetitions.ts';
import { checkTypeUses } from './type-uses.ts';

/** What stands in a document, met in one walk that does not enter expressions. */
export interface DocumentElements {
    /** In schema blocks too. */
    readonly declarations: readonly ast.Declaration[];
    readonly dismissals: readonly Dismissal[];
}

/** All checks that need to see one declaration of one document at a time. */
export function checkDocument(document: LangiumDocument<ast.Document>, report: Report): DocumentElements {
    const declarations: ast.Declaration[] = [];
    const dismissals: Dismissal[] = [];
    const takeAnnotations = (annotations: readonly ast.Annotation[]): void => {
        checkAnnotations(annotations, report);
        for (const annotation of annotations) {
            const dismissal = dismissalOf(annotation);
            if (dismissal) {
                dismissals.push(dismissal);
            }
        }
    };
    const take = (declaration: ast.Declaration): void => {
        declarations.push(declaration);
        checkAlone(declaration, report);
        checkTypeUses(declaration, report);
        forEachAttribute(declaration, attribute => checkModifiers(attribute, report));
        forEachAnnotated(declaration, takeAnnotations);
        if (ast.isSchema(declaration)) {
            declaration.declarations.forEach(take);
        }
    };
    document.parseResult.value.declarations.forEach(take);
    return { declarations, dismissals };
}

/** What each of these finds depends on nothing but what is written in the declaration itself. */
const aloneChecks: readonly ((declaration: ast.Declaration, report: Report) => void)[] = [
    checkBelongsHere, checkMembers, checkRepetitions, checkWrittenKeys, checkLists, checkPatterns, checkRelationshipMembers, checkJoins, checkGrantedAttributes,
];

/** Declarations that those find nothing in. A change makes new nodes of what it is in, and leaves all others as they are. */
const faultless = new WeakSet<ast.Declaration>();

function checkAlone(declaration: ast.Declaration, report: Report): void {
    if (faultless.has(declaration)) {
        return;
    }
    let found = false;
    for (const check of aloneChecks) {
        check(declaration, finding => {
            found = true;
            report(finding);
        });
    }
    if (!found) {
        faultless.add(declaration);
    }
}

/** ERD013: what only the language itself declares. */
function checkBelongsHere(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.PrimitiveType.$type:
            report(finding('ERD013', placeOf(declaration), `The primitive type ${declaration.name} is not declared by the language: a model cannot add one.`));
            break;
        case ast.OperatorClass.$type:
            report(finding('ERD013', placeOf(declaration), `The operator class ${declaration.name} is not declared by the language: a model cannot add one.`));
            break;
        case ast.Extension.$type:
            for (const member of declaration.declarations) {
                report(finding('ERD013', placeOf(member), `What the extension ${declaration.name} brings along is declared by the language, not by a model.`));
            }
            break;
    }
}

export function forEachAttribute(declaration: ast.Declaration, visit: (attribute: ast.Attribute) => void): void {
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            for (const member of declaration.members) {
                if (member.$type === ast.Attribute.$type) {
                    visit(member);
                }
            }
            break;
        case ast.StructuredType.$type:
            declaration.attributes.forEach(visit);
            break;
    }
}

function forEachAnnotated(declaration: ast.Declaration, visit: (annotations: readonly ast.Annotation[]) => void): void {
    const visitAll = (nodes: readonly AstNode[]): void => {
        for (const node of nodes) {
            const { annotations } = node as { annotations?: readonly ast.Annotation[] };
            if (annotations && annotations.length > 0) {
                visit(annotations);
            }
        }
    };
    visitAll([declaration]);
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            visitAll(declaration.members);
            for (const member of declaration.members) {
                if (member.$type === ast.Partitioning.$type) {
                    visitAll(member.partitions);
                }
            }
            break;
        case ast.View.$type:
            visitAll(declaration.members);
            break;
        case ast.StructuredType.$type:
            visitAll(declaration.attributes);
            break;
        case ast.Enum.$type:
            visitAll(declaration.values);
            break;
        case ast.Annotate.$type:
            visitAll(declaration.lines);
            break;
    }
}
