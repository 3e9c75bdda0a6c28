import { lines, plainText, quotedText, type Text } from '../text.ts';
import { attributeLines, inlineOf } from './attribute-lines.ts';
import { referenceAttribute } from './attributes.ts';
import { constraintLines } from './constraint-lines.ts';
import { leftFoot, rightFoot } from './crows-feet.ts';
import { keptStatements, leadOf } from './kept.ts';
import type { ReferenceStructure } from './structure.ts';
import { withoutBackticks, type TableWriter } from './table-writer.ts';

/** `relationship enrolled: Student }o--o{ Course`, with what its table has beyond the two. */
export function relationshipText(writer: TableWriter): Text {
    const { table, context, structure, from } = writer;
    const declared = context.names.declaredRelation(table.name);
    const [source, target] = structure.references as readonly [ReferenceStructure, ReferenceStructure];
    const [left, right] = [source, target].map(end => context.names.relation(end.target.name, from) ?? context.names.declaredRelation(end.target.name).name);
    const { cardinality } = source.foreignKey;
    const label = cardinality?.label === undefined ? '' : ` ${quotedText(cardinality.label)}`;
    const notation = cardinality ? `${leftFoot(cardinality.target)}--${rightFoot(cardinality.self)}` : '}o--o{';
    const rules = constraintLines(writer);
    const ends = attributeLines(writer).slice(0, 2).filter((_, position) => !isImplied(structure.references[position]!, rules, writer));
    const groups = [[...ends, ...attributeLines(writer).slice(2)], rules].filter(group => group.length > 0);
    const body = groups.flatMap((group, index): Text[] => index === 0 ? [...group] : ['', ...group]);
    return lines([
        [leadOf(writer), `relationship ${declared.name}: ${left} ${notation} ${right}${label}${declared.as}${body.length === 0 ? '' : ' {'}`],
        ...body, ...body.length === 0 ? [] : ['}'], ...keptStatements(writer, undefined),
    ]);
}

/** Each end goes with its row by itself; of a drawing nothing more is known. What rules and queries name has to be there. */
function isImplied(reference: ReferenceStructure, rules: readonly Text[], writer: TableWriter): boolean {
    const { names } = writer.context;
    const name = names.reference(writer.table.name, reference.foreignKey);
    if (isReadByQueries(writer) || rules.some(rule => plainText(rule).split(/[^\p{L}\p{N}_]+/u).includes(withoutBackticks(name)))) {
        return false;
    }
    const target = names.relation(reference.target.name, writer.from);
    const text = plainText(referenceAttribute(reference, inlineOf(reference.ownColumns[0]!, reference, writer), writer));
    return text === `${name}: ${target} on delete cascade` || reference.foreignKey.cardinality !== undefined;
}

function isReadByQueries({ table, context: { schema, structure } }: TableWriter): boolean {
    return schema.objects.some(object => object.kind === 'view' && object.query !== undefined
        && [object.query.from, ...object.query.joins.map(({ source }) => source)].some(({ relation }) => structure.tables.isSame(relation, table.name)));
}
