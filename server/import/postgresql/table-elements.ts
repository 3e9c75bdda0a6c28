import type { ColumnDef, Constraint, IndexElem, Node } from 'libpg-query';
import { indexColumnNames, type ReferentialAction } from '../../../language/index.ts';
import { collationOf } from './collations.ts';
import { ColumnDraft } from './columns.ts';
import { CheckDraft, checkedColumn, ForeignKeyDraft, IndexDraft } from './constraints.ts';
import type { ChosenName, IndexElementDraft, IndexRole } from './constraints.ts';
import type { RelationDraft } from './drafts.ts';
import { ExpressionDraft } from './expressions/draft.ts';
import { nameOf, nameOfTexts, quotedColumn } from './identifiers.ts';
import { automaticName, columnNameOf, freeName, joinedColumns } from './object-names.ts';
import type { Label } from './object-names.ts';
import { readOptions } from './options.ts';
import { fieldsOf, textsOf } from './parser.ts';
import { SequenceDraft } from './sequences.ts';
import type { SchemaState } from './schema-state.ts';
import { partFrom } from './statement-parts.ts';
import type { StatementContext } from './statement-context.ts';
import type { TableDraft } from './table-draft.ts';
import { readType, TypeRef } from './types.ts';

/** Names of types that are no types: a column with a sequence (manual, "Serial Types"). */
const SERIALS: Readonly<Record<string, string>> = {
    serial: 'integer', serial4: 'integer', bigserial: 'bigint', serial8: 'bigint', smallserial: 'smallint', serial2: 'smallint',
};

const ACTIONS: Readonly<Record<string, ReferentialAction>> = { r: 'restrict', c: 'cascade', n: 'set null', d: 'set default' };

/** Adds a column as CREATE TABLE or ADD COLUMN defines it, with its constraints. */
export function addColumn(definition: ColumnDef, table: TableDraft, context: StatementContext, remark?: string): ColumnDraft {
    const { colname = '', typeName, location } = definition;
    const serial = SERIALS[textsOf(typeName?.names).join('.')];
    const inherited = typeName === undefined ? table.columnDraft(colname) : undefined;
    const type = inherited?.type ?? (serial === undefined ? readType(typeName, context.state) : new TypeRef({ name: serial }, [], []));
    const column = new ColumnDraft(colname, context.line(location), type);
    column.collation = collationOf(definition.collClause?.collname, context.state);
    column.storage = definition.storage_name?.toLowerCase();
    column.compression = definition.compression?.toLowerCase();
    column.remark = remark;
    if (inherited !== undefined) {
        column.notNull = inherited.notNull;
        column.default = inherited.default;
    }
    table.columns.push(column);
    if (serial !== undefined) {
        column.require(table);
        const sequence = createSequence(table, column);
        column.default = new ExpressionDraft({ A_Const: { isnull: true } }, 'NULL');
        column.sequence = sequence;
    }
    for (const constraint of withAttributes(definition.constraints ?? [])) {
        constrainColumn(column, constraint, table, context);
    }
    return column;
}

/** A sequence of a column's own, by the name that PostgreSQL gives it. */
export function createSequence(table: TableDraft, column: ColumnDraft): SequenceDraft {
    const { state } = table;
    const name = freeName(table.name.name, column.name, 'seq', each => state.relations.get({ ...table.name, name: each }) !== undefined);
    const sequence = new SequenceDraft({ line: column.line }, { ...table.name, name });
    sequence.type = column.type;
    sequence.ownedBy = { table, column };
    return state.add(sequence, table);
}

/** DEFERRABLE and the like stand behind the constraint that they are about. */
function withAttributes(nodes: readonly Node[]): Constraint[] {
    const constraints: Constraint[] = [];
    for (const node of nodes) {
        const constraint = fieldsOf(node, 'Constraint') ?? {};
        const last = constraints.at(-1);
        switch (constraint.contype) {
            case 'CONSTR_ATTR_DEFERRABLE': if (last !== undefined) { last.deferrable = true; } break;
            case 'CONSTR_ATTR_NOT_DEFERRABLE': if (last !== undefined) { last.deferrable = false; } break;
            case 'CONSTR_ATTR_DEFERRED': if (last !== undefined) { last.deferrable = true; last.initdeferred = true; } break;
            case 'CONSTR_ATTR_IMMEDIATE': if (last !== undefined) { last.initdeferred = false; } break;
            case 'CONSTR_ATTR_ENFORCED': if (last !== undefined) { last.is_enforced = true; } break;
            case 'CONSTR_ATTR_NOT_ENFORCED': if (last !== undefined) { last.is_enforced = false; } break;
            default: constraints.push({ ...constraint });
        }
    }
    return constraints;
}

