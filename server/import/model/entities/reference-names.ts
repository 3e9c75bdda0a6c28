import { singularize, snakeCase } from '../../../../language/index.ts';
import type { SourceTable } from '../../source/index.ts';

const wordOfKey = /(?<=.)_(?:id|uuid|guid|fk|fkey|ref|oid|pk)$|(?<=[a-z\d])(?:Id|ID|Uuid|UUID|Fk|FK|Ref)$/;
const wordBefore = /^(?:id|fk|uuid)_(?=.)/;

/**
 * What a reference is called after, from its column: `customer_id` to `customers(id)` is `customer`, `country_iso2` to
 * `countries(iso2)` is `country`. A column that has the name of what it refers to is called after the table.
 */
export function baseOf(column: string, target: SourceTable, targetColumn: string): string {
    if (snakeCase(column) === snakeCase(targetColumn) && !mentions(column, target.name.name)) {
        return singularize(target.name.name);
    }
    const base = column.replace(wordBefore, '').replace(wordOfKey, '');
    if (base !== column) {
        return base.toLowerCase() === 'id' ? singularize(target.name.name) : base;
    }
    for (const rest of restsOf(targetColumn, target.name.name)) {
        if (column.length > rest.length + 1 && column.toLowerCase().endsWith(`_${rest.toLowerCase()}`)) {
            return column.slice(0, -rest.length - 1);
        }
        const capitalized = rest[0]!.toUpperCase() + rest.slice(1);
        if (column.length > rest.length && column.endsWith(capitalized) && capitalized !== column) {
            return column.slice(0, -rest.length);
        }
    }
    return column;
}

/** Of a composite one: after the column that no other reference has, or after the table. */
export function baseOfMany(columns: readonly string[], target: SourceTable, targetColumns: readonly string[], taken: ReadonlySet<string>): string {
    const free = columns.map((column, position) => ({ column, targetColumn: targetColumns[position]! })).filter(({ column }) => !taken.has(column));
    const bases = new Set(free.filter(({ column, targetColumn }) => column !== targetColumn).map(({ column, targetColumn }) => baseOf(column, target, targetColumn)));
    return bases.size === 1 ? [...bases][0]! : commonStart(columns) ?? singularize(target.name.name);
}

/** `inv_tenant`, `inv_number`: `inv`. */
function commonStart(columns: readonly string[]): string | undefined {
    const [first = ''] = columns;
    for (let end = first.lastIndexOf('_'); end > 1; end = first.lastIndexOf('_', end - 1)) {
        if (columns.every(column => column.startsWith(first.slice(0, end + 1)))) {
            return first.slice(0, end);
        }
    }
    return undefined;
}

/** What is left of a key column without its table's name, longest first. */
function restsOf(column: string, table: string): readonly string[] {
    const rests = [column];
    for (const owner of [table, singularize(table)]) {
        if (column.toLowerCase().startsWith(`${owner.toLowerCase()}_`) && column.length > owner.length + 1) {
            rests.push(column.slice(owner.length + 1));
        }
    }
    return rests;
}

function mentions(column: string, table: string): boolean {
    return snakeCase(column).startsWith(`${snakeCase(singularize(table))}_`);
}
