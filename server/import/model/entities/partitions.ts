import { fillPattern, intervals, type PhysicalName } from '../../../../language/index.ts';
import type { SourceExpression, SourceLimit, SourcePartition, SourcePartitioning, SourceType } from '../../source/index.ts';
import { typedText } from '../expressions/index.ts';
import { smallName } from '../naming/words.ts';
import { documentation, quotedText, type Text } from '../text.ts';
import { writtenName } from '../written-names.ts';
import { elementText } from './indexes.ts';
import { optionsText } from '../declarations/lowering.ts';
import type { TableWriter } from './table-writer.ts';

/** `partition by range (at) every 1 month from ... to ...`, or with the partitions one by one. */
export function partitioningText(partitioning: SourcePartitioning, relation: PhysicalName, writer: TableWriter): Text {
    const { method, elements, partitions } = partitioning;
    const parent = relation.name;
    const head: Text = [`partition by ${method} (`, ...elements.map((element, position): Text =>
        [position === 0 ? '' : ', ', elementText(element, `partition ${parent} ${position}`, writer)]), ')'];
    const places = new Set(partitions.map(({ name }) => schemaClause(name, relation, writer)));
    const regular = places.size !== 1 ? undefined : inIntervals(partitioning, parent, writer) ?? inEqualParts(partitioning, parent);
    if (regular !== undefined) {
        return [head, ` ${regular}${[...places][0]!}`];
    }
    const type = keyType(partitioning, writer);
    return partitions.length === 0 ? head : [head, ' {\n', ...new PartitionLines(partitions, relation, type, writer).all, '}'];
}

/** ` in schema archive`, for what does not stand in the schema of its table. */
function schemaClause(name: PhysicalName, relation: PhysicalName, { context }: TableWriter): string {
    const { defaultSchema } = context.schema;
    const schema = name.schema ?? defaultSchema;
    const written = schema === undefined || schema === (relation.schema ?? defaultSchema) ? undefined : context.names.schema(schema);
    return written === undefined ? '' : ` in schema ${written}`;
}

function keyType({ elements }: SourcePartitioning, { table }: TableWriter): (position: number) => SourceType | undefined {
    return position => {
        const tree = elements[position]?.expression.tree;
        return tree?.kind === 'column' ? table.columns.find(({ name }) => name === tree.name)?.type : undefined;
    };
}

class PartitionLines {
    readonly all: readonly Text[];
    private readonly taken = new Set<string>();
    private readonly relation: PhysicalName;
    private readonly type: (position: number) => SourceType | undefined;
    private readonly writer: TableWriter;

    constructor(partitions: readonly SourcePartition[], relation: PhysicalName, type: (position: number) => SourceType | undefined, writer: TableWriter) {
        this.relation = relation;
        this.type = type;
        this.writer = writer;
        this.all = partitions.map(partition => this.line(partition));
    }

    private line(partition: SourcePartition): Text {
        const { rules } = this.writer;
        const physical = partition.name.name;
        const name = this.nameOf(physical);
        const expected = rules.join(this.relation.name, rules.physical(name));
        return [
            documentation(partition.comment), `${writtenName(name)} `, ...this.bound(partition), schemaClause(partition.name, this.relation, this.writer), expected === physical ? '' : ` as ${quotedText(physical)}`, optionsText(partition.options),
            ...partition.partitioning ? [' ', partitioningText(partition.partitioning, partition.name, this.writer)] : [], '\n',
        ];
    }

    /** What its name says beyond its table's. */
    private nameOf(physical: string): string {
        const { rules } = this.writer;
        const parent = this.relation.name;
        const rest = physical.startsWith(`${parent}_`) ? physical.slice(parent.length + 1) : physical;
        const short = smallName(rest, rules);
        const base = /^[\p{L}_]/u.test(short) ? short : `p${short.replaceAll(/[^\p{L}\p{N}_]/gu, '')}`;
        let name = base;
        for (let number = 2; this.taken.has(name); number++) {
            name = `${base}${number}`;
        }
        this.taken.add(name);
        return name;
    }

    private bound({ bound, name }: SourcePartition): readonly Text[] {
        switch (bound.kind) {
            case 'range':
                return ['from (', ...this.limits(bound.from, `${name.name} from`), ') to (', ...this.limits(bound.to, `${name.name} to`), ')'];
            case 'list':
                return ['in (', ...bound.values.map((value, position): Text =>
                    [position === 0 ? '' : ', ', this.writer.expression(value, 'partition', `${name.name} ${position}`, this.type(0))]), ')'];
            case 'hash':
                return [`modulus ${bound.modulus} remainder ${bound.remainder}`];
            case 'default':
                return ['default'];
        }
    }

    /** A day is a day, even where the column tells moments apart. */
    private limit(limit: SourceExpression, of: string, type: SourceType | undefined): Text {
        const day = momentOf(limit);
        return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && /^(?:date$|timestamp)/.test(type?.name ?? '')
            ? moment(day, this.writer) : this.writer.expression(limit, 'partition', of, type);
    }

    private limits(limits: readonly SourceLimit[], of: string): readonly Text[] {
        return limits.map((limit, position): Text => [
            position === 0 ? '' : ', ',
            typeof limit === 'string' ? limit : this.limit(limit, `${of} ${position}`, this.type(position)),
        ]);
    }
}

