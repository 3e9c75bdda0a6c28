import type { Node, RangeVar } from 'libpg-query';
import type { PhysicalName, SequenceOptions } from '../../../language/index.ts';
import type { SourceSequence, SourceStatement } from '../source/index.ts';
import type { ColumnDraft } from './columns.ts';
import { present, RelationDraft } from './drafts.ts';
import { isThere } from './existing.ts';
import type { Handlers } from './handlers.ts';
import { nameOf, nameOfTexts, printName, stringLiteral } from './identifiers.ts';
import { KeptRelation } from './kept-relation.ts';
import { optionValue } from './options.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import type { StatementContext } from './statement-context.ts';
import { readType } from './types.ts';
import type { TypeRef } from './types.ts';

/** The column that a sequence goes with, and its table. */
export interface SequenceOwner {
    readonly table: RelationDraft;
    readonly column: ColumnDraft;
}

/** The greatest values of the types that a sequence may have. */
const GREATEST: Readonly<Record<string, bigint>> = { smallint: 32767n, integer: 2147483647n, bigint: 9223372036854775807n };

export class SequenceDraft extends RelationDraft {
    override readonly relation = 'sequence';
    type: TypeRef | undefined;
    /** As written, with what is the default anyway. */
    options: SequenceOptions = {};
    /** Whose default it is, or for which GENERATED AS IDENTITY has made it. */
    ownedBy: SequenceOwner | undefined;
    isIdentity = false;

    get typeName(): string {
        return this.type?.freeze().name ?? 'bigint';
    }

    /** Without what a sequence of its type has by itself. */
    get ownOptions(): SequenceOptions {
        const { start, increment = '1', min, max, cache = '1', cycle = false } = this.options;
        const isAscending = !increment.startsWith('-');
        const greatest = GREATEST[this.typeName] ?? 0n;
        const least = isAscending ? '1' : String(-greatest - 1n);
        const most = isAscending ? String(greatest) : '-1';
        const first = isAscending ? min ?? least : max ?? most;
        return {
            ...start === undefined || start === first ? {} : { start },
            ...increment === '1' ? {} : { increment },
            ...min === undefined || min === least ? {} : { min },
            ...max === undefined || max === most ? {} : { max },
            ...cache === '1' ? {} : { cache },
            ...cycle ? { cycle } : {},
        };
    }

    override commentColumn(): boolean {
        return false;
    }

    override renameColumn(): boolean {
        return false;
    }

    override freeze(): SourceSequence | SourceStatement | undefined {
        if (this.ownedBy !== undefined && this.ownedBy.column.countsWith(this)) {
            return this.#commentStatement(this.ownedBy.table);
        }
        const ownOptions = this.ownOptions;
        return {
            kind: 'sequence', ...this.element, name: this.name, ...present('type', this.typeName === 'bigint' ? undefined : this.type?.freeze()), options: ownOptions,
            ...present('ownedBy', this.ownedBy && { table: this.ownedBy.table.name, column: this.ownedBy.column.name }),
        };
    }

    /** The sequence of a serial or identity column is no element of a model, and a comment on it is a statement. */
    #commentStatement(table: RelationDraft): SourceStatement | undefined {
        return this.comment === undefined ? undefined : {
            kind: 'statement', line: this.line,
            sql: `COMMENT ON SEQUENCE ${printName(this.name)} IS ${stringLiteral(this.comment)}`,
            after: { kind: 'relation', name: table.name },
        };
    }

    /** Takes options in, as CREATE and ALTER SEQUENCE and GENERATED AS IDENTITY have them. */
    change(options: readonly Node[] | undefined, context: StatementContext): void {
        for (const node of options ?? []) {
            const { defname = '', arg } = fieldsOf(node, 'DefElem') ?? {};
            const value = optionValue(arg);
            switch (defname) {
                case 'as':
                    this.type = readType(fieldsOf(arg, 'TypeName'), context.state);
                    break;
                case 'owned_by':
                    this.ownedBy = ownerIn(textsOf(fieldsOf(arg, 'List')?.items), context.state);
                    if (this.ownedBy !== undefined) {
                        context.state.belongsTo(this, this.ownedBy.table);
                    }
                    break;
                case 'start': this.#set('start', value); break;
                case 'increment': this.#set('increment', value); break;
                case 'minvalue': this.#set('min', value); break;
                case 'maxvalue': this.#set('max', value); break;
                case 'cache': this.#set('cache', value); break;
                case 'cycle': this.options = { ...this.options, cycle: value !== 'false' }; break;
                // Where it stands now is data, and `sequence_name` is read before.
                default:
            }
        }
    }

    #set(option: Exclude<keyof SequenceOptions, 'cycle'>, value: string | undefined): void {
        const { [option]: _former, ...others } = this.options;
        this.options = value === undefined ? others : { ...others, [option]: value };
    }
}

/** A sequence that a nextval calls by name. */
export function sequenceIn(expression: Node | undefined, state: SchemaState): SequenceDraft | undefined {
    const call = fieldsOf(expression, 'FuncCall');
    if (call === undefined || textsOf(call.funcname).at(-1) !== 'nextval' || call.args?.length !== 1) {
        return undefined;
    }
    let argument = call.args[0];
    for (let cast = fieldsOf(argument, 'TypeCast'); cast !== undefined; cast = fieldsOf(argument, 'TypeCast')) {
        argument = cast.arg;
    }
    const text = fieldsOf(argument, 'A_Const')?.sval?.sval;
    const found = text === undefined ? undefined : state.relation(nameInText(text));
    return found instanceof SequenceDraft ? found : undefined;
}

/** `public."Order_id_seq"` as a regclass is written. */
function nameInText(text: string): PhysicalName {
    const parts = text.match(/"(?:[^"]|"")+"|[^."\s]+/g) ?? [];
    return nameOfTexts(parts.map(part => part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase()));
}

function ownerIn(parts: readonly string[], state: SchemaState): SequenceOwner | undefined {
    if (parts.length < 2) {
        return undefined;
    }
    const table = state.relation(nameOfTexts(parts.slice(0, -1)));
    const column = table?.columnDraft(parts.at(-1) ?? '');
    return table === undefined || column === undefined ? undefined : { table, column };
}

export const sequenceHandlers: Handlers = {
    CreateSeqStmt({ sequence, options, if_not_exists }, context) {
        const { schema, name } = nameOf(sequence);
        const created = context.state.creationName(schema, name);
        if (isThere(context.state.relations.get(created), if_not_exists, 'CREATE SEQUENCE', printName(created), context)) {
            return;
        }
        if (sequence?.relpersistence !== 'p') {
            if (sequence?.relpersistence === 'u') {
                context.notice('text', 'CREATE SEQUENCE', 'An unlogged sequence is kept as PostgreSQL text.', { subject: name });
                context.state.add(new KeptRelation(context.origin, created, 'sequence', context.qualified()));
            } else {
                context.notice('skipped', 'CREATE TEMPORARY SEQUENCE', 'A temporary sequence is gone with its session.', { subject: name });
            }
            return;
        }
        const draft = new SequenceDraft(context.origin, created);
        draft.change(options, context);
        context.state.add(draft, draft.ownedBy?.table);
    },

    AlterSeqStmt({ sequence, options }, context) {
        const draft = findSequence(sequence, context.state);
        if (draft === undefined) {
            context.keep('ALTER SEQUENCE');
            return;
        }
        draft.change(options, context);
    },
};

function findSequence(name: RangeVar | undefined, state: SchemaState): SequenceDraft | undefined {
    const found = state.relation(nameOf(name));
    return found instanceof SequenceDraft ? found : undefined;
}
