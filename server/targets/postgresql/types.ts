import type { PrimitiveName, PrimitiveType, RangeType, Type } from '../../../language/index.ts';
import { qualifiedCallable } from './identifiers.ts';
import type { ModelNames } from './model-names.ts';

/** Whether a type may be given its arguments in PostgreSQL, and how it is called there (manual, chapter "Data Types"). */
const primitives: Readonly<Record<PrimitiveName, { readonly name: string; readonly takesArguments: boolean }>> = {
    string: { name: 'varchar', takesArguments: true },
    char: { name: 'char', takesArguments: true },
    text: { name: 'text', takesArguments: false },
    smallint: { name: 'smallint', takesArguments: false },
    int: { name: 'integer', takesArguments: false },
    bigint: { name: 'bigint', takesArguments: false },
    decimal: { name: 'numeric', takesArguments: true },
    float: { name: 'real', takesArguments: false },
    double: { name: 'double precision', takesArguments: false },
    boolean: { name: 'boolean', takesArguments: false },
    date: { name: 'date', takesArguments: false },
    time: { name: 'time', takesArguments: true },
    datetime: { name: 'timestamp', takesArguments: true },
    timestamp: { name: 'timestamptz', takesArguments: true },
    interval: { name: 'interval', takesArguments: true },
    uuid: { name: 'uuid', takesArguments: false },
    json: { name: 'jsonb', takesArguments: false },
    binary: { name: 'bytea', takesArguments: false },
    vector: { name: 'vector', takesArguments: true },
};

/** The built-in ranges by the type they are of (manual, "Built-in Range and Multirange Types"). */
const ranges: Readonly<Partial<Record<PrimitiveName, string>>> = {
    int: 'int4', bigint: 'int8', decimal: 'num', datetime: 'ts', timestamp: 'tstz', date: 'date',
};

const textTypes: ReadonlySet<string> = new Set<PrimitiveName>(['string', 'char', 'text']);

/** What a column, parameter or cast says. What PostgreSQL has no type for becomes `text`; the checks say so. */
export function writeType(type: Type, names: ModelNames): string {
    switch (type.kind) {
        case 'primitive':
            return writePrimitive(type, names);
        case 'array':
            return `${writeType(type.element, names)}[${type.size ?? ''}]`;
        case 'range':
            return rangeName(type, names) ?? 'text';
        case 'domain': {
            const domain = names.domain(type.id);
            return domain.inlined ? writeType(domain.type, names) : qualifiedCallable(domain.physicalName);
        }
        case 'enum': {
            const { storage, type: base, physicalName } = names.enum(type.id);
            return storage === 'native' || !base ? qualifiedCallable(physicalName) : writeType(base, names);
        }
        case 'structure':
            return qualifiedCallable(names.structure(type.id).physicalName);
        case 'reference':
            return qualifiedCallable(names.relation(type.entity));
        case 'row':
            return qualifiedCallable(names.relation(type.relation));
        case 'native':
            return names.extensions.type(type.spellings['postgresql'] ?? 'text');
        case 'null':
            return 'text';
        case 'unknown':
            return 'record';
    }
}

/** The built-in range type, where there is one. */
export function rangeName(type: RangeType, names: ModelNames): string | undefined {
    const of = baseType(type.of, names);
    const prefix = of.kind === 'primitive' ? ranges[of.name] : undefined;
    if (prefix === undefined) {
        return undefined;
    }
    return prefix + (type.multi ? 'multirange' : 'range');
}

/** The type behind domains and enumerations that are stored as another type. */
export function baseType(type: Type, names: ModelNames): Type {
    if (type.kind === 'domain') {
        return baseType(names.domain(type.id).type, names);
    }
    if (type.kind === 'enum') {
        const { storage, type: base } = names.enum(type.id);
        return storage === 'native' || !base ? type : baseType(base, names);
    }
    return type;
}

/** True where a text constant or the result of a text function fits without a cast. */
export function isText(type: Type, names: ModelNames): boolean {
    const base = baseType(type, names);
    return base.kind === 'primitive' && textTypes.has(base.name);
}

function writePrimitive(type: PrimitiveType, names: ModelNames): string {
    const { takesArguments } = primitives[type.name];
    const name = names.extensions.type(primitives[type.name].name);
    return takesArguments && type.arguments.length > 0 ? `${name}(${type.arguments.join(',')})` : name;
}
