import type { SourceObject, SourceSchema } from '../source/index.ts';

/** As often as this nobody says the same of different things: a tool wrote it. */
const mostRepeated = 2;

/** What Prisma writes above each statement. */
const ofTool = /^(?:Create|Alter|Drop|Add|Rename|Redefine)(?:Enum|Table|Tables|Index|ForeignKey|PrimaryKey|Extension|Schema|View)$/;

/** The source without remarks that a tool wrote, or repeats. */
export function withoutRepeatedRemarks(schema: SourceSchema): SourceSchema {
    const counts = new Map<string, number>();
    const count = (remark: string | undefined) => remark !== undefined && counts.set(remark, (counts.get(remark) ?? 0) + 1);
    for (const object of schema.objects) {
        count(object.remark);
        object.headings?.forEach(count);
        if (object.kind === 'table') {
            object.columns.forEach(({ remark }) => count(remark));
            object.indexes.forEach(({ remark }) => count(remark));
        }
    }
    const isRepeated = (remark: string | undefined) => remark !== undefined && (counts.get(remark)! > mostRepeated || ofTool.test(remark));
    if (![...counts.keys()].some(isRepeated)) {
        return schema;
    }
    const without = <T extends { readonly remark?: string }>(element: T): T => {
        if (!isRepeated(element.remark)) {
            return element;
        }
        const { remark: _, ...rest } = element;
        return rest as T;
    };
    return {
        ...schema,
        objects: schema.objects.map((object): SourceObject => {
            const kept = { ...without(object), ...object.headings ? { headings: object.headings.filter(heading => !isRepeated(heading)) } : {} };
            return kept.kind === 'table' ? { ...kept, columns: kept.columns.map(without), indexes: kept.indexes.map(without) } : kept;
        }),
    };
}
