import type * as ast from '../../generated/ast.ts';
import type { BuildContext } from './context.ts';
import { isManyToMany } from './crows-foot.ts';

/** Takes all written names out of what is generated, wherever they stand: a generated one gives way to them. */
export function reserveWrittenNames(context: BuildContext): void {
    const { declarations, names } = context;
    for (const view of declarations.of<ast.View>('View')) {
        names.reserveRelation(context.physicalName(view, view.physicalName));
        reserveMembers(context, context.schemaOf(view), view.members);
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
        reserveMembers(context, context.schemaOf(mixin), mixin.members);
    }
    for (const relationship of declarations.of<ast.Relationship>('Relationship')) {
        if (isManyToMany(relationship)) {
            names.reserveRelation(context.physicalName(relationship, relationship.physicalName));
            reserveMembers(context, context.schemaOf(relationship), relationship.members);
        }
    }
    for (const entity of declarations.of<ast.Entity>('Entity')) {
        const shape = context.shapes.of(entity);
        if (shape?.hasTable) {
            names.reserveRelation(shape.table);
        }
        reserveMembers(context, context.schemaOf(entity), entity.members);
    }
}

function reserveMembers(context: BuildContext, schema: string | undefined, members: readonly (ast.EntityMember | ast.ViewColumn)[]): void {
    const { names } = context;
    for (const member of members) {
        switch (member.$type) {
            case 'Attribute':
                for (const modifier of member.modifiers) {
                    reserveModifier(context, schema, modifier);
                }
                break;
            case 'Key':
            case 'Unique':
            case 'Exclusion':
                if (member.physicalName !== undefined) {
                    names.reserveConstraint(schema, member.physicalName, 'unique');
                }
                break;
            case 'Check':
                if (member.physicalName !== undefined) {
                    names.reserveConstraint(schema, member.physicalName, 'check');
                }
                break;
            case 'Index':
                if (member.physicalName !== undefined) {
                    names.reserveRelation(schema === undefined ? { name: member.physicalName } : { schema, name: member.physicalName });
                }
                break;
        }
    }
}

function reserveModifier(context: BuildContext, schema: string | undefined, modifier: ast.AttributeModifier): void {
    switch (modifier.$type) {
        case 'KeyModifier':
        case 'UniqueModifier':
            if (modifier.constraintName !== undefined) {
                context.names.reserveConstraint(schema, modifier.constraintName, 'unique');
            }
            break;
        case 'CheckModifier':
        case 'ForeignKeyModifier':
        case 'RequiredModifier':
            if (modifier.constraintName !== undefined) {
                context.names.reserveConstraint(schema, modifier.constraintName, 'check');
            }
            break;
    }
}
