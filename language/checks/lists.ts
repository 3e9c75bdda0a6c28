import type { AstNode, Reference } from 'langium';
import * as ast from '../generated/ast.ts';
import { finding, type Report } from './finding.ts';
import { placeOf, placeOfProperty, placeOfReference } from './places.ts';

/** ERD104: lists that name the same thing twice. */
export function checkLists(declaration: ast.Declaration, report: Report): void {
    switch (declaration.$type) {
        case ast.Entity.$type:
        case ast.Mixin.$type:
        case ast.Relationship.$type:
            for (const member of declaration.members) {
                checkMember(member, report);
            }
            break;
        case ast.View.$type:
            for (const member of declaration.members) {
                if (ast.isIndex(member)) {
                    checkMember(member, report);
                }
            }
            break;
        case ast.ReferenceRows.$type:
            checkReferences(declaration, declaration.attributes, report);
            break;
        case ast.Trigger.$type:
            for (const event of declaration.events) {
                checkReferences(event, event.attributes, report);
            }
            break;
        case ast.Grant.$type:
            for (const privilege of declaration.privileges) {
                checkReferences(privilege, privilege.attributes, report);
            }
            checkElements(declaration.objects, ({ $cstNode }) => $cstNode?.text, report);
            break;
        case ast.Policy.$type:
            declaration.commands.forEach((command, index, commands) => {
                if (commands.indexOf(command) < index) {
                    report(finding('ERD104', placeOfProperty(declaration, 'commands', index), `${command} is listed already.`));
                }
            });
            break;
    }
}

function checkMember(member: ast.EntityMember, report: Report): void {
    switch (member.$type) {
        case ast.Key.$type:
        case ast.Unique.$type:
            checkElements(member.elements, element => element.element?.$refText, report);
            break;
        case ast.Index.$type:
            checkElements(member.elements, nameOfElement, report);
            for (const modifier of member.modifiers) {
                if (modifier.$type === ast.IndexInclude.$type) {
                    checkReferences(modifier, modifier.attributes, report);
                }
            }
            break;
        case ast.Partitioning.$type:
            checkElements(member.elements, nameOfElement, report);
            break;
        case ast.Attribute.$type:
            for (const modifier of member.modifiers) {
                if (modifier.$type === ast.ViaModifier.$type) {
                    checkReferences(modifier, modifier.attributes, report);
                }
            }
            if (member.type && member.type.arguments.length > 1) {
                checkElements(member.type.arguments, argument => ast.isNamedTypeArgument(argument) ? argument.target?.$refText : undefined, report);
            }
            break;
    }
}

// The same attribute may be indexed twice with different operator classes.
function nameOfElement({ expression, operatorClass, collation }: ast.IndexElement): string | undefined {
    return expression.$type === ast.NameExpression.$type && !collation ? `${expression.target.$refText} ${operatorClass?.$refText ?? ''}`.trim() : undefined;
}

function checkElements<N extends AstNode>(elements: readonly N[], nameOf: (element: N) => string | undefined, report: Report): void {
    if (elements.length < 2) {
        return;
    }
    const seen = new Set<string>();
    for (const element of elements) {
        const name = nameOf(element);
        if (name !== undefined && seen.has(name)) {
            report(finding('ERD104', placeOf(element), `${name} is listed already.`));
        }
        seen.add(name ?? '');
    }
}

function checkReferences(node: AstNode, references: readonly Reference[], report: Report): void {
    if (references.length < 2) {
        return;
    }
    const seen = new Set<string>();
    for (const reference of references) {
        if (seen.has(reference.$refText)) {
            report(finding('ERD104', placeOfReference(node, reference), `${reference.$refText} is listed already.`));
        }
        seen.add(reference.$refText);
    }
}
