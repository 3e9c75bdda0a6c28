import type { AstNode } from 'langium';
import type { Model } from '../../../language/index.ts';
import { ast, NamingRules } from '../../../language/index.ts';
import { idOf, type ModelElements } from '../syntax/model-elements.ts';

/** The names in the database that follow from an element's name and that a new one would change. */
export function namesThatChange(node: AstNode, newName: string, elements: ModelElements): readonly string[] {
    const model = elements.modelOf(node);
    const name = (node as { name?: string }).name;
    if (!model || name === undefined) {
        return [];
    }
    const rules = new NamingRules(model.naming);
    return ast.isEnumValue(node) || rules.physical(name) !== rules.physical(newName) ? generatedNames(node, model, elements) : [];
}

/** Empty where the names are written down, or where there are none. */
function generatedNames(node: AstNode, model: Model, elements: ModelElements): readonly string[] {
    if ((node as { physicalName?: string }).physicalName !== undefined) {
        return [];
    }
    const id = idOf(node);
    switch (node.$type) {
        case ast.Entity.$type: {
            const name = elements.entityOf(node as ast.Entity)?.table?.name;
            return name === undefined ? [] : [name];
        }
        case ast.Attribute.$type: {
            const isWritten = (node as ast.Attribute).modifiers.some(ast.isNameModifier);
            return isWritten ? [] : elements.attributesOf(node as ast.Attribute)[0]?.columns.map(column => column.name) ?? [];
        }
        case ast.View.$type:
            return named(model.views.find(view => view.id === id));
        case ast.ViewColumn.$type: {
            const column = model.views.find(view => view.id === idOf(node.$container!))?.columns.find(({ name }) => name === (node as ast.ViewColumn).name);
            return column ? [column.physicalName] : [];
        }
        case ast.Enum.$type:
            return named(model.enums.find(candidate => candidate.id === id));
        case ast.EnumValue.$type:
            return (node as ast.EnumValue).value === undefined ? [(node as ast.EnumValue).name] : [];
        case ast.Domain.$type:
            return named(model.domains.find(domain => domain.id === id));
        case ast.Sequence.$type:
            return named(model.sequences.find(sequence => sequence.id === id));
        case ast.Routine.$type:
            return (node as ast.Routine).external ? [] : named(model.routines.find(routine => routine.id === id));
        default:
            return [];
    }
}

function named(element: { readonly physicalName: { readonly name: string } } | undefined): readonly string[] {
    return element ? [element.physicalName.name] : [];
}
