import type { ConstraintTiming, PhysicalName, ReferentialAction } from '../../../language/index.ts';
import type {
    SourceCheck, SourceExclusion, SourceForeignKey, SourceIndex, SourceIndexElement, SourceKey, SourceObject, SourceOption, SourceUnique,
} from '../source/index.ts';
import { present, RelationDraft } from './drafts.ts';
import type { Origin } from './drafts.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft, ExpressionScope } from './expressions/draft.ts';
import { printName, stringLiteral } from './identifiers.ts';
import { anchorOf } from './kept-statement.ts';
import { automaticIndexName, automaticName, columnNameOf, joinedColumns } from './object-names.ts';
import type { Label } from './object-names.ts';
import type { TableDraft } from './table-draft.ts';

/** The name of a constraint or index: as written, or as the engine chose it when it was made. */
export interface ChosenName {
    readonly name: string;
    readonly isWritten: boolean;
}

export interface IndexElementDraft {
    /** A column, or an expression. */
    column: string | undefined;
    readonly expression: ExpressionDraft;
    readonly collation: PhysicalName | undefined;
    readonly operatorClass: string | undefined;
    readonly operatorClassParameters: readonly SourceOption[];
    readonly descending: boolean;
    readonly nulls: 'first' | 'last' | undefined;
    /** Of an exclusion constraint. */
    readonly operator?: string;
}

/** What a statement of its own would say of a constraint or index: for a partition that has it alone. */
interface Standalone {
    readonly sql: string;
}

/** What an index is made for: PostgreSQL names them differently. */
export type IndexRole = 'primary key' | 'unique' | 'exclusion' | 'index';

const LABELS: Readonly<Record<IndexRole, 'pkey' | 'key' | 'excl' | 'idx'>> = { 'primary key': 'pkey', unique: 'key', exclusion: 'excl', index: 'idx' };

/** An index, or a constraint that is one. */
export class IndexDraft extends RelationDraft implements Standalone {
    override readonly relation = 'index';
    readonly table: RelationDraft;
    role: IndexRole;
    isWritten: boolean;
    sql: string;
    elements: IndexElementDraft[] = [];
    /** What its columns were called when it was made: its own name has these, and that of a copy. */
    namedAs: readonly string[] = [];
    unique = false;
    nullsNotDistinct = false;
    withoutOverlaps = false;
    method = 'btree';
    include: string[] = [];
    predicate: ExpressionDraft | undefined;
    concurrently = false;
    tablespace: string | undefined;
    options: readonly SourceOption[] = [];
    timing: ConstraintTiming = IMMEDIATE;
    /** COMMENT ON CONSTRAINT, which is not that on its index. */
    constraintComment: string | undefined;
    /** The partitioned table's index that this is a part of. */
    attachedTo: IndexDraft | undefined;
    /** The partitions that there were when it was made ON ONLY their table: each has to be attached a part of it. */
    awaited: readonly TableDraft[] = [];

    constructor(origin: Origin, table: RelationDraft, role: IndexRole, name: ChosenName, sql: string) {
        super(origin, { ...table.name, name: name.name });
        this.table = table;
        this.role = role;
        this.isWritten = name.isWritten;
        this.sql = sql;
    }

    get columns(): readonly string[] {
        return this.elements.map(({ column, expression }) => column ?? columnNameOf(expression.node));
    }

    /** The columns that it cannot be without. */
    get neededColumns(): readonly string[] {
        return [...this.elements.flatMap(({ column, expression }) => column ?? expression.columns), ...this.include, ...this.predicate?.columns ?? []];
    }

    /** Over expressions, of which only their parse tree tells what they are called. */
    get #hasExpressions(): boolean {
        return this.elements.some(({ column }) => column === undefined);
    }

    /** Made ON ONLY a partitioned table, and not valid as long as a partition has no part of it. */
    get isPartial(): boolean {
        return this.#awaitedNow.some(partition => !partition.allIndexes.some(part => part.attachedTo === this && !part.isPartial));
    }

    get #awaitedNow(): readonly TableDraft[] {
        return this.awaited.filter(partition => partition.partitionOf?.parent === this.table && partition.state.drafts.has(partition));
    }

    get automaticName(): string {
        return automaticIndexName(this.table.name.name, [...this.columns, ...this.include], LABELS[this.role]);
    }

    override rename(name: string): void {
        super.rename(name);
        this.isWritten = true;
    }

    override commentColumn(): boolean {
        return false;
    }

    override renameColumn(column: string, name: string): boolean {
        for (const element of this.elements) {
            if (element.column === column) {
                element.column = name;
            }
            element.expression.renameColumn(column, name);
        }
        this.include = this.include.map(each => each === column ? name : each);
        this.predicate?.renameColumn(column, name);
        return true;
    }

    /** It is a part of its table. One that is not over all partitions is what the language has no words for. */
    override freeze(): readonly SourceObject[] | undefined {
        if (!this.isPartial) {
            return undefined;
        }
        const name = printName(this.name);
        const after = anchorOf(this.table);
        const parts = this.#awaitedNow.flatMap(partition => partition.allIndexes.filter(({ attachedTo }) => attachedTo === this));
        return [
            this.sql, ...this.comment === undefined ? [] : [`COMMENT ON INDEX ${name} IS ${stringLiteral(this.comment)}`],
            ...parts.map(part => `ALTER INDEX ${name} ATTACH PARTITION ${printName(part.name)}`),
        ].map(sql => ({ kind: 'statement', line: this.line, sql, ...present('after', after) }));
    }

    freezeIndex(scope: ExpressionScope): SourceIndex {
        return {
            ...this.#common, elements: freezeElements(this.elements, scope), unique: this.unique, nullsNotDistinct: this.nullsNotDistinct, method: this.method,
            include: this.include, ...present('predicate', this.predicate && freezeExpression(this.predicate, scope)),
            concurrently: this.concurrently, ...present('tablespace', this.tablespace), options: this.options,
        };
    }

    freezeKey(): SourceKey {
        return {
            ...this.#common, columns: this.columns, withoutOverlaps: this.withoutOverlaps, include: this.include, timing: this.timing,
            options: this.options, ...present('tablespace', this.tablespace),
        };
    }

    freezeUnique(): SourceUnique {
        return { ...this.freezeKey(), nullsNotDistinct: this.nullsNotDistinct };
    }

    freezeExclusion(scope: ExpressionScope): SourceExclusion {
        return {
            ...this.#common, elements: freezeElements(this.elements, scope).map((element, index) => ({ ...element, operator: this.elements[index]?.operator ?? '' })),
            method: this.method, include: this.include, ...present('predicate', this.predicate && freezeExpression(this.predicate, scope)),
            timing: this.timing, options: this.options,
        };
    }

    get #common(): { readonly name?: string; readonly actualName: string; readonly line: number; readonly comment?: string; readonly remark?: string } {
        return {
            ...present('name', this.isWritten || this.#hasExpressions || this.name.name !== this.automaticName ? this.name.name : undefined), actualName: this.name.name, line: this.line,
            ...present('comment', this.role === 'index' ? this.comment : this.constraintComment), ...present('remark', this.remark),
        };
    }
}

