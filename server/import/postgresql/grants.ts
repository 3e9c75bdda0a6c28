import type { GrantStmt, Node, ObjectType } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import type { SourceGrant } from '../source/index.ts';
import { definitionsIn } from './definitions.ts';
import { Draft, RelationDraft } from './drafts.ts';
import type { NamedDraft, Origin } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import { nameIn, nameOf } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import { namesPublic, rolesOf } from './roles.ts';
import type { RoleDraft } from './roles.ts';
import { routineOf, RoutineDraft } from './routines.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementContext } from './statement-context.ts';

type Objects = Extract<SourceGrant['on'], { readonly kind: 'all' }>['objects'];

/** Who gets what, whatever it is on. */
interface Terms {
    readonly revoke: boolean;
    readonly privileges: SourceGrant['privileges'];
    readonly roles: readonly RoleDraft[];
    readonly toPublic: boolean;
    readonly grantOption: boolean;
}

type Target =
    | { readonly kind: 'schema'; readonly name: string }
    | { readonly kind: 'object'; readonly draft: NamedDraft }
    | { readonly kind: 'all'; readonly objects: Objects; readonly schema: string }
    | { readonly kind: 'future'; readonly objects: Objects; readonly schema?: string; readonly owner?: RoleDraft };

/** A privilege that is granted or revoked on one object, or on many that are named by their schema. */
export class GrantDraft extends Draft {
    terms: Terms;
    readonly target: Target;

    constructor(origin: Origin, terms: Terms, target: Target) {
        super(origin);
        this.terms = terms;
        this.target = target;
    }

    override rename(): void {
        throw new TypeError('A privilege has no name to change.');
    }

    get isEmpty(): boolean {
        return this.terms.roles.length === 0 && !this.terms.toPublic;
    }

    withoutRole(role: RoleDraft): void {
        this.statement = undefined;
        this.terms = { ...this.terms, roles: this.terms.roles.filter(each => each !== role) };
    }

    withoutPublic(): void {
        this.statement = undefined;
        this.terms = { ...this.terms, toPublic: false };
    }

    renameColumn(from: string, to: string): void {
        this.statement = undefined;
        this.terms = {
            ...this.terms, privileges: this.terms.privileges.map(({ name, columns }) => ({ name, columns: columns.map(column => column === from ? to : column) })),
        };
    }

    override freeze(): SourceGrant {
        const { revoke, privileges, roles, toPublic, grantOption } = this.terms;
        return {
            kind: 'grant', ...this.element, revoke, privileges, on: this.#on,
            roles: [...roles.map(({ name }) => name), ...toPublic ? ['public'] : []], grantOption,
        };
    }

    get #on(): SourceGrant['on'] {
        const { target } = this;
        switch (target.kind) {
            case 'schema':
            case 'all':
                return target;
            case 'future':
                return {
                    kind: 'future', objects: target.objects, ...target.schema !== undefined && { schema: target.schema },
                    ...target.owner && { owner: target.owner.name },
                };
            case 'object':
                return objectOf(target.draft);
        }
    }
}

const OBJECTS: { readonly [Kind in ObjectType]?: Objects } = {
    OBJECT_TABLE: 'tables', OBJECT_SEQUENCE: 'sequences', OBJECT_FUNCTION: 'functions', OBJECT_ROUTINE: 'functions', OBJECT_TYPE: 'types',
};

