import type { Naming, PhysicalName } from '../../../../language/index.ts';
import type { LoweringContext } from '../../../../server/import/model/context.ts';
import { structureOf } from '../../../../server/import/model/entities/index.ts';
import { SourceNames } from '../../../../server/import/model/naming/index.ts';
import type {
    ExpressionTree, Notice, SourceCheck, SourceColumn, SourceExpression, SourceForeignKey, SourceIndex, SourceKey, SourceObject, SourceSchema, SourceTable,
    SourceType, SourceUnique,
} from '../../../../server/import/source/index.ts';

// Sources written by hand: each maker takes what differs from the plainest thing of its kind.

export function type(name: string, ...sizes: readonly string[]): SourceType {
    const array = /^(.*)((?:\[\])+)$/.exec(name);
    const sql = name + (sizes.length === 0 ? '' : `(${sizes.join(',')})`);
    return { name: array?.[1] ?? name, arguments: sizes, dimensions: array ? Array.from({ length: array[2]!.length / 2 }, () => undefined) : [], sql };
}

export function column(name: string, of: SourceType | string = 'integer', more: Partial<SourceColumn> = {}): SourceColumn {
    return { name, line: 1, type: typeof of === 'string' ? type(of) : of, notNull: true, options: [], ...more };
}

export function optional(name: string, of: SourceType | string = 'integer', more: Partial<SourceColumn> = {}): SourceColumn {
    return column(name, of, { notNull: false, ...more });
}

const immediate = { deferrable: false, initiallyDeferred: false };

export function key(...columns: readonly string[]): SourceKey {
    return { columns, line: 1, withoutOverlaps: false, include: [], timing: immediate, options: [] };
}

export function unique(columns: readonly string[], more: Partial<SourceUnique> = {}): SourceUnique {
    return { ...key(...columns), nullsNotDistinct: false, ...more };
}

export function check(condition: SourceExpression, more: Partial<SourceCheck> = {}): SourceCheck {
    return { condition, line: 1, noInherit: false, notValid: false, notEnforced: false, ...more };
}

export function foreignKey(columns: readonly string[], target: PhysicalName | string, more: Partial<SourceForeignKey> = {}): SourceForeignKey {
    return {
        columns, target: typeof target === 'string' ? { name: target } : target, targetColumns: [], line: 1, onDeleteColumns: [], timing: immediate,
        notValid: false, notEnforced: false, period: false, ...more,
    };
}

export function index(columns: readonly (string | SourceExpression)[], more: Partial<SourceIndex> = {}): SourceIndex {
    return {
        line: 1, unique: false, nullsNotDistinct: false, method: 'btree', include: [], concurrently: false, options: [],
        elements: columns.map(of => ({
            expression: typeof of === 'string' ? expression(columnTree(of), of) : of, operatorClassParameters: [], descending: false,
        })),
        ...more,
    };
}

export function table(name: PhysicalName | string, columns: readonly SourceColumn[], more: Partial<SourceTable> = {}): SourceTable {
    return {
        kind: 'table', line: 1, name: typeof name === 'string' ? { name } : name, columns, uniques: [], checks: [], foreignKeys: [], exclusions: [],
        indexes: [], inherits: [], unlogged: false, options: [], ...more,
    };
}

export function expression(tree: ExpressionTree | undefined, sql = ''): SourceExpression {
    return tree ? { sql, tree } : { sql };
}

export function columnTree(name: string): ExpressionTree {
    return { kind: 'column', name };
}

export function text(value: string): ExpressionTree {
    return { kind: 'string', value };
}

export function number(value: number | string): ExpressionTree {
    return { kind: 'number', text: String(value) };
}

export function compared(left: ExpressionTree, operator: '=' | '<>' | '<' | '<=' | '>' | '>=', right: ExpressionTree): ExpressionTree {
    return { kind: 'binary', operator, left, right };
}

export function called(name: string, ...values: readonly ExpressionTree[]): ExpressionTree {
    return { kind: 'call', name, arguments: values, star: false, distinct: false };
}

export function schemaOf(objects: readonly SourceObject[]): SourceSchema {
    return { engine: 'postgresql', objects, notices: [] };
}

export interface LoweredContext extends LoweringContext {
    readonly notices: readonly Notice[];
}

/** As in the first round, when nothing is known yet of what went wrong. */
export function contextOf(schema: SourceSchema, naming: Naming = { rule: 'snake_case', plural: true, patterns: {} }): LoweredContext {
    const structure = structureOf(schema);
    const notices: Notice[] = [];
    return {
        schema, structure, notices, names: new SourceNames(schema, structure, { ...naming, patterns: {} }),
        decisions: { isMarked: () => false, isNamed: () => false, isRefused: () => false },
        notice: notice => notices.push(notice),
    };
}
