import type { Naming } from '../model.ts';
import { pluralize, snakeCase } from './words.ts';

/** Physical names by a model's naming rule. */
export class NamingRules {
    readonly naming: Naming;
    private readonly known = new Map<string, string>();

    constructor(naming: Naming) {
        this.naming = naming;
    }

    /** Of whatever has a name in the database. */
    physical(name: string): string {
        if (this.naming.rule === 'as_written') {
            return name;
        }
        let physical = this.known.get(name);
        if (physical === undefined) {
            this.known.set(name, physical = snakeCase(name));
        }
        return physical;
    }

    table(name: string): string {
        const physical = this.physical(name);
        return this.naming.plural ? pluralize(physical) : physical;
    }

    /** `customer` and `id` to `customer_id`, or to `customerId` as written. */
    join(first: string, second: string): string {
        if (this.naming.rule === 'snake_case' || first.includes('_') || second.includes('_')) {
            return `${first}_${second}`;
        }
        return first + second[0]!.toUpperCase() + second.slice(1);
    }

    /**
     * The column of a reference: the attribute's name and the referenced column's, which loses the name of its own
     * entity or table: `customer` to a key `customer_id` gives `customer_id`, `billTo` gives `bill_to_id`.
     */
    referenceColumn(attribute: string, target: { readonly entity: string; readonly table: string }, column: string): string {
        return this.join(this.physical(attribute), this.withoutOwner(column, target));
    }

    private withoutOwner(column: string, { entity, table }: { readonly entity: string; readonly table: string }): string {
        if (this.naming.rule === 'snake_case' || column.includes('_')) {
            const own = snakeCase(entity);
            for (let i = column.indexOf('_'); i > 0; i = column.indexOf('_', i + 1)) {
                const prefix = column.slice(0, i);
                if (i + 1 < column.length && (prefix === own || prefix === table || pluralize(prefix) === table)) {
                    return column.slice(i + 1);
                }
            }
            return column;
        }
        const rest = column.slice(entity.length);
        return /^\p{Lu}/u.test(rest) && column.toLowerCase().startsWith(entity.toLowerCase()) ? rest : column;
    }
}
