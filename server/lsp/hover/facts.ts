import type { AstNode } from 'langium';
import type { Attribute, Entity, Model, Type } from '../../../language/index.ts';
import { ast, indexModel } from '../../../language/index.ts';
import { targetOf, targets, type Target } from '../../targets/index.ts';
import { idOf, type ModelElements } from '../syntax/model-elements.ts';

/** What the model knows of an element and its declaration does not say: physical names, types per target, where a reference points. Markdown lines. */
export function factsAbout(node: AstNode, elements: ModelElements): string[] {
    const model = elements.modelOf(node);
    if (!model) {
        return [];
    }
    switch (node.$type) {
        case ast.Entity.$type:
            return ofEntity(elements.entityOf(node as ast.Entity));
        case ast.Attribute.$type:
            return ofAttribute(elements.attributesOf(node as ast.Attribute), model);
        case ast.Mixin.$type:
            return ofMixin(idOf(node), model);
        case ast.Enum.$type:
            return ofEnum(idOf(node), model);
        case ast.EnumValue.$type:
            return ofEnumValue(node as ast.EnumValue, model);
        case ast.Domain.$type: {
            const domain = model.domains.find(({ id }) => id === idOf(node));
            return domain ? typeLines({ kind: 'domain', id: domain.id }, model) : [];
        }
        case ast.View.$type: {
            const view = model.views.find(({ id }) => id === idOf(node));
            return view ? [`View ${physical(view.physicalName)}`] : [];
        }
        case ast.ViewColumn.$type: {
            const owner = node.$container;
            const column = owner && model.views.find(({ id }) => id === idOf(owner))?.columns.find(({ name }) => name === (node as ast.ViewColumn).name);
            return column ? [`Column \`${column.physicalName}\``, ...typeLines(column.type, model)] : [];
        }
        case ast.Relationship.$type:
            return ofRelationship(idOf(node), model);
        default:
            return [];
    }
}

function ofEntity(entity: Entity | undefined): string[] {
    if (!entity) {
        return [];
    }
    const key = entity.key?.elements.map(({ attribute, period }) => attribute ?? period).join(', ');
    return [
        entity.table ? `Table ${physical(entity.table)}` : 'No table of its own',
        ...key ? [`Key (${key})`] : [],
        ...entity.governance.owner ? [`Owner ${entity.governance.owner}`] : [],
    ];
}

function ofMixin(mixin: string, model: Model): string[] {
    const users = model.entities.filter(({ mixins }) => mixins.includes(mixin)).map(({ id }) => id);
    return users.length > 0 ? [`Taken in by ${listed(users)}`] : [];
}

function ofAttribute(attributes: readonly Attribute[], model: Model): string[] {
    const [first] = attributes;
    if (!first) {
        return [];
    }
    const lines = first.columns.map(column => `Column \`${column.name}\` ${typesOf(column.type, model)}${column.nullable ? '' : ', not null'}`);
    if (first.from !== undefined && attributes.length > 0) {
        lines.push(`In ${listed(attributes.map(({ owner }) => owner))}`);
    }
    const { reference } = first;
    if (reference) {
        const target = indexModel(model).entities.get(reference.entity);
        const table = target && indexModel(model).tableOf(target);
        const columns = reference.columns.map(column => `\`${column}\``).join(', ');
        const actions = [reference.onDelete && `on delete ${reference.onDelete}`, reference.onUpdate && `on update ${reference.onUpdate}`].filter(Boolean);
        const pointsTo = `${table ? physical(table) : reference.entity} (${reference.targetColumns.map(column => `\`${column}\``).join(', ')})`;
        lines.push([reference.enforcedByDatabase ? `Foreign key (${columns}) → ${pointsTo}` : `(${columns}) → ${pointsTo}, without a foreign key`, ...actions].join(', '));
    }
    return lines;
}

function ofEnum(id: string, model: Model): string[] {
    const declared = model.enums.find(candidate => candidate.id === id);
    return declared ? [
        ...declared.values.map(({ name, value, numeric, label, documentation }) =>
            `\`${name}\`${value === name ? '' : ` = ${numeric ? value : `'${value}'`}`}${label ?? documentation ? `: ${label ?? documentation?.split('\n')[0]}` : ''}`),
        declared.storage === 'native' ? `Type ${physical(declared.physicalName)} where the engine has enumerations` : declared.storage === 'lookup' ? `Stored as a lookup table ${physical(declared.physicalName)}` : 'Stored as a column with a check',
    ] : [];
}

function ofEnumValue(node: ast.EnumValue, model: Model): string[] {
    const value = model.enums.find(({ id }) => id === idOf(node.$container))?.values.find(({ name }) => name === node.name);
    return value ? [`In the database ${value.numeric ? value.value : `'${value.value}'`}`] : [];
}

function ofRelationship(id: string, model: Model): string[] {
    const relationship = model.relationships.find(candidate => candidate.id === id);
    if (!relationship) {
        return [];
    }
    const { source, target, joinEntity } = relationship;
    const table = joinEntity === undefined ? undefined : indexModel(model).entities.get(joinEntity)?.table;
    return [
        `One ${source.entity} has ${howMany(target.cardinality)} ${target.entity}`,
        `One ${target.entity} has ${howMany(source.cardinality)} ${source.entity}`,
        ...table ? [`Table ${physical(table)}`] : [],
    ];
}

function howMany({ optional, many }: { readonly optional: boolean; readonly many: boolean }): string {
    return many ? optional ? 'any number of' : 'at least one' : optional ? 'at most one' : 'exactly one';
}

function typeLines(type: Type, model: Model): string[] {
    return targetsOf(model).map(target => `${target.label} \`${target.type(type, model)}\``);
}

/** `varchar(20)`, with the engine's name where the model is for several. */
function typesOf(type: Type, model: Model): string {
    const all = targetsOf(model);
    return all.map(target => `${all.length > 1 ? `${target.label} ` : ''}\`${target.type(type, model)}\``).join(', ');
}

/** The engines that the model is for; of a model that says nothing of engines, all. */
function targetsOf(model: Model): readonly Target[] {
    return model.targets.length === 0 ? targets : model.targets.map(({ engine }) => targetOf(engine)).filter(target => target !== undefined);
}

function physical({ schema, name }: { readonly schema?: string; readonly name: string }): string {
    return `\`${schema === undefined ? '' : `${schema}.`}${name}\``;
}

function listed(names: readonly string[]): string {
    const shown = 8;
    return names.length > shown ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more` : names.join(', ');
}
