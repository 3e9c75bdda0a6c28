import type { NamingRules, PhysicalName } from '../../../../language/index.ts';
import type { SourceExpression, SourceTable, SourceType } from '../../source/index.ts';
import { slotOf, type LoweringContext, type SlotKind } from '../context.ts';
import { expressionText, portableText } from '../expressions/index.ts';
import type { Namespace } from '../names.ts';
import { quotedText, slot, sqlText, type Text } from '../text.ts';
import { ConstraintNames } from './constraint-names.ts';
import type { TableStructure } from './structure.ts';

/** What writing the parts of one table needs to know, and what of them becomes statements behind it. */
export class TableWriter {
    readonly table: SourceTable;
    readonly context: LoweringContext;
    readonly structure: TableStructure;
    readonly from: Namespace;
    readonly names: ConstraintNames;
    private readonly kept: string[] = [];

    constructor(table: SourceTable, context: LoweringContext) {
        this.table = table;
        this.context = context;
        this.structure = context.structure.of(table);
        this.from = context.names.namespaceOf(table.name);
        this.names = new ConstraintNames(table);
    }

    get rules(): NamingRules {
        return this.context.names.rules;
    }

    /** PostgreSQL's text of what the language has no words for; it runs once the table is there. */
    keep(sql: string): void {
        this.kept.push(sql);
    }

    get statements(): readonly string[] {
        return this.kept;
    }

    /** By the constraint's name, or its position among those of its kind. */
    slot(kind: SlotKind, of: string | number): string {
        return slotOf(kind, this.table.name, of);
    }

    isRefused(key: string): boolean {
        return this.context.decisions.isRefused(key);
    }

    /** The attribute of a column, in backticks where it needs them. */
    attribute(column: string): string {
        return this.context.names.attribute(this.table.name, column) ?? this.inheritedAttribute(column) ?? column;
    }

    /** The attributes that have these columns, each once: a reference may have several of them. */
    attributes(columns: readonly string[]): readonly string[] {
        return [...new Set(columns.map(column => this.attribute(column)))];
    }

    expression(expression: SourceExpression, kind: SlotKind, of: string | number, type?: SourceType): Text {
        return expressionText(expression, this.place(kind, of, type), this.context);
    }

    /** The expression where it is in the model's words. */
    portable(expression: SourceExpression, kind: SlotKind, of: string | number, type?: SourceType): string | undefined {
        return portableText(expression, this.place(kind, of, type), this.context);
    }

    private place(kind: SlotKind, of: string | number, type: SourceType | undefined) {
        return { from: this.from, relation: this.table.name, slot: this.slot(kind, of), ...type ? { type } : {} };
    }

    /** ` as "..."` or ` constraint "..."`, where the name is not what follows from the model. */
    nameClause(word: 'as' | 'constraint' | 'foreign key constraint', actual: string, expected: string | undefined, key: string): Text {
        return slot(`${key} name`, actual === expected && !this.context.decisions.isNamed(key) ? '' : ` ${word} ${quotedText(actual)}`);
    }

    private inheritedAttribute(column: string): string | undefined {
        const owner = this.context.structure.tables.ancestors(this.table).find(({ columns }) => columns.some(({ name }) => name === column));
        return owner && this.context.names.attribute(owner.name, column);
    }
}

export function statementText(sql: string, after: string | undefined): string {
    return `statement postgresql${after === undefined ? '' : ` after ${after}`} ${sqlText(sql)}`;
}

/** A name without the backticks that it may be in. */
export function withoutBackticks(name: string): string {
    return name.startsWith('`') ? name.slice(1, -1) : name;
}

export function isSameName(left: PhysicalName, right: PhysicalName): boolean {
    return left.name === right.name && (left.schema ?? '') === (right.schema ?? '');
}