function constrainColumn(column: ColumnDraft, constraint: Constraint, table: TableDraft, context: StatementContext): void {
    switch (constraint.contype) {
        case 'CONSTR_NULL':
            column.notNull = false;
            break;
        case 'CONSTR_NOTNULL':
            requireColumn(column, constraint, table, context);
            break;
        case 'CONSTR_DEFAULT':
            column.setDefault(constraint.raw_expr && context.expression(constraint.raw_expr), table);
            break;
        case 'CONSTR_IDENTITY':
            addIdentity(column, constraint, table, context);
            break;
        case 'CONSTR_GENERATED':
            if (constraint.raw_expr !== undefined) {
                column.generated = { expression: context.expression(constraint.raw_expr), storage: constraint.generated_kind === 's' ? 'stored' : 'virtual' };
            }
            break;
        case 'CONSTR_CHECK':
            addConstraint(constraint, table, context, { column: column.name });
            break;
        default:
            addConstraint({ ...constraint, ...columnKeys(constraint, column.name) }, table, context, {});
    }
}

/** What a constraint on a column leaves out. */
function columnKeys({ contype }: Constraint, column: string): Partial<Constraint> {
    const keys: Node[] = [{ String: { sval: column } }];
    return contype === 'CONSTR_FOREIGN' ? { fk_attrs: keys } : { keys };
}

/** NOT NULL. What PostgreSQL 18 can say more of it stands in a statement of its own. */
export function requireColumn(column: ColumnDraft, { conname, is_no_inherit, skip_validation }: Constraint, table: TableDraft, context: StatementContext): void {
    if (is_no_inherit === true || skip_validation === true) {
        const name = conname === undefined ? '' : `CONSTRAINT ${quotedColumn(conname)} `;
        const more = `${is_no_inherit === true ? ' NO INHERIT' : ''}${skip_validation === true ? ' NOT VALID' : ''}`;
        context.keep('NOT NULL', table, `ALTER TABLE ${printedName(table)} ADD ${name}NOT NULL ${quotedColumn(column.name)}${more}`);
        return;
    }
    column.require(table);
    if (conname !== undefined) {
        column.notNullName = undefined;
        if (conname !== automaticName(table.name.name, column.name, 'not_null')) {
            column.nameNotNull(conname, table);
        }
    }
}

function printedName(table: RelationDraft): string {
    return `${table.name.schema === undefined ? '' : `${quotedColumn(table.name.schema)}.`}${quotedColumn(table.name.name)}`;
}

export function addIdentity(column: ColumnDraft, { generated_when, options }: Constraint, table: TableDraft, context: StatementContext): void {
    const sequence = createSequence(table, column);
    sequence.isIdentity = true;
    const named = options?.map(each => fieldsOf(each, 'DefElem')).find(each => each?.defname === 'sequence_name');
    if (named !== undefined) {
        const { schema, name } = nameOfTexts(textsOf(fieldsOf(named.arg, 'List')?.items));
        context.state.rename(sequence, () => {
            sequence.name = { schema: schema ?? table.name.schema ?? 'public', name };
        });
    }
    sequence.change(options, context);
    column.identity = { kind: generated_when === 'a' ? 'always' : 'by default', sequence };
    column.require(table);
}

