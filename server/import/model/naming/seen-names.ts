import type { PhysicalName } from '../../../../language/index.ts';
import type { SourceSchema, SourceType } from '../../source/index.ts';
import type { Namespace } from '../names.ts';

/** By schema block, the keys of what stands outside of all blocks and is named from within it: a name of the block's own must not hide it. */
export function seenFrom(schema: SourceSchema, namespace: (name: PhysicalName) => Namespace): ReadonlyMap<string, ReadonlySet<string>> {
    const seen = new Map<string, Set<string>>();
    const implicit = schema.defaultSchema ?? 'public';
    const see = (from: PhysicalName, to: PhysicalName) => {
        const block = namespace(from);
        if (block !== undefined && namespace(to) === undefined) {
            const keys = seen.get(block) ?? new Set();
            seen.set(block, keys.add(JSON.stringify([to.schema ?? implicit, to.name])));
        }
    };
    const seeType = (from: PhysicalName, { schema: typeSchema, name }: SourceType) => see(from, typeSchema === undefined ? { name } : { schema: typeSchema, name });
    for (const object of schema.objects) {
        switch (object.kind) {
            case 'table':
                object.foreignKeys.forEach(({ target }) => see(object.name, target));
                object.columns.forEach(({ type }) => seeType(object.name, type));
                object.inherits.forEach(parent => see(object.name, parent));
                break;
            case 'composite':
                object.attributes.forEach(({ type }) => seeType(object.name, type));
                break;
            case 'routine':
                object.parameters.forEach(({ type }) => seeType(object.name, type));
                break;
            case 'view':
                object.columns.forEach(({ type }) => type && seeType(object.name, type));
                break;
            default:
                break;
        }
    }
    return seen;
}
