import { NamingRules, type Naming, type PhysicalName } from '../../../../language/index.ts';
import type { SourceExtension, SourceForeignKey, SourceObject, SourceSchema, SourceTable, SourceType } from '../../source/index.ts';
import type { Structure } from '../entities/index.ts';
import type { DeclaredName, ModelNames, Namespace } from '../names.ts';
import type { KnownNames } from '../surroundings.ts';
import { writtenName } from '../written-names.ts';
import { quotedText } from '../text.ts';
import { namespaceOf, schemaLayoutOf, type SchemaLayout } from './schemas.ts';
import { seenFrom } from './seen-names.ts';
import { extensionOfType, TakenNames } from './taken-names.ts';
import { capitalName, entityName, smallName } from './words.ts';

/** Something that has a name of its own in the model. */
interface Named {
    readonly namespace: Namespace;
    readonly plain: string;
    /** Its name in the database by the rule, where that is not what it is called. */
    readonly as: string | undefined;
}

type Names = Map<string, Named>;

/** Names in the model for all of a source; they do not depend on its order, so that the same schema always gets the same ones. */
export class SourceNames implements ModelNames {
    readonly rules: NamingRules;
    readonly schemas: SchemaLayout;
    private readonly relations: Names = new Map();
    private readonly types: Names = new Map();
    private readonly sequences: Names = new Map();
    private readonly routines: Names = new Map();
    private readonly routineCounts = new Map<string, number>();
    private readonly roles: Names = new Map();
    private readonly jobs: Names = new Map();
    private readonly sessions: Names = new Map();
    /** Triggers and policies, by their relation and name. */
    private readonly parts: Names = new Map();
    private readonly columns = new Map<string, Map<string, Named>>();
    private readonly references = new Map<SourceForeignKey, string>();
    private mentioned = new Set<object>();
    private readonly pathTargets = new Set<string>();
    private readonly extensions: ReadonlyMap<string, SourceExtension>;
    private readonly pools = new Map<string, TakenNames>();
    private readonly known: KnownNames | undefined;

    constructor(schema: SourceSchema, structure: Structure, naming: Naming, known?: KnownNames) {
        this.known = known;
        this.rules = new NamingRules(naming);
        this.schemas = schemaLayoutOf(schema);
        this.extensions = new Map(schema.objects.filter(object => object.kind === 'extension').map(extension => [extension.name, extension]));
        // Outside of all blocks first, as from there everything is seen; by name, so that who comes first does not depend on the source's order.
        const inOrder = [...schema.objects].sort((a, b) => Number(this.isInBlock(a)) - Number(this.isInBlock(b)) || compare(sortKey(a), sortKey(b)));
        const seen = seenFrom(schema, name => this.namespaceOf(name));
        // Of two that want one name, the one that has it already, and then the one to whom it comes by the rule.
        const follows = ({ name }: SourceTable) => known?.relation(name) !== undefined ? 2 : this.rules.table(entityName(name.name, this.rules)) === name.name ? 1 : 0;
        const tables = inOrder.filter(object => object.kind === 'table').sort((a, b) => Number(this.isInBlock(a)) - Number(this.isInBlock(b)) || follows(b) - follows(a));
        tables.forEach(table => this.nameTable(table, structure, seen));
        for (const object of inOrder) {
            switch (object.kind) {
                case 'view': {
                    const plain = capitalName(object.name.name, this.rules);
                    this.allot(this.relations, object.name, seen, name => this.rules.physical(name), ...given(known?.relation(object.name)), plain, `${plain}View`);
                    this.pathTargets.add(this.keyOf(object.name));
                    this.nameColumns(object.name, [...object.columns.map(({ name }) => name), ...object.columnNames]);
                    break;
                }
                case 'enum':
                case 'domain':
                case 'composite': {
                    const plain = capitalName(object.name.name, this.rules);
                    this.allot(this.types, object.name, seen, name => this.rules.physical(name), ...given(known?.type(object.name)), plain, `${plain}Type`);
                    if (object.kind === 'composite') {
                        this.nameColumns(object.name, object.attributes.map(({ name }) => name));
                    }
                    break;
                }
                case 'sequence': {
                    const plain = smallName(object.name.name, this.rules);
                    this.allot(this.sequences, object.name, seen, name => this.rules.physical(name), plain, `${plain}Sequence`);
                    break;
                }
                case 'routine': {
                    const key = this.keyOf(object.name);
                    this.routineCounts.set(key, (this.routineCounts.get(key) ?? 0) + 1);
                    if (!this.routines.has(key)) {
                        const plain = smallName(object.name.name, this.rules);
                        this.allot(this.routines, object.name, seen, name => this.rules.physical(name), plain, `${plain}Function`);
                    }
                    break;
                }
                default:
                    break;
            }
        }
        const roles = new TakenNames();
        const jobs = new TakenNames();
        const sessions = new TakenNames();
        for (const object of inOrder) {
            switch (object.kind) {
                case 'role':
                    this.allotIn(this.roles, object.name, roles);
                    break;
                case 'job':
                    this.allotIn(this.jobs, object.name, jobs);
                    break;
                case 'session': {
                    const plain = sessions.take(...given(this.known?.session(object.name)), smallName(object.name.slice(object.name.lastIndexOf('.') + 1), this.rules), smallName(object.name, this.rules));
                    this.sessions.set(object.name, { namespace: undefined, plain, as: undefined });
                    break;
                }
                case 'trigger':
                    this.allotIn(this.parts, `trigger ${this.keyOf(object.relation)} ${object.name}`, this.pool(`triggers ${this.keyOf(object.relation)}`), object.name);
                    break;
                case 'policy':
                    this.allotIn(this.parts, `policy ${this.keyOf(object.table)} ${object.name}`, this.pool(`policies ${this.keyOf(object.table)}`), object.name);
                    break;
                default:
                    break;
            }
        }
    }

