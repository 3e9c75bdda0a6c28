import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceColumn, SourcePartitioning, SourceSchema, SourceTable } from '../../source/index.ts';

/** The tables of a source by name. */
export class SourceTables {
    readonly all: readonly SourceTable[];
    private readonly byName = new Map<string, SourceTable>();
    private readonly partitions = new Set<string>();
    private readonly defaultSchema: string | undefined;

    constructor(schema: SourceSchema) {
        this.defaultSchema = schema.defaultSchema;
        this.all = schema.objects.filter(object => object.kind === 'table');
        for (const table of this.all) {
            this.byName.set(this.key(table.name), table);
            this.addPartitions(table.partitioning);
        }
    }

    named(name: PhysicalName): SourceTable | undefined {
        return this.byName.get(this.key(name));
    }

    isPartition(name: PhysicalName): boolean {
        return this.partitions.has(this.key(name));
    }

    isSame(left: PhysicalName, right: PhysicalName): boolean {
        return this.key(left) === this.key(right);
    }

    /** The tables that it inherits from, nearest first. */
    ancestors(table: SourceTable): readonly SourceTable[] {
        const found = new Set<SourceTable>();
        const visit = (child: SourceTable): void => {
            for (const name of child.inherits) {
                const parent = this.named(name);
                if (parent && !found.has(parent)) {
                    found.add(parent);
                    visit(parent);
                }
            }
        };
        visit(table);
        return [...found];
    }

    /** A column that a child takes over. */
    inherited(table: SourceTable, name: string): SourceColumn | undefined {
        for (const { columns } of this.ancestors(table)) {
            const column = columns.find(candidate => candidate.name === name);
            if (column) {
                return column;
            }
        }
        return undefined;
    }

    hasInherited(table: SourceTable, name: string): boolean {
        return this.inherited(table, name) !== undefined;
    }

    private key({ schema, name }: PhysicalName): string {
        return `${schema ?? this.defaultSchema ?? ''}.${name}`;
    }

    private addPartitions(partitioning: SourcePartitioning | undefined): void {
        for (const partition of partitioning?.partitions ?? []) {
            this.partitions.add(this.key(partition.name));
            this.addPartitions(partition.partitioning);
        }
    }
}
