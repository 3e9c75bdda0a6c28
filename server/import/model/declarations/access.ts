import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceGrant, SourcePolicy, SourceRole } from '../../source/index.ts';
import { qualifiedName, quoted } from '../entities/sql.ts';
import { slotOf } from '../context.ts';
import { expressionText } from '../expressions/index.ts';
import type { Namespace } from '../names.ts';
import type { Text } from '../text.ts';
import { keptText, lead, optionsText, type Lowering } from './lowering.ts';

export function roleText(role: SourceRole, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const { name, as } = names.declaredRole(role.name);
    const parents = role.inherits.map(parent => names.role(parent));
    return `${lead(role)}${role.external ? 'external ' : ''}role ${name}${role.login ? ' login' : ''}${inherited(parents)}${as}${optionsText(role.options)}`;
}

function inherited(parents: readonly (string | undefined)[]): string {
    const known = parents.filter(parent => parent !== undefined);
    return known.length === 0 ? '' : ` inherits ${known.join(', ')}`;
}

export function policyText(policy: SourcePolicy, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const from = names.namespaceOf(policy.table);
    const slot = slotOf('policy', policy.table, policy.name);
    const table = names.isPathTarget(policy.table) ? names.relation(policy.table, from) : undefined;
    const roles = policy.roles.map(role => names.role(role));
    if (table === undefined || roles.includes(undefined) || lowering.decisions.isRefused(slot)) {
        return keptText(policy, 'CREATE POLICY', table === undefined ? 'its table is no entity' : 'the language cannot say it', { kind: 'relation', name: policy.table }, lowering);
    }
    const { name, as } = names.declaredPolicy(policy.table, policy.name);
    // Who is named by nobody is everybody. The model says so, as that is seldom what was meant by a policy that names nobody.
    const to = ` to ${roles.length === 0 ? 'public' : roles.join(', ')}`;
    const place = (of: string) => ({ from, relation: policy.table, slot: `${slot} ${of}` });
    return {
        slot,
        text: [
            `${lead(policy)}policy ${name} on ${table} ${policy.permissive ? 'allow' : 'restrict'} ${policy.command}${to}`,
            ...policy.using ? [' using (', expressionText(policy.using, place('using'), lowering), ')'] : [],
            ...policy.check ? [' check (', expressionText(policy.check, place('check'), lowering), ')'] : [],
            as,
        ],
    };
}

export function grantText(grant: SourceGrant, position: number, from: Namespace, lowering: Lowering): Text | undefined {
    const { names } = lowering;
    const slot = `grant ${position}`;
    const object = objectText(grant, from, lowering);
    const relation = 'name' in grant.on && typeof grant.on.name !== 'string' ? grant.on.name : undefined;
    const privileges = grant.privileges.map(privilege => {
        const attributes = privilege.columns.map(column => relation && names.attribute(relation, column));
        return attributes.includes(undefined) ? undefined : privilege.name.toLowerCase() + (attributes.length === 0 ? '' : ` (${attributes.join(', ')})`);
    });
    const roles = grant.roles.map(role => names.role(role));
    if (object === undefined || privileges.includes(undefined) || roles.includes(undefined) || lowering.decisions.isRefused(slot)) {
        const after = relation && grant.on.kind === 'relation' ? { kind: 'relation' as const, name: relation } : undefined;
        return keptText({ ...grant, statement: grant.statement ?? grantSql(grant) }, grant.revoke ? 'REVOKE' : 'GRANT', 'the language has no name for what it is about', after, lowering);
    }
    const option = grant.grantOption && !grant.revoke ? ' with grant option' : '';
    return {
        slot,
        text: `${lead(grant)}${grant.revoke ? 'revoke' : 'grant'} ${privileges.join(', ')} on ${object} ${grant.revoke ? 'from' : 'to'} ${roles.join(', ')}${option}`,
    };
}

function objectText({ on }: SourceGrant, from: Namespace, { names }: Lowering): string | undefined {
    switch (on.kind) {
        case 'schema': {
            const name = names.schema(on.name);
            return name === undefined ? undefined : `schema ${name}`;
        }
        case 'relation':
            return names.isPathTarget(on.name) ? names.relation(on.name, from) : undefined;
        case 'sequence':
            return names.sequence(on.name, from);
        case 'type':
            return names.type(on.name, from);
        case 'routine':
            return names.isOverloaded(on.name) ? undefined : names.routine(on.name, from);
        case 'all': {
            const name = names.schema(on.schema);
            return name === undefined ? undefined : `all ${on.objects} in schema ${name}`;
        }
        case 'future': {
            const name = on.schema === undefined ? undefined : names.schema(on.schema);
            const owner = on.owner === undefined ? undefined : names.role(on.owner);
            if (on.schema !== undefined && name === undefined || on.owner !== undefined && owner === undefined) {
                return undefined;
            }
            return `future ${on.objects}${name === undefined ? '' : ` in schema ${name}`}${owner === undefined ? '' : ` by ${owner}`}`;
        }
    }
}

/** The statement of a grant. */
function grantSql({ revoke, privileges, on, roles, grantOption }: SourceGrant): string {
    const what = privileges.map(({ name, columns }) => name + (columns.length === 0 ? '' : ` (${columns.map(quoted).join(', ')})`)).join(', ');
    const whom = roles.map(role => role === 'public' ? role : quoted(role)).join(', ');
    const head = on.kind !== 'future' ? ''
        : `alter default privileges${on.owner === undefined ? '' : ` for role ${quoted(on.owner)}`}${on.schema === undefined ? '' : ` in schema ${quoted(on.schema)}`} `;
    return `${head}${revoke ? 'revoke' : 'grant'} ${what} on ${objectSql(on)} ${revoke ? 'from' : 'to'} ${whom}${grantOption && !revoke ? ' with grant option' : ''}`;
}

function objectSql(on: SourceGrant['on']): string {
    switch (on.kind) {
        case 'schema':
            return `schema ${quoted(on.name)}`;
        case 'relation':
            return qualifiedName(on.name);
        case 'sequence':
        case 'type':
            return `${on.kind} ${qualifiedName(on.name)}`;
        case 'routine':
            return `routine ${qualifiedName(on.name)}${on.arguments === undefined ? '' : `(${on.arguments.map(({ sql }) => sql).join(', ')})`}`;
        case 'all':
            return `all ${on.objects} in schema ${quoted(on.schema)}`;
        case 'future':
            return on.objects;
    }
}

/** The relation that a grant is about. */
export function relationOfGrant({ on }: SourceGrant): PhysicalName | undefined {
    return on.kind === 'relation' ? on.name : undefined;
}
