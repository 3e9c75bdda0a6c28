import type { PhysicalName } from '../../../language/index.ts';
import type { SourceNamespace, SourceObject } from '../source/index.ts';
import {
    columnsReadByQueries, compositeText, domainText, enumText, extensionText, grantText, jobText, keptText, markedText, policyText, relationOfGrant, roleText, routineText, rowsText,
    scheduleSql, schemaText, sequenceText, sessionText, triggerText, viewSql, viewText, type Lowering,
} from './declarations/index.ts';
import { tableText } from './entities/index.ts';
import type { Namespace } from './names.ts';
import { slot, type Text } from './text.ts';

/** A declaration of the model with what its file has to know of it. */
export interface Unit {
    readonly object: SourceObject;
    readonly text: Text;
    /** The schema block that it stands in. */
    readonly namespace: Namespace;
    /** Units of the same kind stand in a row, without blank lines between them. */
    readonly row: string | undefined;
    readonly headings: readonly string[];
    /** What it declares, and what it names, as the names know it. */
    readonly identity: object | undefined;
    readonly mentioned: ReadonlySet<object>;
    /** The relation that it stands beside; its own for a relation. */
    readonly relation: string | undefined;
    /** Extensions, roles, and what else is about the model as a whole. */
    readonly isSetUp: boolean;
}

/** The comment that every database has on its first schema. */
const standardComment = 'standard public schema';

/**
 * The declarations of a model: in the order of the source, with what belongs to a relation behind that relation.
 * Headings of sections stay where what they head does.
 */
export function unitsOf(lowering: Lowering): readonly Unit[] {
    const { schema, names } = lowering;
    const units: Unit[] = [];
    const behind = new Map<string, Unit[]>();
    const relations = new Set(schema.objects.filter(object => object.kind === 'table' || object.kind === 'view').map(({ name }) => names.keyOf(name)));
    const granted = namedColumns(schema.objects, lowering);
    const isInOrder = schema.objects.some(object => object.kind === 'grant' && object.on.kind === 'all');
    const lateGrants: Unit[] = [];
    let headings: readonly string[] = [];
    schema.objects.forEach((object, position) => {
        const anchor = isInOrder && object.kind === 'grant' ? undefined : anchorOf(object);
        const relation = anchor && relations.has(names.keyOf(anchor)) ? names.keyOf(anchor) : undefined;
        const own = object.kind === 'table' || object.kind === 'view' ? names.keyOf(object.name) : undefined;
        const moves = relation !== undefined || object.kind === 'grant' && isInOrder;
        const namespace = namespaceOf(object, relation === undefined ? undefined : anchor, lowering);
        const { result: text, mentioned } = names.mentionsIn(() => textOf(object, position, namespace, granted, lowering));
        if (!moves) {
            headings = [...headings, ...object.headings ?? []];
        }
        if (text === undefined) {
            return;
        }
        const unit: Unit = {
            object, text: slot(unitSlot(position), text), mentioned, identity: names.identityOf(object),
            namespace, row: rowOf(object), headings: moves ? [] : headings, relation: relation ?? own, isSetUp: object.kind === 'extension' || object.kind === 'role' || object.kind === 'session' || object.kind === 'schema',
        };
        if (moves) {
            if (relation === undefined) {
                lateGrants.push(unit);
            } else {
                behind.set(relation, [...behind.get(relation) ?? [], unit]);
            }
            return;
        }
        headings = [];
        units.push(unit);
    });
    const named = new Set([...units, ...[...behind.values()].flat(), ...lateGrants].flatMap(({ mentioned }) => [...mentioned]));
    const placed = units.filter(({ object, identity }) => object.kind !== 'session' || named.has(identity!)).flatMap(unit => unit.object.kind === 'table' || unit.object.kind === 'view' ? [unit, ...inKinds(behind.get(names.keyOf(unit.object.name)) ?? [])] : [unit]);
    return [...typesFirst(placed), ...lateGrants.map((unit, index) => index === 0 ? { ...unit, headings: ['Privileges'] } : unit)];
}

/** A type that a later migration has made anew stands before what is of it, as it did before. */
function typesFirst(units: readonly Unit[]): readonly Unit[] {
    const firstUse = new Map<object, Unit>();
    const late = new Map<Unit, Unit[]>();
    for (const unit of units) {
        unit.mentioned.forEach(identity => firstUse.has(identity) || firstUse.set(identity, unit));
        const user = unit.identity && firstUse.get(unit.identity);
        if (user && user !== unit && unit.headings.length === 0 && (unit.object.kind === 'enum' || unit.object.kind === 'domain' || unit.object.kind === 'composite')) {
            late.set(user, [...late.get(user) ?? [], unit]);
        }
    }
    const moved = new Set([...late.values()].flat());
    return units.flatMap(unit => moved.has(unit) ? [] : [...late.get(unit) ?? [], unit]);
}

export function unitSlot(position: number): string {
    return `unit ${position}`;
}

const kindsBehind: readonly SourceObject['kind'][] = ['sequence', 'statement', 'rows', 'trigger', 'policy', 'grant'];