/** Adds a constraint of a table. `column` is that on which it is written. */
export function addConstraint(constraint: Constraint, table: TableDraft, context: StatementContext, { column, remark }: { readonly column?: string | undefined; readonly remark?: string | undefined }): void {
    const line = context.line(constraint.location);
    const start = constraint.location === undefined ? undefined : context.source.offset(constraint.location);
    const sql = start === undefined ? context.text : context.qualified(start, start + partFrom(context.source, start).length);
    switch (constraint.contype) {
        case 'CONSTR_CHECK': {
            if (constraint.raw_expr === undefined) {
                return;
            }
            const condition = context.expression(constraint.raw_expr);
            const name = choose(constraint.conname, table, checkedColumn(condition), 'check');
            const check = new CheckDraft(line, table, name, sql, condition);
            check.column = column;
            check.remark = remark;
            check.noInherit = constraint.is_no_inherit === true;
            check.notValid = constraint.skip_validation === true;
            check.notEnforced = constraint.is_enforced !== true;
            table.checks.push(check);
            noteName(check, table, () => table.checks.includes(check));
            break;
        }
        case 'CONSTR_FOREIGN':
            addForeignKey(constraint, table, context, line, sql).remark = remark;
            break;
        case 'CONSTR_PRIMARY':
        case 'CONSTR_UNIQUE':
        case 'CONSTR_EXCLUSION':
            addIndexConstraint(constraint, table, context, line, sql).remark = remark;
            break;
        case 'CONSTR_NOTNULL':
            for (const name of textsOf(constraint.keys)) {
                const required = table.columns.find(each => each.name === name);
                if (required !== undefined) {
                    requireColumn(required, constraint, table, context);
                }
            }
            break;
        default:
            context.notice('lost', 'CONSTRAINT', `A constraint of the kind ${constraint.contype ?? '?'} is not in the model.`, { subject: table.name.name });
    }
}

function addForeignKey(constraint: Constraint, table: TableDraft, context: StatementContext, line: number, sql: string): ForeignKeyDraft {
    const columns = textsOf(constraint.fk_attrs);
    const written = nameOf(constraint.pktable);
    const key = new ForeignKeyDraft(line, table, choose(constraint.conname, table, joinedColumns(columns), 'fkey'), sql, context.state.relation(written) ?? written);
    key.columns = columns;
    key.targetColumns = textsOf(constraint.pk_attrs);
    key.onDelete = ACTIONS[constraint.fk_del_action ?? ''];
    key.onUpdate = ACTIONS[constraint.fk_upd_action ?? ''];
    key.onDeleteColumns = textsOf(constraint.fk_del_set_cols);
    key.match = constraint.fk_matchtype === 'f' ? 'full' : constraint.fk_matchtype === 'p' ? 'partial' : undefined;
    key.timing = { deferrable: constraint.deferrable === true, initiallyDeferred: constraint.initdeferred === true };
    key.notValid = constraint.skip_validation === true;
    key.notEnforced = constraint.is_enforced !== true;
    key.period = constraint.fk_with_period === true;
    table.foreignKeys.push(key);
    noteName(key, table, () => table.foreignKeys.includes(key));
    return key;
}

const ROLES: Readonly<Record<string, IndexRole>> = { CONSTR_PRIMARY: 'primary key', CONSTR_UNIQUE: 'unique', CONSTR_EXCLUSION: 'exclusion' };

function addIndexConstraint(constraint: Constraint, table: TableDraft, context: StatementContext, line: number, sql: string): IndexDraft {
    const role = ROLES[constraint.contype ?? ''] ?? 'unique';
    const existing = constraint.indexname === undefined ? undefined : table.indexes.find(({ name }) => name.name === constraint.indexname);
    const elements = existing?.elements ?? (constraint.exclusions === undefined
        ? textsOf(constraint.keys).map(columnElement)
        : constraint.exclusions.map(exclusion => readExclusion(exclusion, context)));
    const include = existing?.include ?? textsOf(constraint.including);
    const names = [...elements.map(({ column, expression }) => column ?? columnNameOf(expression.node)), ...include];
    const label = role === 'primary key' ? 'pkey' : role === 'unique' ? 'key' : 'excl';
    const written = constraint.conname ?? existing?.name.name;
    if (existing !== undefined) {
        table.dropIndex(existing);
    }
    const index = new IndexDraft({ line }, table, role, choose(written, table, label === 'pkey' ? undefined : joinedColumns(names), label), sql);
    index.elements = elements;
    index.namedAs = names;
    index.include = include;
    index.unique = role !== 'exclusion';
    index.method = constraint.access_method ?? existing?.method ?? (role === 'exclusion' ? 'gist' : 'btree');
    index.nullsNotDistinct = constraint.nulls_not_distinct === true || existing?.nullsNotDistinct === true;
    index.withoutOverlaps = constraint.without_overlaps === true;
    index.options = existing?.options ?? readOptions(constraint.options);
    index.tablespace = constraint.indexspace ?? existing?.tablespace;
    index.predicate = constraint.where_clause && context.expression(constraint.where_clause);
    index.timing = { deferrable: constraint.deferrable === true, initiallyDeferred: constraint.initdeferred === true };
    context.state.add(index, table);
    if (role === 'primary key') {
        table.primaryKey = index;
        for (const column of table.columns.filter(({ name }) => names.includes(name) && !include.includes(name))) {
            column.require(table);
        }
    } else {
        (role === 'unique' ? table.uniques : table.exclusions).push(index);
    }
    return index;
}

