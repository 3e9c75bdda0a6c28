import type { CheckConstraint, Domain, Enum, Extension, ForeignKey, Model, Role, Routine, Sequence, StructuredType, Table, TableConstraint, Trigger, View } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { Origin } from '../target.ts';
import { isLeftOut } from './constraints.ts';
import { policyName } from './access.ts';
import type { PostgresContext } from './context.ts';
import { domainCheckName } from './definitions.ts';
import { identifier, qualified, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { routineKeyword, signature } from './routines.ts';

/** Of a table, its columns, constraints and indexes, without the foreign keys that are yet to come. */
export function tableComments(table: Table, later: ReadonlySet<ForeignKey>, context: PostgresContext): readonly Statement[] {
    const name = qualified(table.name);
    const constraints = [
        ...table.primaryKey ? [table.primaryKey] : [], ...table.uniques,
        ...table.checks.filter(check => !isLeftOut(check, context)).map(withMessage),
        ...table.foreignKeys.filter(foreignKey => !isLeftOut(foreignKey, context) && !later.has(foreignKey)), ...table.exclusions,
    ];
    return [
        ...comment({ id: table.source, place: table.place }, `TABLE ${name}`, table.comment),
        ...table.columns.flatMap(column => comment(
            { id: column.attribute ?? table.source, place: column.place }, `COLUMN ${name}.${identifier(column.name)}`, column.comment,
        )),
        ...constraints.flatMap(constraint => constraintComment(table, constraint)),
        ...table.indexes.flatMap(index => comment(
            { id: table.source, place: index.place }, `INDEX ${qualified({ ...table.name, name: index.name })}`, index.comment,
        )),
    ];
}

export function constraintComment(table: Table, { name, place, comment: text }: TableConstraint): readonly Statement[] {
    return comment({ id: table.source, place }, `CONSTRAINT ${identifier(name)} ON ${qualified(table.name)}`, text);
}

export function viewComments(view: View): readonly Statement[] {
    const name = qualified(view.physicalName);
    return [
        ...comment(view, `${view.materialized ? 'MATERIALIZED VIEW' : 'VIEW'} ${name}`, view.documentation),
        ...view.columns.flatMap(column => comment(column, `COLUMN ${name}.${identifier(column.physicalName)}`, column.documentation)),
        ...view.indexes.flatMap(index => comment(
            { id: view.id, place: index.place }, `INDEX ${qualified({ ...view.physicalName, name: index.physicalName })}`, index.documentation,
        )),
    ];
}

export function routineComment(routine: Routine, context: PostgresContext): readonly Statement[] {
    return comment(routine, `${routineKeyword(routine)} ${routine.kind === 'aggregate' && routine.parameters.length === 0
        ? `${qualifiedCallable(routine.physicalName)}(*)`
        : signature(routine, context)}`, routine.documentation);
}

export function triggerComment(trigger: Trigger, { names }: PostgresContext): readonly Statement[] {
    return comment(trigger, `TRIGGER ${identifier(trigger.physicalName)} ON ${qualified(names.relation(trigger.relation))}`, trigger.documentation);
}

export function policyComment(policy: Model['policies'][number], { names }: PostgresContext): readonly Statement[] {
    return policy.commands.flatMap(command =>
        comment(policy, `POLICY ${identifier(policyName(policy, command))} ON ${qualified(names.relation(policy.entity))}`, policy.documentation));
}

export function sequenceComment(sequence: Sequence): readonly Statement[] {
    return comment(sequence, `SEQUENCE ${qualified(sequence.physicalName)}`, sequence.documentation);
}

export function enumComment(element: Enum): readonly Statement[] {
    return comment(element, `TYPE ${qualifiedCallable(element.physicalName)}`, element.documentation);
}

/** What a check says to people has no other place in the database than its comment. */
export function domainComments(domain: Domain): readonly Statement[] {
    const name = qualifiedCallable(domain.physicalName);
    return [
        ...comment(domain, `DOMAIN ${name}`, domain.documentation),
        ...domain.checks.flatMap(({ message }, index) =>
            comment(domain, `CONSTRAINT ${identifier(domainCheckName(domain, index))} ON DOMAIN ${name}`, message)),
    ];
}

export function compositeComments(type: StructuredType): readonly Statement[] {
    const name = qualifiedCallable(type.physicalName);
    return [
        ...comment(type, `TYPE ${name}`, type.documentation),
        ...type.attributes.flatMap(attribute => attribute.columns.flatMap(column => comment(
            attribute, `COLUMN ${name}.${identifier(column.name)}`, attribute.documentation,
        ))),
    ];
}

export function roleComment(role: Role): readonly Statement[] {
    return role.external ? [] : comment(role, `ROLE ${identifier(role.physicalName)}`, role.documentation);
}

export function schemaComment(schema: Model['schemas'][number]): readonly Statement[] {
    return comment(schema, `SCHEMA ${identifier(schema.physicalName)}`, schema.documentation);
}

export function extensionComment(extension: Extension): readonly Statement[] {
    return comment(extension, `EXTENSION ${identifier(extension.name)}`, extension.documentation);
}

function withMessage({ comment: text, message, ...check }: CheckConstraint): TableConstraint {
    const words = text ?? message;
    return words === undefined ? check : { ...check, comment: words };
}

function comment({ id, place }: Origin, object: string, text: string | undefined): readonly Statement[] {
    const origin = { ...id === undefined ? {} : { id }, ...place === undefined ? {} : { place } };
    return text === undefined || text.trim() === '' ? [] : [statement(origin, `COMMENT ON ${object} IS ${stringLiteral(text)}`, 'comment')];
}
