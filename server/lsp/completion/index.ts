import type { AstNode, LangiumDocument } from 'langium';
import { AstUtils, GrammarAST } from 'langium';
import type { CompletionProvider } from 'langium/lsp';
import type { CompletionItem, CompletionList, CompletionParams, Range, TextEdit } from 'vscode-languageserver';
import { MarkupKind } from 'vscode-languageserver';
import { ast, knownExtensions } from '../../../language/index.ts';
import { targetOf } from '../../targets/index.ts';
import type { ErdServices } from '../services.ts';
import { documentationFor } from '../syntax/documentation.ts';
import { rootOf } from '../syntax/elements.ts';
import { NameWriter, type NamePosition } from '../syntax/name-writer.ts';
import { crowsFeet, heads, partitionUnits } from './blocks.ts';
import { CandidateFinder } from './candidates.ts';
import { fragmentAt, type Fragment } from './fragment.ts';
import { importPathsAt } from './import-paths.ts';
import { fixedOffer, keywordOffer, literalOffer, offerOf, type ItemContext, type Offer } from './items.ts';
import { phrasesOf } from './keywords.ts';
import { contextAtEnd } from './text-context.ts';

/** More than these nobody reads: the client asks again with more letters. */
const mostItems = 1000;

const wordBefore = /`[^`\r\n]*$|[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;
const wordBehind = /^[\p{L}\p{M}\p{N}_]*`?/u;

interface ItemData {
    readonly list: number;
    readonly index: number;
}

/**
 * Names and words that fit at the cursor, from the grammar and the scopes. Needs no build of what was just typed: see
 * `fragment.ts`.
 */
export class ErdCompletionProvider implements CompletionProvider {
    readonly completionOptions = { triggerCharacters: ['.', '@', '(', '"', '/'] };
    private readonly services: ErdServices;
    private readonly names: NameWriter;
    private readonly candidates: CandidateFinder;
    /** The elements of the items that were given last, for their documentation. */
    private offered: readonly (AstNode | undefined)[] = [];
    private lists = 0;

    constructor(services: ErdServices) {
        this.services = services;
        this.names = new NameWriter(services);
        this.candidates = new CandidateFinder(services);
    }

    getCompletion(document: LangiumDocument, { position }: Pick<CompletionParams, 'position'>): CompletionList | undefined {
        const textDocument = this.services.shared.workspace.TextDocuments.get(document.uri) ?? document.textDocument;
        const text = textDocument.getText();
        const offset = textDocument.offsetAt(position);
        const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
        const path = /^\s*import\s+"([^"]*)$/.exec(line);
        if (path) {
            const end = /^[^"\r\n]*/.exec(text.slice(offset))![0].length;
            const range = { start: { ...position, character: position.character - path[1]!.length }, end: { ...position, character: position.character + end } };
            return { isIncomplete: false, items: importPathsAt(this.services, document, range) };
        }
        const typed = wordBefore.exec(line)?.[0] ?? '';
        const start = offset - typed.length;
        // A number: nothing completes one.
        if (/[\d.]$/.test(line) && /(?:^|[^\p{L}_\p{N}])\d[\d.]*$/u.test(line)) {
            return undefined;
        }
        const fragment = fragmentAt(this.services, document, text, start);
        if (!['code', 'name'].includes(contextAtEnd(fragment.text).kind)) {
            return undefined;
        }
        const behind = text.slice(offset);
        const word = wordBehind.exec(behind)![0];
        const context: ItemContext = {
            document, text, names: this.names,
            withSnippets: this.services.shared.lsp.Session.supportsSnippets,
            withBlocks: this.services.shared.lsp.Session.offersSnippets,
            next: behind.slice(word.length).trimStart(),
            importEdits: new Map(),
        };
        const offers = this.offers(fragment, context, typed, isFirstOnLine(line, typed));
        return this.listOf(offers, typed, {
            insert: { start: textDocument.positionAt(start), end: position },
            replace: { start: textDocument.positionAt(start), end: textDocument.positionAt(offset + word.length) },
        });
    }

    /** Adds what is only looked at for one item: the documentation. */
    resolve(item: CompletionItem): CompletionItem {
        const data = item.data as ItemData | undefined;
        const node = data?.list === this.lists ? this.offered[data.index] : undefined;
        const value = node && documentationFor(node);
        return value ? { ...item, documentation: { kind: MarkupKind.Markdown, value } } : item;
    }

    private offers(fragment: Fragment, context: ItemContext, typed: string, isFirst: boolean): Offer[] {
        const offers: Offer[] = [];
        const isDeclared = context.next.startsWith(':');
        const seen = new Set<GrammarAST.AbstractElement>();
        const { reference } = fragment;
        // What tells what may follow looks one token ahead, and takes this for a member of something called session.
        if (ast.isSessionExpression(reference?.container)) {
            return this.candidates.named(reference, fragment, context.document).map(candidate => offerOf(candidate, reference.property, 'ID', context));
        }
        for (const next of fragment.features) {
            const { feature } = next;
            if (seen.has(feature)) {
                continue;
            }
            seen.add(feature);
            if (GrammarAST.isCrossReference(feature)) {
                const property = propertyOf(feature);
                const position = positionOf(feature);
                if (isDeclared && position !== 'DECLARED') {
                    continue;
                }
                const isLiteral = next.type === 'TypedLiteral';
                for (const candidate of this.candidates.find({ ...next, feature }, fragment, context.document).filter(({ name }) => this.matches(typed, name.split('.')))) {
                    offers.push(isLiteral ? literalOffer(candidate, context) : offerOf(candidate, property, position, context));
                }
            } else if (!isDeclared && GrammarAST.isKeyword(feature)) {
                for (const phrase of phrasesOf(feature, fragment)) {
                    if (phrase.begins ? isFirst : !isFirst || typed !== '' || !fragment.admitsLines) {
                        offers.push(keywordOffer(phrase, context));
                    }
                }
            } else if (!isDeclared && GrammarAST.isRuleCall(feature)) {
                offers.push(...fixedOffers(feature, fragment, context, isFirst));
            }
        }
        return offers;
    }

    /** By some of the letters of one of the words. */
    private matches(typed: string, words: readonly string[]): boolean {
        const query = typed.replace(/^`/, '');
        return words.some(word => this.services.shared.lsp.FuzzyMatcher.match(query, word));
    }

    private listOf(offers: readonly Offer[], typed: string, range: { insert: Range; replace: Range }): CompletionList {
        const byLabel = new Map<string, Offer>();
        for (const offer of offers) {
            const key = `${offer.item.kind} ${offer.item.label}`;
            const known = byLabel.get(key);
            const words = (offer.item.filterText ?? offer.item.label).split(' ');
            if (this.matches(typed, words) && (!known || known.item.sortText! > offer.item.sortText!)) {
                byLabel.set(key, offer);
            }
        }
        const sorted = [...byLabel.values()].sort((a, b) => a.item.sortText! < b.item.sortText! ? -1 : 1).slice(0, mostItems);
        const list = ++this.lists;
        this.offered = sorted.map(({ node }) => node);
        const items = sorted.map(({ item, node }, index): CompletionItem => node ? { ...item, data: { list, index } satisfies ItemData } : item);
        const isIncomplete = byLabel.size > mostItems;
        const { completion } = this.services.shared.lsp.Session.capabilities.textDocument ?? {};
        const editRange = completion?.completionItem?.insertReplaceSupport ? range : range.insert;
        if (completion?.completionList?.itemDefaults?.includes('editRange')) {
            return { isIncomplete, itemDefaults: { editRange }, items: items.map(withEditText) };
        }
        return { isIncomplete, items: items.map(item => withEdit(item, range.insert)) };
    }
}