/** A column as an element of a key. */
function columnElement(column: string): IndexElementDraft {
    const node: Node = { ColumnRef: { fields: [{ String: { sval: column } }] } };
    return {
        column, expression: new ExpressionDraft(node, quotedColumn(column)), collation: undefined, operatorClass: undefined,
        operatorClassParameters: [], descending: false, nulls: undefined,
    };
}

function readExclusion(exclusion: Node, context: StatementContext): IndexElementDraft {
    const [element, operator] = fieldsOf(exclusion, 'List')?.items ?? [];
    const parts = textsOf(fieldsOf(operator, 'List')?.items);
    const plain = parts.at(-1) ?? '';
    const isOwn = parts.length < 2 || parts[0] === 'pg_catalog';
    return { ...readIndexElement(fieldsOf(element, 'IndexElem') ?? {}, context), operator: isOwn ? plain : `OPERATOR(${parts.join('.')})` };
}

/** A column or expression of an index. */
export function readIndexElement(element: IndexElem, context: StatementContext): IndexElementDraft {
    const descending = element.ordering === 'SORTBY_DESC';
    const nulls = element.nulls_ordering === 'SORTBY_NULLS_FIRST' ? 'first' : element.nulls_ordering === 'SORTBY_NULLS_LAST' ? 'last' : undefined;
    const base = element.expr === undefined ? columnElement(element.name ?? '') : { column: undefined, expression: context.expression(element.expr) };
    return {
        column: base.column, expression: base.expression, collation: collationOf(element.collation, context.state), operatorClass: operatorClassIn(element.opclass),
        operatorClassParameters: readOptions(element.opclassopts), descending, nulls: nulls === (descending ? 'first' : 'last') ? undefined : nulls,
    };
}

/** Of an operator class its name; those of PostgreSQL and of extensions in `public` are found without a schema. */
export function operatorClassIn(names: readonly Node[] | undefined): string | undefined {
    const parts = textsOf(names);
    return parts.length === 0 ? undefined : parts[0] === 'pg_catalog' || parts[0] === 'public' ? parts.slice(1).join('.') : parts.join('.');
}

/** From now on other constraints of the schema have to have other names. */
function noteName(constraint: CheckDraft | ForeignKeyDraft, table: TableDraft, isThere: () => boolean): void {
    const { name } = constraint;
    table.state.constraintNames.add(table.name.schema, name, () => constraint.name === name && isThere() && table.state.drafts.has(table));
}

/** The name of an index as written, or the one that PostgreSQL would choose. */
export function chooseIndexName(written: string | undefined, relation: RelationDraft, columns: readonly string[], state: SchemaState): ChosenName {
    return written === undefined
        ? { name: freeName(relation.name.name, joinedColumns(indexColumnNames(columns)), 'idx', name => state.relations.get({ ...relation.name, name }) !== undefined), isWritten: false }
        : { name: written, isWritten: true };
}

/** The name of a constraint as written, or the one that PostgreSQL would choose. */
export function choose(written: string | undefined, table: TableDraft, columns: string | undefined, label: Label): ChosenName {
    if (written !== undefined) {
        return { name: written, isWritten: true };
    }
    const isTaken = (name: string): boolean => table.state.constraintNames.has(table.name.schema, name)
        || label !== 'check' && label !== 'fkey' && table.state.relations.get({ ...table.name, name }) !== undefined;
    return { name: freeName(table.name.name, columns, label, isTaken), isWritten: false };
}
