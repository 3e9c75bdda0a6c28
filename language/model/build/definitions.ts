import type { AstNode } from 'langium';
import type * as ast from '../../generated/ast.ts';
import type { Attribute } from '../elements.ts';
import type {
    Area, Domain, Enum, EnumValue, Extension, Flow, Purpose, ReferenceRows, Schema, Sequence, SessionVariable, SqlStatement, StructuredType, Team,
} from '../model.ts';
import { annotationArguments } from './annotations.ts';
import { attributeOf, sequenceOptions } from './attributes.ts';
import type { BuildContext } from './context.ts';
import { declared, element } from './elements.ts';
import { isStoredAsNumber, storedValue } from './enum-values.ts';
import { bind } from './expressions.ts';
import { domainTypeOf, typeOf } from './types.ts';

/** Blocks of one name are one schema: the first speaks for all, save what only a later one says. */
export function schemasOf(context: BuildContext, nodes: readonly ast.Schema[]): readonly Schema[] {
    const schemas = new Map<string, Schema>();
    for (const node of nodes) {
        const added = declared(context, node);
        const present = schemas.get(added.id);
        schemas.set(added.id, {
            ...node.label === undefined ? {} : { label: node.label },
            ...added, ...present,
            annotations: present ? [...present.annotations, ...added.annotations] : added.annotations,
            physicalName: context.physicalSchema(node),
        });
    }
    return [...schemas.values()];
}

export function areaOf(context: BuildContext, node: ast.Area): Area {
    const parent = node.parent?.ref;
    return { ...declared(context, node), ...labelled(node), ...parent ? { parent: context.id(parent) } : {} };
}

export function teamOf(context: BuildContext, node: ast.Team): Team {
    return { ...declared(context, node), ...labelled(node), ...node.contact === undefined ? {} : { contact: node.contact } };
}

export function purposeOf(context: BuildContext, node: ast.Purpose): Purpose {
    return { ...declared(context, node), ...labelled(node), ...node.basis ? { basis: node.basis.$refText } : {} };
}

function labelled({ label }: { readonly label?: string }): { readonly label?: string } {
    return label === undefined ? {} : { label };
}

export function extensionOf(context: BuildContext, node: ast.Extension): Extension {
    return {
        ...declared(context, node),
        ...node.schema === undefined ? {} : { schema: context.schemaNamed(node.schema) },
        ...node.version === undefined ? {} : { version: node.version },
    };
}

export function domainOf(context: BuildContext, node: ast.Domain): Domain {
    return {
        ...declared(context, node),
        physicalName: context.physicalName(node, node.physicalName),
        type: domainTypeOf(context, node),
        optional: node.type?.optional ?? false,
        required: node.required,
        ...node.default ? { default: bind(context, node.default, {}, node) } : {},
        ...node.collation === undefined ? {} : { collation: node.collation },
        checks: node.checks.map(check => ({
            condition: bind(context, check.condition, {}, check),
            ...check.constraintName === undefined ? {} : { constraintName: check.constraintName },
            ...check.message === undefined ? {} : { message: check.message },
        })),
        inlined: node.inlined,
    };
}

export function structureOf(context: BuildContext, node: ast.StructuredType): StructuredType {
    return {
        ...declared(context, node),
        physicalName: context.physicalName(node, node.physicalName),
        composite: node.composite,
        attributes: context.shapes.of(node)!.attributes.map((attribute): Attribute => attributeOf(context, attribute)),
    };
}

export function enumOf(context: BuildContext, node: ast.Enum): Enum {
    const id = context.id(node);
    const members = context.annotates.about(node)?.members;
    return {
        ...declared(context, node),
        // A lookup enumeration is a table, and is named like one.
        physicalName: node.lookup ? context.table(node, node.physicalName) : context.physicalName(node, node.physicalName),
        storage: node.lookup ? 'lookup' : node.storage ? 'check' : 'native',
        ...node.storage ? { type: typeOf(context, node.storage) } : {},
        values: node.values.map((value): EnumValue => ({
            ...element(context, value, `${id}.${value.name}`, {}, members?.get(value.name)),
            value: value.value ? storedValue(value.value) : value.name,
            numeric: isStoredAsNumber(context, value),
            ...labelled(value),
        })),
    };
}

export function sessionVariableOf(context: BuildContext, node: ast.SessionVariable): SessionVariable {
    return { ...declared(context, node), type: typeOf(context, node.type), setting: node.setting ?? '', required: node.required };
}

export function sequenceOf(context: BuildContext, node: ast.Sequence): Sequence {
    const owner = pathId(context, node.owner);
    return {
        ...declared(context, node),
        physicalName: context.physicalName(node, node.physicalName),
        ...node.type ? { type: typeOf(context, node.type) } : {},
        options: sequenceOptions(node.modifiers),
        ...owner === undefined ? {} : { owner },
    };
}

/** The id of what a path leads to: of an attribute, within the element that the path names. */
export function pathId(context: BuildContext, path: ast.Path | undefined): string | undefined {
    const segments = path?.segments ?? [];
    const target: AstNode | undefined = segments.at(-1)?.target?.ref;
    if (!target) {
        return undefined;
    }
    if (target.$type !== 'Attribute' && target.$type !== 'ViewColumn') {
        return context.id(target);
    }
    const owner = segments.at(-2)?.target?.ref;
    return owner && `${context.id(owner)}.${segments.at(-1)!.target?.$refText ?? ''}`;
}

/** Undefined where the entity did not link. */
export function referenceRowsOf(context: BuildContext, node: ast.ReferenceRows): ReferenceRows | undefined {
    const entity = node.entity?.entity?.ref;
    const row = context.shapes.of(entity);
    return entity && {
        entity: context.id(entity),
        attributes: node.attributes.map(({ $refText }) => $refText),
        rows: node.rows.map(line => line.values.map(value => bind(context, value, { row }, line))),
        place: context.sources.placeOf(node),
    };
}

/** Undefined where what it stands beside did not link. */
export function statementOf(context: BuildContext, node: ast.SqlStatement): SqlStatement | undefined {
    const { documentation } = declared(context, node);
    const statement = {
        engine: node.engine?.$refText ?? '', text: node.text ?? '', place: context.sources.placeOf(node),
        ...documentation === undefined ? {} : { documentation },
    };
    if (!node.position) {
        return statement;
    }
    const anchor = pathId(context, node.anchor);
    return anchor === undefined ? undefined : { ...statement, position: { kind: node.position, anchor } };
}

/** Undefined where the target did not link. */
export function flowOf(context: BuildContext, node: ast.Flow): Flow | undefined {
    const target = pathId(context, node.target);
    return target === undefined ? undefined : {
        target,
        sources: node.sources.flatMap(source => pathId(context, source) ?? []),
        ...node.transformation ? { transformation: node.transformation.$refText } : {},
        arguments: annotationArguments(context, node.arguments, {}),
        place: context.sources.placeOf(node),
    };
}
