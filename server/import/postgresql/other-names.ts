import type { Node, ObjectType } from 'libpg-query';
import type { PhysicalName } from '../../../language/index.ts';
import { fieldsOf } from './parser.ts';

/** What has a name in a schema and no draft: the statement that makes it is kept as text. */
export type OtherKind =
    | 'operator' | 'operator class' | 'operator family' | 'collation' | 'statistics' | 'conversion' | 'routine'
    | 'text search configuration' | 'text search dictionary' | 'text search parser' | 'text search template';

/** The kinds by what COMMENT ON, DROP and ALTER call them. */
export const OTHER_KINDS: { readonly [Kind in ObjectType]?: OtherKind } = {
    OBJECT_OPERATOR: 'operator', OBJECT_OPCLASS: 'operator class', OBJECT_OPFAMILY: 'operator family', OBJECT_COLLATION: 'collation',
    OBJECT_STATISTIC_EXT: 'statistics', OBJECT_CONVERSION: 'conversion', OBJECT_TSCONFIGURATION: 'text search configuration',
    OBJECT_TSDICTIONARY: 'text search dictionary', OBJECT_TSPARSER: 'text search parser', OBJECT_TSTEMPLATE: 'text search template',
};

/** What a statement makes, and under which name. */
export interface Creation {
    /** Undefined for what has a draft of its own. */
    readonly kind: OtherKind | undefined;
    readonly names: readonly Node[];
}

/** What a statement makes whose name the parse tree has as a list, without its place in the text. */
export function creationIn(tree: Node): Creation | undefined {
    const defined = fieldsOf(tree, 'DefineStmt');
    if (defined !== undefined) {
        const kind = defined.kind === 'OBJECT_AGGREGATE' ? 'routine' : OTHER_KINDS[defined.kind ?? 'OBJECT_TYPE'];
        return { kind, names: defined.defnames ?? [] };
    }
    const made: readonly (readonly [OtherKind | undefined, readonly Node[] | undefined])[] = [
        ['operator class', fieldsOf(tree, 'CreateOpClassStmt')?.opclassname],
        ['operator family', fieldsOf(tree, 'CreateOpFamilyStmt')?.opfamilyname],
        ['conversion', fieldsOf(tree, 'CreateConversionStmt')?.conversion_name],
        ['statistics', fieldsOf(tree, 'CreateStatsStmt')?.defnames],
        ['routine', fieldsOf(tree, 'CreateFunctionStmt')?.funcname],
        [undefined, fieldsOf(tree, 'CreateRangeStmt')?.typeName],
        [undefined, fieldsOf(tree, 'CreateEnumStmt')?.typeName],
        [undefined, fieldsOf(tree, 'CreateDomainStmt')?.domainname],
    ];
    const found = made.find(([, names]) => names !== undefined && names.length > 0);
    return found && { kind: found[0], names: found[1] ?? [] };
}

/** Names of what has no draft, by kind. */
export class OtherNames {
    readonly #names = new Set<string>();
    readonly #schemas = new Set<string>();

    add(kind: OtherKind, { schema = '', name }: PhysicalName): void {
        this.#names.add(`${kind}\0${schema}\0${name}`);
        if (kind === 'operator' || kind.startsWith('text search')) {
            this.#schemas.add(schema);
        }
    }

    /** The schema of the search path in which something is found. */
    schemaOf(kind: OtherKind, name: string, path: readonly string[]): string | undefined {
        return path.find(schema => this.#names.has(`${kind}\0${schema}\0${name}`));
    }

    /** Whether a schema holds any that a text names without its schema: an operator, or the configuration in `to_tsvector('german', text)`. */
    hasSchema(schema: string): boolean {
        return this.#schemas.has(schema);
    }
}
