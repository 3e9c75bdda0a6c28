import type { ForeignKey, Model, PhysicalName, ReferenceRows, Sequence, Table } from '../../../language/index.ts';
import type { PostgresContext } from './context.ts';
import { namesIn } from './names-in-sql.ts';
import { policyNeeds, triggerNeeds, type Node } from './nodes.ts';
import { tableKey, type Needs, type References } from './references.ts';

type Trigger = Model['triggers'][number];
type Policy = Model['policies'][number];

/**
 * Where in the script things go that belong to a table but may need what comes after it: beside the table where all that
 * they need is there by then, else at the end.
 */
export class Placement {
    /** Of all tables: those whose target is not there when the table is created. */
    readonly laterForeignKeys: ReadonlySet<ForeignKey>;
    readonly lateTriggers: readonly Trigger[];
    readonly latePolicies: readonly Policy[];
    private readonly laterByTable: readonly { readonly table: string; readonly keys: readonly string[] }[];
    private readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
    private readonly policies: ReadonlyMap<string, readonly Policy[]>;
    private readonly tablesWithPolicies: ReadonlySet<string>;
    private readonly rows: ReadonlyMap<string, readonly ReferenceRows[]>;
    private readonly sequences: ReadonlyMap<string, readonly Sequence[]>;

    constructor(order: readonly Node[], references: References, context: PostgresContext) {
        const { model, names } = context;
        const positions = new Map(order.map((node, position) => [node.key, position]));
        const isReady = ({ needs, prefers }: Needs, at: string) => [...needs, ...prefers]
            .every(key => (positions.get(key) ?? 0) <= (positions.get(at) ?? 0));
        const relationOf = (id: string) => relationKey(names.relation(id));
        const nodeKeys = new Map(order.flatMap(node => node.kind === 'view' ? [[relationKey(node.element.physicalName), node.key]] : []));
        const isAtHome = (needs: Needs, relation: string) => isReady(needs, nodeKeys.get(relation) ?? relation);

        this.laterForeignKeys = new Set(names.tables.flatMap(table => table.foreignKeys.filter(key => !isThereFor(table, key, positions))));
        this.laterByTable = names.tables.map(table => ({
            table: table.name.name, keys: table.foreignKeys.filter(key => this.laterForeignKeys.has(key)).map(({ name }) => name),
        })).filter(({ keys }) => keys.length > 0);
        const isHomeTrigger = (trigger: Trigger) => isAtHome(triggerNeeds(trigger, references), relationOf(trigger.relation));
        const isHomePolicy = (policy: Policy) => isAtHome(policyNeeds(policy, references), relationOf(policy.entity));
        this.triggers = Map.groupBy(model.triggers.filter(isHomeTrigger), trigger => relationOf(trigger.relation));
        this.lateTriggers = model.triggers.filter(trigger => !isHomeTrigger(trigger));
        this.policies = Map.groupBy(model.policies.filter(isHomePolicy), policy => relationOf(policy.entity));
        this.latePolicies = model.policies.filter(policy => !isHomePolicy(policy));
        this.tablesWithPolicies = new Set(model.policies.map(policy => relationOf(policy.entity)));
        this.rows = Map.groupBy(model.rows, rows => relationOf(rows.entity));
        this.sequences = Map.groupBy(
            model.sequences.filter(({ owner }) => owner !== undefined && names.attribute(owner)),
            ({ owner }) => relationOf(names.attribute(owner!)!.owner),
        );
    }

    /** Whether a marked statement is about a foreign key that is not there beside its table. */
    namesLaterForeignKey(text: string): boolean {
        if (this.laterForeignKeys.size === 0) {
            return false;
        }
        const names = new Set(namesIn(text).map(name => name.slice(name.lastIndexOf('.') + 1)));
        return this.laterByTable.some(({ table, keys }) => names.has(table) && keys.some(key => names.has(key)));
    }

    triggersOf(relation: PhysicalName): readonly Trigger[] {
        return this.triggers.get(relationKey(relation)) ?? [];
    }

    policiesOf(table: PhysicalName): readonly Policy[] {
        return this.policies.get(relationKey(table)) ?? [];
    }

    hasPolicies(table: PhysicalName): boolean {
        return this.tablesWithPolicies.has(relationKey(table));
    }

    rowsOf(table: PhysicalName): readonly ReferenceRows[] {
        return this.rows.get(relationKey(table)) ?? [];
    }

    sequencesOwnedBy(table: PhysicalName): readonly Sequence[] {
        return this.sequences.get(relationKey(table)) ?? [];
    }
}

/** Tables and views share one namespace, so this tells them apart. */
function relationKey(name: PhysicalName): string {
    return tableKey(name);
}

/** A target that is unknown exists outside the model; a table's own unique index comes only after the table. */
function isThereFor(table: Table, { target, targetColumns }: ForeignKey, positions: ReadonlyMap<string, number>): boolean {
    if (tableKey(target) !== tableKey(table.name)) {
        return (positions.get(tableKey(target)) ?? -1) < positions.get(tableKey(table.name))!;
    }
    return [...table.primaryKey ? [table.primaryKey] : [], ...table.uniques]
        .some(({ columns }) => columns.length === targetColumns.length && columns.every(column => targetColumns.includes(column)));
}
