import { and, isNotOfSubtype, isOfSubtype, makeObjectName, or } from '../../../language/index.ts';
import type { Expression, Grant, Grantee, GrantObject, Policy, Role, Table } from '../../../language/index.ts';
import { statement, type Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { entriesOf, writeValue } from './engine-options.ts';
import { conditionLines, type ExpressionScope } from './expressions.ts';
import { guarded } from './guard.ts';
import { dollarQuoted, identifier, identifiers, qualified, qualifiedCallable, stringLiteral } from './identifiers.ts';
import { routineKeyword, signature } from './routines.ts';
import { maintainVersion } from './versions.ts';

const longestLine = 100;

type PolicyCommand = Policy['commands'][number];

interface Conditions {
    readonly using: Expression | undefined;
    readonly check: Expression | undefined;
}

/** Roles belong to the whole cluster, so one may be there before the model's database is. */
export function createRoles({ model, names }: PostgresContext): readonly Statement[] {
    const created = model.roles.filter(role => !role.external);
    return [
        ...created.map(createRole),
        ...model.roles.flatMap(role => role.parents.map(parent => statement(
            originOf(role), `GRANT ${identifier(names.role(parent).physicalName)} TO ${identifier(role.physicalName)}`, 'grant',
        ))),
    ];
}

/** One for each of its commands: PostgreSQL's policies are for one, or for all. */
export function createPolicy(policy: Policy, context: PostgresContext): readonly Statement[] {
    const { names } = context;
    const scope: ExpressionScope = { ...context, row: names.relation(policy.entity).name };
    return policy.commands.map(command => {
        const { using, check } = conditionsOf(policy, command, context);
        return guarded(statement(originOf(policy), [
            `CREATE POLICY ${identifier(policyName(policy, command))} ON ${qualified(names.relation(policy.entity))}`,
            ...policy.permissive ? [] : ['AS RESTRICTIVE'],
            `FOR ${command.toUpperCase()}`,
            ...policy.grantees.length === 0 ? [] : [`TO ${grantees(policy.grantees, context)}`],
            ...condition('USING', using ? conditionLines(using, scope, longestLine) : []),
            ...condition('WITH CHECK', check ? conditionLines(check, scope, longestLine) : []),
        ].join('\n    ')), context);
    });
}

/** Of a policy for several commands each has a name of its own. */
export function policyName({ physicalName, commands }: Policy, command: PolicyCommand): string {
    return commands.length === 1 ? physicalName : makeObjectName(physicalName, undefined, command);
}

/** What a policy for several commands says that one of them does not ask for is left out; rows to be inserted are checked as an update's are. */
function askedBy(command: PolicyCommand, { commands, using, check }: Policy): Conditions {
    if (commands.length === 1) {
        return { using, check };
    }
    return {
        using: command === 'insert' ? undefined : using,
        check: command === 'insert' ? check ?? using : command === 'update' ? check : undefined,
    };
}

/**
 * A policy on a subtype that is stored with its parent is about its rows only: one that allows, allows these; one that
 * restricts leaves the others as they are.
 */
function conditionsOf(policy: Policy, command: PolicyCommand, { names }: PostgresContext): Conditions {
    const { using, check } = askedBy(command, policy);
    const entity = names.entity(policy.entity);
    const isIts = entity && isOfSubtype(entity, names.index);
    const isOther = entity && isNotOfSubtype(entity, names.index);
    if (!isIts || !isOther) {
        return { using, check };
    }
    if (!policy.permissive) {
        return { using: using && or(isOther, using), check: check && or(isOther, check) };
    }
    return {
        using: using ? and(isIts, using) : command === 'insert' ? undefined : isIts,
        check: check ? and(isIts, check) : command === 'insert' ? isIts : undefined,
    };
}

/** Policies say nothing until row security is on: having one turns it on, unless the model says otherwise. */
export function rowSecurity(table: Table, hasPolicies: boolean): readonly Statement[] {
    const enabled = table.rowSecurity?.enabled ?? hasPolicies;
    const origin = { id: table.source, place: table.place };
    const name = qualified(table.name);
    return [
        ...enabled ? [statement(origin, `ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`, 'row security')] : [],
        ...table.rowSecurity?.forced ? [statement(origin, `ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`, 'row security')] : [],
    ];
}

/** Nothing where a version knows none of the privileges, or the schema has no such object. */
export function writeGrant(grant: Grant, context: PostgresContext): readonly Statement[] {
    const privileges = privilegeList(grant, context);
    if (privileges === '') {
        return [];
    }
    const { object } = grant;
    if (object.kind === 'all' && object.objects === 'types' && typesIn(object.schema, context).length === 0) {
        return [];
    }
    const origin = { place: grant.place, ...'id' in grant.object ? { id: grant.object.id } : {} };
    const verb = grant.kind.toUpperCase();
    const to = grant.kind === 'grant' ? 'TO' : 'FROM';
    const option = grant.grantOption ? ' WITH GRANT OPTION' : '';
    const whom = grantees(grant.grantees, context);
    if (object.kind === 'future') {
        const owner = object.owner === undefined ? '' : ` FOR ROLE ${identifier(context.names.role(object.owner).physicalName)}`;
        const head = `ALTER DEFAULT PRIVILEGES${owner}${object.schema === undefined ? '' : ` IN SCHEMA ${identifier(object.schema)}`}`;
        return [statement(origin, `${head} ${verb} ${privileges} ON ${object.objects.toUpperCase()} ${to} ${whom}${option}`, 'grant')];
    }
    return [statement(origin, `${verb} ${privileges} ON ${objectText(object, context)} ${to} ${whom}${option}`, 'grant')];
}

function createRole(role: Role): Statement {
    const name = identifier(role.physicalName);
    return statement(originOf(role), `DO ${dollarQuoted([
        'BEGIN',
        `    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ${stringLiteral(role.physicalName)}) THEN`,
        `        CREATE ROLE ${name} ${[role.login ? 'LOGIN' : 'NOLOGIN', ...roleAttributes(role)].join(' ')};`,
        '    END IF;',
        'END',
    ].join('\n'))}`);
}