export const grantHandlers: Handlers = {
    GrantStmt(statement, context) {
        const construct = statement.is_grant === true ? 'GRANT' : 'REVOKE';
        const terms = termsOf(statement, context);
        const objects = statement.objects ?? [];
        const granted = OBJECTS[statement.objtype ?? 'OBJECT_TABLE'];
        const targets = statement.targtype === 'ACL_TARGET_ALL_IN_SCHEMA'
            ? textsOf(objects).map((schema): Target | undefined => granted && { kind: 'all', objects: granted, schema })
            : objects.map(object => targetOf(object, statement.objtype, context));
        if (terms === undefined || targets.includes(undefined)) {
            context.keep(construct);
            return;
        }
        targets.forEach(target => target && addGrant(terms, target, targets.length === 1, context));
    },
    AlterDefaultPrivilegesStmt({ options, action }, context) {
        const definitions = definitionsIn(options);
        const listOf = (name: string) => {
            const argument = definitions.find(each => each.name === name)?.argument;
            return argument && fieldsOf(argument, 'List')?.items;
        };
        const owners = rolesOf(listOf('roles'), context);
        const terms = action && termsOf(action, context);
        const objects = OBJECTS[action?.objtype ?? 'OBJECT_TABLE'];
        if (owners === undefined || terms === undefined || objects === undefined) {
            context.keep('ALTER DEFAULT PRIVILEGES');
            return;
        }
        const schemas: readonly (string | undefined)[] = listOf('schemas') === undefined ? [undefined] : textsOf(listOf('schemas'));
        for (const schema of schemas) {
            for (const owner of owners.length === 0 ? [undefined] : owners) {
                addGrant(terms, { kind: 'future', objects, ...schema !== undefined && { schema }, ...owner && { owner } }, schemas.length * owners.length <= 1, context);
            }
        }
    },
};

function addGrant(written: Terms, target: Target, isOnly: boolean, context: StatementContext): void {
    const terms = context.state.isGenerated ? written : written.revoke ? withoutTakenBack(written, target, context.state) : withoutGivenBack(written, target, context.state);
    if (terms.roles.length === 0 && !terms.toPublic) {
        return;
    }
    const draft = context.state.add(new GrantDraft(context.origin, terms, target), target.kind === 'object' ? target.draft : undefined);
    if (isOnly && terms === written) {
        draft.statement = context.qualified();
    }
}

/** What a REVOKE has left to say once what it takes back from roles is as if it had never been granted. */
function withoutTakenBack(revoke: Terms, target: Target, state: SchemaState): Terms {
    const others = [...state.drafts].filter((draft): draft is GrantDraft => draft instanceof GrantDraft);
    const earlier = others.filter(draft => sameObject(draft.target, target) && !draft.terms.revoke);
    const isWholesale = (role: RoleDraft): boolean => others.some(draft => isOnAllLike(draft.target, target) && (draft.terms.toPublic || draft.terms.roles.includes(role)));
    const taken = revoke.roles.filter(role => {
        const given = earlier.filter(({ terms }) => terms.roles.includes(role));
        const isAll = revoke.privileges.some(({ name, columns }) => name === 'all' && columns.length === 0);
        const isGiven = given.length > 0 && (isAll || revoke.privileges.every(privilege => given.some(({ terms }) => terms.privileges.some(each => samePrivilege(each, privilege)))));
        if (!isGiven || isWholesale(role)) {
            return false;
        }
        given.forEach(draft => takeBack(draft, role, isAll ? undefined : revoke.privileges, state));
        return true;
    });
    return taken.length === 0 ? revoke : { ...revoke, roles: revoke.roles.filter(role => !taken.includes(role)) };
}

function takeBack(draft: GrantDraft, role: RoleDraft, privileges: Terms['privileges'] | undefined, state: SchemaState): void {
    const left = privileges === undefined ? [] : draft.terms.privileges.filter(each => !privileges.some(privilege => samePrivilege(each, privilege)));
    if (left.length === draft.terms.privileges.length) {
        return;
    }
    const rest = left.length === 0 ? undefined : new GrantDraft({ line: draft.line }, { ...draft.terms, privileges: left, roles: [role], toPublic: false }, draft.target);
    draft.withoutRole(role);
    if (rest !== undefined) {
        state.add(rest, draft.owner);
    }
    if (draft.isEmpty) {
        state.remove(draft);
    }
}

