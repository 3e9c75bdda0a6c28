import type { LeafCstNode } from 'langium';
import { GrammarAST } from 'langium';

/** Words of the language that a reader may not know, each in one sentence. */
const meanings: Readonly<Record<string, string>> = {
    abstract: 'Has no rows of its own: only entities that extend it have.',
    with: 'Takes in the attributes, keys and rules of mixins.',
    extends: 'Is a kind of another entity and has all that it has.',
    subtypes: 'How the entities that extend this one are stored: joined tables, a single table, or a table for each.',
    via: 'The reference uses columns that other attributes have already.',
    logical: 'A reference that the model knows and the database does not enforce.',
    identifying: 'The one end is part of the other\'s key.',
    composition: 'The parts live and die with the whole.',
    aggregation: 'The parts can be without the whole.',
    computed: 'Follows from other attributes; nobody writes it.',
    stored: 'Computed when the row is written.',
    virtual: 'Computed when the row is read.',
    override: 'Replaces an attribute of the parent.',
    lookup: 'The values are rows of a table of their own.',
    inlined: 'No type of its own in the database: its columns get the base type and the checks.',
    determines: 'A functional dependency: equal values on the left have equal values on the right.',
    period: 'The time in which a row holds, from the first attribute (inclusive) to the second (exclusive).',
    history: 'Every version of a row is kept, in a table beside it.',
    retention: 'How long rows are kept, from which moment, and what happens then.',
    subject: 'The person that the data is about: this entity, or the one that the path leads to.',
    volume: 'How many rows are expected and how fast they grow.',
    access: 'A way in which the rows are read or written, and how often.',
    flow: 'Where data comes from: lineage.',
    annotate: 'Annotations and governance of an element that is declared elsewhere.',
    exists: 'True where there is a row of which the condition holds.',
    concurrently: 'Built without locking the table against writes.',
    deferrable: 'Checked at the end of the transaction where that asks for it.',
};

/** What a keyword means. */
export function keywordText(leaf: LeafCstNode | undefined): string | undefined {
    return leaf && GrammarAST.isKeyword(leaf.grammarSource) ? meanings[leaf.text] : undefined;
}