/** As they are written, with blanks for underscores: `createdb`, `connection_limit = 5`. */
function roleAttributes({ options }: Role): readonly string[] {
    return entriesOf(options).map(({ name, value }) => name.toUpperCase().replaceAll('_', ' ') + (value === undefined ? '' : ` ${writeValue(value)}`));
}

function condition(keyword: string, lines: readonly string[]): readonly string[] {
    return lines.length <= 1
        ? lines.map(line => `${keyword} (${line})`)
        : [`${keyword} (\n        ${lines.join('\n        ')}\n    )`];
}

function privilegeList({ privileges, object }: Grant, context: PostgresContext): string {
    return privileges
        .filter(({ name }) => name !== 'maintain' || context.version >= maintainVersion)
        .map(({ name, attributes }) => name.toUpperCase() + (attributes.length === 0 ? '' : ` (${identifiers(columnsOf(attributes, object, context))})`))
        .join(', ');
}

function columnsOf(attributes: readonly string[], object: GrantObject, { names }: PostgresContext): readonly string[] {
    if (object.kind === 'view') {
        const columns = names.index.views.get(object.id)?.columns ?? [];
        return attributes.map(name => columns.find(column => column.name === name)?.physicalName ?? name);
    }
    const owned = object.kind === 'entity' ? names.entity(object.id)?.attributes ?? [] : [];
    return attributes.flatMap(name => owned.find(attribute => attribute.name === name)?.columns.map(column => column.name) ?? [name]);
}

function objectText(object: Exclude<GrantObject, { kind: 'future' }>, context: PostgresContext): string {
    const { names } = context;
    switch (object.kind) {
        case 'entity':
        case 'view':
            return qualified(names.relation(object.id));
        case 'routine': {
            const routine = names.index.routines.get(object.id);
            // An aggregate is granted as a function (manual, "GRANT").
            return routine?.kind === 'procedure' ? `${routineKeyword(routine)} ${signature(routine, context)}` : `FUNCTION ${routine ? signature(routine, context) : object.id}`;
        }
        case 'sequence':
            return `SEQUENCE ${qualified(names.sequence(object.id).physicalName)}`;
        case 'domain':
            return `DOMAIN ${qualifiedCallable(names.domain(object.id).physicalName)}`;
        case 'enum':
            return `TYPE ${qualifiedCallable(names.enum(object.id).physicalName)}`;
        case 'structure':
            return `TYPE ${qualifiedCallable(names.structure(object.id).physicalName)}`;
        case 'schema':
            return `SCHEMA ${identifier(object.physicalName)}`;
        case 'all':
            return object.objects === 'types'
                ? `TYPE ${typesIn(object.schema, context).join(', ')}`
                : `ALL ${object.objects.toUpperCase()} IN SCHEMA ${identifier(object.schema)}`;
    }
}

/** PostgreSQL knows ALL ... IN SCHEMA for relations and routines only. */
function typesIn(schema: string, { model }: PostgresContext): readonly string[] {
    return [
        ...model.enums.filter(({ storage }) => storage === 'native'),
        ...model.domains.filter(({ inlined }) => !inlined),
        ...model.structures.filter(({ composite }) => composite),
    ].filter(({ physicalName }) => physicalName.schema === schema).map(({ physicalName }) => qualifiedCallable(physicalName));
}

function grantees(list: readonly Grantee[], { names }: PostgresContext): string {
    return list.map(grantee => grantee.kind === 'public' ? 'PUBLIC' : identifier(names.role(grantee.role).physicalName)).join(', ');
}

function originOf({ id, place }: { readonly id: string; readonly place: Role['place'] }): { id: string; place: Role['place'] } {
    return { id, place };
}
