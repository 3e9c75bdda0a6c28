import type { CstNode, GrammarAST, ValueType } from 'langium';
import { DefaultValueConverter, GrammarAST as G, GrammarUtils } from 'langium';

/** What the text of a terminal means: names without backticks, texts without quotes and escapes. */
export class ErdValueConverter extends DefaultValueConverter {
    /** The terminal or rule that an element of the grammar calls; undefined for a keyword. */
    private readonly called = new WeakMap<GrammarAST.AbstractElement, GrammarAST.AbstractRule | undefined>();

    // As the default, which asks the grammar at each token.
    override convert(input: string, cstNode: CstNode): ValueType {
        const feature = cstNode.grammarSource;
        if (!feature) {
            return input;
        }
        if (!this.called.has(feature)) {
            const call = G.isCrossReference(feature) ? GrammarUtils.getCrossReferenceTerminal(feature) : feature;
            this.called.set(feature, G.isRuleCall(call) ? call.rule.ref : undefined);
        }
        const rule = this.called.get(feature);
        return rule ? this.runConverter(rule, input, cstNode) : input;
    }

    protected override runConverter(rule: GrammarAST.AbstractRule, input: string, cstNode: CstNode): ValueType {
        switch (rule.name) {
            case 'ID':
            case 'WORD':
            case 'DECLARED':
            case 'TYPE_NAME':
                return nameOf(input);
            case 'TEXT':
                return input.startsWith('"""') ? textOfBlock(input) : unescapeText(input.slice(1, -1));
            case 'SQL_STRING':
                return input.slice(1, -1).replaceAll("''", "'");
            case 'NUMBER':
                return input;
            case 'ActionKind':
            case 'IdentityKind':
            case 'PatternKind':
            case 'SubtypeStrategy':
            case 'TriggerTiming':
                // Of two words, which Langium puts together without the space between.
                return cstNode.text.replace(/\s+/g, ' ');
            default:
                return super.runConverter(rule, input, cstNode);
        }
    }
}

/** The name that a token stands for. */
export function nameOf(token: string): string {
    return token.startsWith('`') ? token.slice(1, -1) : token;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescapeText(content: string): string {
    return content.replace(/\\(.)/gs, (_, character: string) => escapes[character] ?? character);
}

/** Whether the quotes of a block stand alone in their lines: what is beside them belongs to the text as it is. */
export function blockQuotes(token: string): { readonly opensAlone: boolean; readonly closesAlone: boolean } {
    const lines = token.startsWith('"""') ? token.slice(3, -3).split(/\r\n?|\n/) : [];
    return { opensAlone: lines.length > 1 && lines[0]!.trim() === '', closesAlone: lines.length > 1 && lines.at(-1)!.trim() === '' };
}

/**
 * The text between `"""`. Where quotes stand alone in their line, the line break beside them is not part of it, and where
 * the opening ones do, nor is the indentation that all lines share, those of closing quotes among them: so a block may be
 * indented with the model around it. Inside, a backslash only escapes a quote: SQL and regular expressions stay as they are.
 */
export function textOfBlock(token: string): string {
    const lines = token.slice(3, -3).replace(/\r\n?/g, '\n').split('\n');
    const { opensAlone, closesAlone } = blockQuotes(token);
    const indents = opensAlone
        ? lines.slice(1).filter((line, index) => line.trim() !== '' || closesAlone && index === lines.length - 2).map(line => /^[ \t]*/.exec(line)![0].length)
        : [];
    const common = indents.length > 0 ? Math.min(...indents) : 0;
    return lines.slice(opensAlone ? 1 : 0, closesAlone ? -1 : undefined)
        .map(line => line.slice(common)).join('\n').replaceAll('\\"', '"');
}
