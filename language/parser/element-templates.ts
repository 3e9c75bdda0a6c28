import type { AstNode, AstReflection, Grammar, GrammarAST } from 'langium';
import { AstUtils, GrammarAST as G, GrammarUtils } from 'langium';

/** The value of a list without entries: one for all, as most lists of a model are empty. */
export const noEntries: readonly unknown[] = Object.freeze([]);

/**
 * Makes the nodes of the abstract syntax tree, with all properties of their type from the beginning: nodes of one type
 * have one layout in memory, and none is laid out again with each property that is read.
 */
export class ElementTemplates {
    private readonly templates = new Map<string, AstNode>();
    private readonly reflection: AstReflection;
    /** The features of the grammar in the order in which they are written: children are visited in the order of properties. */
    private readonly order = new Map<string, readonly string[]>();

    constructor(grammar: Grammar, reflection: AstReflection) {
        this.reflection = reflection;
        for (const rule of grammar.rules) {
            if (G.isParserRule(rule) && !rule.fragment && !GrammarUtils.isDataTypeRule(rule)) {
                const features = [...featuresOf(rule.definition)];
                for (const type of typesOf(rule)) {
                    this.order.set(type, [...this.order.get(type) ?? [], ...features]);
                }
            }
        }
    }

    make(type: string): AstNode {
        let template = this.templates.get(type);
        if (!template) {
            this.templates.set(type, template = this.templateOf(type));
        }
        return { ...template };
    }

    private templateOf($type: string): AstNode {
        const { properties } = this.reflection.getTypeMetaData($type);
        const features = [...new Set([...this.order.get($type) ?? [], ...Object.keys(properties)])].filter(name => properties[name]);
        const names = ['$type', '$container', '$containerProperty', '$containerIndex', '$cstNode', ...features];
        // Parsed and not put together, as only so V8 keeps the properties in the object and not beside it.
        const template = JSON.parse(`{${names.map(name => `"${name}":null`).join()}}`) as Record<string, unknown>;
        for (const name of names) {
            const value = properties[name]?.defaultValue;
            template[name] = Array.isArray(value) ? noEntries : value;
        }
        return Object.assign(template, { $type });
    }
}

/** The types that a rule makes: its own, and those of its actions. */
function typesOf(rule: GrammarAST.ParserRule): readonly string[] {
    const actions = [...AstUtils.streamAllContents(rule.definition)].filter(G.isAction).map(action => GrammarUtils.getTypeName(action));
    return [GrammarUtils.getTypeName(rule), ...actions];
}

function* featuresOf(element: GrammarAST.AbstractElement): Iterable<string> {
    for (const part of AstUtils.streamAst(element)) {
        if (G.isAssignment(part) || G.isAction(part) && part.feature) {
            yield part.feature!;
        } else if (G.isRuleCall(part) && G.isParserRule(part.rule.ref) && part.rule.ref.fragment) {
            yield* featuresOf(part.rule.ref.definition);
        }
    }
}
