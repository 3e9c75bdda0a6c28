import type { ExpressionTree, SourceType, TreeWindow } from '../../source/index.ts';
import { preludeFunctions, type PreludeFunction } from './prelude-functions.ts';
import { isText } from './literals.ts';
import type { ExpressionWriter } from './writer.ts';

type CallTree = Extract<ExpressionTree, { kind: 'call' }>;

/** What SQL writes without parentheses or under another name, and always in the same way. */
const words: Readonly<Record<string, string>> = {
    current_timestamp: 'current_timestamp()',
    localtimestamp: 'local_timestamp()',
    current_date: 'today()',
    current_user: 'current_user()',
    session_user: 'session_user()',
    gen_random_uuid: 'uuid()',
    uuidv7: 'uuid7()',
};

/** Fields that functions of the language take out of a moment, with the type that they cast them to. */
const fields: Readonly<Record<string, readonly [name: string, type: string]>> = {
    year: ['year', 'integer'], month: ['month', 'integer'], day: ['day', 'integer'], hour: ['hour', 'integer'], minute: ['minute', 'integer'],
    epoch: ['epoch', 'double precision'],
};

/** The operators of PostgreSQL that the language has a function for. */
const operators: Readonly<Record<string, string>> = { '~': 'matches', '@>': 'contains', '&&': 'overlaps' };

/** A call in the language's words; undefined where it has none, or would write it another way. */
export function callText(call: CallTree, writer: ExpressionWriter): string | undefined {
    const { filter, window } = call;
    const called = plainCallText(call, writer);
    const parts = [
        ...call.withinGroup ? [' within group (order by ', writer.order(call.withinGroup), ')'] : [],
        ...filter ? [' filter (where ', writer.write(filter), ')'] : [],
        ...window ? [' over (', windowText(window, writer), ')'] : [],
    ];
    return called === undefined || parts.includes(undefined) ? undefined : called + parts.join('');
}

function windowText({ partition, order }: TreeWindow, writer: ExpressionWriter): string | undefined {
    const by = partition.map(tree => writer.write(tree));
    const ordered = order.length === 0 ? '' : writer.order(order);
    return by.includes(undefined) || ordered === undefined ? undefined
        : [...by.length > 0 ? [`partition by ${by.join(', ')}`] : [], ...ordered === '' ? [] : [`order by ${ordered}`]].join(' ');
}

function plainCallText(call: CallTree, writer: ExpressionWriter): string | undefined {
    const { schema, name, arguments: given } = call;
    if (call.standardSyntax === true) {
        return standardText(call, writer);
    }
    if (!isBuiltinSchema(schema)) {
        return userCall(call, writer) ?? preludeCall(call, writer, true);
    }
    const word = Object.hasOwn(words, name) ? words[name] : undefined;
    if (word !== undefined) {
        return given.length === 0 && !call.star ? word : undefined;
    }
    if (name === 'round') {
        return argumentsText(name, call, writer, []);
    }
    if (name === 'nextval') {
        return nextText(given, writer);
    }
    if ((name === 'lower' || name === 'upper') && writer.typeOf(given[0])?.name.endsWith('range') === true) {
        return argumentsText(`${name}_bound`, call, writer, []);
    }
    if (name === 'to_tsvector' || name === 'to_tsquery') {
        return searchText(call, writer);
    }
    return preludeCall(call, writer, false) ?? (schema === undefined ? userCall(call, writer) : undefined);
}

/** `extract(year from d)::integer` is `year(d)`. */
export function fieldText(operand: ExpressionTree, type: SourceType, writer: ExpressionWriter): string | undefined {
    const [field, value] = operand.kind === 'call' && operand.name === 'extract' && operand.standardSyntax ? operand.arguments : [];
    const known = field?.kind === 'string' && Object.hasOwn(fields, field.value.toLowerCase()) ? fields[field.value.toLowerCase()]! : undefined;
    if (!known || !value || known[1] !== type.name || type.dimensions.length > 0) {
        return undefined;
    }
    const text = writer.write(value);
    return text === undefined ? undefined : `${known[0]}(${text})`;
}

