import type { SourceForeignKey, SourceSchema } from '../../source/index.ts';
import { smallName } from '../naming/words.ts';
import { quotedText } from '../text.ts';
import { writtenName } from '../written-names.ts';
import { leftFoot, rightFoot } from './crows-feet.ts';
import type { TableWriter } from './table-writer.ts';

/** Lines between entities that the source draws: what they are called, and how many rows there are at each end. */
export function drawnLines(writer: TableWriter): readonly string[] {
    const { context, table, structure, from } = writer;
    return structure.references.flatMap(({ foreignKey, target }) => {
        const { cardinality } = foreignKey;
        const [one, many] = [context.names.relation(target.name, from), context.names.relation(table.name, from)];
        if (!cardinality || one === undefined || many === undefined) {
            return [];
        }
        const label = cardinality.label === undefined ? '' : ` ${quotedText(cardinality.label)}`;
        const end = `${many}.${context.names.reference(table.name, foreignKey)}`;
        return [`relationship ${writtenName(nameOf(foreignKey, writer))}: ${one} ${leftFoot(cardinality.target)}--${rightFoot(cardinality.self)} ${end}${label}${cardinality.identifying ? ' identifying' : ''}`];
    });
}

const known = new WeakMap<SourceSchema, ReadonlyMap<SourceForeignKey, string>>();

function nameOf(foreignKey: SourceForeignKey, { context }: TableWriter): string {
    let names = known.get(context.schema);
    if (!names) {
        known.set(context.schema, names = drawnNames(context));
    }
    return names.get(foreignKey)!;
}

/** After what the line says; where several say the same, with the entities that it is between. */
function drawnNames({ schema, names, structure }: TableWriter['context']): ReadonlyMap<SourceForeignKey, string> {
    const drawn = structure.tables.all.flatMap(table => structure.of(table).references
        .filter(({ foreignKey }) => foreignKey.cardinality !== undefined && structure.of(table).kind === 'entity').map(reference => ({ table, reference })));
    const labels = Map.groupBy(drawn, ({ reference }) => labelOf(reference.foreignKey.cardinality?.label));
    const taken = new Set(schema.objects.flatMap(object => object.kind === 'table' ? [names.declaredRelation(object.name).plain] : []));
    const found = new Map<SourceForeignKey, string>();
    for (const { table, reference } of drawn) {
        const label = labelOf(reference.foreignKey.cardinality?.label);
        const [one, many] = [names.declaredRelation(reference.target.name).plain, names.declaredRelation(table.name).plain];
        const verb = smallName(label, names.rules);
        const between = `${one[0]!.toLowerCase()}${one.slice(1)}${label === '' ? '' : capitalized(verb)}${many}`;
        const base = label !== '' && labels.get(label)!.length === 1 ? verb : between;
        let name = base;
        for (let number = 2; taken.has(name); number++) {
            name = `${base}${number}`;
        }
        taken.add(name);
        found.set(reference.foreignKey, name);
    }
    return found;
}

function labelOf(label = ''): string {
    return label.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]+/gu, '_').replaceAll(/^_+|_+$/g, '').toLowerCase();
}

function capitalized(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}
