import type * as ast from '../../generated/ast.ts';
import type { Place } from '../../findings.ts';
import type { AttributeExpression, Expression, RowExpression, UnresolvedExpression } from '../expressions.ts';
import { unknownType } from '../typing.ts';
import { flattened, partsOf, targetAttributesOf } from './columns.ts';
import type { BuildContext } from './context.ts';
import type { AttributeShape, Part, RelationShape } from './shapes.ts';

/** What stands for several columns, or may: a reference, a structured attribute, a row. */
export interface Columns {
    readonly kind: 'columns';
    readonly parts: readonly Part[];
    /** Whose row: an alias, `old`, `new`; absent for the row at hand. */
    readonly source: string | undefined;
    /** The reference or structured attribute; absent for a row. */
    readonly attribute: AttributeShape | undefined;
    readonly row: RelationShape | undefined;
    readonly place: Place;
    readonly text: string;
}

export type Operand = Expression | Columns;

type BoundColumn = AttributeExpression & Pick<Expression, 'type' | 'place'>;

/** An attribute, of the row at hand or of another source. */
export function attributeOperand(context: BuildContext, attribute: AttributeShape, source: string | undefined, place: Place, text: string): Operand {
    return operandOf(context, attribute, partsOf(context, attribute), source, place, text);
}

function operandOf(context: BuildContext, attribute: AttributeShape, parts: readonly Part[], source: string | undefined, place: Place, text: string): Operand {
    const only = parts[0];
    if (only && parts.length === 1 && !attribute.target && !flattened(context, attribute)) {
        return column(only, source, place);
    }
    return { kind: 'columns', parts, source, attribute, row: undefined, place, text };
}

export function column({ attribute, path, column: name, type }: Part, source: string | undefined, place: Place): BoundColumn {
    return source === undefined
        ? { kind: 'attribute', attribute: attribute.id, path, column: name, type, place }
        : { kind: 'attribute', attribute: attribute.id, path, column: name, source, type, place };
}

export function rowOperand(row: RelationShape, source: string, place: Place): Columns {
    return { kind: 'columns', parts: [], source, attribute: undefined, row, place, text: source };
}

/** What a name behind a dot leads to: an attribute of the row, of the structured type, or of the referenced key. */
export function memberOperand(context: BuildContext, receiver: Operand, name: string, place: Place, text: string): Operand {
    if (receiver.kind !== 'columns') {
        return receiver.kind === 'attribute' ? compositeMember(context, receiver, name, place) : unresolved(text, place, 'no value');
    }
    const { row, attribute, source } = receiver;
    if (row) {
        const member = row.byName.get(name);
        return member ? attributeOperand(context, member, source, place, text) : unresolved(text, place);
    }
    const inner = (context.shapes.of(attribute?.target) ?? (attribute && flattened(context, attribute)))?.byName.get(name);
    if (!inner) {
        return unresolved(text, place);
    }
    const parts = receiver.parts.filter(part => part.route[0] === name).map(part => ({ ...part, route: part.route.slice(1) }));
    return parts.length === 0 ? unresolved(text, place, 'join') : operandOf(context, inner, parts, source, place, text);
}

/** An attribute of a composite type lies within its one column. */
function compositeMember(context: BuildContext, receiver: Expression & AttributeExpression, name: string, place: Place): Operand {
    const structure = receiver.type.kind === 'structure' ? context.shapes.named(receiver.type.id) : undefined;
    const member = structure?.byName.get(name);
    return member
        ? { ...receiver, path: [...receiver.path, name], type: member.type, place }
        : unresolved(`${receiver.column}.${name}`, place);
}

/** One value; a row as a whole stays a row. */
export function valueOf(operand: Operand): Expression {
    if (operand.kind !== 'columns') {
        return operand;
    }
    const { parts, row, source, place, text } = operand;
    if (row && source !== undefined) {
        const expression: RowExpression = { kind: 'row', source, relation: row.id };
        return { ...expression, type: { kind: 'row', relation: row.id }, place };
    }
    return parts.length === 1 ? column(parts[0]!, source, place) : unresolved(text, place, parts.length > 1 ? 'composite' : undefined);
}

/** Each column by itself; of a row those of its key. Where there is no column, the one unresolved expression. */
export function columnsIn(context: BuildContext, operand: Operand): readonly Expression[] {
    if (operand.kind !== 'columns') {
        return [operand];
    }
    const columns = operand.row ? rowColumns(context, operand, operand.row.key) : operand.parts.map(part => column(part, operand.source, operand.place));
    return columns.length > 0 ? columns : [valueOf({ ...operand, row: undefined })];
}

/** The columns of two operands that are compared, pairwise; undefined where they do not pair. */
export function pairs(context: BuildContext, left: Operand, right: Operand): readonly (readonly [Expression, Expression])[] | undefined {
    const [lefts, rights] = [comparedColumns(context, left, right), comparedColumns(context, right, left)];
    return lefts.length === rights.length ? lefts.map((expression, position) => [expression, rights[position]!] as const) : undefined;
}

/** A row beside a reference is compared by what the reference points to, which need not be its primary key. */
function comparedColumns(context: BuildContext, operand: Operand, other: Operand): readonly Expression[] {
    if (operand.kind === 'columns' && operand.row && other.kind === 'columns' && other.attribute?.target) {
        const target = context.shapes.of(other.attribute.target);
        const columns = target ? rowColumns(context, operand, targetAttributesOf(other.attribute, target)) : [];
        if (columns.length > 0) {
            return columns;
        }
    }
    return columnsIn(context, operand);
}

function rowColumns(context: BuildContext, { row, source, place }: Columns, attributes: readonly string[]): BoundColumn[] {
    const columns: BoundColumn[] = [];
    for (const name of attributes) {
        const attribute = row!.byName.get(name);
        for (const part of attribute ? partsOf(context, attribute) : []) {
            columns.push(column(part, source, place));
        }
    }
    return columns;
}

export function unresolved(text: string, place: Place, reason?: UnresolvedExpression['reason']): Expression {
    return reason === undefined
        ? { kind: 'unresolved', text, type: unknownType, place }
        : { kind: 'unresolved', text, reason, type: unknownType, place };
}

export function isAttributeNode(node: { readonly $type: string }): node is ast.Attribute | ast.ViewColumn {
    return node.$type === 'Attribute' || node.$type === 'ViewColumn';
}