function inKinds(units: readonly Unit[]): readonly Unit[] {
    return units.toSorted((a, b) => kindsBehind.indexOf(a.object.kind) - kindsBehind.indexOf(b.object.kind));
}

function textOf(object: SourceObject, position: number, namespace: Namespace, granted: ReadonlyMap<string, ReadonlySet<string>>, lowering: Lowering): Text | undefined {
    if (object.kind !== 'table' && lowering.decisions.isRefused(unitSlot(position))) {
        const statement = object.kind === 'job' ? scheduleSql(object) : object.kind === 'view' ? viewSql(object) : object.statement;
        return keptText({ ...object, ...statement === undefined ? {} : { statement } }, object.kind.toUpperCase(), 'the language cannot say it', undefined, lowering);
    }
    switch (object.kind) {
        case 'schema':
            return needsDeclaration(object, lowering) ? schemaText(object, lowering) : undefined;
        case 'extension':
            if (object.name === 'plpgsql') {
                return undefined;
            }
            return extensionText(object, lowering);
        case 'role':
            return roleText(object, lowering);
        case 'enum':
            return enumText(object, lowering);
        case 'domain':
            return domainText(object, lowering);
        case 'composite':
            return compositeText(object, lowering);
        case 'sequence':
            return sequenceText(object, lowering);
        case 'table':
            return tableText(object, lowering);
        case 'view':
            return viewText(object, granted.get(lowering.names.keyOf(object.name)) ?? new Set(), lowering);
        case 'routine':
            return routineText(object, position, lowering);
        case 'trigger':
            return triggerText(object, lowering);
        case 'policy':
            return policyText(object, lowering);
        case 'grant':
            return grantText(object, position, namespace, lowering);
        case 'job':
            // Jobs are pg_cron's, and a model that has them has to say so.
            return lowering.schema.objects.some(other => other.kind === 'extension' && other.name === 'pg_cron') ? jobText(object, lowering)
                : keptText({ ...object, statement: scheduleSql(object) }, 'JOB', 'the source does not make the extension pg_cron', undefined, lowering);
        case 'session':
            return sessionText(object, lowering);
        case 'rows':
            return rowsText(object, position, lowering);
        case 'statement':
            return markedText(object, lowering);
    }
}

/** A block says all there is of a schema, unless it is empty; of the model's own one the header has no room for a comment. */
function needsDeclaration({ name, comment }: SourceNamespace, { names, schema }: Lowering): boolean {
    if (names.schemas.blocks.includes(name)) {
        return !schema.objects.some(object => 'name' in object && typeof object.name !== 'string' && names.namespaceOf(object.name) === name);
    }
    return comment !== undefined && !(name === 'public' && comment === standardComment);
}

/** The relation beside which something stands. */
function anchorOf(object: SourceObject): PhysicalName | undefined {
    switch (object.kind) {
        case 'trigger':
            return object.relation;
        case 'policy':
        case 'rows':
            return object.table;
        case 'sequence':
            return object.ownedBy?.table;
        case 'grant':
            return relationOfGrant(object);
        case 'statement':
            return object.after?.kind === 'relation' ? object.after.name : undefined;
        default:
            return undefined;
    }
}

function namespaceOf(object: SourceObject, anchor: PhysicalName | undefined, { names }: Lowering): Namespace {
    if (object.kind === 'grant') {
        return anchor && names.namespaceOf(anchor);
    }
    if (object.kind === 'statement') {
        return object.after && object.after.kind !== 'schema' ? names.namespaceOf(object.after.name) : undefined;
    }
    return anchor ? names.namespaceOf(object.kind === 'sequence' ? object.name : anchor)
        : object.kind === 'trigger' ? names.namespaceOf(object.relation)
        : object.kind === 'policy' || object.kind === 'rows' ? names.namespaceOf(object.table)
        : 'name' in object && typeof object.name !== 'string' ? names.namespaceOf(object.name) : undefined;
}

function rowOf({ kind }: SourceObject): string | undefined {
    return kind === 'extension' || kind === 'role' || kind === 'grant' || kind === 'sequence' || kind === 'session' ? kind : undefined;
}

/** The columns of each relation that other declarations name: grants, triggers, queries. */
function namedColumns(objects: readonly SourceObject[], lowering: Lowering): ReadonlyMap<string, ReadonlySet<string>> {
    const { names } = lowering;
    const granted = new Map(Array.from(columnsReadByQueries(lowering), ([key, columns]) => [key, new Set(columns)]));
    for (const object of objects) {
        const relation = object.kind === 'grant' ? relationOfGrant(object) : undefined;
        if (relation && object.kind === 'grant') {
            const columns = granted.get(names.keyOf(relation)) ?? new Set();
            object.privileges.forEach(privilege => privilege.columns.forEach(column => columns.add(column)));
            granted.set(names.keyOf(relation), columns);
        }
        if (object.kind === 'trigger') {
            const columns = granted.get(names.keyOf(object.relation)) ?? new Set();
            object.events.forEach(event => event.columns.forEach(column => columns.add(column)));
            granted.set(names.keyOf(object.relation), columns);
        }
    }
    return granted;
}