    namespaceOf(name: PhysicalName): Namespace {
        return namespaceOf(name, this.schemas);
    }

    declaredRelation(name: PhysicalName): DeclaredName {
        return this.declared(this.relations, this.keyOf(name), name.name);
    }

    declaredType(name: PhysicalName): DeclaredName {
        return this.declared(this.types, this.keyOf(name), name.name);
    }

    declaredSequence(name: PhysicalName): DeclaredName {
        return this.declared(this.sequences, this.keyOf(name), name.name);
    }

    declaredRoutine(name: PhysicalName): DeclaredName {
        return this.declared(this.routines, this.keyOf(name), name.name);
    }

    declaredRole(name: string): DeclaredName {
        return this.declared(this.roles, name, name);
    }

    declaredJob(name: string): DeclaredName {
        return this.declared(this.jobs, name, name);
    }

    declaredSession(setting: string): DeclaredName {
        return this.declared(this.sessions, setting, setting);
    }

    declaredTrigger(relation: PhysicalName, name: string): DeclaredName {
        return this.declared(this.parts, `trigger ${this.keyOf(relation)} ${name}`, name);
    }

    declaredPolicy(table: PhysicalName, name: string): DeclaredName {
        return this.declared(this.parts, `policy ${this.keyOf(table)} ${name}`, name);
    }

    declaredColumn(relation: PhysicalName, column: string): DeclaredName {
        return this.declared(this.columns.get(this.keyOf(relation)) ?? new Map(), column, column);
    }