/** What is left of a GRANT to everybody where it gives back what everybody had of a function or type from the start. */
function withoutGivenBack(grant: Terms, target: Target, state: SchemaState): Terms {
    if (!grant.toPublic || grant.grantOption || target.kind !== 'object' || target.draft instanceof RelationDraft) {
        return grant;
    }
    const revoked = [...state.drafts].filter((draft): draft is GrantDraft => draft instanceof GrantDraft && draft.terms.revoke && draft.terms.toPublic && sameObject(draft.target, target));
    const isWholesale = [...state.drafts].some(draft => draft instanceof GrantDraft && isOnAllLike(draft.target, target));
    if (revoked.length === 0 || isWholesale) {
        return grant;
    }
    for (const draft of revoked) {
        draft.withoutPublic();
        if (draft.isEmpty) {
            state.remove(draft);
        }
    }
    return { ...grant, toPublic: false };
}

/** Whether a privilege is on all objects, or all future ones, of the kind of one. */
function isOnAllLike(whole: Target, target: Target): boolean {
    if (whole.kind !== 'all' && whole.kind !== 'future' || target.kind !== 'object') {
        return false;
    }
    const { draft } = target;
    return whole.objects === (draft instanceof RoutineDraft ? 'functions' : !(draft instanceof RelationDraft) ? 'types' : draft.relation === 'sequence' ? 'sequences' : 'tables');
}

function samePrivilege(one: Terms['privileges'][number], other: Terms['privileges'][number]): boolean {
    return one.name === other.name && one.columns.join('\0') === other.columns.join('\0');
}

function sameObject(one: Target, other: Target): boolean {
    return one.kind === 'object' && other.kind === 'object' && one.draft === other.draft || one.kind === 'schema' && other.kind === 'schema' && one.name === other.name;
}

function termsOf(statement: GrantStmt, context: StatementContext): Terms | undefined {
    const { is_grant: isGrant, grant_option: option, grantor, behavior, privileges, grantees } = statement;
    const roles = rolesOf(grantees, context);
    const isGrantOptionOnly = isGrant !== true && option === true;
    if (roles === undefined || isGrantOptionOnly || grantor !== undefined || behavior === 'DROP_CASCADE') {
        return undefined;
    }
    const named = (privileges ?? []).flatMap(node => fieldsOf(node, 'AccessPriv') ?? []);
    return {
        revoke: isGrant !== true,
        privileges: named.length === 0 ? [{ name: 'all', columns: [] }] : named.map(({ priv_name: name = 'all', cols }) => ({ name, columns: textsOf(cols) })),
        roles,
        toPublic: namesPublic(grantees),
        grantOption: option === true,
    };
}

/** Undefined where the object is none that the model can name. */
function targetOf(object: Node, kind: ObjectType | undefined, context: StatementContext): Target | undefined {
    const { state } = context;
    switch (kind) {
        case 'OBJECT_TABLE':
        case 'OBJECT_SEQUENCE': {
            const draft = state.relation(nameOf(fieldsOf(object, 'RangeVar')));
            return draft && isGrantable(draft) ? { kind: 'object', draft } : undefined;
        }
        case 'OBJECT_TYPE':
        case 'OBJECT_DOMAIN': {
            const draft = state.type(nameIn(fieldsOf(object, 'List')?.items ?? fieldsOf(object, 'TypeName')?.names));
            return draft && { kind: 'object', draft };
        }
        case 'OBJECT_FUNCTION':
        case 'OBJECT_PROCEDURE':
        case 'OBJECT_ROUTINE': {
            const fields = fieldsOf(object, 'ObjectWithArgs');
            const draft = fields && routineOf(fields, context);
            return draft && { kind: 'object', draft };
        }
        case 'OBJECT_SCHEMA':
            return { kind: 'schema', name: fieldsOf(object, 'String')?.sval ?? '' };
        default:
            return undefined;
    }
}

function isGrantable(draft: RelationDraft): boolean {
    return draft.relation === 'table' || draft.relation === 'view' || draft.relation === 'sequence';
}

function objectOf(draft: NamedDraft): SourceGrant['on'] {
    const name: PhysicalName = draft.name;
    if (draft instanceof RoutineDraft) {
        return { kind: 'routine', name, arguments: draft.signature };
    }
    return { kind: !(draft instanceof RelationDraft) ? 'type' : draft.relation === 'sequence' ? 'sequence' : 'relation', name };
}
