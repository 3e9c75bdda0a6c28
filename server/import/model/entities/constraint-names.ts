import { indexColumnNames, NameRegistry, type GeneratedKind, type Naming, type PhysicalName } from '../../../../language/index.ts';
import type { SourceCheck, SourceExclusion, SourceExpression, SourceIndex, SourceTable } from '../../source/index.ts';
import { columnsRead } from '../expressions/index.ts';

/** The name that a constraint or index gets in the model where none is written and none is in its way. */
export function defaultName(
    kind: GeneratedKind, parts: { readonly table: PhysicalName; readonly columns: readonly string[]; readonly name?: string }, patterns: Naming['patterns'],
): string {
    return new NameRegistry(patterns).generate(kind, parts);
}

type Named = { readonly name?: string };

/** The names of a table's constraints and indexes, those that PostgreSQL chooses among them. */
export class ConstraintNames {
    private readonly chosen = new Map<Named, string>();

    constructor(table: SourceTable) {
        const names = new NameRegistry({});
        const all: (readonly [GeneratedKind, Named, readonly string[]])[] = [
            ...table.checks.map(check => ['check', check, only(columnsOfCheck(table, check))] as const),
            ...table.primaryKey ? [['key', table.primaryKey, []] as const] : [],
            ...table.uniques.map(unique => ['unique', unique, indexColumnNames([...unique.columns, ...unique.include])] as const),
            ...table.exclusions.map(exclusion => ['exclude', exclusion, columnsOfIndex(exclusion)] as const),
            ...table.foreignKeys.map(key => ['foreign key', key, key.columns] as const),
            ...table.indexes.map(index => ['index', index, columnsOfIndex(index)] as const),
        ];
        for (const [kind, constraint] of all) {
            if (constraint.name !== undefined) {
                names.reserveConstraint(table.name.schema, constraint.name, kind);
                this.chosen.set(constraint, constraint.name);
            }
        }
        for (const [kind, constraint, columns] of all) {
            if (constraint.name === undefined) {
                this.chosen.set(constraint, names.generate(kind, { table: table.name, columns }));
            }
        }
    }

    of(constraint: Named): string {
        return this.chosen.get(constraint) ?? '';
    }
}

/** PostgreSQL names a check after its column where it reads one only. */
export function only(columns: readonly string[]): readonly string[] {
    return columns.length === 1 ? columns : [];
}

export function columnsOfCheck(table: SourceTable, { condition }: SourceCheck): readonly string[] {
    return columnsInExpression(table, condition);
}

/** The columns that an expression reads; without a tree, those whose names are in its text. */
export function columnsInExpression(table: SourceTable, { tree, sql }: SourceExpression): readonly string[] {
    if (tree) {
        return [...new Set(columnsRead(tree))];
    }
    const words = new Set([...sql.replaceAll(/'(?:[^']|'')*'/g, '').matchAll(/"((?:[^"]|"")+)"|[\p{L}_][\p{L}\p{N}_$]*/gu)]
        .map(([word, quoted]) => quoted?.replaceAll('""', '"') ?? word.toLowerCase()));
    return table.columns.map(({ name }) => name).filter(name => words.has(name));
}

/** As `ChooseIndexColumnNames` has those of columns and calls; what else there is, the reader of a source names. */
export function columnsOfIndex({ elements, include }: SourceIndex | SourceExclusion): readonly string[] {
    return indexColumnNames([...elements.map(({ expression }) => nameInIndex(expression)), ...include]);
}

function nameInIndex({ tree }: SourceExpression): string {
    return tree?.kind === 'column' || tree?.kind === 'call' ? tree.name : 'expr';
}