/** `into 4`: all remainders of one modulus, with names of one pattern. */
function inEqualParts({ method, partitions }: SourcePartitioning, parent: string): string | undefined {
    const [first] = partitions;
    if (method !== 'hash' || first?.bound.kind !== 'hash' || partitions.length !== first.bound.modulus || !partitions.every(isPlain)) {
        return undefined;
    }
    const name = first.name.name;
    const remainder = String(first.bound.remainder);
    if (!name.startsWith(parent) || !name.endsWith(remainder)) {
        return undefined;
    }
    const pattern = `{table}${name.slice(parent.length, -remainder.length)}{remainder}`;
    const { modulus } = first.bound;
    // The model makes them in the order of their remainders.
    const fits = partitions.every(({ bound, name: { name: actual } }, position) => bound.kind === 'hash' && bound.modulus === modulus
        && bound.remainder === position && actual === fillPattern(pattern, { table: parent, remainder: String(bound.remainder) }, 0));
    return !fits ? undefined : `into ${modulus}${pattern === '{table}_p{remainder}' ? '' : ` named ${quotedText(pattern)}`}`;
}

/** With the name that the language gives a partition, and what in a name tells one from the next. */
const units: readonly (readonly [unit: string, pattern: string, placeholders: readonly string[]])[] = [
    ['month', '{table}_y{year}m{month}', ['from', 'year', 'month']],
    ['day', '{table}_y{year}m{month}d{day}', ['from', 'year', 'month', 'day']],
    ['year', '{table}_y{year}', ['from', 'year']],
    ['quarter', '{table}_y{year}q{quarter}', ['from', 'year', 'quarter']],
    ['week', '{table}_y{year}w{week}', ['from', 'year', 'week']],
    ['hour', '{table}_y{year}m{month}d{day}h{hour}', ['from', 'year', 'month', 'day', 'hour']],
];

/** `every 1 month from date '2025-01-01' to date '2026-01-01'`: intervals of one length without a gap, with names of one pattern. */
function inIntervals({ method, elements, partitions }: SourcePartitioning, parent: string, writer: TableWriter): string | undefined {
    const ranges = partitions.filter(({ bound }) => bound.kind !== 'default');
    const rest = partitions.filter(({ bound }) => bound.kind === 'default');
    if (method !== 'range' || elements.length !== 1 || ranges.length < 2 || !partitions.every(isPlain) || partitions.indexOf(rest[0]!) > 0 && partitions.indexOf(rest[0]!) !== partitions.length - 1) {
        return undefined;
    }
    const bounds = ranges.map(({ bound }) => bound.kind === 'range' ? { from: momentOf(bound.from[0]), to: momentOf(bound.to[0]) } : undefined);
    const [start, end] = [bounds[0]?.from, bounds.at(-1)?.to];
    if (start === undefined || end === undefined || rest.some(({ name }) => name.name !== `${parent}_default`)) {
        return undefined;
    }
    for (const [unit, usual, placeholders] of units) {
        const series = intervals({ count: 1, unit, start, end });
        if (series.length === ranges.length && series.every(({ from, to }, position) => from === bounds[position]?.from && to === bounds[position]?.to)) {
            const pattern = patternOf(ranges.map(({ name }) => name.name), series.map(({ values }) => values), placeholders, parent);
            if (pattern === undefined) {
                return undefined;
            }
            return `every 1 ${unit} from ${moment(start, writer)} to ${moment(end, writer)}${pattern === usual ? '' : ` named ${quotedText(pattern)}`}${rest.length > 0 ? ' default' : ''}`;
        }
    }
    return undefined;
}

function isPlain({ options, partitioning, comment }: SourcePartition): boolean {
    return options.length === 0 && !partitioning && comment === undefined;
}

function momentOf(limit: SourceLimit | undefined): string | undefined {
    const tree = typeof limit === 'object' ? limit.tree : undefined;
    return tree?.kind === 'string' || tree?.kind === 'typed' ? tree.value : undefined;
}

function moment(text: string, writer: TableWriter): string {
    const name = /\d\d:\d\d/.test(text) ? 'timestamp with time zone' : 'date';
    return typedText(text, { name, arguments: [], dimensions: [], sql: name }, writer.from, writer.context) ?? text;
}

/** The one pattern that all names follow, found in the first. */
function patternOf(names: readonly string[], values: readonly Readonly<Record<string, string>>[], placeholders: readonly string[], parent: string): string | undefined {
    const [first = ''] = names;
    const start = first.startsWith(parent) ? '{table}' : '';
    const rest = first.slice(start === '' ? 0 : parent.length);
    const candidates = placeholders.map(placeholder => [placeholder, values[0]?.[placeholder] ?? ''] as const);
    const used = new Set<string>();
    let pattern = start;
    for (let offset = 0; offset < rest.length;) {
        const found = candidates.find(([placeholder, value]) => value !== '' && !used.has(placeholder) && rest.startsWith(value, offset));
        if (found) {
            used.add(found[0]);
            pattern += `{${found[0]}}`;
            offset += found[1].length;
        } else {
            pattern += rest[offset]!;
            offset++;
        }
    }
    const fits = names.every((name, position) => name === fillPattern(pattern, { ...values[position], table: parent }, 0));
    return fits && new Set(names).size === names.length ? pattern : undefined;
}
