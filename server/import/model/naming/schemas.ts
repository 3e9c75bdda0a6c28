import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceSchema } from '../../source/index.ts';
import type { Namespace } from '../names.ts';

/** Which schemas of the source are blocks, and which one the rest of the model stands in. */
export interface SchemaLayout {
    /** Physical name of the schema that stands for names without one. */
    readonly implicit: string;
    /** The schema whose objects stand outside of all blocks. */
    readonly main: string | undefined;
    /** Whether the header names it. */
    readonly isNamed: boolean;
    /** All other schemas, in the order of the source. */
    readonly blocks: readonly string[];
}

const engineDefault = 'public';

export function schemaLayoutOf(schema: SourceSchema): SchemaLayout {
    const implicit = schema.defaultSchema ?? engineDefault;
    const used = new Map<string, number>();
    const declared = new Set<string>();
    const granted = new Set<string>();
    const anchors = new Set<string>();
    for (const object of schema.objects) {
        switch (object.kind) {
            case 'schema':
                declared.add(object.name);
                break;
            case 'table':
            case 'enum':
            case 'domain':
            case 'composite':
            case 'sequence':
            case 'view':
            case 'routine':
                used.set(object.name.schema ?? implicit, (used.get(object.name.schema ?? implicit) ?? 0) + 1);
                break;
            case 'grant':
                if ('schema' in object.on && typeof object.on.schema === 'string') {
                    granted.add(object.on.schema);
                } else if (object.on.kind === 'schema') {
                    granted.add(object.on.name);
                }
                break;
            case 'statement':
                // Only what a block declares can have a statement beside it.
                if (object.after?.kind === 'schema') {
                    anchors.add(object.after.name.name);
                }
                break;
            default:
                break;
        }
    }
    const total = [...used.values()].reduce((sum, count) => sum + count, 0);
    const most = [...used].find(([name, count]) => count * 2 > total && !anchors.has(name))?.[0];
    const main = used.has(engineDefault) ? engineDefault : most;
    return {
        implicit, main,
        isNamed: main !== undefined && (main !== engineDefault || granted.has(engineDefault)),
        blocks: [...new Set([...declared, ...used.keys(), ...granted])].filter(name => name !== main && name !== engineDefault),
    };
}

export function namespaceOf({ schema }: PhysicalName, layout: SchemaLayout): Namespace {
    const name = schema ?? layout.implicit;
    return name === layout.main ? undefined : name;
}
