import type { Constraint, Node } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import type { SourceComposite, SourceDomain, SourceEnum, SourceStatement } from '../source/index.ts';
import { collationOf } from './collations.ts';
import { NamedDraft, present, RelationDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import { isThere } from './existing.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft } from './expressions/draft.ts';
import type { Handlers } from './handlers.ts';
import { nameIn, nameOf, printName } from './identifiers.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import { readType } from './types.ts';
import type { TypeRef } from './types.ts';

export class EnumDraft extends NamedDraft {
    override readonly anchors = 'type';
    readonly values: string[];

    constructor(origin: Origin, name: PhysicalName, values: string[]) {
        super(origin, name);
        this.values = values;
    }

    override freeze(): SourceEnum {
        return { kind: 'enum', ...this.element, name: this.name, values: this.values };
    }
}

export class DomainDraft extends NamedDraft {
    override readonly anchors = 'type';
    readonly type: TypeRef;
    readonly collation: PhysicalName | undefined;
    notNull = false;
    default: ExpressionDraft | undefined;
    checks: { name: string | undefined; readonly condition: ExpressionDraft; comment?: string | undefined }[] = [];

    constructor(origin: Origin, name: PhysicalName, type: TypeRef, collation: PhysicalName | undefined) {
        super(origin, name);
        this.type = type;
        this.collation = collation;
    }

    override freeze(): SourceDomain {
        const type = this.type.freeze();
        const scope = { columnType: (column: string) => column === 'value' ? type : undefined };
        return {
            kind: 'domain', ...this.element, name: this.name, type, notNull: this.notNull,
            ...present('default', this.default && freezeExpression(this.default, { ...scope, target: type })),
            ...present('collation', this.collation),
            checks: this.checks.map(({ name, condition }) => ({ ...present('name', name), condition: freezeExpression(condition, scope) })),
        };
    }

    /** A check keeps the name that it was given when the domain was called otherwise. */
    override rename(name: string): void {
        const names = this.checks.map((check, index) => check.name ?? automaticName(this, index));
        this.checks = this.checks.map((check, index) => ({ ...check, name: names[index] }));
        super.rename(name);
    }

    /** Takes a constraint in. False where a domain's draft has no field for it. */
    constrain(constraint: Constraint, context: StatementContext): boolean {
        switch (constraint.contype) {
            case 'CONSTR_NOTNULL':
                this.notNull = true;
                return constraint.conname === undefined;
            case 'CONSTR_NULL':
                this.notNull = false;
                return true;
            case 'CONSTR_DEFAULT':
                this.default = constraint.raw_expr && context.expression(constraint.raw_expr);
                return true;
            case 'CONSTR_CHECK':
                if (constraint.raw_expr === undefined || constraint.skip_validation === true) {
                    return false;
                }
                this.checks.push({ name: constraint.conname, condition: context.expression(constraint.raw_expr) });
                return true;
            default:
                return false;
        }
    }
}

/** A field of a composite type. */
interface Field {
    name: string;
    type: TypeRef;
    collation: PhysicalName | undefined;
    comment: string | undefined;
}

export class CompositeDraft extends RelationDraft {
    override readonly anchors = 'type';
    override readonly relation = 'composite';
    fields: Field[] = [];

    override freeze(): SourceComposite {
        return {
            kind: 'composite', ...this.element, name: this.name,
            attributes: this.fields.map(({ name, type, collation, comment }) => ({
                name, type: type.freeze(), ...present('collation', collation), ...present('comment', comment),
            })),
        };
    }

    override commentColumn(column: string, comment: string | undefined): boolean {
        const field = this.field(column);
        if (field !== undefined) {
            field.comment = comment;
        }
        return field !== undefined;
    }

    override renameColumn(column: string, name: string): boolean {
        const field = this.field(column);
        if (field !== undefined) {
            field.name = name;
        }
        return field !== undefined;
    }

    field(name: string): Field | undefined {
        return this.fields.find(field => field.name === name);
    }

    addField(node: Node | undefined, context: StatementContext): void {
        const { colname = '', typeName, collClause } = fieldsOf(node, 'ColumnDef') ?? {};
        this.fields.push({ name: colname, type: readType(typeName, context.state), collation: collationOf(collClause?.collname, context.state), comment: undefined });
    }
}

/** A type that the language has no words for, made by a statement that is kept. */
export class KeptType extends NamedDraft {
    override readonly anchors = 'type';
    readonly sql: string;

    constructor(origin: Origin, name: PhysicalName, sql: string) {
        super(origin, name);
        this.sql = sql;
    }

    /** It is no element of the model itself. */
    override get place(): undefined {
        return undefined;
    }

    override freeze(): SourceStatement {
        return { kind: 'statement', ...this.element, sql: this.sql };
    }
}

export const typeHandlers: Handlers = {
    CreateEnumStmt({ typeName, vals }, context) {
        addType(new EnumDraft(context.origin, createdName(typeName, context), textsOf(vals)), context);
    },

    CreateDomainStmt({ domainname, typeName, collClause, constraints = [] }, context) {
        const domain = new DomainDraft(context.origin, createdName(domainname, context), readType(typeName, context.state), collationOf(collClause?.collname, context.state));
        const isWhole = constraints.every(node => {
            const constraint = fieldsOf(node, 'Constraint');
            return constraint !== undefined && domain.constrain(constraint, context);
        });
        if (isWhole) {
            addType(domain, context);
        } else {
            keepType(createdName(domainname, context), 'CREATE DOMAIN', context);
        }
    },

    AlterDomainStmt({ subtype, typeName, name, def, missing_ok }, context) {
        const domain = context.state.type(nameIn(typeName));
        if (!(domain instanceof DomainDraft)) {
            context.keep('ALTER DOMAIN', domain);
            return;
        }
        const constraint = fieldsOf(def, 'Constraint');
        switch (subtype) {
            case 'T':
                domain.default = def && context.expression(def);
                return;
            case 'N':
                domain.notNull = false;
                return;
            case 'O':
                domain.notNull = true;
                return;
            case 'C':
                if (constraint === undefined || !domain.constrain(constraint, context)) {
                    context.keep('ALTER DOMAIN', domain);
                }
                return;
            case 'X':
                domain.checks = domain.checks.filter((check, index) => (check.name ?? automaticName(domain, index)) !== name);
                return;
            case 'V':
                return;
            default:
                if (missing_ok !== true) {
                    context.keep('ALTER DOMAIN', domain);
                }
        }
    },

    CompositeTypeStmt({ typevar, coldeflist = [] }, context) {
        const { schema, name } = nameOf(typevar);
        const composite = new CompositeDraft(context.origin, context.state.creationName(schema, name));
        coldeflist.forEach(column => composite.addField(column, context));
        addType(composite, context);
    },

    CreateRangeStmt({ typeName }, context) {
        keepType(createdName(typeName, context), 'CREATE TYPE AS RANGE', context);
    },
};

/** Keeps the statement that makes a type, so that what is of this type or is said of it finds it. */
export function keepType(name: PhysicalName, construct: string, context: StatementContext): void {
    context.notice('text', construct, `${construct} is kept as PostgreSQL text.`, { subject: printName(name) });
    addType(new KeptType(context.origin, name, context.qualified()), context);
}

function addType(draft: NamedDraft, context: StatementContext): void {
    if (isThere(context.state.types.get(draft.name), false, 'CREATE TYPE', printName(draft.name), context)) {
        return;
    }
    context.state.add(draft);
    context.state.types.set(draft);
}

function createdName(names: readonly Node[] | undefined, context: StatementContext): PhysicalName {
    const { schema, name } = nameIn(names);
    return context.state.creationName(schema, name);
}

/** `email_check`, `email_check1`: what a check is called that is not given a name (`ChooseConstraintName`). */
function automaticName(domain: DomainDraft, index: number): string {
    const unnamed = domain.checks.slice(0, index).filter(check => check.name === undefined).length;
    return `${domain.name.name}_check${unnamed === 0 ? '' : unnamed}`;
}
