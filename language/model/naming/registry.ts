import type { PhysicalName } from '../elements.ts';
import type { PatternKind } from '../model.ts';
import { clip, columnsInName, longestName, makeObjectName } from './postgresql.ts';

/** The kinds of objects on a table whose names are generated where none is written. */
export type GeneratedKind = Extract<PatternKind, 'key' | 'unique' | 'check' | 'index' | 'exclude' | 'foreign key'>;

/** What a generated name is made of. */
export interface NameParts {
    readonly table: PhysicalName;
    /** Physical names of the columns concerned; for a check, of the only one that it is about. */
    readonly columns: readonly string[];
    /** The name in the model, by the naming rule. */
    readonly name?: string | undefined;
}

/** A name that was given out, and what for. */
export interface GivenName {
    readonly kind: GeneratedKind;
    readonly parts: NameParts;
    readonly name: string;
}

interface SchemaNames {
    /** What a name is taken by: a relation (tables, views, sequences and indexes share one namespace), a constraint, or both. */
    readonly taken: Map<string, number>;
    /** By a generated name the number that its next bearer gets, so that none is tried twice. */
    readonly numbers: Map<string, number>;
}

const labels: Readonly<Record<GeneratedKind, string>> = {
    key: 'pkey', unique: 'key', check: 'check', index: 'idx', exclude: 'excl', 'foreign key': 'fkey',
};

const relation = 1;
const constraint = 2;

/** What a name of each kind takes: a key is a constraint that has an index of its name. */
const takes: Readonly<Record<GeneratedKind, number>> = {
    key: relation | constraint, unique: relation | constraint, exclude: relation | constraint, index: relation, check: constraint, 'foreign key': constraint,
};

/**
 * Gives out generated names, none twice in a schema. Without a pattern they are those that PostgreSQL itself would
 * choose (`ChooseRelationName` in src/backend/commands/indexcmds.c, `ChooseConstraintName` in
 * src/backend/catalog/pg_constraint.c): a name that is taken gets a number behind its label.
 */
export class NameRegistry {
    private readonly schemas = new Map<string, SchemaNames>();
    private readonly patterns: Readonly<Partial<Record<PatternKind, string>>>;
    private given: GivenName[] = [];

    constructor(patterns: Readonly<Partial<Record<PatternKind, string>>>) {
        this.patterns = patterns;
    }

    /** Takes a written name of a table, view, sequence or index out of what is given out. */
    reserveRelation(name: PhysicalName): void {
        take(this.in(name.schema), name.name, relation);
    }

    /** Takes a written name of a constraint out of what is given out. */
    reserveConstraint(schema: string | undefined, name: string, kind: GeneratedKind): void {
        take(this.in(schema), name, takes[kind]);
    }

    /**
     * A name that is free in the table's schema, and taken from now on. A check's name in the model needs to be unique
     * in its table only, and stands as it is.
     */
    generate(kind: GeneratedKind, parts: NameParts): string {
        const name = this.free(kind, parts);
        this.given.push({ kind, parts, name });
        return name;
    }

    /** The names that were given out since this was last asked. */
    takeGiven(): readonly GivenName[] {
        const { given } = this;
        this.given = [];
        return given;
    }

    /** Gives names out again. False where one of them is not to be had any more, or there is none to be given. */
    giveAgain(given: readonly GivenName[]): boolean {
        return given.every(({ kind, parts, name }) => this.free(kind, parts) === name);
    }

    private free(kind: GeneratedKind, parts: NameParts): string {
        const names = this.in(parts.table.schema);
        const pattern = this.patterns[kind];
        const plain = generatedName(kind, parts, pattern, 0);
        if (kind === 'check' && parts.name !== undefined && pattern === undefined) {
            return plain;
        }
        let name = plain;
        let pass = names.numbers.get(plain) ?? 0;
        if (pass > 0) {
            name = generatedName(kind, parts, pattern, pass);
        }
        while (((names.taken.get(name) ?? 0) & takes[kind]) !== 0) {
            name = generatedName(kind, parts, pattern, ++pass);
        }
        if (pass > 0) {
            names.numbers.set(plain, pass);
        }
        take(names, name, takes[kind]);
        return name;
    }

    private in(schema: string | undefined): SchemaNames {
        let names = this.schemas.get(schema ?? '');
        if (!names) {
            this.schemas.set(schema ?? '', names = { taken: new Map(), numbers: new Map() });
        }
        return names;
    }
}

function take({ taken }: SchemaNames, name: string, what: number): void {
    taken.set(name, (taken.get(name) ?? 0) | what);
}

/** A name in the model stands for the columns: it tells more than they do. A check's stands alone. */
function generatedName(kind: GeneratedKind, { table, columns, name }: NameParts, pattern: string | undefined, pass: number): string {
    if (pattern !== undefined) {
        return fillPattern(pattern, { table: table.name, columns: name ?? columns.join('_'), name: name ?? columns.join('_') }, pass);
    }
    if (kind === 'check' && name !== undefined) {
        return clip(name, longestName);
    }
    const number = pass === 0 ? '' : String(pass);
    const middle = kind === 'key' ? undefined : name ?? (columns.length > 0 ? columnsInName(columns) : undefined);
    return makeObjectName(table.name, middle, labels[kind] + number);
}

/** Fills `{placeholders}`; what the pattern does not know stays as it is. Clipped to what an engine keeps of a name. */
export function fillPattern(pattern: string, values: Readonly<Record<string, string>>, pass: number): string {
    const filled = pattern.replaceAll(/\{(\w+)\}/g, (whole, placeholder: string) => values[placeholder] ?? whole);
    const number = pass === 0 ? '' : String(pass);
    return clip(filled, longestName - number.length) + number;
}