export const IMMEDIATE: ConstraintTiming = { deferrable: false, initiallyDeferred: false };

export function freezeElements(elements: readonly IndexElementDraft[], scope: ExpressionScope): readonly SourceIndexElement[] {
    return elements.map(element => ({
        expression: freezeExpression(element.expression, scope), ...present('collation', element.collation), ...present('operatorClass', element.operatorClass),
        operatorClassParameters: element.operatorClassParameters, descending: element.descending, ...present('nulls', element.nulls),
    }));
}

/** A check or foreign key. */
abstract class ConstraintDraft implements Standalone {
    readonly line: number;
    readonly table: TableDraft;
    name: string;
    isWritten: boolean;
    sql: string;
    comment: string | undefined;
    remark: string | undefined;
    notValid = false;
    notEnforced = false;

    constructor(line: number, table: TableDraft, name: ChosenName, sql: string) {
        this.line = line;
        this.table = table;
        this.name = name.name;
        this.isWritten = name.isWritten;
        this.sql = sql;
    }

    abstract readonly label: Label;
    /** The columns in a name that PostgreSQL chooses. */
    abstract readonly namedColumns: string | undefined;

    rename(name: string): void {
        this.name = name;
        this.isWritten = true;
    }

    protected get common(): { readonly name?: string; readonly actualName: string; readonly line: number; readonly comment?: string; readonly remark?: string } {
        const isExpected = !this.isWritten && this.name === automaticName(this.table.name.name, this.namedColumns, this.label);
        return {
            ...present('name', isExpected ? undefined : this.name), actualName: this.name, line: this.line, ...present('comment', this.comment), ...present('remark', this.remark),
        };
    }
}

export class CheckDraft extends ConstraintDraft {
    override readonly label = 'check';
    readonly condition: ExpressionDraft;
    /** Written on this column. */
    column: string | undefined;
    noInherit = false;

    constructor(line: number, table: TableDraft, name: ChosenName, sql: string, condition: ExpressionDraft) {
        super(line, table, name, sql);
        this.condition = condition;
    }

    override get namedColumns(): string | undefined {
        return checkedColumn(this.condition);
    }

    freeze(scope: ExpressionScope): SourceCheck {
        return {
            ...this.common, condition: freezeExpression(this.condition, scope), ...present('column', this.column), noInherit: this.noInherit,
            notValid: this.notValid && !this.notEnforced, notEnforced: this.notEnforced,
        };
    }
}

/** The column in the name of a check: its only one (`AddRelationNewConstraints`). */
export function checkedColumn(condition: ExpressionDraft): string | undefined {
    const { columns } = condition;
    return columns.length === 1 ? columns[0] : undefined;
}

export class ForeignKeyDraft extends ConstraintDraft {
    override readonly label = 'fkey';
    columns: readonly string[] = [];
    /** As written where nothing of that name is there. */
    target: RelationDraft | PhysicalName;
    targetColumns: readonly string[] = [];
    onDelete: ReferentialAction | undefined;
    onDeleteColumns: readonly string[] = [];
    onUpdate: ReferentialAction | undefined;
    match: 'full' | 'partial' | undefined;
    timing: ConstraintTiming = IMMEDIATE;
    period = false;

    constructor(line: number, table: TableDraft, name: ChosenName, sql: string, target: RelationDraft | PhysicalName) {
        super(line, table, name, sql);
        this.target = target;
    }

    override get namedColumns(): string {
        return joinedColumns(this.columns);
    }

    freeze(): SourceForeignKey {
        return {
            ...this.common, columns: this.columns, target: this.target instanceof RelationDraft ? this.target.name : this.target, targetColumns: this.targetColumns,
            ...present('onDelete', this.onDelete), onDeleteColumns: this.onDeleteColumns, ...present('onUpdate', this.onUpdate), ...present('match', this.match),
            timing: this.timing, notValid: this.notValid && !this.notEnforced, notEnforced: this.notEnforced, period: this.period,
        };
    }
}
