import type { IProduction, Rule } from 'chevrotain';
import { Alternation, NonTerminal, Option, Repetition, Terminal } from 'chevrotain';

/** A repetition of the grammar that reads the items of a block, or the declarations of a document. */
export interface ItemLoop {
    /** The names of the tokens that an item may begin with. */
    readonly heads: ReadonlySet<string>;
}

/** Where the grammar has blocks: what may be repeated between `{` and `}`, or in the document itself. */
export interface Blocks {
    readonly loops: ReadonlyMap<Occurrence, ItemLoop>;
    /** The options that read a whole block. */
    readonly options: ReadonlySet<Occurrence>;
    readonly declarations: ItemLoop;
}

/** Which repetition or option of which rule; a number, as the parser asks at each of them. */
export type Occurrence = number;

type Rules = Readonly<Record<string, Rule>>;

/**
 * Reads the blocks off the recorded grammar, so that a new kind of block needs no entry anywhere.
 *
 * @param entry the name of the rule of a document, whose last repetition holds the declarations
 * @param occurrence names a repetition or an option
 */
export function findBlocks(rules: Rules, entry: string, occurrence: (ruleName: string, index: number) => Occurrence): Blocks {
    const loops = new Map<Occurrence, ItemLoop>();
    const options = new Set<Occurrence>();
    for (const rule of Object.values(rules)) {
        visit(rule, sequence => {
            for (const [index, production] of sequence.entries()) {
                if (production instanceof Repetition && isTerminal(sequence[index + 1], '}')) {
                    loops.set(occurrence(rule.name, production.idx), { heads: headsOf(production, rules) });
                }
                if (production instanceof Option && isTerminal(production.definition[0], '{')) {
                    options.add(occurrence(rule.name, production.idx));
                }
            }
        });
    }
    const inDocument = rules[entry]!.definition.filter(production => production instanceof Repetition)
        .map(repetition => ({ repetition, loop: { heads: headsOf(repetition, rules) } }));
    for (const { repetition, loop } of inDocument) {
        loops.set(occurrence(entry, repetition.idx), loop);
    }
    return { loops, options, declarations: inDocument.at(-1)!.loop };
}

function isTerminal(production: IProduction | undefined, name: string): boolean {
    return production instanceof Terminal && production.terminalType.name === name;
}

function visit(production: IProduction, sequence: (productions: readonly IProduction[]) => void): void {
    const productions = partsOf(production);
    if (productions.length > 0) {
        sequence(productions);
        for (const inner of productions) {
            visit(inner, sequence);
        }
    }
}

function partsOf(production: IProduction): readonly IProduction[] {
    return production instanceof NonTerminal || production instanceof Terminal
        ? []
        : (production as IProduction & { readonly definition: IProduction[] }).definition;
}

function headsOf(loop: Repetition, rules: Rules): ReadonlySet<string> {
    const heads = new Set<string>();
    collectHeads(loop, rules, heads);
    return heads;
}

/** Collects the terminals that `production` may begin with. Whether it may also be empty. */
function collectHeads(production: IProduction, rules: Rules, heads: Set<string>): boolean {
    if (production instanceof Terminal) {
        heads.add(production.terminalType.name);
        return false;
    }
    if (production instanceof NonTerminal) {
        return collectHeads(rules[production.nonTerminalName]!, rules, heads);
    }
    const parts = partsOf(production);
    if (production instanceof Alternation) {
        return parts.map(alternative => collectHeads(alternative, rules, heads)).includes(true);
    }
    const empty = parts.every(part => collectHeads(part, rules, heads));
    return empty || production instanceof Option || production instanceof Repetition;
}
