import { fillPattern, NameRegistry, type GeneratedKind, type Naming } from '../../../../language/index.ts';
import type { SourceIndex, SourceSchema, SourceTable } from '../../source/index.ts';

type Patterns = Naming['patterns'];

interface Written {
    readonly name: string | undefined;
    readonly table: SourceTable['name'];
    readonly columns: readonly string[];
}

/** Fewer names than this are no habit. */
const fewest = 3;

/**
 * The patterns by which the source's constraints and indexes are named, where that leaves fewer names to be written than
 * PostgreSQL's own way does: `index_{table}_on_{columns}`.
 */
export function inferPatterns(schema: SourceSchema): Patterns {
    const patterns: { -readonly [Kind in keyof Patterns]: Patterns[Kind] } = {};
    const tables = schema.objects.filter(object => object.kind === 'table');
    for (const [kind, writtenIn] of Object.entries(namesOf) as [GeneratedKind, (table: SourceTable) => readonly Written[]][]) {
        const all = tables.flatMap(writtenIn);
        const counts = new Map<string, number>();
        for (const written of all) {
            const pattern = patternOf(written, kind);
            if (pattern !== undefined) {
                counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
            }
        }
        const [best] = [...counts].sort((a, b) => b[1] - a[1]);
        const usual = all.filter(written => written.name === undefined || written.name === defaultName(written, kind) || kind === 'check' && /_check\d*$/.test(written.name)).length;
        if (best && best[1] >= fewest && best[1] > usual) {
            patterns[kind] = best[0];
        }
    }
    return patterns;
}

const namesOf: Readonly<Partial<Record<GeneratedKind, (table: SourceTable) => readonly Written[]>>> = {
    key: table => table.primaryKey ? [{ name: table.primaryKey.name, table: table.name, columns: table.primaryKey.columns }] : [],
    unique: table => table.uniques.map(({ name, columns }) => ({ name, table: table.name, columns })),
    'foreign key': table => table.foreignKeys.map(({ name, columns }) => ({ name, table: table.name, columns })),
    check: table => table.checks.map(({ name }) => ({ name, table: table.name, columns: [] })),
    index: table => table.indexes.map(index => ({ name: index.name, table: table.name, columns: columnsOf(index) })),
};

/** How a check's name begins with its table's, whatever then is its own. */
const checkOfTable = ['__', '_'];

/** What stands for the name of a check or index in a name that a pattern makes. */
export function nameByPattern(pattern: string | undefined, table: string, physical: string): string | undefined {
    const [before, after] = pattern?.replaceAll('{table}', table).split(/\{(?:columns|name)\}/) ?? [];
    return before !== undefined && after !== undefined && physical.length > before.length + after.length && physical.startsWith(before) && physical.endsWith(after)
        ? physical.slice(before.length, physical.length - after.length) : undefined;
}

function columnsOf({ elements }: SourceIndex): readonly string[] {
    const columns = elements.map(({ expression }) => expression.tree?.kind === 'column' ? expression.tree.name : undefined);
    return columns.includes(undefined) ? [] : columns as string[];
}

function patternOf({ name, table, columns }: Written, kind: GeneratedKind): string | undefined {
    if (kind === 'check') {
        const separator = checkOfTable.find(between => name?.startsWith(table.name + between));
        return separator === undefined || /_check\d*$/.test(name!) ? undefined : `{table}${separator}{name}`;
    }
    if (name === undefined || columns.length === 0) {
        return undefined;
    }
    const joined = columns.join('_');
    const pattern = once(once(name, table.name, '{table}') ?? name, joined, '{columns}') ?? (kind === 'key' ? once(name, table.name, '{table}') : undefined);
    return pattern !== undefined && fillPattern(pattern, { table: table.name, columns: joined, name: joined }, 0) === name && name !== defaultName({ name, table, columns }, kind)
        ? pattern : undefined;
}

/** With a part of it replaced, where that stands between underscores or at the ends. */
function once(name: string, part: string, placeholder: string): string | undefined {
    for (let start = name.indexOf(part); start >= 0; start = name.indexOf(part, start + 1)) {
        const end = start + part.length;
        if ((start === 0 || /[^\p{L}\p{N}{]/u.test(name[start - 1]!)) && (end === name.length || /[^\p{L}\p{N}}]/u.test(name[end]!))) {
            return name.slice(0, start) + placeholder + name.slice(end);
        }
    }
    return undefined;
}

function defaultName({ table, columns }: Written, kind: GeneratedKind): string {
    return new NameRegistry({}).generate(kind, { table, columns });
}
