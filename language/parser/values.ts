import type { CstNode, GrammarAST, ValueType } from 'langium';
import { DefaultValueConverter } from 'langium';

/** What the text of a terminal means: names without backticks, texts without quotes and escapes. */
export class ErdValueConverter extends DefaultValueConverter {
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

/**
 * The text between `"""`: without the line break after the opening and before the closing quotes, and without the
 * indentation that all its lines share, so that a block may be indented with the model around it. Inside, a backslash
 * only escapes a quote or itself before a quote: SQL and regular expressions stay as they are.
 */
export function textOfBlock(token: string): string {
    const lines = token.slice(3, -3).replace(/\r\n?/g, '\n').split('\n');
    if (lines.length > 1 && lines[0]!.trim() === '') {
        lines.shift();
        if (lines.at(-1)!.trim() === '') {
            lines.pop();
        }
    }
    const indents = lines.filter(line => line.trim() !== '').map(line => /^[ \t]*/.exec(line)![0].length);
    const common = indents.length > 0 ? Math.min(...indents) : 0;
    return lines.map(line => line.slice(common)).join('\n').replaceAll('\\"', '"');
}
