import type { AstNode, LangiumCompletionParser, LangiumDocument, Mutable, ReferenceInfo } from 'langium';
import { AstUtils, CstUtils, DocumentState, GrammarAST, GrammarUtils, UriUtils } from 'langium';
import { findFirstFeatures, findNextFeatures, type NextFeature } from 'langium/lsp';
import { ast } from '../../../language/index.ts';
import type { ErdServices } from '../services.ts';
import { rootOf } from '../syntax/elements.ts';

/**
 * The declaration around the cursor, parsed for itself up to the cursor with a word put there. That costs the same in a
 * small and in a large file, needs no wait for the build of what was just typed, and what follows the cursor cannot
 * confuse it. All other names come from the document as it was last built.
 */
export interface Fragment {
    /** Up to the cursor. */
    readonly text: string;
    /** From the cursor on, some of it. */
    readonly following: string;
    /** What the grammar admits at the cursor. */
    readonly features: readonly NextFeature[];
    /** The reference that a word at the cursor would be. */
    readonly reference: ReferenceInfo | undefined;
    /** The element whose token stands before the cursor. */
    readonly node: AstNode;
    /** True where a declaration or a line of one may begin. */
    readonly admitsLines: boolean;
    /** True for the unit of `every 1 month`. */
    readonly isPartitionUnit: boolean;
}

/** Parsed at the cursor. No letter of it is a keyword, and no colon follows. */
const placeholder = 'completion_here';

/** @param offset where the word begins that is to be completed */
export function fragmentAt(services: ErdServices, document: LangiumDocument, text: string, offset: number): Fragment {
    const section = sectionAt(rootOf(document), text, offset);
    const before = section.prefix + text.slice(section.start, offset);
    const root = parse(services, document, `${before}${placeholder}${closing(services, before)}`);
    complete(root, section.declaration);
    const features = featuresAfter(services, before);
    return {
        text: before,
        following: text.slice(offset, offset + 300),
        features,
        admitsLines: features.some(({ feature }) => isRuleCallTo(feature, 'DECLARED') || GrammarAST.isKeyword(feature) && feature.value === 'entity'),
        isPartitionUnit: features.some(({ feature }) => isRuleCallTo(feature, 'ID') && AstUtils.getContainerOfType(feature, GrammarAST.isParserRule)?.name === ast.PartitionInterval.$type),
        reference: referenceAt(root, before.length),
        node: (root.$cstNode && CstUtils.findLeafNodeBeforeOffset(root.$cstNode, before.trimEnd().length - 1)?.astNode) ?? root,
    };
}

function isRuleCallTo(feature: GrammarAST.AbstractElement, rule: string): boolean {
    return GrammarAST.isRuleCall(feature) && feature.rule.$refText === rule;
}

interface Section {
    readonly start: number;
    /** What stands around it. */
    readonly prefix: string;
    /** Which declaration begins there, as it was last built. */
    readonly declaration?: AstNode;
}

/** From the beginning of the declaration that the offset is in or behind. */
function sectionAt(root: ast.Document, text: string, offset: number): Section {
    const built = root.$cstNode?.root.fullText ?? '';
    const limit = Math.min(offset - 1, commonPrefix(built, text));
    const declaration = lastBefore(root.declarations, limit);
    if (!declaration) {
        return { start: 0, prefix: '' };
    }
    const inner = ast.isSchema(declaration) && limit < declaration.$cstNode!.end ? lastBefore(declaration.declarations, limit) : undefined;
    return inner && ast.isSchema(declaration)
        ? { start: inner.$cstNode!.offset, prefix: `schema \`${declaration.name}\` {\n`, declaration: inner }
        : { start: declaration.$cstNode!.offset, prefix: '', declaration };
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The brackets that are open: without their ends the parser could not tell in which rule the cursor is. */
function closing(services: ErdServices, text: string): string {
    const open: string[] = [];
    for (const { image } of services.parser.Lexer.tokenize(text).tokens) {
        const closer = closers[image];
        if (closer) {
            open.unshift(closer);
        } else if (image === open[0]) {
            open.shift();
        }
    }
    return ` ${open.join(' ')}`;
}

function lastBefore<T extends AstNode>(nodes: readonly T[], offset: number): T | undefined {
    return nodes.findLast(node => node.$cstNode !== undefined && node.$cstNode.offset <= offset);
}

function commonPrefix(left: string, right: string): number {
    const shorter = Math.min(left.length, right.length);
    let length = 0;
    while (length < shorter && left.charCodeAt(length) === right.charCodeAt(length)) {
        length++;
    }
    return length;
}

/** Parsed as a document of its own, which sees the whole document as if it imported it. */
function parse(services: ErdServices, document: LangiumDocument, text: string): ast.Document {
    const fragment = services.shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, document.uri);
    fragment.state = DocumentState.Linked;
    const root = fragment.parseResult.value;
    const self: ast.Import = { $type: ast.Import.$type, $container: root, path: `./${UriUtils.basename(document.uri)}` };
    (root as Mutable<ast.Document>).imports = [self, ...rootOf(document).imports];
    return root;
}

/** Gives the last declaration of a fragment what stands below the cursor: attributes may be named before they are declared. */
function complete(root: ast.Document, built: AstNode | undefined): void {
    const last = root.declarations.at(-1);
    const declaration = ast.isSchema(last) ? last.declarations.at(-1) : last;
    if (!built || declaration?.$type !== built.$type) {
        return;
    }
    for (const property of ['members', 'attributes']) {
        const growing = declaration as unknown as Record<string, unknown>;
        const present = growing[property];
        const all = (built as unknown as Record<string, unknown>)[property];
        if (Array.isArray(present) && Array.isArray(all)) {
            const names = new Set(present.map((member: { name?: string }) => member.name));
            growing[property] = [...present as unknown[], ...all.filter((member: { name?: string }) => member.name !== undefined && !names.has(member.name)) as unknown[]];
        }
    }
}

function featuresAfter(services: ErdServices, text: string): readonly NextFeature[] {
    const parser: LangiumCompletionParser = services.parser.CompletionParser;
    const { tokens, tokenIndex, elementStack } = parser.parse(text);
    if (elementStack.length === 0) {
        const entry = GrammarUtils.getEntryRule(services.Grammar)!;
        return findFirstFeatures(entry.definition).map(stack => stack.at(-1)!);
    }
    return findNextFeatures([elementStack.map(feature => ({ feature }))], tokens.slice(tokenIndex));
}

function referenceAt(root: AstNode, offset: number): ReferenceInfo | undefined {
    for (const node of AstUtils.streamAst(root)) {
        for (const info of AstUtils.streamReferences(node)) {
            if ('$refNode' in info.reference && info.reference.$refNode?.offset === offset) {
                return info;
            }
        }
    }
    return undefined;
}