    /** A schema block, or the schema line of the header. */
    declaredSchema(name: string): DeclaredName {
        const isByRule = this.rules.physical(name) === name && !/[`\r\n]/.test(name);
        const plain = isByRule ? name : smallName(name, this.rules);
        return { name: writtenName(plain), plain, as: isByRule || this.rules.physical(plain) === name ? '' : ` as ${quotedText(name)}` };
    }

    relation(name: PhysicalName, from: Namespace): string | undefined {
        return this.written(this.relations.get(this.keyOf(name)), from);
    }

    type(name: PhysicalName, from: Namespace): string | undefined {
        return this.written(this.types.get(this.keyOf(name)), from);
    }

    sequence(name: PhysicalName, from: Namespace): string | undefined {
        return this.written(this.sequences.get(this.keyOf(name)), from);
    }

    routine(name: PhysicalName, from: Namespace): string | undefined {
        return this.written(this.routines.get(this.keyOf(name)), from);
    }

    isOfExtension({ schema, name }: SourceType): boolean {
        const extension = this.extensions.get(extensionOfType(name) ?? '');
        return extension !== undefined && (schema === undefined || schema === (extension.schema ?? this.schemas.implicit));
    }

    /** Whether a table is an entity or a view, which other declarations can name: a relationship or statement is not. */
    isPathTarget(name: PhysicalName): boolean {
        return this.pathTargets.has(this.keyOf(name));
    }

    /** Whether several routines share the name, so that it alone does not tell which is meant. */
    isOverloaded(name: PhysicalName): boolean {
        return (this.routineCounts.get(this.keyOf(name)) ?? 0) > 1;
    }

    role(name: string): string | undefined {
        return name === 'public' ? 'public' : this.written(this.roles.get(name), undefined);
    }

    session(setting: string): string | undefined {
        return this.written(this.sessions.get(setting), undefined);
    }

    schema(name: string): string | undefined {
        return name === this.schemas.main && this.schemas.isNamed || this.schemas.blocks.includes(name) ? this.declaredSchema(name).name : undefined;
    }

    attribute(relation: PhysicalName, column: string): string | undefined {
        const known = this.columns.get(this.keyOf(relation))?.get(column);
        return known && writtenName(known.plain);
    }

    reference(_table: PhysicalName, foreignKey: SourceForeignKey): string {
        return this.references.get(foreignKey) ?? 'unnamed';
    }

    attributeOfType(type: PhysicalName, column: string): string | undefined {
        return this.attribute(type, column);
    }

    enumValue(_type: PhysicalName, value: string): string | undefined {
        return value === '' || /[`\r\n]/.test(value) ? undefined : writtenName(value);
    }

    /** What is named while the text is made: what its file has to see. */
    mentionsIn<T>(make: () => T): { readonly result: T; readonly mentioned: ReadonlySet<object> } {
        const outer = this.mentioned;
        const mentioned = this.mentioned = new Set();
        try {
            return { result: make(), mentioned };
        } finally {
            this.mentioned = outer;
        }
    }

    /** The identity by which `mentionsIn` tells what an object declares. */
    identityOf(object: SourceObject): object | undefined {
        switch (object.kind) {
            case 'table':
            case 'view':
                return this.relations.get(this.keyOf(object.name));
            case 'enum':
            case 'domain':
            case 'composite':
                return this.types.get(this.keyOf(object.name));
            case 'sequence':
                return this.sequences.get(this.keyOf(object.name));
            case 'routine':
                return this.routines.get(this.keyOf(object.name));
            case 'role':
                return this.roles.get(object.name);
            case 'session':
                return this.sessions.get(object.name);
            default:
                return undefined;
        }
    }

    /** One key for a name with its schema and without it. */
    keyOf({ schema, name }: PhysicalName): string {
        return JSON.stringify([schema ?? this.schemas.implicit, name]);
    }

    private isInBlock(object: SourceSchema['objects'][number]): boolean {
        return 'name' in object && typeof object.name !== 'string' && this.namespaceOf(object.name) !== undefined;
    }

    private nameTable(table: SourceTable, structure: Structure, seen: ReadonlyMap<string, ReadonlySet<string>>): void {
        const { kind, references } = structure.of(table);
        const physical = table.name.name;
        if (kind === 'relationship') {
            const plain = smallName(physical, this.rules);
            this.allot(this.relations, table.name, seen, name => this.rules.physical(name), plain, `${plain}Link`);
        } else {
            this.pathTargets.add(this.keyOf(table.name));
            this.allot(this.relations, table.name, seen, name => this.rules.table(name), ...given(this.known?.relation(table.name)), entityName(physical, this.rules), capitalName(physical, this.rules), `${entityName(physical, this.rules)}Table`);
        }
        const own = new Set(references.flatMap(({ ownColumns }) => ownColumns));
        const taken = this.nameColumns(table.name, table.columns.map(({ name }) => name).filter(name => !own.has(name)));
        const columns = this.columns.get(this.keyOf(table.name))!;
        const inOrder = references.map((reference, position) => ({ ...reference, position })).sort((a, b) => Number(b.ownColumns.length > 0) - Number(a.ownColumns.length > 0)
            || a.foreignKey.columns.length - b.foreignKey.columns.length || compare(a.foreignKey.columns.join(), b.foreignKey.columns.join()));
        for (const { foreignKey, ownColumns, base, target, position } of inOrder) {
            // The language names the ends of a relationship after their entities.
            const name = kind === 'relationship' && position < 2
                ? endName(entityName(target.name.name, this.rules), position, references[0]!.target === references[1]!.target)
                : smallName(base, this.rules);
            const plain = taken.take(...given(ownColumns.map(column => this.known?.attribute(table.name, column))[0]), name, ...ownColumns.length === 1 ? [smallName(ownColumns[0]!, this.rules)] : [], `${name}Reference`);
            this.references.set(foreignKey, writtenName(plain));
            ownColumns.forEach(column => columns.set(column, { namespace: undefined, plain, as: undefined }));
        }
    }

