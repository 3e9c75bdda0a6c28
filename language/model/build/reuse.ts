import type { AstNode, LangiumDocument } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Entity } from '../elements.ts';
import type { GivenName } from '../naming/registry.ts';
import type { RelationShape } from './shapes.ts';

/** An entity of the last build, with what building it left behind for others. */
export interface BuiltEntity {
    readonly shape: RelationShape;
    readonly entity: Entity;
    /** The names that were generated for it. */
    readonly names: readonly GivenName[];
    /** Its conditions look at rows of other entities or views. */
    readonly asksOthers: boolean;
}

/** Grows whenever a reference in a declaration comes to lead to another node. */
export type LinkChanges = (declaration: ast.Declaration) => number;

/** What no entity is made from: it may come to mean something else without a change to any. */
const madeFromEntities: ReadonlySet<string> = new Set([
    'View', 'Relationship', 'ReferenceRows', 'Trigger', 'Policy', 'Grant', 'Job', 'Role', 'SqlStatement', 'Flow',
]);

/**
 * Remembers how a model was built, so that after a change inside of some entities only these are built again, and those
 * that refer to them. Everything else, from an entity that is renamed to a domain with another type, builds all anew.
 */
export class BuildMemory {
    private readonly changesIn: LinkChanges;
    private declarations: readonly ast.Declaration[] = [];
    private changes: readonly number[] = [];
    private entities: ReadonlyMap<AstNode, BuiltEntity> = new Map();

    constructor(changesIn: LinkChanges) {
        this.changesIn = changesIn;
    }

    /** What of the last build still holds. Undefined where too much changed to say. */
    compare(documents: readonly LangiumDocument<ast.Document>[]): Reuse | undefined {
        const declarations = declarationsOf(documents);
        if (declarations.length !== this.declarations.length) {
            return undefined;
        }
        const outdated = new Map<AstNode, ast.Entity>();
        for (const [node, { asksOthers }] of this.entities) {
            if (asksOthers) {
                outdated.set(node, node as ast.Entity);
            }
        }
        for (const [index, declaration] of declarations.entries()) {
            const before = this.declarations[index]!;
            if (before === declaration && (this.changes[index] === this.changesIn(declaration) || madeFromEntities.has(declaration.$type))) {
                continue;
            }
            if (declaration.$type !== 'Entity' || before.$type !== 'Entity' || declaration.name !== before.name) {
                return undefined;
            }
            outdated.delete(before);
            outdated.set(declaration, before);
        }
        // What an entity hands down to its subtypes is all that it has. Of a node that is not there any more nothing may be resolved.
        const gone = new Set<AstNode>(outdated.values());
        const present = [...this.entities.keys(), ...outdated.keys()].filter(node => outdated.has(node) || !gone.has(node));
        const parents: ReadonlySet<AstNode | undefined> = new Set(present.map(node => (node as Partial<ast.Entity>).parent?.entity?.ref));
        return [...outdated].flat().some(node => (node as ast.Entity).parent || parents.has(node)) ? undefined : new Reuse(this.entities, outdated);
    }

    forget(): void {
        this.declarations = [];
    }

    keep(documents: readonly LangiumDocument<ast.Document>[], entities: ReadonlyMap<AstNode, BuiltEntity>): void {
        this.declarations = declarationsOf(documents);
        this.changes = this.declarations.map(declaration => this.changesIn(declaration));
        this.entities = entities;
    }
}

/** The entities of the last build, as far as they still hold. */
export class Reuse {
    private readonly built: ReadonlyMap<AstNode, BuiltEntity>;
    /** With what they were before. */
    private readonly outdated: ReadonlyMap<AstNode, ast.Entity>;

    constructor(built: ReadonlyMap<AstNode, BuiltEntity>, outdated: ReadonlyMap<AstNode, ast.Entity>) {
        this.built = built;
        this.outdated = outdated;
    }

    entity(node: AstNode): BuiltEntity | undefined {
        return node.$type !== 'Entity' || this.outdated.has(node) ? undefined : this.built.get(node);
    }

    /**
     * Whether an entity that was built again looks to others as it did not before. Whoever refers to an attribute of one
     * that is written differently is built again too, so that of this one only the key matters; of one that is written
     * as before, all columns, as those may come from the other.
     */
    changes(node: AstNode, after: Entity): boolean {
        const source = this.outdated.get(node);
        if (!source) {
            return false;
        }
        const before = this.built.get(source)?.entity;
        return !before || facing(before, source === node) !== facing(after, source === node);
    }
}

/** What others see of an entity that refer to it, as a text. */
function facing({ id, table, abstract, key, attributes }: Entity, whole: boolean): string {
    const names = new Set(key?.elements.map(({ attribute }) => attribute));
    return JSON.stringify([
        id, table, abstract, key?.elements.map(({ attribute, period, withoutOverlaps }) => [attribute, period, withoutOverlaps]),
        attributes.filter(({ name }) => whole || names.has(name)).map(({ name, type, columns }) => [name, type, columns]),
    ]);
}

function declarationsOf(documents: readonly LangiumDocument<ast.Document>[]): readonly ast.Declaration[] {
    return documents.flatMap(document => document.parseResult.value.declarations);
}
