import type { Item, Piece } from './pieces.ts';

/** A column: what begins it, and the spaces before it. */
interface Column {
    readonly begins: (piece: Piece) => boolean;
    readonly gap: number;
    /** Whether it takes room only in the lines that have it. */
    readonly floating: boolean;
}

/** Where a column of an item begins, as the index of a piece, and -1 if the item has nothing in it. */
export interface Cell {
    readonly piece: number;
    readonly column: Pick<Column, 'gap' | 'floating'>;
}

const node = (rule: string, feature: string) => ({ role, begins }: Piece): boolean =>
    role.rule === rule && role.feature === feature || begins.some(begun => begun.rule === rule && begun.feature === feature);
const keyword = (rule: string, ...words: readonly string[]) => ({ role }: Piece): boolean =>
    role.rule === rule && role.keyword !== undefined && words.includes(role.keyword);
const part = ({ role, begins }: Piece): boolean => role.clause || begins.some(begun => begun.clause);
const column = (begins: Column['begins'], gap = 1, floating = false): Column => ({ begins, gap, floating });

const annotation = node('Annotations', 'annotations');
const nameModifier = keyword('NameModifier', 'as');
const physicalName = column(keyword('PhysicalName', 'as'), 2);
const modifier = (piece: Piece): boolean => part(piece) && !nameModifier(piece) && !annotation(piece);

/** The columns after the first of each kind of item. An item has those that it begins, in their order. */
const columns: Readonly<Record<string, readonly Column[]>> = {
    Attribute: [column(node('Attribute', 'type')), column(modifier, 2), column(nameModifier, 2, true), column(annotation, 2)],
    Index: [column(node('Index', 'modifiers')), physicalName],
    Exclusion: [column(keyword('Exclusion', 'using', 'where')), physicalName],
    Check: [column(node('Check', 'condition'))],
    EnumValue: [column(keyword('EnumValue', '=')), column(node('EnumValue', 'label')), column(part)],
    Partition: [column(keyword('Partition', 'from', 'in', 'modulus', 'default')), physicalName],
    ViewColumn: [column(piece => node('ViewColumn', 'expression')(piece) || node('ViewColumn', 'type')(piece)), column(part, 2)],
    Team: [column(node('Team', 'name')), column(node('Team', 'label')), column(part)],
    Area: [column(node('Area', 'name')), column(node('Area', 'label')), column(part)],
    Purpose: [column(node('Purpose', 'name')), column(node('Purpose', 'label')), column(part)],
    Role: [column(node('Role', 'name')), column(part)],
    Domain: [column(node('Domain', 'name')), column(node('Domain', 'type')), column(part)],
    StructuredType: [column(node('StructuredType', 'name')), column(keyword('StructuredType', '{'))],
    Enum: [column(node('Enum', 'name')), column(node('Enum', 'storage')), column(keyword('Enum', '{'))],
    SessionVariable: [column(node('SessionVariable', 'name')), column(node('SessionVariable', 'type')), column(part)],
    Sequence: [column(node('Sequence', 'name')), column(node('Sequence', 'type')), column(part)],
    Extension: [column(node('Extension', 'name')), column(part)],
    Relationship: [column(node('Relationship', 'name')), column(node('Relationship', 'source')), column(node('Relationship', 'notation')), column(part)],
    Grant: [column(keyword('Grant', 'on')), column(keyword('Grant', 'to', 'from'))],
    Flow: [column(keyword('Flow', '<-'))],
};

const second: readonly Column[] = [column(() => true)];
/** Columns of which a line has any number. */
const repeated: Readonly<Record<string, Column>> = {
    MemberAnnotation: column(node('MemberAnnotation', 'annotations')),
    ReferenceRow: column(node('ReferenceRow', 'values')),
};

const families = {
    governance: ['AreaLine', 'OwnerLine', 'StewardLine', 'PurposeLine', 'SubjectLine', 'RetentionLine', 'AuditLine', 'VolumeLine', 'AccessPattern'],
    model: ['VersionLine', 'TargetsLine', 'DefaultSchemaLine', 'NamingLine', 'PatternLine', 'ComplianceLine'],
    vocabulary: ['Domain', 'StructuredType', 'Enum', 'SessionVariable', 'Sequence'],
    organization: ['Team', 'Area', 'Purpose', 'Role'],
} as const;

const familyOf: ReadonlyMap<string, string> = new Map(Object.entries(families).flatMap(([family, kinds]) => kinds.map(kind => [kind, family] as const)));

/** Kinds of one family share their first column, the one after the keyword. Any other kind is a family of its own. */
export function family(item: Item): string {
    return familyOf.get(item.kind) ?? item.kind;
}

/** Whether it is a declaration of a family, in which keyword and name keep two spaces apart unless the keywords are the same. */
export function isDeclared(item: Item): boolean {
    return family(item) === 'vocabulary' || family(item) === 'organization';
}

/** The columns of an item up to piece `end`. */
export function cellsOf(pieces: readonly Piece[], item: Item, end: number): readonly Cell[] {
    const again = repeated[item.kind];
    if (again !== undefined) {
        // The first value stands right after the parenthesis.
        const first = item.kind === 'ReferenceRow' ? item.first + 2 : item.first + 1;
        return Array.from({ length: Math.max(end - first + 1, 0) }, (_, index) => first + index)
            .filter(index => again.begins(pieces[index]!))
            .map(index => ({ piece: withComments(pieces, item.first, index), column: again }));
    }
    const isLine = familyOf.get(item.kind) === 'governance' || familyOf.get(item.kind) === 'model';
    const possible = isLine ? second : columns[item.kind] ?? [];
    const found = possible.map(() => -1);
    let next = 0;
    for (let index = item.first + 1; index <= end && next < possible.length; index++) {
        const position = possible.findIndex((candidate, at) => at >= next && candidate.begins(pieces[index]!));
        if (position >= 0) {
            found[position] = withComments(pieces, item.first, index);
            next = position + 1;
        }
    }
    return possible.map((candidate, at) => ({ piece: found[at]!, column: candidate }));
}

/** The comments right before a piece, which stand in its column. */
function withComments(pieces: readonly Piece[], first: number, index: number): number {
    let start = index;
    while (start - 1 > first && pieces[start - 1]!.comment === 'block' && pieces[start]!.breaks === 0) {
        start--;
    }
    return start;
}
