import { GrammarAST } from 'langium';
import { createErdCoreServices } from '../../language/index.ts';
import type { Random } from './random.ts';

const { Grammar: grammar } = createErdCoreServices().erd;
const rules = new Map(grammar.rules.map(rule => [rule.name, rule]));

/** Few names, so that references often find something. */
const names = ['A', 'B', 'C', 'a', 'b', 'id', 'key', 'date', 'status', 'postgresql', 'snake_case', 'sales', 'value', '`x y`', 'int', 'string', 'now', 'count', 'btree', 'contract', 'gin', 'É', '客户'];

const terminals: Readonly<Record<string, readonly string[]>> = {
    ID: names,
    WORD: names,
    TYPE_NAME: [...names, 'int', 'string', 'text', 'A', 'B', 'range', 'decimal', 'timestamp'],
    DECLARED: names,
    NUMBER: ['0', '1', '2', '10', '18', '3.5', '99999999999999999999', '1e400'],
    TEXT: ['"x"', '""', '"""a\n  b"""', '"%_{table}"', '"0 2 * * 0"', '"./model.erd"', '"select 1"', '"; drop"'],
    SQL_STRING: ["''", "'A'", "'it''s'", "'2025-01-01'"],
    CROWS_FOOT: ['||--o{', '}o--o{', '||--||', '}|..|{'],
    KEY_HEAD: ['key'],
    UNIQUE_HEAD: ['unique'],
};

/** A text that the grammar may make, of names that may mean nothing. */
export function sentence(random: Random, depth: number, rule = grammar.rules.find(candidate => GrammarAST.isParserRule(candidate) && candidate.entry)!.name): string {
    const tokens: string[] = [];
    expandRule(rule, { random, tokens, limit: 600 }, depth);
    return tokens.join(' ');
}

interface Expansion {
    readonly random: Random;
    readonly tokens: string[];
    /** Of tokens. Then only what has to be there is added. */
    readonly limit: number;
}

function expandRule(name: string, expansion: Expansion, depth: number): void {
    const rule = rules.get(name)!;
    if (GrammarAST.isTerminalRule(rule)) {
        expansion.tokens.push(expansion.random.pick(terminals[name] ?? ['x']));
    } else if (GrammarAST.isInfixRule(rule)) {
        expandRule(rule.call.rule.ref!.name, expansion, depth - 1);
    } else if (depth > -40) {
        expand(rule.definition, expansion, depth - 1);
    }
}

function expand(element: GrammarAST.AbstractElement, expansion: Expansion, depth: number): void {
    const { random, tokens, limit } = expansion;
    const isCheap = depth > 0 && tokens.length < limit;
    const { cardinality } = element;
    const least = cardinality === '+' ? 1 : 0;
    const times = cardinality === undefined ? 1
        : cardinality === '?' ? Number(isCheap && random.chance(0.4))
            : isCheap ? least + random.below(4) : least;
    for (let time = 0; time < times; time++) {
        expandOnce(element, expansion, depth);
    }
}

function expandOnce(element: GrammarAST.AbstractElement, expansion: Expansion, depth: number): void {
    if (GrammarAST.isGroup(element) || GrammarAST.isUnorderedGroup(element)) {
        element.elements.forEach(part => expand(part, expansion, depth));
    } else if (GrammarAST.isAlternatives(element)) {
        expand(expansion.random.pick(element.elements), expansion, depth - 1);
    } else if (GrammarAST.isKeyword(element)) {
        expansion.tokens.push(element.value);
    } else if (GrammarAST.isAssignment(element)) {
        expand(element.terminal, expansion, depth);
    } else if (GrammarAST.isRuleCall(element)) {
        expandRule(element.rule.ref!.name, expansion, depth);
    } else if (GrammarAST.isCrossReference(element)) {
        expand(element.terminal!, expansion, depth);
    }
}

/** Every keyword of the grammar and a few of each terminal. */
export const vocabulary: readonly string[] = [...new Set([...keywordsOf(), ...Object.values(terminals).flat()])];

function keywordsOf(): string[] {
    const found: string[] = [];
    const visit = (element: GrammarAST.AbstractElement): void => {
        if (GrammarAST.isKeyword(element)) {
            found.push(element.value);
        } else if (GrammarAST.isAssignment(element)) {
            visit(element.terminal);
        } else if ('elements' in element) {
            (element.elements as GrammarAST.AbstractElement[]).forEach(visit);
        }
    };
    grammar.rules.filter(GrammarAST.isParserRule).forEach(({ definition }) => visit(definition));
    return found;
}
