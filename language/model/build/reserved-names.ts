import type * as ast from '../../generated/ast.ts';
import type { BuildContext } from './context.ts';
import { isManyToMany } from '../../references/index.ts';
import type { MemberOwner } from './shapes.ts';

/** Takes all written names out of what is generated, wherever they stand: a generated one gives way to them. */
export function reserveWrittenNames(context: BuildContext): void {
    const { declarations, names } = context;
    for (const view of declarations.of<ast.View>('View')) {
        names.reserveRelation(context.physicalName(view, view.physicalName));
        reserveLines(context, context.schemaOf(view), view.members);
    }
    for (const sequence of declarations.of<ast.Sequence>('Sequence')) {
        names.reserveRelation(context.physicalName(sequence, sequence.physicalName));
    }
    for (const enumeration of declarations.of<ast.Enum>('Enum')) {
        if (enumeration.lookup) {
            names.reserveRelation(context.table(enumeration, enumeration.physicalName));
        }
    }
    for (const mixin of declarations.of<ast.Mixin>('Mixin')) {
        reserveMembers(context, mixin);
    }
    for (const structure of declarations.of<ast.StructuredType>('StructuredType')) {
        reserveAttributes(context, context.schemaOf(structure), structure.attributes);
    }
    for (const relationship of declarations.of<ast.Relationship>('Relationship')) {
        if (isManyToMany(relationship)) {
            names.reserveRelation(context.physicalName(relationship, relationship.physicalName));
            reserveMembers(context, relationship);
        }
    }
    for (const entity of declarations.of<ast.Entity>('Entity')) {
        const shape = context.shapes.of(entity);
        if (shape?.hasTable) {
            names.reserveRelation(shape.table);
        }
        reserveMembers(context, entity);
    }
}

function reserveMembers(context: BuildContext, owner: MemberOwner): void {
    const schema = context.schemaOf(owner);
    reserveAttributes(context, schema, owner.members);
    reserveLines(context, schema, context.shapes.linesOf(owner));
}

function reserveAttributes(context: BuildContext, schema: string | undefined, members: readonly (ast.EntityMember | ast.Attribute)[]): void {
    for (const member of members) {
        if (member.$type === 'Attribute') {
            for (const modifier of member.modifiers) {
                reserveModifier(context, schema, modifier);
            }
        }
    }
}

function reserveModifier({ names }: BuildContext, schema: string | undefined, modifier: ast.AttributeModifier): void {
    switch (modifier.$type) {
        case 'KeyModifier':
        case 'UniqueModifier':
            if (modifier.constraintName !== undefined) {
                names.reserveConstraint(schema, modifier.constraintName, 'unique');
            }
            break;
        case 'CheckModifier':
        case 'ForeignKeyModifier':
        case 'RequiredModifier':
            if (modifier.constraintName !== undefined) {
                names.reserveConstraint(schema, modifier.constraintName, 'check');
            }
            break;
    }
}

function reserveLines(context: BuildContext, schema: string | undefined, lines: readonly (ast.EntityMember | ast.ViewColumn)[]): void {
    const { names } = context;
    for (const line of lines) {
        switch (line.$type) {
            case 'Key':
            case 'Unique':
            case 'Exclusion':
                if (line.physicalName !== undefined) {
                    names.reserveConstraint(schema, line.physicalName, 'unique');
                }
                break;
            case 'Check':
                if (line.physicalName !== undefined) {
                    names.reserveConstraint(schema, line.physicalName, 'check');
                }
                break;
            case 'Index':
                if (line.physicalName !== undefined) {
                    names.reserveRelation(schema === undefined ? { name: line.physicalName } : { schema, name: line.physicalName });
                }
                break;
        }
    }
}
