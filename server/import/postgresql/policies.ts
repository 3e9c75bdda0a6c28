import type { SourcePolicy } from '../source/index.ts';
import { Draft } from './drafts.ts';
import type { Origin, RelationDraft } from './drafts.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import type { Finders, Handlers } from './handlers.ts';
import { nameOf, nameOfTexts } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import { namesPublic, rolesOf } from './roles.ts';
import type { RoleDraft } from './roles.ts';
import type { SchemaState } from './schema-state.ts';

/** A row-security policy of a table. */
export class PolicyDraft extends Draft {
    name: string;
    readonly table: RelationDraft;
    readonly permissive: boolean;
    readonly command: SourcePolicy['command'];
    /** Empty: everyone. */
    roles: readonly RoleDraft[];
    using: ExpressionDraft | undefined;
    check: ExpressionDraft | undefined;

    constructor(origin: Origin, name: string, table: RelationDraft, permissive: boolean, command: SourcePolicy['command'], roles: readonly RoleDraft[]) {
        super(origin);
        this.name = name;
        this.table = table;
        this.permissive = permissive;
        this.command = command;
        this.roles = roles;
    }

    override rename(name: string): void {
        this.statement = undefined;
        this.name = name;
    }

    renameColumn(from: string, to: string): void {
        this.statement = undefined;
        this.using?.renameColumn(from, to);
        this.check?.renameColumn(from, to);
    }

    override freeze(): SourcePolicy {
        const scope = this.table.scope;
        return {
            kind: 'policy', ...this.element, name: this.name, table: this.table.name, permissive: this.permissive, command: this.command,
            roles: this.roles.length === 0 ? ['public'] : this.roles.map(({ name }) => name),
            ...this.using && { using: freezeExpression(this.using, scope) },
            ...this.check && { check: freezeExpression(this.check, scope) },
        };
    }
}

export const policyHandlers: Handlers = {
    CreatePolicyStmt({ policy_name: name = '', table, permissive, cmd_name: command = 'all', roles, qual, with_check: check }, context) {
        const relation = context.state.relation(nameOf(table));
        const named = namesPublic(roles) ? [] : rolesOf(roles, context);
        if (relation?.relation !== 'table' || relation.owner !== undefined || named === undefined) {
            context.keep('CREATE POLICY', relation);
            return;
        }
        const draft = new PolicyDraft(context.origin, name, relation, permissive === true, command as SourcePolicy['command'], named);
        draft.using = qual && context.expression(qual);
        draft.check = check && context.expression(check);
        draft.statement = context.qualified();
        context.state.add(draft, relation);
    },
    AlterPolicyStmt({ policy_name: name = '', table, roles, qual, with_check: check }, context) {
        const relation = context.state.relation(nameOf(table));
        const draft = relation && policyOf(relation, name, context.state);
        const named = namesPublic(roles) ? [] : rolesOf(roles, context);
        if (draft === undefined || named === undefined) {
            context.keep('ALTER POLICY', relation);
            return;
        }
        draft.statement = undefined;
        draft.roles = roles === undefined ? draft.roles : named;
        draft.using = qual ? context.expression(qual) : draft.using;
        draft.check = check ? context.expression(check) : draft.check;
    },
};

export const policyFinders: Finders = {
    OBJECT_POLICY: (object, { state }) => {
        const names = textsOf(fieldsOf(object, 'List')?.items);
        const relation = state.relation(nameOfTexts(names.slice(0, -1)));
        return relation && policyOf(relation, names.at(-1) ?? '', state);
    },
};

function policyOf(relation: RelationDraft, name: string, state: SchemaState): PolicyDraft | undefined {
    return state.ownedBy(relation).find((draft): draft is PolicyDraft => draft instanceof PolicyDraft && draft.name === name);
}
