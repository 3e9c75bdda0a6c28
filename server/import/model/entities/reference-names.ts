import { snakeCase } from '../../../../language/index.ts';
import type { SourceTable } from '../../source/index.ts';

const wordOfKey = /(?<=.)_(?:id|uuid|guid|fk|fkey|ref|oid|pk)$|(?<=[a-z\d])(?:Id|ID|Uuid|UUID|Fk|FK|Ref)$/;
const wordBefore = /^(?:id|fk|uuid)_(?=.)/;

/**
 * What a reference is called after, from its column: `customer_id` to `customers(id)` is `customer`, `country_iso2` to
 * `countries(iso2)` is `country`. A column that has the name of what it refers to is called after the table.
 */
export function baseOf(column: string, target: SourceTable, targetColumn: string): string {
    if (snakeCase(column) === snakeCase(targetColumn) && !mentions(column, target.name.name)) {
        return singular(target.name.name);
    }
    const base = column.replace(wordBefore, '').replace(wordOfKey, '');
    if (base !== column) {
        return base.toLowerCase() === 'id' ? singular(target.name.name) : base;
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
    return bases.size === 1 ? [...bases][0]! : commonStart(columns) ?? singular(target.name.name);
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
    for (const owner of [table, singular(table)]) {
        if (column.toLowerCase().startsWith(`${owner.toLowerCase()}_`) && column.length > owner.length + 1) {
            rests.push(column.slice(owner.length + 1));
        }
    }
    return rests;
}

function mentions(column: string, table: string): boolean {
    return snakeCase(column).startsWith(`${snakeCase(singular(table))}_`);
}

const irregular: Readonly<Record<string, string>> = {
    people: 'person', children: 'child', men: 'man', women: 'woman', data: 'data', media: 'media', indices: 'index', vertices: 'vertex', matrices: 'matrix',
};

/** Good enough to name a reference after its table; entities are named with more care. */
export function singular(table: string): string {
    const start = Math.max(table.lastIndexOf('_') + 1, /\p{Lu}[^\p{Lu}]*$/u.exec(table)?.index ?? 0);
    const word = table.slice(start);
    const lower = word.toLowerCase();
    const known = irregular[lower];
    const made = known ? word[0]! + known.slice(1)
        : /(?:ss|us|is|news|series|species)$/.test(lower) ? word
            : /ies$/.test(lower) && lower.length > 4 ? `${word.slice(0, -3)}y`
                : /(?:sses|xes|ches|shes|zzes|uses)$/.test(lower) ? word.slice(0, -2)
                    : /s$/.test(lower) && lower.length > 2 ? word.slice(0, -1) : word;
    return table.slice(0, start) + made;
}
