import type * as ast from '../../generated/ast.ts';
import type { BuildContext } from './context.ts';
import { isManyToMany } from '../../references/index.ts';

/**
 * Takes all written names out of what is generated, wherever they stand: a generated one gives way to them. Those of
 * attributes are taken out when the attribute is read.
 */
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
        reserveLines(context, context.schemaOf(mixin), context.shapes.linesOf(mixin));
    }
    for (const relationship of declarations.of<ast.Relationship>('Relationship')) {
        if (isManyToMany(relationship)) {
            names.reserveRelation(context.physicalName(relationship, relationship.physicalName));
            reserveLines(context, context.schemaOf(relationship), context.shapes.linesOf(relationship));
        }
    }
    for (const entity of declarations.of<ast.Entity>('Entity')) {
        const shape = context.shapes.of(entity);
        if (shape?.hasTable) {
            names.reserveRelation(shape.table);
        }
        reserveLines(context, context.schemaOf(entity), context.shapes.linesOf(entity));
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
