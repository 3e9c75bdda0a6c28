import type { AlterTableCmd, Node } from 'libpg-query';
import { collationOf } from './collations.ts';
import type { ColumnDraft } from './columns.ts';
import { ExpressionDraft } from './expressions/draft.ts';
import { optionValue, readOptions, withOptions, withoutOptions } from './options.ts';
import { fieldsOf, isFailure, parseExpression } from './parser.ts';
import type { StatementContext } from './statement-context.ts';
import type { TableDraft } from './table-draft.ts';
import { addIdentity } from './table-elements.ts';
import { readType } from './types.ts';
import type { TypeRef } from './types.ts';

/** ALTER TABLE ... ALTER COLUMN. False where no draft has a field for it. */
export function alterColumn(table: TableDraft, { subtype, name = '', def, missing_ok }: AlterTableCmd, context: StatementContext): boolean {
    const column = table.columns.find(each => each.name === name);
    if (column === undefined) {
        return false;
    }
    switch (subtype) {
        case 'AT_ColumnDefault':
            column.setDefault(def && context.expression(def), table);
            return true;
        case 'AT_SetNotNull':
            column.require(table);
            return true;
        case 'AT_DropNotNull':
            column.notNull = false;
            column.notNullName = undefined;
            return true;
        case 'AT_AlterColumnType':
            changeType(column, fieldsOf(def, 'ColumnDef') ?? {}, context);
            return true;
        case 'AT_SetExpression':
            if (column.generated !== undefined && def !== undefined) {
                column.generated = { ...column.generated, expression: context.expression(def) };
            }
            return column.generated !== undefined;
        case 'AT_DropExpression':
            column.generated = undefined;
            return true;
        case 'AT_AddIdentity': {
            const constraint = fieldsOf(def, 'Constraint');
            if (constraint !== undefined) {
                addIdentity(column, constraint, table, context);
            }
            return constraint !== undefined;
        }
        case 'AT_SetIdentity':
            return changeIdentity(column, fieldsOf(def, 'List')?.items ?? [], context);
        case 'AT_DropIdentity':
            if (column.identity !== undefined) {
                context.state.remove(column.identity.sequence);
                column.identity = undefined;
                return true;
            }
            return missing_ok === true;
        case 'AT_SetStorage': {
            const storage = optionValue(def)?.toLowerCase();
            column.storage = storage === 'default' ? undefined : storage;
            return true;
        }
        case 'AT_SetCompression': {
            const compression = optionValue(def)?.toLowerCase();
            column.compression = compression === 'default' ? undefined : compression;
            return true;
        }
        case 'AT_SetStatistics': {
            const value = optionValue(def);
            const statistics = [{ name: 'statistics', ...value === undefined ? {} : { value } }];
            column.options = value === undefined || value === '-1' ? withoutOptions(column.options, statistics) : withOptions(column.options, statistics);
            return true;
        }
        case 'AT_SetOptions':
            column.options = withOptions(column.options, readOptions(fieldsOf(def, 'List')?.items));
            return true;
        case 'AT_ResetOptions':
            column.options = withoutOptions(column.options, readOptions(fieldsOf(def, 'List')?.items));
            return true;
        default:
            return false;
    }
}

function changeType(column: ColumnDraft, definition: NonNullable<ReturnType<typeof fieldsOf<'ColumnDef'>>>, context: StatementContext): void {
    const former = column.type;
    column.type = readType(definition.typeName, context.state);
    column.collation = collationOf(definition.collClause?.collname, context.state);
    column.default = column.default && keptTyped(column.default, former);
}

/** A default keeps the type that it had: PostgreSQL prints a text constant as one of the column's former type. */
function keptTyped(expression: ExpressionDraft, type: TypeRef): ExpressionDraft {
    if (fieldsOf(expression.node, 'A_Const')?.sval === undefined) {
        return expression;
    }
    const sql = `${expression.sql}::${type.freeze().sql}`;
    const parsed = parseExpression(sql);
    return isFailure(parsed) ? expression : new ExpressionDraft(parsed, sql);
}

/** The two letters that the grammar has for ALWAYS and BY DEFAULT (`ATTRIBUTE_IDENTITY_...`). */
const ALWAYS = 'a'.charCodeAt(0);

function changeIdentity(column: ColumnDraft, options: readonly Node[], context: StatementContext): boolean {
    if (column.identity === undefined) {
        return false;
    }
    const generated = options.map(node => fieldsOf(node, 'DefElem')).find(each => each?.defname === 'generated');
    if (generated !== undefined) {
        column.identity.kind = Number(optionValue(generated.arg)) === ALWAYS ? 'always' : 'by default';
    }
    column.identity.sequence.change(options, context);
    return true;
}
