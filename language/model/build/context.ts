import type { AstNode, LangiumDocument } from 'langium';
import * as ast from '../../generated/ast.ts';
import type { PhysicalName } from '../elements.ts';
import type { Naming } from '../model.ts';
import { NameRegistry } from '../naming/registry.ts';
import { NamingRules } from '../naming/rules.ts';
import { AnnotateIndex } from './annotate.ts';
import { Declarations } from './declarations.ts';

/** A declaration that stands at the top of a document or in a schema block. */
type NamedDeclaration = AstNode & { readonly name?: string };

/** What all parts of the builder share while one model is built. */
export class BuildContext {
    readonly declarations: Declarations;
    readonly rules: NamingRules;
    readonly names: NameRegistry;
    readonly annotates: AnnotateIndex;
    private readonly defaultSchema: string | undefined;
    private readonly schemas = new Map<string, string>();
    private readonly ids = new Map<AstNode, string>();
    private readonly routineIds = new Map<string, number>();

    constructor(documents: readonly LangiumDocument<ast.Document>[], naming: Naming, defaultSchema: string | undefined) {
        this.declarations = new Declarations(documents);
        this.rules = new NamingRules(naming);
        this.names = new NameRegistry(naming.patterns);
        this.annotates = new AnnotateIndex(this.declarations.of<ast.Annotate>(ast.Annotate.$type));
        this.defaultSchema = defaultSchema;
        for (const schema of this.declarations.of<ast.Schema>(ast.Schema.$type)) {
            // Blocks of one name are one schema: any of them may give its physical name.
            const id = this.id(schema);
            if (schema.physicalName !== undefined || !this.schemas.has(id)) {
                this.schemas.set(id, schema.physicalName ?? this.rules.physical(schema.name ?? ''));
            }
        }
    }

    /** The qualified name of a declaration: `sales.Order`. */
    id(node: NamedDeclaration): string {
        let id = this.ids.get(node);
        if (id === undefined) {
            const container = node.$container;
            const name = node.name ?? '';
            id = container?.$type === ast.Schema.$type ? `${this.id(container as ast.Schema)}.${name}` : name;
            this.ids.set(node, id);
        }
        return id;
    }

    /** Of overloads each after the first gets its parameters' types into its id, which is unique like any other. */
    routineId(node: ast.Routine): string {
        let id = this.ids.get(node);
        if (id === undefined) {
            id = this.id(node);
            const earlier = this.routineIds.get(id) ?? 0;
            this.routineIds.set(id, earlier + 1);
            if (earlier > 0) {
                id += `(${node.parameters.map(parameter => parameter.type?.$cstNode?.text ?? '').join(', ')})`;
                this.ids.set(node, id);
            }
        }
        return id;
    }

    /** The physical schema that a declaration stands in. */
    schemaOf(node: AstNode): string | undefined {
        const container = node.$container;
        return container?.$type === ast.Schema.$type ? this.physicalSchema(container as ast.Schema) : this.defaultSchema;
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

    physicalName(node: NamedDeclaration, written: string | undefined): PhysicalName {
        return qualified(this.schemaOf(node), written ?? this.rules.physical(node.name ?? ''));
    }
}

function qualified(schema: string | undefined, name: string): PhysicalName {
    return schema === undefined ? { name } : { schema, name };
}
