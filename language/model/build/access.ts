import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type * as ast from '../../generated/ast.ts';
import { preludeScheme } from '../../prelude/index.ts';
import type { Grant, Grantee, GrantObject, Policy, Role } from '../model.ts';
import { engineOptions } from './annotations.ts';
import type { BuildContext } from './context.ts';
import { declared } from './elements.ts';
import { bind } from './expressions.ts';

export function roleOf(context: BuildContext, node: ast.Role): Role {
    return {
        ...declared(context, node),
        physicalName: node.physicalName ?? context.rules.physical(node.name ?? ''),
        external: node.external,
        login: node.login,
        parents: node.parents.flatMap(({ ref }) => ref ? [context.id(ref)] : []),
        options: engineOptions(node.options),
    };
}

function granteesOf(context: BuildContext, nodes: readonly ast.Grantee[]): readonly Grantee[] {
    return nodes.flatMap(({ role }): Grantee[] => {
        const node = role?.ref;
        if (!node) {
            return [];
        }
        return node.name === 'public' && AstUtils.getDocument(node).uri.scheme === preludeScheme
            ? [{ kind: 'public' }]
            : [{ kind: 'role', role: context.id(node) }];
    });
}

/** One for each of the objects; none for what did not link. */
export function grantsOf(context: BuildContext, node: ast.Grant): readonly Grant[] {
    const privileges = node.privileges.map(({ name, attributes }) => ({ name, attributes: attributes.map(({ $refText }) => $refText) }));
    const grantees = granteesOf(context, node.grantees);
    return node.objects.flatMap(granted => {
        const object = objectOf(context, granted);
        const place = context.sources.placeOf(node.objects.length === 1 ? node : granted);
        return object ? [{ kind: node.kind, privileges, object, grantees, grantOption: node.grantOption, place }] : [];
    });
}

const kinds: Readonly<Record<string, Extract<GrantObject, { id: string }>['kind']>> = {
    ['Entity']: 'entity', ['View']: 'view', ['Routine']: 'routine', ['Sequence']: 'sequence',
    ['Domain']: 'domain', ['Enum']: 'enum', ['StructuredType']: 'structure',
};

function objectOf(context: BuildContext, node: ast.GrantObject): GrantObject | undefined {
    if (node.path) {
        const target: AstNode | undefined = node.path.segments.at(-1)?.target?.ref;
        const kind = target && kinds[target.$type];
        if (target?.$type === 'Schema') {
            return { kind: 'schema', physicalName: context.physicalSchema(target as ast.Schema) };
        }
        return kind && { kind, id: context.id(target) };
    }
    const owner = node.owner?.ref;
    const schema = node.schema?.ref;
    if (!schema) {
        return node.scope === 'future' && node.objects && !node.schema
            ? { kind: node.scope, objects: node.objects, ...owner ? { owner: context.id(owner) } : {} }
            : undefined;
    }
    const physicalName = schemaName(context, schema);
    if (!node.scope || !node.objects) {
        return { kind: 'schema', physicalName };
    }
    return node.scope === 'all'
        ? { kind: node.scope, objects: node.objects, schema: physicalName }
        : { kind: node.scope, objects: node.objects, schema: physicalName, ...owner ? { owner: context.id(owner) } : {} };
}

/** The physical name of a schema: of a block, or of the model's default. */
export function schemaName(context: BuildContext, schema: ast.SchemaName): string {
    return schema.$type === 'Schema' ? context.physicalSchema(schema) : defaultSchemaName(context, schema);
}

export function defaultSchemaName(context: Pick<BuildContext, 'rules'>, line: ast.DefaultSchemaLine): string {
    return line.physicalName ?? context.rules.physical(line.name ?? '');
}

/** Undefined where the entity did not link. */
export function policyOf(context: BuildContext, node: ast.Policy): Policy | undefined {
    const entity = node.target?.entity?.ref;
    const row = context.shapes.of(entity);
    return entity && {
        ...declared(context, node),
        physicalName: node.physicalName ?? context.rules.physical(node.name ?? ''),
        entity: context.id(entity),
        permissive: node.kind !== 'restrict',
        commands: node.commands,
        grantees: granteesOf(context, node.grantees),
        ...node.using ? { using: bind(context, node.using, { row }, node) } : {},
        ...node.check ? { check: bind(context, node.check, { row }, node) } : {},
    };
}