    private nameColumns(relation: PhysicalName, names: readonly string[]): TakenNames {
        const taken = new TakenNames({ hidesPrelude: true });
        const columns = new Map<string, Named>();
        for (const name of names) {
            if (!columns.has(name)) {
                const plain = taken.take(...given(this.known?.attribute(relation, name)), smallName(name, this.rules));
                columns.set(name, { namespace: undefined, plain, as: this.rules.physical(plain) === name ? undefined : name });
            }
        }
        this.columns.set(this.keyOf(relation), columns);
        return taken;
    }

    private allot(
        names: Names, name: PhysicalName, seen: ReadonlyMap<string, ReadonlySet<string>>, physical: (name: string) => string, ...candidates: readonly string[]
    ): void {
        const namespace = this.namespaceOf(name);
        const pool = this.pool(`elements ${namespace ?? ''}`, namespace);
        const outside = new Set([...seen.get(namespace ?? '') ?? []].flatMap(key => (this.relations.get(key) ?? this.types.get(key) ?? this.routines.get(key))?.plain ?? []));
        const free = namespace === undefined ? candidates : candidates.filter(candidate => !outside.has(candidate));
        const plain = pool.take(...free.length > 0 ? free : [`${candidates.at(-1)!}Of${capitalName(namespace ?? '', this.rules)}`]);
        names.set(this.keyOf(name), { namespace, plain, as: physical(plain) === name.name ? undefined : name.name });
    }

    private allotIn(names: Names, key: string, pool: TakenNames, physical = key): void {
        if (!names.has(key)) {
            const plain = pool.take(smallName(physical, this.rules));
            names.set(key, { namespace: undefined, plain, as: this.rules.physical(plain) === physical ? undefined : physical });
        }
    }

    private pool(key: string, namespace?: Namespace): TakenNames {
        let pool = this.pools.get(key);
        if (!pool) {
            this.pools.set(key, pool = new TakenNames());
            if (namespace === undefined) {
                [this.schemas.main, ...this.schemas.blocks].forEach(name => name !== undefined && pool!.reserve(this.declaredSchema(name).plain));
            }
        }
        return pool;
    }

    private declared(names: Names, key: string, physical: string): DeclaredName {
        const known = names.get(key);
        const plain = known?.plain ?? physical;
        const as = known ? known.as : undefined;
        return { name: writtenName(plain), plain, as: as === undefined ? '' : ` as ${quotedText(as)}` };
    }

    private written(known: Named | undefined, from: Namespace): string | undefined {
        if (!known) {
            return undefined;
        }
        this.mentioned.add(known);
        const name = writtenName(known.plain);
        return known.namespace === undefined || known.namespace === from ? name : `${this.declaredSchema(known.namespace).name}.${name}`;
    }
}

function given(name: string | undefined): readonly string[] {
    return name === undefined ? [] : [name];
}

function sortKey(object: SourceObject): string {
    return !('name' in object) ? '' : typeof object.name === 'string' ? object.name : object.name.name;
}

function compare(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0;
}

function endName(entity: string, position: number, isTwice: boolean): string {
    return isTwice ? `${position === 0 ? 'source' : 'target'}${entity}` : entity[0]!.toLowerCase() + entity.slice(1);
}
