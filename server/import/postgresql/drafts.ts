import type { PhysicalName } from '../../../language/index.ts';
import type { SourceObject, SourceStatement, SourceType } from '../source/index.ts';
import type { ColumnDraft } from './columns.ts';
import type { ExpressionScope } from './expressions/draft.ts';

/** Where a draft comes from: what every element of a source has. */
export interface Origin {
    /** 1-based. */
    readonly line: number;
    readonly remark?: string;
    readonly headings?: readonly string[];
}

/**
 * An object of the schema as far as the script has been read: later statements change it. Drafts refer to each other
 * by identity and not by name, so that a rename is one assignment.
 */
export abstract class Draft {
    readonly line: number;
    remark: string | undefined;
    readonly headings: readonly string[] | undefined;
    comment: string | undefined;
    /** The statement that made it, as long as that says all that is said of it. */
    statement: string | undefined;
    /** What it belongs to: it goes when that goes, as a trigger does with its table. */
    owner: Draft | undefined;

    constructor(origin: Origin) {
        this.line = origin.line;
        this.remark = origin.remark;
        this.headings = origin.headings;
    }

    /** What it has come to, once all of the script is read; nothing where it is a part of another object. */
    abstract freeze(): SourceObject | readonly SourceObject[] | undefined;

    /** ALTER ... RENAME TO. */
    abstract rename(name: string): void;

    /** What a statement about it stands after: a part of a table has no place of its own. */
    get place(): Draft | undefined {
        return this;
    }

    /** The fields that every element has. */
    protected get element(): Pick<SourceStatement, 'line' | 'comment' | 'remark' | 'headings' | 'statement'> {
        return {
            line: this.line,
            ...present('comment', this.comment),
            ...present('remark', this.remark),
            ...present('headings', this.headings),
            ...present('statement', this.statement),
        };
    }
}

/** An object whose name a schema qualifies. */
export abstract class NamedDraft extends Draft {
    name: PhysicalName;
    /** What a statement that stands after it says that it is. */
    abstract readonly anchors: NonNullable<SourceStatement['after']>['kind'];

    constructor(origin: Origin, name: PhysicalName) {
        super(origin);
        this.name = name;
    }

    override rename(name: string): void {
        this.statement = undefined;
        this.name = { ...this.name, name };
    }
}

/** What shares PostgreSQL's namespace of relations (pg_class). */
export type RelationKind = 'table' | 'view' | 'sequence' | 'index' | 'composite' | 'foreign table';

/** A relation: what columns, comments on them, indexes, triggers, policies and grants belong to. */
export abstract class RelationDraft extends NamedDraft {
    override readonly anchors: 'relation' | 'type' = 'relation';
    abstract readonly relation: RelationKind;

    override get place(): Draft | undefined {
        return this.owner instanceof RelationDraft ? this.owner.place : this;
    }

    /** All of its columns, in their order, with their types where they are known. Undefined where not even the names are. */
    get columnTypes(): ReadonlyMap<string, SourceType | undefined> | undefined {
        return undefined;
    }

    /** What an expression over its rows can name. */
    get scope(): ExpressionScope {
        const types = this.columnTypes;
        return { columnType: name => types?.get(name) };
    }

    /** A column of a table, for what belongs to columns. */
    columnDraft(_name: string): ColumnDraft | undefined {
        return undefined;
    }

    /** COMMENT ON COLUMN. False where there is no such column to hold it. */
    abstract commentColumn(column: string, comment: string | undefined): boolean;

    /** ALTER ... RENAME COLUMN. False where there is no such column. */
    abstract renameColumn(column: string, name: string): boolean;
}

/** An object with one field, or none where there is nothing to say: absent is not `undefined`. */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [Each in Key]?: Value } {
    return value === undefined ? {} : { [key]: value } as { readonly [Each in Key]: Value };
}
