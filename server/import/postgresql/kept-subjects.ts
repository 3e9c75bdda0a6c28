import type { Node, ObjectType, RangeVar } from 'libpg-query';
import { nameOf, nameOfTexts } from './identifiers.ts';
import { creationIn, OTHER_KINDS } from './other-names.ts';
import { fieldsOf, textsOf } from './parser.ts';
import type { SchemaState } from './schema-state.ts';
import { readType } from './types.ts';

/** What tells the object that a statement makes from all others, for objects that have no draft. */
export function madeBy(tree: Node, state: SchemaState): string | undefined {
    const creation = creationIn(tree);
    if (creation?.kind !== undefined) {
        const { schema, name } = nameOfTexts(textsOf(creation.names));
        const made = state.creationName(schema, name);
        return creation.kind === 'routine' ? undefined : `${creation.kind} ${made.schema}.${made.name}${operands(tree, state)}`;
    }
    const rule = fieldsOf(tree, 'RuleStmt');
    if (rule !== undefined) {
        return ofRelation('rule', [...partsOf(rule.relation), rule.rulename ?? ''], state);
    }
    const trigger = fieldsOf(tree, 'CreateTrigStmt');
    if (trigger !== undefined) {
        return ofRelation('trigger', [...partsOf(trigger.relation), trigger.trigname ?? ''], state);
    }
    const cast = fieldsOf(tree, 'CreateCastStmt');
    if (cast !== undefined) {
        return `cast ${readType(cast.sourcetype, state).freeze().sql} ${readType(cast.targettype, state).freeze().sql}`;
    }
    const plain = [
        ['publication', fieldsOf(tree, 'CreatePublicationStmt')?.pubname], ['event trigger', fieldsOf(tree, 'CreateEventTrigStmt')?.trigname],
        ['foreign server', fieldsOf(tree, 'CreateForeignServerStmt')?.servername], ['fdw', fieldsOf(tree, 'CreateFdwStmt')?.fdwname],
    ].find(([, name]) => name !== undefined);
    return plain?.join(' ');
}

/** The same of the object that COMMENT ON, DROP or ALTER is about. */
export function subjectOf(kind: ObjectType | undefined, object: Node | undefined, state: SchemaState): string | undefined {
    const other = kind === undefined ? undefined : OTHER_KINDS[kind];
    const items = fieldsOf(object, 'List')?.items ?? [];
    if (kind === undefined || object === undefined) {
        return undefined;
    }
    if (other !== undefined) {
        const operator = fieldsOf(object, 'ObjectWithArgs');
        const names = textsOf(operator?.objname ?? items.slice(kind === 'OBJECT_OPCLASS' || kind === 'OBJECT_OPFAMILY' ? 1 : 0));
        const { schema, name } = nameOfTexts(names);
        const types = (operator?.objargs ?? []).map(node => readType(fieldsOf(node, 'TypeName'), state).freeze().sql);
        const within = schema ?? state.others.schemaOf(other, name, state.searchPath) ?? 'public';
        return `${other} ${within}.${name}${operator === undefined ? '' : `(${types.join(', ')})`}`;
    }
    switch (kind) {
        case 'OBJECT_RULE':
        case 'OBJECT_TRIGGER':
            return ofRelation(kind === 'OBJECT_RULE' ? 'rule' : 'trigger', textsOf(items), state);
        case 'OBJECT_CAST':
            return `cast ${items.map(node => readType(fieldsOf(node, 'TypeName'), state).freeze().sql).join(' ')}`;
        case 'OBJECT_PUBLICATION':
        case 'OBJECT_EVENT_TRIGGER':
        case 'OBJECT_FOREIGN_SERVER':
        case 'OBJECT_FDW':
            return `${kind.replace('OBJECT_', '').replaceAll('_', ' ').toLowerCase()} ${fieldsOf(object, 'String')?.sval ?? ''}`;
        default:
            return undefined;
    }
}

/** The subject of a statement that is kept: what it makes, or is about. */
export function keptSubject(tree: Node, state: SchemaState): string | undefined {
    const about = fieldsOf(tree, 'CommentStmt') ?? fieldsOf(tree, 'SecLabelStmt');
    if (about !== undefined) {
        return subjectOf(about.objtype, about.object, state);
    }
    const publication = fieldsOf(tree, 'AlterPublicationStmt')?.pubname;
    const eventTrigger = fieldsOf(tree, 'AlterEventTrigStmt')?.trigname;
    const configuration = fieldsOf(tree, 'AlterTSConfigurationStmt')?.cfgname;
    return publication !== undefined ? `publication ${publication}` : eventTrigger !== undefined ? `event trigger ${eventTrigger}`
        : configuration !== undefined ? subjectOf('OBJECT_TSCONFIGURATION', { List: { items: configuration } }, state) : madeBy(tree, state);
}

function partsOf(relation: RangeVar | undefined): readonly string[] {
    const { schema, name } = nameOf(relation);
    return schema === undefined ? [name] : [schema, name];
}

function ofRelation(kind: string, parts: readonly string[], state: SchemaState): string | undefined {
    const relation = state.relation(nameOfTexts(parts.slice(0, -1)));
    return relation === undefined ? undefined : `${kind} ${relation.name.schema}.${relation.name.name} ${parts.at(-1)}`;
}

/** The types that tell operators of one name apart. */
function operands(tree: Node, state: SchemaState): string {
    const defined = fieldsOf(tree, 'DefineStmt');
    if (defined?.kind !== 'OBJECT_OPERATOR') {
        return '';
    }
    const types = ['leftarg', 'rightarg'].flatMap(side => defined.definition?.flatMap(node => {
        const part = fieldsOf(node, 'DefElem');
        const type = part?.defname === side ? fieldsOf(part.arg, 'TypeName') : undefined;
        return type === undefined ? [] : [readType(type, state).freeze().sql];
    }) ?? []);
    return `(${types.join(', ')})`;
}