export function operatorText(operator: string, left: ExpressionTree | undefined, right: ExpressionTree, writer: ExpressionWriter): string | undefined {
    const name = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
    const first = left && writer.write(left);
    const second = writer.write(right, writer.typeOf(left));
    return name === undefined || first === undefined || second === undefined ? undefined : `${name}(${first}, ${second})`;
}

function isBuiltinSchema(schema: string | undefined): boolean {
    return schema === undefined || schema === 'pg_catalog';
}

/** `trim(both from x)`, `position(a in b)`: the catalog tells them from calls. */
function standardText({ name, arguments: given }: CallTree, writer: ExpressionWriter): string | undefined {
    const [first, second] = given;
    if (name === 'btrim' && first && !second) {
        const text = writer.write(first);
        return text === undefined ? undefined : `trim(${text})`;
    }
    if (name === 'position' && first && second) {
        // The parser turns the two around.
        const [value, search] = [writer.write(first), writer.write(second)];
        return value === undefined || search === undefined ? undefined : `position(${search}, ${value})`;
    }
    return given.length === 0 && Object.hasOwn(words, name) ? words[name] : undefined;
}

function nextText(given: readonly ExpressionTree[], writer: ExpressionWriter): string | undefined {
    const [sequence] = given;
    const name = sequence?.kind === 'string' || sequence?.kind === 'typed' && sequence.type.name === 'regclass' ? sequence.value : undefined;
    const parts = name === undefined || given.length !== 1 ? [] : [...name.matchAll(/"((?:[^"]|"")+)"|[^."]+/g)].map(([whole, quoted]) => quoted?.replaceAll('""', '"') ?? whole.toLowerCase());
    const last = parts.at(-1);
    const found = last === undefined || parts.length > 2 ? undefined : writer.sequence(parts.length === 2 ? { schema: parts[0]!, name: last } : { name: last });
    return found === undefined ? undefined : `next(${found})`;
}

/** The configuration is a constant, of regconfig whether it says so or not. */
function searchText({ name, arguments: given, star, distinct }: CallTree, writer: ExpressionWriter): string | undefined {
    const [configuration, value] = given;
    const isConstant = configuration?.kind === 'string' || configuration?.kind === 'typed' && configuration.type.name === 'regconfig';
    if (!isConstant || !value || given.length !== 2 || star || distinct) {
        return undefined;
    }
    const texts = [writer.write({ kind: 'string', value: configuration.value }), writer.write(value)];
    return texts.includes(undefined) ? undefined : `${name}(${texts.join(', ')})`;
}

function userCall(call: CallTree, writer: ExpressionWriter): string | undefined {
    const routine = writer.routine(call.schema === undefined ? { name: call.name } : { schema: call.schema, name: call.name });
    return routine === undefined || call.star || call.distinct ? undefined : argumentsText(routine, call, writer, []);
}

/** What has the same name and arguments here and there; of an extension's, only where the model has the extension. */
function preludeCall(call: CallTree, writer: ExpressionWriter, ofExtension: boolean): string | undefined {
    const { length } = call.arguments;
    const found = preludeFunctions(call.name).find(({ extension, least, most }: PreludeFunction) => length >= least && length <= most
        && (extension === undefined ? !ofExtension : writer.hasExtension(extension)));
    if (!found || call.star && call.name !== 'count') {
        return undefined;
    }
    return argumentsText(found.name, call, writer, found.texts);
}

function argumentsText(
    name: string, { arguments: given, star, distinct, order = [] }: CallTree, writer: ExpressionWriter, texts: readonly boolean[],
): string | undefined {
    if (star) {
        return `${name}(*)`;
    }
    const written = given.map((argument, position) => writer.write(
        // A text for a parameter that is one need not say that it is.
        texts[position] && argument.kind === 'typed' && argument.type.name === 'text' && isText(argument.type) ? { kind: 'string', value: argument.value } : argument,
    ));
    const ordered = order.length === 0 ? '' : writer.order(order);
    return written.includes(undefined) || ordered === undefined ? undefined
        : `${name}(${distinct ? 'distinct ' : ''}${written.join(', ')}${ordered === '' ? '' : ` order by ${ordered}`})`;
}
