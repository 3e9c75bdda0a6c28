import type { GrantStmt, Node, ObjectType } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import type { SourceGrant } from '../source/index.ts';
import { definitionsIn } from './definitions.ts';
import { Draft, NamedDraft, RelationDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import type { Handlers } from './handlers.ts';
import { nameIn, nameOf, printName, quoted } from './identifiers.ts';
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
    | { readonly kind: 'all'; readonly objects: Objects; readonly schema: string; readonly members: ReadonlySet<Draft> }
    | { readonly kind: 'future'; readonly objects: Objects; readonly schema?: string; readonly owner?: RoleDraft };

/** A privilege that is granted or revoked on one object, or on many that are named by their schema. */
export class GrantDraft extends Draft {
    readonly terms: Terms;
    readonly target: Target;
    /** Whether to be left out in the end, and said in another way. */
    readonly isLeftOut: () => boolean;

    constructor(origin: Origin, terms: Terms, target: Target, isLeftOut: () => boolean = () => false) {
        super(origin);
        this.terms = terms;
        this.target = target;
        this.isLeftOut = isLeftOut;
    }

    override rename(): void {
        throw new TypeError('A privilege has no name to change.');
    }

    override freeze(): SourceGrant | undefined {
        if (this.isLeftOut()) {
            return undefined;
        }
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
                return target;
            case 'all':
                return { kind: 'all', objects: target.objects, schema: target.schema };
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
        const targets = statement.targtype === 'ACL_TARGET_ALL_IN_SCHEMA'
            ? textsOf(objects).map(schema => allIn(schema, statement.objtype, context))
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
                const { state } = context;
                state.add(new GrantDraft(context.origin, terms, { kind: 'future', objects, ...schema !== undefined && { schema }, ...owner && { owner } }));
                if (owner === undefined) {
                    grantOnWhatComes(terms, objects, schema, context);
                }
            }
        }
    },
};

function addGrant(terms: Terms, target: Target, isOnly: boolean, context: StatementContext): void {
    const { state } = context;
    if (target.kind === 'object') {
        const draft = grantOn(target.draft, terms, context.origin, state);
        if (draft !== undefined && isOnly) {
            draft.statement = context.qualified();
        }
        return;
    }
    if (target.kind !== 'all') {
        const draft = state.add(new GrantDraft(context.origin, terms, target));
        draft.statement = context.qualified();
        return;
    }
    // In the model privileges come last, when everything is there; in the script, what comes later does not get them.
    const isWhole = () => membersOf(target.schema, target.objects, state).every(draft => target.members.has(draft));
    state.add(new GrantDraft(context.origin, terms, target, () => !isWhole()));
    for (const draft of target.members) {
        if (draft instanceof NamedDraft) {
            grantOn(draft, terms, context.origin, state, isWhole);
        }
    }
}

/** Default privileges of the model hold for what others make later; what the script itself makes later gets its own. */
function grantOnWhatComes(terms: Terms, objects: Objects, schema: string | undefined, { state, origin }: StatementContext): void {
    // Everyone may execute a function and use a type unless that is revoked.
    if (!terms.revoke && terms.roles.length === 0 && (objects === 'functions' || objects === 'types')) {
        return;
    }
    state.whenAdded.push(draft => {
        if (draft instanceof NamedDraft && objectsOf(draft) === objects && (schema === undefined || draft.name.schema === schema)) {
            grantOn(draft, terms, { line: origin.line }, state);
        }
    });
}

/** Adds a privilege on one object, unless the last word on it was the same. */
function grantOn(object: NamedDraft, terms: Terms, origin: Origin, state: SchemaState, isLeftOut?: () => boolean): GrantDraft | undefined {
    const last = state.ownedBy(object).findLast(draft => draft instanceof GrantDraft);
    if (last instanceof GrantDraft && sameTerms(last.terms, terms) && isLeftOut === undefined) {
        return undefined;
    }
    const draft = state.add(new GrantDraft(origin, terms, { kind: 'object', draft: object }, isLeftOut), object);
    draft.statement = grantText(terms, object);
    return draft;
}

function sameTerms(left: Terms, right: Terms): boolean {
    return left.revoke === right.revoke && left.grantOption === right.grantOption && left.toPublic === right.toPublic
        && left.roles.length === right.roles.length && left.roles.every((role, index) => role === right.roles[index])
        && JSON.stringify(left.privileges) === JSON.stringify(right.privileges);
}

/** The statement for one of the objects of a list. */
function grantText({ revoke, privileges, roles, toPublic, grantOption }: Terms, object: NamedDraft): string {
    const what = privileges.map(({ name, columns }) => name.toUpperCase() + (columns.length === 0 ? '' : ` (${columns.map(quoted).join(', ')})`)).join(', ');
    const whom = [...roles.map(({ name }) => quoted(name)), ...toPublic ? ['PUBLIC'] : []].join(', ');
    const on = object instanceof RoutineDraft ? `${object.routine === 'procedure' ? 'PROCEDURE' : 'FUNCTION'} ${printName(object.name)}(${object.signature.map(({ sql }) => sql).join(', ')})`
        : !(object instanceof RelationDraft) ? `TYPE ${printName(object.name)}` : `${object.relation === 'sequence' ? 'SEQUENCE ' : ''}${printName(object.name)}`;
    return `${revoke ? 'REVOKE' : 'GRANT'} ${what} ON ${on} ${revoke ? 'FROM' : 'TO'} ${whom}${grantOption && !revoke ? ' WITH GRANT OPTION' : ''}`;
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

function allIn(schema: string, kind: ObjectType | undefined, { state }: StatementContext): Target | undefined {
    const objects = OBJECTS[kind ?? 'OBJECT_TABLE'];
    return objects && { kind: 'all', objects, schema, members: new Set(membersOf(schema, objects, state)) };
}

function membersOf(schema: string, objects: Objects, { drafts }: StatementContext['state']): readonly NamedDraft[] {
    return [...drafts].filter((draft): draft is NamedDraft => draft instanceof NamedDraft && draft.name.schema === schema && objectsOf(draft) === objects);
}

function objectsOf(draft: NamedDraft): Objects | undefined {
    if (draft instanceof RoutineDraft) {
        return 'functions';
    }
    if (!(draft instanceof RelationDraft)) {
        return 'types';
    }
    switch (draft.relation) {
        case 'table':
        case 'view':
        case 'foreign table':
            return 'tables';
        case 'sequence':
            return 'sequences';
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
