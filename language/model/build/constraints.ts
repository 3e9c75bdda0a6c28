import type * as ast from '../../generated/ast.ts';
import type { Check, Constraint, Key, KeyElement, Unique } from '../elements.ts';
import type { Expression } from '../expressions.ts';
import { indexColumnNames } from '../naming/postgresql.ts';
import { columnsRead, walk } from '../traversal.ts';
import { engineOptions } from './annotations.ts';
import { columnsNamed } from './attributes.ts';
import { columnsOf, flattened } from './columns.ts';
import type { BuildContext } from './context.ts';
import { constraint, timingOf } from './elements.ts';
import { bind } from './expressions.ts';
import type { AttributeShape, RelationShape, Scope } from './shapes.ts';

const noNames: readonly string[] = [];

/** The primary key: a `key (...)` line, else the attributes marked `key`, else what the parent or relationship gives. */
export function keyOf(context: BuildContext, relation: RelationShape, line: ast.Key | undefined): Key | undefined {
    if (line) {
        return keyConstraint(context, relation, line, 'key');
    }
    if (relation.key.length === 0 && relation.withoutOverlaps === undefined) {
        return undefined;
    }
    const elements = relation.key.map((attribute): KeyElement => {
        const { source } = relation.byName.get(attribute)!;
        return { attribute, withoutOverlaps: attribute === relation.withoutOverlaps, place: source!.place };
    });
    if (relation.withoutOverlaps !== undefined && !relation.byName.has(relation.withoutOverlaps)) {
        elements.push({ period: relation.withoutOverlaps, withoutOverlaps: true, place: context.sources.placeOfName(relation.node) });
    }
    const modifier = keyModifier(relation);
    const written = modifier?.constraintName;
    return {
        physicalName: written ?? generatedKeyName(context, relation),
        named: written !== undefined,
        place: modifier ? context.sources.placeOf(modifier) : context.sources.placeOfName(relation.node),
        annotations: [], elements, include: noNames, timing: timingOf(undefined), options: [],
    };
}

function keyModifier(relation: RelationShape): ast.KeyModifier | undefined {
    for (const name of relation.key) {
        const node = relation.byName.get(name)!.source?.node;
        const modifier = node?.modifiers.find((candidate): candidate is ast.KeyModifier => candidate.$type === 'KeyModifier');
        if (modifier) {
            return modifier;
        }
    }
    return undefined;
}

/** Subtypes in a single table share its key. */
function generatedKeyName(context: BuildContext, relation: RelationShape): string {
    let home = relation;
    while (home.strategy === 'single table' && home.parent) {
        home = home.parent;
    }
    let name = context.keyNames.get(home);
    if (name === undefined) {
        context.keyNames.set(home, name = context.names.generate('key', { table: home.table, columns: [] }));
    }
    return name;
}

/** The `key (...)` line that holds for an entity or relationship. */
export function keyLine(context: BuildContext, relation: RelationShape): ast.Key | undefined {
    const { node } = relation;
    return node.$type === 'Entity' || node.$type === 'Relationship' ? context.shapes.writtenKey(node) : undefined;
}

function keyConstraint(context: BuildContext, relation: RelationShape, node: ast.Key | ast.Unique, kind: 'key' | 'unique'): Key {
    const elements = node.elements.map((element): KeyElement => {
        const name = element.element?.$refText ?? '';
        const { withoutOverlaps } = element;
        const place = context.sources.placeOfReference(element, element.element);
        return element.element?.ref?.$type === 'Period' ? { period: name, withoutOverlaps, place } : { attribute: name, withoutOverlaps, place };
    });
    const include = node.include?.attributes.map(({ $refText }) => $refText) ?? noNames;
    const columns = (): readonly string[] => indexColumnNames([
        ...elements.flatMap(({ attribute, period }) => period === undefined ? columnsNamed(context, relation, [attribute ?? '']) : [context.rules.physical(period)]),
        ...columnsNamed(context, relation, include),
    ]);
    return {
        ...constraint(context, node, relation.scope, node.physicalName, () => kind === 'key'
            ? generatedKeyName(context, relation)
            : context.names.generate(kind, { table: relation.table, columns: columns() })),
        elements, include, timing: timingOf(node), options: engineOptions(node.options),
    };
}

export function uniqueOf(context: BuildContext, relation: RelationShape, node: ast.Unique): Unique {
    return { ...keyConstraint(context, relation, node, 'unique'), nullsNotDistinct: node.nullsNotDistinct };
}

/** A constraint that stands among an attribute's modifiers. */
function onAttribute(context: BuildContext, node: ast.UniqueModifier | ast.CheckModifier, generate: () => string): Constraint {
    const { constraintName } = node;
    return { physicalName: constraintName ?? generate(), named: constraintName !== undefined, place: context.sources.placeOf(node), annotations: [] };
}

export function uniqueOfAttribute(context: BuildContext, attribute: AttributeShape, node: ast.UniqueModifier): Unique {
    const { relation, name } = attribute;
    return {
        ...onAttribute(context, node, () =>
            context.names.generate('unique', { table: relation.table, columns: columnsNamed(context, relation, [name]) })),
        elements: [{ attribute: name, withoutOverlaps: false, place: context.sources.placeOfName(node.$container) }],
        include: noNames, timing: timingOf(undefined), options: [], nullsNotDistinct: node.nullsNotDistinct,
    };
}

export function checkOf(context: BuildContext, relation: RelationShape, node: ast.Check): Check {
    const { scope } = relation;
    const name = node.name ?? '';
    return {
        ...constraint(context, node, scope, node.physicalName, () => context.names.generate('check', {
            table: relation.table, columns: [], name: context.rules.physical(name),
        })),
        name, condition: bind(context, node.condition, scope, node), ...node.message === undefined ? {} : { message: node.message },
        noInherit: node.noInherit, notValid: node.notValid, notEnforced: node.notEnforced,
    };
}

/**
 * A check written on an attribute. PostgreSQL names it after its column where it is about one only, as marked SQL on an attribute
 * is taken to be.
 */
export function checkOfAttribute(context: BuildContext, attribute: AttributeShape, node: ast.CheckModifier, scope: Scope): Check {
    const { relation, name } = attribute;
    const condition = bind(context, node.condition, scope, node);
    const columns = hasMarkedSql(condition) ? columnsNamed(context, relation, [name]) : columnsRead(condition);
    return {
        ...onAttribute(context, node, () =>
            context.names.generate('check', { table: relation.table, columns: columns.length === 1 ? columns : [] })),
        attribute: name, condition, ...node.message === undefined ? {} : { message: node.message },
        noInherit: false, notValid: false, notEnforced: false,
    };
}

function hasMarkedSql(condition: Expression): boolean {
    let found = false;
    walk(condition, ({ kind }) => {
        found ||= kind === 'sql';
    });
    return found;
}

/** The checks that a structured type's attributes bring along, over the columns that they became here. */
export function checksOfStructure(context: BuildContext, attribute: AttributeShape): readonly Check[] {
    const structure = flattened(context, attribute);
    if (!structure || columnsOf(context, attribute).length === 0) {
        return [];
    }
    const checks: Check[] = [];
    for (const inner of structure.attributes) {
        for (const modifier of inner.source?.constraints ?? []) {
            if (modifier.$type === 'CheckModifier') {
                checks.push(checkOfAttribute(context, attribute, modifier, { row: structure, within: attribute }));
            }
        }
    }
    return checks;
}

