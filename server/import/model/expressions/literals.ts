import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceDomain, SourceEnum, SourceSchema, SourceType } from '../../source/index.ts';
import type { LoweringContext } from '../context.ts';
import type { Namespace } from '../names.ts';
import { typeText } from '../types.ts';

const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'character', 'bpchar', 'name', 'citext']);
const writtenAsText: ReadonlySet<string> = new Set(['jsonb', 'uuid', 'bytea', 'vector']);

/** Where a constant stands. */
export interface ConstantPlace {
    readonly from: Namespace;
    /** Whose attributes hide the values of enumerations that have their names. */
    readonly relation?: PhysicalName;
}

export function isText(type: SourceType | undefined): boolean {
    return type !== undefined && type.dimensions.length === 0 && texts.has(type.name);
}

/** A text in single quotes; undefined where the language's cannot hold it. */
export function stringText(value: string): string | undefined {
    return /[\r\n]/.test(value) ? undefined : `'${value.replaceAll("'", "''")}'`;
}

/** A number as the language has it: `.5` is `0.5`. */
export function numberText(text: string): string | undefined {
    const whole = text.startsWith('.') ? `0${text}` : text.startsWith('-.') ? `-0${text.slice(1)}` : text;
    return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(whole) ? whole : undefined;
}

/**
 * A text without a type of its own, where a value of a type is asked for: PostgreSQL reads it as one. The language
 * wants it to be seen: `date '2025-01-01'`, `OPEN`, `true`.
 */
export function untypedText(value: string, type: SourceType | undefined, place: ConstantPlace, context: LoweringContext): string | undefined {
    const { from } = place;
    if (!type || isText(type)) {
        return stringText(value);
    }
    if (type.dimensions.length > 0) {
        return value === '{}' ? '[]' : undefined;
    }
    const declared = declaredType(type, context.schema);
    if (declared?.kind === 'enum') {
        return enumValueText(value, declared, place, context) ?? stringText(value);
    }
    if (declared?.kind === 'domain') {
        return untypedText(value, declared.type, place, context);
    }
    if (context.names.type(type, from) !== undefined) {
        return stringText(value);
    }
    if (type.name === 'boolean') {
        return /^(?:t|true|f|false)$/i.test(value) ? String(/^t/i.test(value)) : undefined;
    }
    if (writtenAsText.has(type.name) || type.name.endsWith('range')) {
        return stringText(value);
    }
    if (type.name === 'integer' && /^-?\d+$/.test(value)) {
        return String(Number(value));
    }
    // A length or precision comes with the column; what the language has no word for takes any text.
    const plain = { ...type, arguments: [], sql: type.name };
    return typeText(plain, context.names, from).native ? stringText(value) : typedText(value, plain, from, context);
}

/** The value's name, which is enough where its type is clear, unless an attribute beside it has that name. */
function enumValueText(value: string, { name, values }: SourceEnum, { from, relation }: ConstantPlace, { names, structure }: LoweringContext): string | undefined {
    const written = values.includes(value) ? names.enumValue(name, value) : undefined;
    const table = relation && structure.tables.named(relation);
    const isHidden = table?.columns.some(column => names.attribute(relation!, column.name) === written) ?? false;
    return written !== undefined && isHidden ? `${names.type(name, from)}.${written}` : written;
}

const declaredTypes = new WeakMap<SourceSchema, ReadonlyMap<string, SourceEnum | SourceDomain>>();

function declaredType({ schema: typeSchema, name }: SourceType, schema: SourceSchema): SourceEnum | SourceDomain | undefined {
    let known = declaredTypes.get(schema);
    if (!known) {
        const declared = schema.objects.filter(object => object.kind === 'enum' || object.kind === 'domain');
        declaredTypes.set(schema, known = new Map(declared.map(object => [`${object.name.schema ?? schema.defaultSchema ?? ''}.${object.name.name}`, object])));
    }
    return known.get(`${typeSchema ?? schema.defaultSchema ?? ''}.${name}`);
}

/** A text that names its type: `date '2025-01-01'`, `cast('10.0.0.1' as native(postgresql: "inet"))`. */
export function typedText(value: string, type: SourceType, from: Namespace, context: LoweringContext): string | undefined {
    const string = stringText(value);
    // In quotes, as the catalog prints them, these are of any length; without, of length 1.
    if (string === undefined || type.arguments.length === 0 && (type.name === 'bit' || type.name === 'character')) {
        return undefined;
    }
    // These are constants of their type without saying so.
    if (type.dimensions.length === 0 && type.arguments.length === 0
        && (type.name === 'integer' && isInteger(value) || type.name === 'numeric' && /^-?(?:0|[1-9]\d*)\.\d+$/.test(value))) {
        return value;
    }
    const { text, native } = typeText(type, context.names, from);
    return !native && /^[a-z]+$/.test(text) && context.names.type(type, from) === undefined ? `${text} ${string}` : `cast(${string} as ${text})`;
}

function isInteger(value: string): boolean {
    return /^-?(?:0|[1-9]\d{0,9})$/.test(value) && Math.abs(Number(value)) < 2 ** 31;
}

/** Of the same type, whatever their lengths. */
export function isSameType(left: SourceType | undefined, right: SourceType | undefined): boolean {
    return left !== undefined && right !== undefined && familyOf(left) === familyOf(right)
        && (left.schema ?? '') === (right.schema ?? '') && left.dimensions.length === right.dimensions.length;
}

function familyOf({ name }: SourceType): string {
    return name === 'bpchar' ? 'character' : name;
}
