import { makeObjectName } from '../../../language/index.ts';
import type { PhysicalName, Table } from '../../../language/index.ts';
import type { Statement } from '../sql-text.ts';
import type { PostgresContext } from './context.ts';
import { writeExpression } from './expressions.ts';
import { systemStartOf } from './history.ts';
import { identifier } from './identifiers.ts';
import { rowTrigger, rowTriggerExecuting } from './row-trigger.ts';
import { triggerFunction } from './triggers.ts';

const purpose = 'on_update';
const timing = 'BEFORE UPDATE';

/** What a table's trigger does, and which other tables' triggers of its schema do the same. */
interface OnUpdate {
    readonly body: string;
    /** Physical names of the columns that are set. */
    readonly columns: readonly string[];
    readonly tables: Table[];
}

/**
 * PostgreSQL has no ON UPDATE clause, so one trigger sets all such columns of a table. Tables of a schema that do so
 * alike, as those with a mixin do, share one function.
 */
export class OnUpdates {
    private readonly context: PostgresContext;
    private readonly byTable = new Map<Table, OnUpdate>();
    private readonly shared = new Map<OnUpdate, PhysicalName>();

    constructor(context: PostgresContext) {
        this.context = context;
        const known = new Map<string, OnUpdate>();
        for (const table of context.names.tables) {
            const onUpdate = onUpdateOf(table, context);
            if (onUpdate) {
                const key = `${table.name.schema ?? ''}\n${onUpdate.body}`;
                const same = known.get(key) ?? onUpdate;
                known.set(key, same);
                same.tables.push(table);
                this.byTable.set(table, same);
            }
        }
        this.nameShared(known.values());
    }

    /** The functions that several tables share. */
    sharedFunctions(): readonly Statement[] {
        return Array.from(this.shared, ([{ body, tables: [first] }, name]) =>
            triggerFunction({ id: first!.source, place: first!.place }, name, body));
    }

    triggerOf(table: Table): readonly Statement[] {
        const onUpdate = this.byTable.get(table);
        if (!onUpdate) {
            return [];
        }
        const name = this.shared.get(onUpdate);
        return name
            ? [rowTriggerExecuting(name, table, purpose, timing, this.context)]
            : rowTrigger(table, purpose, timing, onUpdate.body, this.context);
    }

    private nameShared(onUpdates: Iterable<OnUpdate>): void {
        const taken = new Set(this.context.model.routines.map(({ physicalName }) => keyOf(physicalName)));
        for (const onUpdate of onUpdates) {
            if (onUpdate.tables.length < 2) {
                continue;
            }
            const { schema } = onUpdate.tables[0]!.name;
            let name = functionName(schema, onUpdate.columns, '');
            for (let number = 2; taken.has(keyOf(name)); number++) {
                name = functionName(schema, onUpdate.columns, String(number));
            }
            taken.add(keyOf(name));
            this.shared.set(onUpdate, name);
        }
    }
}

/** In the expressions a column is the new row's, but the column that is being set is the old row's: `version + 1` counts from what was there. */
function onUpdateOf(table: Table, context: PostgresContext): OnUpdate | undefined {
    const systemStart = systemStartOf(table, context);
    const assignments: [column: string, value: string][] = [];
    for (const { name, onUpdate } of [...context.names.handedDownTo(table).map(({ column }) => column), ...table.columns]) {
        if (onUpdate) {
            const qualifier = ({ column }: { readonly column: string }) => column === name ? 'OLD' : 'NEW';
            assignments.push([name, writeExpression(onUpdate, { ...context, qualifier })]);
        }
    }
    if (systemStart) {
        assignments.push([systemStart.name, 'now()']);
    }
    return assignments.length === 0 ? undefined : {
        body: ['BEGIN', ...assignments.map(([column, value]) => `    NEW.${identifier(column)} := ${value};`), '    RETURN NEW;', 'END'].join('\n'),
        columns: assignments.map(([column]) => column),
        tables: [],
    };
}

function functionName(schema: string | undefined, columns: readonly string[], number: string): PhysicalName {
    const name = makeObjectName('set', columns.join('_and_'), number === '' ? undefined : number);
    return schema === undefined ? { name } : { schema, name };
}

function keyOf({ schema, name }: PhysicalName): string {
    return `${schema ?? ''}.${name}`;
}
