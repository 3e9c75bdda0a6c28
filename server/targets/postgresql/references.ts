import { sourcesOf, walk } from '../../../language/index.ts';
import type { Expression, Model, PhysicalName, Type } from '../../../language/index.ts';
import type { MarkedStatement } from './marked-statements.ts';
import type { ModelNames } from './model-names.ts';
import { namesIn } from './names-in-sql.ts';
import { engine } from './versions.ts';

/** What must be there before a statement runs, and what had better be. Both are keys of nodes. */
export interface Needs {
    readonly needs: Set<string>;
    /** Foreign keys, which can be added later, and what seems to be named in marked SQL. */
    readonly prefers: Set<string>;
}

export function noNeeds(): Needs {
    return { needs: new Set(), prefers: new Set() };
}

export function tableKey({ schema, name }: PhysicalName): string {
    return `table ${schema ?? ''}.${name}`;
}

export function keyOf(kind: 'enum' | 'domain' | 'structure' | 'sequence' | 'routine' | 'view', id: string): string {
    return `${kind} ${id}`;
}

/** Finds what the elements of a model refer to. */
export class References {
    private readonly names: ModelNames;
    /** Keys by the names that marked SQL may use: `orders` and `sales.orders`. */
    private readonly byName = new Map<string, string[]>();

    constructor(model: Model, names: ModelNames, marked: readonly MarkedStatement[]) {
        this.names = names;
        names.tables.forEach(table => this.add(table.name, tableKey(table.name)));
        model.views.forEach(view => this.add(view.physicalName, keyOf('view', view.id)));
        model.routines.forEach(routine => this.add(routine.physicalName, keyOf('routine', routine.id)));
        model.sequences.forEach(sequence => this.add(sequence.physicalName, keyOf('sequence', sequence.id)));
        model.enums.filter(({ storage }) => storage === 'native').forEach(element => this.add(element.physicalName, keyOf('enum', element.id)));
        model.domains.forEach(domain => this.add(domain.physicalName, keyOf('domain', domain.id)));
        model.structures.forEach(type => this.add(type.physicalName, keyOf('structure', type.id)));
        marked.forEach(({ key, makes }) => makes.forEach(name => this.add({ name }, key)));
    }

    ofExpression(expression: Expression | undefined, into: Needs): void {
        if (expression) {
            walk(expression, part => this.ofPart(part, into));
        }
    }

    ofType(type: Type, into: Needs): void {
        switch (type.kind) {
            case 'array':
                this.ofType(type.element, into);
                break;
            case 'range':
                this.ofType(type.of, into);
                break;
            case 'domain': {
                const domain = this.names.domain(type.id);
                if (domain.inlined) {
                    this.ofType(domain.type, into);
                } else {
                    into.needs.add(keyOf('domain', type.id));
                }
                break;
            }
            case 'enum':
                into.needs.add(keyOf('enum', type.id));
                break;
            case 'structure':
                into.needs.add(keyOf('structure', type.id));
                break;
            case 'reference':
                this.ofRelation(type.entity, into);
                break;
            case 'row':
                this.ofRelation(type.relation, into);
                break;
            case 'native':
                this.ofSql(type.spellings[engine], into);
                break;
            default:
                break;
        }
    }

    /** A view, or all the tables that the rows of an entity may be in. */
    ofRelation(id: string, into: Needs): void {
        if (this.names.index.views.get(id)) {
            into.needs.add(keyOf('view', id));
            return;
        }
        this.addTable(id, into);
        this.names.ancestorsOf(id).forEach(ancestor => this.addTable(ancestor.id, into));
        this.names.descendantsOf(id).forEach(subtype => this.addTable(subtype.id, into));
    }

    /** Whatever in the text has the name of something in the model. Comments and quoted texts are no names. */
    ofSql(text: string | undefined, into: Needs): void {
        for (const name of namesIn(text ?? '')) {
            this.ofName(name, into);
        }
    }

    /** A name that is no text of SQL, as that of a collation or tablespace. */
    ofName(name: string | undefined, into: Needs): void {
        this.byName.get(name ?? '')?.forEach(key => into.prefers.add(key));
    }

    private ofPart(part: Expression, into: Needs): void {
        switch (part.kind) {
            case 'call':
                if (!part.builtin) {
                    into.needs.add(keyOf('routine', part.routine));
                }
                break;
            case 'exists':
            case 'in rows':
                sourcesOf(part.rows).forEach(({ relation }) => this.ofRelation(relation, into));
                break;
            case 'sequence':
                into.needs.add(keyOf('sequence', part.sequence));
                break;
            case 'cast':
                this.ofType(part.to, into);
                break;
            case 'sql':
                this.ofSql(part.texts[engine], into);
                break;
            default:
                break;
        }
    }

    private addTable(entity: string, into: Needs): void {
        const table = this.names.tableOf(entity);
        if (table) {
            into.needs.add(tableKey(table.name));
        }
    }

    private add({ schema, name }: PhysicalName, key: string): void {
        // What has no schema is in the one that every database has, and SQL may say so.
        for (const known of [name, `${schema ?? 'public'}.${name}`]) {
            const keys = this.byName.get(known);
            if (keys) {
                keys.push(key);
            } else {
                this.byName.set(known, [key]);
            }
        }
    }
}