function propertyOf(feature: GrammarAST.CrossReference): string {
    return AstUtils.getContainerOfType(feature, GrammarAST.isAssignment)?.feature ?? '';
}

function positionOf({ terminal }: GrammarAST.CrossReference): NamePosition {
    const rule = GrammarAST.isRuleCall(terminal) ? terminal.rule.$refText : 'ID';
    return rule === 'TYPE_NAME' || rule === 'DECLARED' ? rule : 'ID';
}

/** With a default range, what is inserted is called `textEditText`. */
function withEditText({ insertText, ...item }: CompletionItem): CompletionItem {
    return insertText === undefined ? item : { ...item, textEditText: insertText };
}

function withEdit({ insertText, ...item }: CompletionItem, range: Range): CompletionItem {
    return { ...item, textEdit: { range, newText: insertText ?? item.label } satisfies TextEdit };
}

function isFirstOnLine(line: string, typed: string): boolean {
    return /^\s*$|[{}]\s*$/.test(line.slice(0, line.length - typed.length));
}

function fixedOffers(feature: GrammarAST.RuleCall, fragment: Fragment, { withBlocks, document }: ItemContext, isFirst: boolean): Offer[] {
    const rule = feature.rule.$refText;
    const within = AstUtils.getContainerOfType(feature, GrammarAST.isParserRule)?.name;
    const head = heads[rule];
    if (head) {
        return isFirst ? [fixedOffer(head.label, head.detail, withBlocks ? head : undefined)] : [];
    }
    if (rule === 'CROWS_FOOT') {
        return Object.entries(crowsFeet).map(([notation, meaning]) => fixedOffer(notation, meaning));
    }
    if (rule === 'ID' && fragment.isPartitionUnit) {
        return partitionUnits.map(unit => fixedOffer(unit, 'A partition for each'));
    }
    if (within === 'TargetVersion') {
        const engine = /([a-z]+)(?:\s+\S+\s+to)?\s*$/.exec(fragment.text)?.[1] ?? '';
        return (targetOf(engine)?.versions ?? []).map(version => fixedOffer(version, /\sto\s*$/.test(fragment.text) ? 'The newest version that the model is for' : 'The oldest version that the model is for'));
    }
    if (rule === 'ID' && within === 'ExtensionName') {
        const declared = new Set(rootOf(document).declarations.filter(ast.isExtension).map(({ name }) => name));
        return knownExtensions.filter(name => !declared.has(name)).map(name => fixedOffer(/^\w+$/.test(name) ? name : `"${name}"`, 'An extension of PostgreSQL'));
    }
    return [];
}
