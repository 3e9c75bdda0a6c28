import type { PhysicalName } from '../../../language/index.ts';
import type { SourceColumn, SourceOption } from '../source/index.ts';
import { present } from './drafts.ts';
import { freezeExpression } from './expressions/draft.ts';
import type { ExpressionDraft, ExpressionScope } from './expressions/draft.ts';
import { printName } from './identifiers.ts';
import { automaticName, freeName } from './object-names.ts';
import { sequenceIn } from './sequences.ts';
import type { SequenceDraft } from './sequences.ts';
import type { TableDraft } from './table-draft.ts';
import type { TypeRef } from './types.ts';

/** The types of which there is a serial. */
const COUNTING = new Set(['smallint', 'integer', 'bigint']);

export class ColumnDraft {
    name: string;
    readonly line: number;
    type: TypeRef;
    notNull = false;
    notNullName: string | undefined;
    /** NOT NULL is not checked of the rows that are there, or not inherited: a statement of its own. */
    notNullClause: string | undefined;
    default: ExpressionDraft | undefined;
    /** The sequence that the default takes its values from. */
    sequence: SequenceDraft | undefined;
    generated: { readonly expression: ExpressionDraft; readonly storage: 'stored' | 'virtual' } | undefined;
    identity: { kind: 'always' | 'by default'; readonly sequence: SequenceDraft } | undefined;
    collation: PhysicalName | undefined;
    storage: string | undefined;
    compression: string | undefined;
    options: readonly SourceOption[] = [];
    comment: string | undefined;
    remark: string | undefined;

    constructor(name: string, line: number, type: TypeRef) {
        this.name = name;
        this.line = line;
        this.type = type;
    }

    /** Whether the column is an identity of this sequence, or a serial that it belongs to, so that it needs no words of its own. */
    countsWith(sequence: SequenceDraft): boolean {
        if (this.identity !== undefined) {
            return this.identity.sequence === sequence;
        }
        const { name, dimensions } = this.type.freeze();
        return this.sequence === sequence && sequence.ownedBy?.column === this && this.notNull
            && COUNTING.has(name) && dimensions.length === 0 && sequence.typeName === name;
    }

    freeze(table: TableDraft, scope: ExpressionScope): SourceColumn {
        const type = this.type.freeze();
        const identity = this.#identity(table);
        return {
            name: this.name, line: this.line, type, notNull: this.notNull,
            ...present('notNullName', this.notNullName),
            ...present('default', identity === undefined ? this.#default({ ...scope, target: type }) : undefined),
            ...present('generated', this.generated && {
                expression: freezeExpression(this.generated.expression, { ...scope, target: type }), storage: this.generated.storage,
            }),
            ...present('identity', identity),
            ...present('collation', this.collation), ...present('storage', this.storage), ...present('compression', this.compression),
            options: this.options, ...present('comment', this.comment), ...present('remark', this.remark),
        };
    }

    #default(scope: ExpressionScope): SourceColumn['default'] {
        if (this.default === undefined) {
            return undefined;
        }
        const frozen = freezeExpression(this.default, scope);
        if (this.sequence === undefined) {
            return frozen;
        }
        // The sequence may have another name by now: PostgreSQL follows it through renames.
        const value = printName(this.sequence.name);
        return {
            sql: `nextval('${value.replaceAll("'", "''")}'::regclass)`,
            tree: {
                kind: 'call', name: 'nextval', star: false, distinct: false,
                arguments: [{ kind: 'typed', type: { name: 'regclass', arguments: [], dimensions: [], sql: 'regclass' }, value }],
            },
        };
    }

    #identity(table: TableDraft): SourceColumn['identity'] {
        const sequence = this.identity?.sequence ?? this.sequence;
        if (sequence === undefined || !this.countsWith(sequence)) {
            return undefined;
        }
        const { schema, name } = sequence.name;
        const isExpected = schema === table.name.schema && name === automaticName(table.name.name, this.name, 'seq');
        return { kind: this.identity?.kind ?? 'serial', ...isExpected ? {} : { sequence: sequence.name }, options: sequence.ownOptions };
    }

    /** Makes it NOT NULL, by the name that PostgreSQL chooses. */
    require(table: TableDraft): void {
        if (this.notNull) {
            return;
        }
        this.notNull = true;
        const isTaken = (name: string): boolean => table.state.constraintNames.has(table.name.schema, name);
        const name = freeName(table.name.name, this.name, 'not_null', isTaken);
        if (name !== automaticName(table.name.name, this.name, 'not_null')) {
            this.nameNotNull(name, table);
        }
    }

    /** Gives its NOT NULL a name that others of the schema have to differ from. */
    nameNotNull(name: string, table: TableDraft): void {
        this.notNullName = name;
        table.state.constraintNames.add(table.name.schema, name, () => this.notNullName === name && table.columns.includes(this) && table.state.drafts.has(table));
    }

    /** Sets the default, and knows the sequence where that is one's next value. */
    setDefault(expression: ExpressionDraft | undefined, table: TableDraft): void {
        this.default = expression;
        this.sequence = sequenceIn(expression?.node, table.state);
    }
}
