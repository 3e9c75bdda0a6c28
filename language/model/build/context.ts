import type { AstNode, LangiumDocument } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { PhysicalName } from '../elements.ts';
import type { Expression } from '../expressions.ts';
import type { Naming, PatternKind } from '../model.ts';
import { fillPattern, NameRegistry } from '../naming/registry.ts';
import { NamingRules } from '../naming/rules.ts';
import type { NamedTypes } from '../typing.ts';
import { AnnotateIndex } from './annotate.ts';
import { Signatures } from './calls.ts';
import { Declarations } from './declarations.ts';
import { DeclaredTypes } from './declared-types.ts';
import type { Reuse } from './reuse.ts';
import type { Sources } from './source.ts';
import { Shapes, type AttributeShape, type RelationShape } from './shapes.ts';

/** A declaration that stands at the top of a document or in a schema block. */
type NamedDeclaration = AstNode & { readonly name?: string };

/** What all parts of the builder share while one model is built. */
export class BuildContext {
    readonly sources: Sources;
    readonly declarations: Declarations;
    readonly rules: NamingRules;
    readonly names: NameRegistry;
    readonly annotates: AnnotateIndex;
    readonly shapes: Shapes;
    readonly signatures: Signatures;
    readonly types: NamedTypes;
    /** What is left of the last build, if anything. */
    readonly reuse: Reuse | undefined;
    readonly foreignKeyNames = new Map<AttributeShape, string>();
    readonly keyNames = new Map<RelationShape, string>();
    /** The lines about governance and load that hold for an entity. */
    readonly governance = new Map<RelationShape, readonly ast.GovernanceLine[]>();
    /** How many queries have been bound, those inside of expressions included. */
    queries = 0;
    /** What views' columns are computed from, each bound once. */
    readonly viewColumns = new Map<ast.ViewColumn, Expression | 'busy'>();
    private readonly defaultSchema: string | undefined;
    private readonly schemas = new Map<string, string>();
    private readonly ids = new Map<AstNode, string>();

    constructor(documents: readonly LangiumDocument<ast.Document>[], naming: Naming, defaultSchema: string | undefined, sources: Sources, reuse: Reuse | undefined) {
        this.sources = sources;
        this.reuse = reuse;
        this.declarations = new Declarations(documents);
        this.rules = new NamingRules(naming);
        this.names = new NameRegistry(naming.patterns);
        this.annotates = new AnnotateIndex(this.declarations.of<ast.Annotate>('Annotate'));
        this.shapes = new Shapes(this);
        this.signatures = new Signatures(this);
        this.types = new DeclaredTypes(this);
        this.defaultSchema = defaultSchema;
        for (const schema of this.declarations.of<ast.Schema>('Schema')) {
            // Blocks of one name are one schema: any of them may give its physical name.
            const id = this.id(schema);
            if (schema.physicalName !== undefined || !this.schemas.has(id)) {
                this.schemas.set(id, schema.physicalName ?? this.rules.physical(schema.name ?? ''));
            }
        }
        this.tellOverloadsApart();
    }

    /** The qualified name of a declaration: `sales.Order`. */
    id(node: NamedDeclaration): string {
        let id = this.ids.get(node);
        if (id === undefined) {
            const container = node.$container;
            const name = node.name ?? '';
            id = container?.$type === 'Schema' ? `${this.id(container)}.${name}` : name;
            this.ids.set(node, id);
        }
        return id;
    }

    /** Of overloads each after the first gets its parameters' types into its id, which is unique like any other. */
    private tellOverloadsApart(): void {
        const seen = new Set<string>();
        for (const routine of this.declarations.of<ast.Routine>('Routine')) {
            const id = this.id(routine);
            if (seen.has(id)) {
                this.ids.set(routine, `${id}(${routine.parameters.map(parameter => parameter.type?.$cstNode?.text ?? '').join(', ')})`);
            }
            seen.add(id);
        }
    }

    /** The physical schema that a declaration stands in. */
    schemaOf(node: AstNode): string | undefined {
        const container = node.$container;
        return container?.$type === 'Schema' ? this.physicalSchema(container as ast.Schema) : this.defaultSchema;
    }

    physicalSchema(schema: ast.Schema): string {
        return this.schemas.get(this.id(schema)) ?? this.rules.physical(schema.name ?? '');
    }

    /** The physical name of a schema known by its name only. */
    schemaNamed(name: string): string {
        return this.schemas.get(name) ?? this.rules.physical(name);
    }

    table(node: NamedDeclaration, written: string | undefined): PhysicalName {
        return qualified(this.schemaOf(node), written ?? this.rules.table(node.name ?? ''));
    }

    /** By the pattern for its kind, else by the naming rule alone. */
    byPattern(kind: PatternKind, table: string, name: string): string {
        const pattern = this.rules.naming.patterns[kind];
        const physical = this.rules.physical(name);
        return pattern === undefined ? physical : fillPattern(pattern, { table, name: physical, columns: physical }, 0);
    }

    physicalName(node: NamedDeclaration, written: string | undefined): PhysicalName {
        return qualified(this.schemaOf(node), written ?? this.rules.physical(node.name ?? ''));
    }
}

function qualified(schema: string | undefined, name: string): PhysicalName {
    return schema === undefined ? { name } : { schema, name };
}
