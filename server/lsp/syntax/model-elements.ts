import type { AstNode } from 'langium';
import { AstUtils } from 'langium';
import type { Attribute, Entity, Model, ModelIndex } from '../../../language/index.ts';
import { ast, indexModel } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { nameOf } from './elements.ts';

/** Leads from the declarations of a text to what the model makes of them. To be asked when documents are linked. */
export class ModelElements {
    private readonly services: ErdServices;

    constructor(services: ErdServices) {
        this.services = services;
    }

    modelOf(node: AstNode): Model | undefined {
        return this.services.model.ModelProvider.modelOf(AstUtils.getDocument(node));
    }

    indexOf(node: AstNode): ModelIndex | undefined {
        const model = this.modelOf(node);
        return model && indexModel(model);
    }

    entityOf(node: ast.Entity): Entity | undefined {
        return this.indexOf(node)?.entities.get(idOf(node));
    }

    /** What an attribute is in the model: in a mixin it is one for each entity that takes it in. */
    attributesOf(node: ast.Attribute): readonly Attribute[] {
        const index = this.indexOf(node);
        const owner = node.$container;
        if (!index || !owner) {
            return [];
        }
        const id = idOf(owner);
        if (ast.isMixin(owner)) {
            return index.model.entities.flatMap(entity => entity.attributes.filter(attribute => attribute.from === id && attribute.name === node.name));
        }
        const attribute = ast.isStructuredType(owner)
            ? index.structures.get(id)?.attributes.find(({ name }) => name === node.name)
            : index.entities.get(id)?.attributes.find(({ name }) => name === node.name);
        return attribute ? [attribute] : [];
    }
}

/** As the model has it: `sales.Order`, `sales.Order.customer`. */
export function idOf(node: AstNode): string {
    const name = nameOf(node) ?? '';
    const container = node.$container;
    return container && !ast.isDocument(container) ? `${idOf(container)}.${name}` : name;
}
